"""The plain lists of a school: its rooms and its subjects. What is done to one is done to the other."""

from dataclasses import dataclass
from typing import Any

from zvans.audit.actions import recorded
from zvans.audit.actor import Actor
from zvans.schools.actions.naming import check_free, check_name_unchanged, locked, one_of_a_name, tidy
from zvans.schools.models import Room, School, Subject
from zvans.schools.policies import check_unused


@dataclass(frozen=True, slots=True)
class Kind:
    """What a list holds, and what its actions are called on record: «add_room»."""

    model: Any
    word: str


ROOM = Kind(Room, "room")
SUBJECT = Kind(Subject, "subject")


def add_one(kind: Kind, *, school: School, name: str, by: Actor, short_name: str = "") -> Any:
    """Refused (`RefusedValues`) where the school has one of that name."""
    name, rows = tidy(name), kind.model.objects.filter(school=school)
    with one_of_a_name(name), recorded(f"add_{kind.word}", by=by, schools=[school.pk], about=school):
        check_free(rows, name)
        return rows.create(school=school, name=name, short_name=tidy(short_name))


def rename_one(kind: Kind, *, row: Any, name: str, short_name: str, stamp: str, by: Actor) -> Any:
    """A room keeps its lessons, past ones too, and a subject its journals, under the new name; the history keeps the old one and its day.

    `stamp` is that of the names somebody saw (`name_stamp`); who renames what another has renamed meanwhile is told.
    """
    name, short_name = tidy(name), tidy(short_name)
    rows = kind.model.objects.filter(school=row.school_id)
    with one_of_a_name(name), recorded(f"rename_{kind.word}", by=by, schools=[row.school_id], about=row):
        row = locked(rows, row)
        check_name_unchanged(row, name, short_name, stamp)
        check_free(rows, name, but=row.pk)
        row.name, row.short_name = name, short_name
        row.save()
    return row


def remove_one(kind: Kind, *, row: Any, by: Actor) -> None:
    """Only while nothing stands on it."""
    with recorded(f"remove_{kind.word}", by=by, schools=[row.school_id], about=row):
        row = locked(kind.model.objects.filter(school=row.school_id), row)
        check_unused(row)
        row.delete()
