"""A plan of people done: each step is an action, and a constant number of statements whatever the number of people."""

from zvans.accounts.models import Person
from zvans.audit.actor import Actor
from zvans.schools.actions.classes import add_class, join_groups
from zvans.schools.actions.enrolment import Place, enrol_pupils
from zvans.schools.actions.families import Ward, add_guardians, as_pupils_let
from zvans.schools.actions.people import add_people, correct_people
from zvans.schools.actions.staff import Hire, Post, employ, give_positions, set_short_names
from zvans.schools.imports.people.plan import PeoplePlan, Somebody, Worker
from zvans.schools.models import ClassGroup, Employment


def apply_plan(plan: PeoplePlan, *, by: Actor) -> None:
    """One transaction is open, and the school's rows are in sight."""
    starts_on, wrote = plan.known.starts_on, plan.report.advance
    for who, person in zip(plan.added, _added(plan, by), strict=True):
        who.person = person
    correct_people(people=plan.corrected, fields=("born_on", "phone", "email"), school=plan.known.school, by=by)
    wrote(len(plan.added) + len(plan.corrected))
    made = {id(group): _made(group, by=by) for group in plan.classes.values()}
    places = [Place(_person(who), made.get(id(group), group)) for who, group in plan.places]
    enrol_pupils(places=places, starts_on=starts_on, by=by)
    wrote(len(plan.classes) + len(plan.places))
    join_groups(members=[(group, _person(who).pk) for group, who in plan.members], starts_on=starts_on, by=by)
    wrote(len(plan.members))
    wards = [Ward(_person(pupil), _person(who), kind, order) for pupil, who, kind, order in plan.wards]
    add_guardians(wards=as_pupils_let(wards), starts_on=starts_on, school=plan.known.school, by=by)
    wrote(len(plan.wards))
    _employ(plan, by=by)
    wrote(len(plan.hires) + len(plan.short_names) + len(plan.posts))


def _added(plan: PeoplePlan, by: Actor) -> list[Person]:
    return add_people(people=[who.facts for who in plan.added], school=plan.known.school, by=by)


def _made(planned: ClassGroup, *, by: Actor) -> ClassGroup:
    return add_class(year=planned.year, name=planned.name, grade=planned.grade, by=by)


def _employ(plan: PeoplePlan, *, by: Actor) -> None:
    starts_on = plan.known.starts_on
    hires = [Hire(_person(worker.who), worker.short_name, worker.listed) for worker in plan.hires]
    employed = employ(school=plan.known.school, hires=hires, starts_on=starts_on, by=by)
    for worker, employment in zip(plan.hires, employed, strict=True):
        worker.employment = employment
    names = [(_employment(worker), worker.short_name) for worker in plan.short_names]
    set_short_names(names=names, by=by)
    posts = [Post(_employment(worker), kind, title) for worker, kind, title in plan.posts]
    give_positions(posts=posts, starts_on=starts_on, by=by)


def _person(who: Somebody) -> Person:
    assert who.person is not None  # noqa: S101 - `apply_plan` has added those who were missing
    return who.person


def _employment(worker: Worker) -> Employment:
    assert worker.employment is not None  # noqa: S101 - `_employ` has employed those who were missing
    return worker.employment
