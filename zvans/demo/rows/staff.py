"""The staff of a school of the demo: employments, positions, class teachers."""

from collections.abc import Sequence
from datetime import date, timedelta

from zvans.audit.actions import recorded
from zvans.audit.actor import Actor
from zvans.demo.calendar import DemoYear
from zvans.demo.rows.people import Register
from zvans.demo.rows.school import MadeSchool
from zvans.demo.staffing import StaffMember
from zvans.oversight.actions.reports import choose_responsible
from zvans.schools.actions.changes import Changes
from zvans.schools.actions.classes import lead_class
from zvans.schools.actions.memberships import refresh_accounts
from zvans.schools.actions.staff import Hire, Post, employ, give_positions
from zvans.schools.enums import PositionKind
from zvans.schools.models import Employment

_EMPLOYED_BEFORE = timedelta(days=730)


def employ_staff(made: MadeSchool, register: Register, dates: DemoYear, by: Actor) -> None:
    """The staff list with positions and class teachers. Who left has taught until the end of last month, and somebody follows."""
    left_on = end_of_last_month(dates.today)
    started = {True: left_on + timedelta(days=1), False: dates.first - _EMPLOYED_BEFORE}
    for follows, starts_on in started.items():
        members = [member for member in made.plan.staff if bool(member.follows) == follows]
        made.staff |= _employed(made, members, register, starts_on, by)
    _end_employments(made, left_on, by)
    for name, member in made.plan.leaders.items():
        lead_class(class_group=made.classes[name], employment=made.staff[member.key], starts_on=dates.first, by=by)
    _name_responsible(made, by)


def _name_responsible(made: MadeSchool, by: Actor) -> None:
    """Users ask the superuser, or the head where a school has none."""
    ways = [
        member
        for kind in (PositionKind.SUPERUSER, PositionKind.HEAD)
        for member in made.plan.staff
        if member.position == kind
    ]
    person = made.staff[ways[0].key].person
    assert person is not None  # noqa: S101 - of the demo everybody is entered
    choose_responsible(school=made.school, person=person, contact=person.email or "12. kabinets", by=by)


def _employed(
    made: MadeSchool, members: Sequence[StaffMember], register: Register, starts_on: date, by: Actor
) -> dict[str, Employment]:
    people = [register.row(register.country.staff[made.plan.key, member.key]) for member in members]
    hires = [Hire(person, f"{person.given_name[0]}. {person.family_name}") for person in people]
    employments = employ(school=made.school, hires=hires, starts_on=starts_on, by=by)
    posts = [Post(e, member.position, member.title) for e, member in zip(employments, members, strict=True)]
    give_positions(posts=posts, starts_on=starts_on, by=by)
    return {member.key: employment for member, employment in zip(members, employments, strict=True)}


def _end_employments(made: MadeSchool, left_on: date, by: Actor) -> None:
    gone = [made.staff[member.key] for member in made.plan.staff if member.left]
    changes = Changes()
    for employment in gone:
        changes.alter(employment, ends_on=left_on)
    with recorded("end_employments", by=by, schools=[made.school.pk], about=made.school, employments=len(gone)):
        changes.write()
        for employment in gone:
            employment.positions.update(ends_on=left_on)
        refresh_accounts(employment.person_id for employment in gone if employment.person_id)


def end_of_last_month(day: date) -> date:
    return day.replace(day=1) - timedelta(days=1)
