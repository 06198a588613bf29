"""Who may: looks at what a workplace allows, at no state and no clock."""

from collections.abc import Collection

from zvans.accounts.enums import Role
from zvans.audit.actor import Actor
from zvans.schools.enums import MANAGING, ImportKind, Permission
from zvans.schools.queries.workplaces import Workplace


def can_manage(actor: Actor, place: Workplace) -> bool:
    """Sees the set-up of the school: everybody who may change some part of it."""
    return actor.is_staff and bool(place.permissions & MANAGING)


def can_set_up(actor: Actor, place: Workplace) -> bool:
    """Year, bells, rooms, subjects, classes, groups, teaching, timetables."""
    return actor.is_staff and Permission.SET_UP in place.permissions


def can_roll_over(actor: Actor, place: Workplace) -> bool:
    """Leads the school into its next year: opens classes and teaching, and moves every pupil."""
    return actor.is_staff and place.permissions >= {Permission.SET_UP, Permission.PEOPLE}


def can_appoint(actor: Actor, place: Workplace, people: Collection[int | None]) -> bool:
    """Makes these people (by id) teachers of a journal or of a class: nobody comes by a journal with the own hand.

    Who may read all journals anyway learns nothing by it.
    """
    return actor.person_id not in people or Permission.JOURNALS in place.permissions


def can_manage_people(actor: Actor, place: Workplace) -> bool:
    """Pupils and guardians."""
    return actor.is_staff and Permission.PEOPLE in place.permissions


def can_manage_staff(actor: Actor, place: Workplace) -> bool:
    """Employees, their positions and what those let them do."""
    return actor.is_staff and Permission.STAFF in place.permissions


_FILES = {
    ImportKind.TIMETABLE: {Permission.SET_UP},
    ImportKind.ONEROSTER: {
        Permission.SET_UP,
        Permission.PEOPLE,
        Permission.STAFF,
    },  # brings classes, pupils and teachers at once
}


def can_import(actor: Actor, place: Workplace, kind: str) -> bool:
    """Brings files of this kind into the school. Of a file of people each enters those whom they may (`ImportKind.PEOPLE`)."""
    if kind == ImportKind.PEOPLE:
        return can_manage_people(actor, place) or can_manage_staff(actor, place)
    return actor.is_staff and place.permissions >= _FILES[ImportKind(kind)]


_OF_PEOPLE = {"pupil": Permission.PEOPLE, "guardian": Permission.PEOPLE, "staff": Permission.STAFF}


def can_read_lines(place: Workplace, kind: str) -> bool:
    """Reads the names that somebody else's file has brought (`kind` of a report's line): who may enter such people themselves."""
    return kind not in _OF_PEOPLE or _OF_PEOPLE[kind] in place.permissions


def can_give(place: Workplace, permissions: Collection[Permission]) -> bool:
    """Nobody gives rights, or takes them away, that they do not have themselves; nor changes who has them."""
    return place.permissions >= frozenset(permissions)


def can_archive(actor: Actor, place: Workplace) -> bool:
    """Takes the whole school out as one file: who may do everything in it, as its head and its superuser may."""
    return actor.is_staff and place.permissions >= frozenset(Permission)


def can_undo_import(actor: Actor, place: Workplace, kind: str, written: Collection[str]) -> bool:
    """Takes back what a file has written (`written`: kinds of the report's lines): only who could have written it."""
    classes = "class" not in written or Permission.SET_UP in place.permissions
    people = not {"pupil", "guardian"} & set(written) or can_manage_people(actor, place)
    return (
        can_import(actor, place, kind)
        and classes
        and people
        and ("staff" not in written or can_manage_staff(actor, place))
    )


def can_operate(actor: Actor) -> bool:
    """Runs the installation: municipalities, schools and their first superusers. Sees no pupil."""
    return actor.role == Role.OPERATOR
