"""Employees and what they may do."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from zvans.accounts.enums import Door, Role
from zvans.accounts.models import Person
from zvans.accounts.queries.people import operators_among
from zvans.audit.actions import recorded
from zvans.audit.actor import Actor
from zvans.schools.actions.changes import Changes
from zvans.schools.actions.memberships import refresh_accounts
from zvans.schools.actions.people import codes_of, name_accounts
from zvans.schools.actions.telling import tell_of_work
from zvans.schools.models import Employment, Position, School
from zvans.schools.models.dated import current
from zvans.schools.people_policies import check_nobody_operates


@dataclass(frozen=True, slots=True)
class Hire:
    """Somebody to employ. `listed` is a name that stood on the staff list without a person (from a timetable) and is this one."""

    person: Person
    short_name: str = ""
    listed: Employment | None = None


def employ(*, school: School, hires: Sequence[Hire], starts_on: date, by: Actor) -> list[Employment]:
    """Put people on a school's staff list, in the order given, with an account at the staff door (B3). Who uses an account hears of it.

    Raises `NotAcceptable` where one of them runs the installation.
    """
    if not hires:
        return []
    check_nobody_operates(operators_among([hire.person.pk for hire in hires]))
    changes = Changes()
    employments = [_employment(changes, school, hire, starts_on) for hire in hires]
    people = [hire.person.pk for hire in hires]
    with recorded("employ", by=by, schools=[school.pk], about=school, people=len(people)):
        codes = codes_of(people)
        name_accounts(changes, Door.STAFF, [(person, codes.get(person), Role.STAFF) for person in people])
        changes.write()
        refresh_accounts(people)
        tell_of_work(people, school)
    return employments


def _employment(changes: Changes, school: School, hire: Hire, starts_on: date) -> Employment:
    if hire.listed is not None:
        short_name = hire.listed.short_name or hire.short_name
        changes.alter(hire.listed, person=hire.person, name=_name(hire.person), short_name=short_name)
        return hire.listed
    employment = Employment(
        school=school, person=hire.person, name=_name(hire.person), short_name=hire.short_name, starts_on=starts_on
    )
    changes.add(employment)
    return employment


def _name(person: Person) -> str:
    """As families read it in the diary: given name first."""
    return str(person)[:160]


def set_short_names(*, names: Sequence[tuple[Employment, str]], by: Actor) -> None:
    """What employees of one school are called in narrow places, such as a timetable."""
    if not names:
        return
    changes = Changes()
    for employment, short_name in names:
        changes.alter(employment, short_name=short_name)
    with recorded("set_short_names", by=by, schools=[names[0][0].school_id], employees=len(names)):
        changes.write()


@dataclass(frozen=True, slots=True)
class Post:
    """`kind` is a `PositionKind`; `title` is what the school calls it."""

    employment: Employment
    kind: str
    title: str = ""


def give_positions(*, posts: Sequence[Post], starts_on: date, by: Actor) -> None:
    """Give employees of one school positions from a day on. Who has that kind of position already keeps it, under the new title."""
    if not posts:
        return
    school = posts[0].employment.school_id
    with recorded("give_positions", by=by, schools=[school], positions=len(posts), starts_on=starts_on.isoformat()):
        employments = {post.employment.pk for post in posts}
        held = {
            (row.employment_id, row.kind): row
            for row in Position.objects.filter(current(starts_on), employment__in=employments)
        }
        changes = Changes()
        for post in posts:
            row = held.get((post.employment.pk, post.kind))
            if row is not None:
                changes.alter(row, title=post.title)
            else:
                changes.add(_position(post, starts_on))
        changes.write()
        refresh_accounts(post.employment.person_id for post in posts if post.employment.person_id)


def _position(post: Post, starts_on: date) -> Position:
    return Position(
        school_id=post.employment.school_id,
        employment=post.employment,
        kind=post.kind,
        title=post.title,
        starts_on=starts_on,
    )


def give_position(*, employment: Employment, kind: str, starts_on: date, by: Actor, title: str = "") -> None:
    give_positions(posts=[Post(employment, kind, title)], starts_on=starts_on, by=by)
