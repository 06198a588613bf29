"""The demo country: a municipality with two schools, in the middle of a semester that is always the one around today.

Everything is invented, and the same every time it is loaded on the same day. Once its semester is over it is out of date; the program
then makes a new database and loads again (`demo_exists`).
"""

from collections.abc import Callable, Sequence

from django.db import transaction

from zvans.audit.actor import Actor
from zvans.demo.calendar import year_around
from zvans.demo.people.invented import invent
from zvans.demo.posts import PostText, all_posts
from zvans.demo.rows.courses import divide_classes, plan_lessons
from zvans.demo.rows.desk import fill_desks
from zvans.demo.rows.journal import fill_journals
from zvans.demo.rows.outcomes import fill_outcomes
from zvans.demo.rows.people import Register, add_officers, add_operator, enrol, give_guardians, give_passwords
from zvans.demo.rows.pictures import drawn_meanwhile
from zvans.demo.rows.posts import fill_portal
from zvans.demo.rows.school import open_school
from zvans.demo.rows.staff import employ_staff
from zvans.demo.rows.tickets import fill_support
from zvans.demo.staffing import SchoolPlan
from zvans.lib.database.sight import in_sight_of
from zvans.lib.dates import today
from zvans.schools.actions.schools import add_municipality
from zvans.schools.models import School, Term

MUNICIPALITY = "Zvanupes novads"
SCHOOLS = ("zvanupe", "rudzuleja")
_BY = Actor.system("demo")


class DemoAlreadyLoaded(Exception):
    """There is a demo in this database, current or not. A new one needs a new database."""


def demo_exists() -> bool:
    return School.objects.filter(code__in=SCHOOLS).exists()


def is_current() -> bool:
    """Whether there is a demo and its first semester is not over."""
    school = School.objects.filter(code__in=SCHOOLS).first()
    if school is None:
        return False
    with in_sight_of([school.pk]):
        return Term.objects.filter(year__school=school, number=1, starts_on__lte=today(), ends_on__gte=today()).exists()


def load_demo(
    progress: Callable[[str], None], schools: tuple[str, ...] = SCHOOLS, posts: Sequence[PostText] | None = None
) -> None:
    """Fill an empty database, wholly or not at all; the portal with all posts that are written, or with these."""
    if demo_exists():
        raise DemoAlreadyLoaded
    told = all_posts() if posts is None else posts
    with drawn_meanwhile(told) as pictures, transaction.atomic():
        _load(progress, tuple(SchoolPlan(key) for key in schools))
        progress(f"The portal: {len(told)} posts with their pictures")
        fill_desks(fill_portal(told, pictures, _BY), _BY)
        fill_support(_BY)


def _load(progress: Callable[[str], None], plans: tuple[SchoolPlan, ...]) -> None:
    dates = year_around(today())
    country = invent(plans, dates.started_in)
    progress(f"Adding {len(country.everybody)} invented people")
    register = Register(country, _BY)
    municipality = add_municipality(name=MUNICIPALITY, by=_BY)
    made_schools = [open_school(plan, dates, municipality, _BY) for plan in plans]
    for made in made_schools:
        progress(f"{made.school.name}: staff, classes and the timetable")
        pupils = register.pupils(made.plan.key)
        employ_staff(made, register, dates, _BY)
        enrol(pupils, made.classes, dates.first, _BY)
        divide_classes(made, pupils, dates.first, _BY)
        plan_lessons(made, dates, _BY)
    give_guardians(register, dates.first, _BY)
    add_operator(_BY)
    add_officers(municipality, _BY)
    give_passwords({plan.name for plan in plans}, _BY)
    for made in made_schools:
        progress(f"{made.school.name}: a term of lessons, marks and absences")
        fill_journals(made, dates, _BY)
        fill_outcomes(made, _BY)
