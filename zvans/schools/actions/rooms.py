"""The rooms of a school."""

from zvans.audit.actions import recorded
from zvans.audit.actor import Actor
from zvans.schools.actions.naming import check_free, check_name_unchanged, locked, one_of_a_name, tidy
from zvans.schools.models import Room, School
from zvans.schools.policies import check_unused


def add_room(*, school: School, name: str, by: Actor, short_name: str = "") -> Room:
    """Refused (`RefusedValues`) where the school has one of that name."""
    name, rows = tidy(name), Room.objects.filter(school=school)
    with one_of_a_name(name), recorded("add_room", by=by, schools=[school.pk], about=school):
        check_free(rows, name)
        return rows.create(school=school, name=name, short_name=tidy(short_name))


def rename_room(*, room: Room, name: str, short_name: str, stamp: str, by: Actor) -> Room:
    """A room keeps its lessons, past ones too: they point to the room, and its door has another number now.

    `stamp` is that of the names somebody saw (`name_stamp`); who renames what another has renamed meanwhile is told.
    """
    name, short_name = tidy(name), tidy(short_name)
    rows = Room.objects.filter(school=room.school_id)
    with one_of_a_name(name), recorded("rename_room", by=by, schools=[room.school_id], about=room):
        room = locked(rows, room)
        check_name_unchanged(room, name, short_name, stamp)
        check_free(rows, name, but=room.pk)
        room.name, room.short_name = name, short_name
        room.save()
    return room


def remove_room(*, room: Room, by: Actor) -> None:
    """Only while nothing stands on it."""
    with recorded("remove_room", by=by, schools=[room.school_id], about=room):
        room = locked(Room.objects.filter(school=room.school_id), room)
        check_unused(room)
        room.delete()
