"""The end of an employment, and of all that goes with it."""

from datetime import date

from django.db.models import Q

from zvans.audit.actions import recorded
from zvans.audit.actor import Actor
from zvans.lib.dates import today
from zvans.schools.actions.changes import Changes
from zvans.schools.actions.memberships import refresh_accounts
from zvans.schools.actions.positions import locked
from zvans.schools.models import ClassTeacher, CourseTeacher, Employment, Position
from zvans.schools.models.dated import Dated
from zvans.schools.policies import check_ends_after, check_ends_within, check_superuser_stays


def end_employment(*, employment: Employment, ends_on: date, state: str, by: Actor) -> None:
    """The last day of work: positions, class leadership and courses end with it. Lessons held are not touched.

    What would have begun later never holds and goes. Raises `NotAcceptable` for a day before the start, `NotAllowedNow` where the
    school would be left without a superuser.
    """
    day, school = ends_on.isoformat(), employment.school_id
    with recorded("end_employment", by=by, schools=[school], about=employment, ends_on=day):
        now = locked(employment, state)
        check_ends_after(now.starts_on, ends_on)
        check_ends_within(now, ends_on)
        positions = list(Position.objects.filter(employment=now).exclude(ends_on__lte=ends_on))
        check_superuser_stays(positions, ends_on)
        changes = Changes()
        changes.alter(now, ends_on=ends_on)
        rows: list[Dated] = [*positions, *_led(now, ends_on), *_taught(now, ends_on)]
        for row in rows:
            _end(changes, row, ends_on)
        changes.write()
        if now.person_id is not None:
            refresh_accounts([now.person_id])


def _led(employment: Employment, ends_on: date) -> list[ClassTeacher]:
    rows = ClassTeacher.objects.filter(_open("class_group__year__"), employment=employment)
    return list(rows.exclude(ends_on__lte=ends_on))


def _taught(employment: Employment, ends_on: date) -> list[CourseTeacher]:
    rows = CourseTeacher.objects.filter(_open("course__year__"), employment=employment)
    return list(rows.exclude(ends_on__lte=ends_on))


def _open(year: str) -> Q:
    """A closed year is only read: what somebody did in it stays as it was."""
    return Q(**{f"{year}closed_on": None}) | Q(**{f"{year}closed_on__gt": today()})


def _end(changes: Changes, row: Dated, ends_on: date) -> None:
    if row.starts_on <= ends_on:
        changes.alter(row, ends_on=ends_on)
    else:
        changes.remove([row])
