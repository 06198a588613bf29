"""A plan of a package done: each step is an action, and a constant number of statements whatever the size of the package."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from zvans.accounts.models import Person
from zvans.audit.actor import Actor
from zvans.schools.actions.classes import join_groups
from zvans.schools.actions.enrolment import Place, enrol_pupils
from zvans.schools.actions.families import Ward, add_guardians, as_pupils_let
from zvans.schools.actions.oneroster import assign_teachers, end_memberships, remember, write_structure
from zvans.schools.actions.people import add_people, correct_people
from zvans.schools.actions.staff import Hire, Post, employ, give_positions
from zvans.schools.enums import Ended
from zvans.schools.imports.oneroster.known import ORG
from zvans.schools.imports.oneroster.plan import Plan, Somebody, Worker
from zvans.schools.models import Employment

_FIELDS = ("given_name", "family_name", "born_on", "sex", "phone", "email")


def apply_plan(plan: Plan, *, by: Actor) -> None:
    """One transaction is open, and the school's rows are in sight."""
    school, starts_on = plan.known.school, plan.frame.starts_on
    wrote = plan.report.advance
    write_structure(school=school, changes=plan.changes, by=by)
    wrote(plan.changes.size)
    added = add_people(people=[w.facts for w in plan.added], school=school, by=by)
    for who, person in zip(plan.added, added, strict=True):
        who.person = person
    correct_people(people=[_person(who) for who in plan.corrected], fields=_FIELDS, school=school, by=by)
    wrote(len(plan.added) + len(plan.corrected))
    end_memberships(school=school, rows=plan.ended, last_day=starts_on - timedelta(days=1), by=by)
    end_memberships(
        school=school, rows=plan.outgrown, last_day=starts_on - timedelta(days=1), ended=Ended.YEAR_OVER, by=by
    )
    for day, places in _by_day((who, class_group, day) for who, class_group, day in plan.places):
        enrol_pupils(places=[Place(_person(who), class_group) for who, class_group in places], starts_on=day, by=by)
    for day, members in _by_day(plan.members):
        join_groups(members=[(group, _person(who).pk) for group, who in members], starts_on=day, by=by)
    wrote(len(plan.ended) + len(plan.outgrown) + len(plan.places) + len(plan.members))
    wards = [Ward(_person(pupil), _person(who), kind, order) for pupil, who, kind, order in plan.wards]
    add_guardians(wards=as_pupils_let(wards), starts_on=starts_on, school=school, by=by)
    wrote(len(plan.wards))
    _employ(plan, by=by)
    wrote(len(plan.hires) + len(plan.posts) + len(plan.taught) + len(plan.led))
    rows = {name: getattr(row, "person", None) or row for name, row in plan.new_memories.items()}
    answers = {name: row.pk for name, row in rows.items() if row.pk is not None}
    remember(school=school, answers={(ORG, plan.scope.org): school.pk, **answers}, moments=plan.moments, by=by)


def _employ(plan: Plan, *, by: Actor) -> None:
    school, starts_on = plan.known.school, plan.frame.starts_on
    hires = [Hire(_person(worker.who), listed=worker.listed) for worker in plan.hires]
    for worker, employment in zip(
        plan.hires, employ(school=school, hires=hires, starts_on=starts_on, by=by), strict=True
    ):
        worker.employment = employment
    posts = [Post(_employment(worker), kind, title) for worker, kind, title in plan.posts]
    give_positions(posts=posts, starts_on=starts_on, by=by)
    assign_teachers(
        school=school,
        taught=[(course, _employment(worker)) for course, worker in plan.taught],
        led=[(class_group, _employment(worker)) for class_group, worker in plan.led],
        starts_on=starts_on,
        by=by,
    )


def _by_day(items: Iterable[tuple[Any, Any, date]]) -> list[tuple[date, list[tuple[Any, Any]]]]:
    found: dict[date, list[tuple[Any, Any]]] = defaultdict(list)
    for first, second, day in items:
        found[day].append((first, second))
    return sorted(found.items(), key=lambda entry: entry[0])


def _person(who: Somebody) -> Person:
    assert who.person is not None  # noqa: S101 - `apply_plan` has added those who were missing
    return who.person


def _employment(worker: Worker) -> Employment:
    assert worker.employment is not None  # noqa: S101 - `_employ` has employed those who were missing
    return worker.employment
