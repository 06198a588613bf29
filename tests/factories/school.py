"""A school from nothing: year, terms, bells, codes; classes with pupils; courses with teachers and a timetable.

    made = make_school()
    class_9b = make_class(made, "9.b", pupils=3)
    teacher = make_employee(made, "Ilze", "Kalniņa")
    course = make_course(made, class_9b, subject="Matemātika", teachers=[teacher], slots=[(1, 3), (3, 2)])

The school year is 2026/27 and lasts from 1 September to 31 May; `MONDAY` is a school day in its first term.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from tests.factories.people import make_account, make_people, make_person
from zvans.accounts.enums import Role
from zvans.accounts.models import Account, Person
from zvans.audit.actions import recorded
from zvans.audit.actor import Actor
from zvans.schools.enums import PositionKind, ValueSystem
from zvans.schools.models import (
    AbsenceCode,
    BellPeriod,
    BellSchedule,
    Break,
    ClassGroup,
    ClassTeacher,
    Course,
    CourseGroup,
    CourseTeacher,
    Employment,
    Enrolment,
    Municipality,
    Position,
    Room,
    School,
    SchoolYear,
    StudyGroup,
    StudyGroupMember,
    Subject,
    Term,
)
from zvans.timetable.models import Slot, Timetable

STARTS_ON, ENDS_ON = date(2026, 9, 1), date(2027, 5, 31)
MONDAY = date(2026, 11, 23)
CODES = [  # code, label, excused, late
    ("n", "nav stundā", None, False),
    ("ns", "slimības dēļ", True, False),
    ("nc", "cits attaisnots iemesls", True, False),
    ("nn", "neattaisnots", False, False),
    ("k", "nokavēja sākumu", None, True),
]
_NAMES = [
    ("Jānis", "Bērziņš"), ("Līga", "Ābola"), ("Čārlzs", "Čakste"), ("Ieva", "Dzenīte"), ("Ģirts", "Ģelzis"), ("Marta", "Kalniņa"),
    ("Ķirils", "Ķēniņš"), ("Šarlote", "Šteinberga"), ("Ņina", "Ņukša"), ("Emīls", "Ozoliņš"),
]  # fmt: skip


@dataclass(frozen=True)
class MadeSchool:
    school: School
    year: SchoolYear
    timetable: Timetable


@dataclass(frozen=True)
class MadeClass:
    group: ClassGroup
    whole: StudyGroup
    pupils: list[Person]


@contextmanager
def inside(made: MadeSchool | School) -> Iterator[None]:
    """An action of nobody in particular: inside, the database lets this school's rows be seen and written."""
    school = made.school if isinstance(made, MadeSchool) else made
    with recorded("arrange_test", by=Actor.system("test"), schools=[school.pk]):
        yield


def make_school(code: str = "alfa", name: str = "Alfas vidusskola", **fields: Any) -> MadeSchool:
    """A school with its year, two terms, bells from 8:00, absence codes, the autumn break and an empty timetable for the year."""
    municipality, _ = Municipality.objects.get_or_create(name="Parauga novads")
    fields = {"short_name": name} | fields
    school = School.objects.create(municipality=municipality, code=code, name=name, **fields)
    with inside(school):
        year = SchoolYear.objects.create(school=school, name="2026/27", starts_on=STARTS_ON, ends_on=ENDS_ON)
        own: dict[str, Any] = {"school": school, "year": year}
        Term.objects.create(number=1, starts_on=STARTS_ON, ends_on=date(2026, 12, 18), **own)
        Term.objects.create(number=2, starts_on=date(2027, 1, 4), ends_on=ENDS_ON, **own)
        Break.objects.create(name="Rudens brīvlaiks", starts_on=date(2026, 10, 19), ends_on=date(2026, 10, 23), **own)
        _make_bells(school)
        AbsenceCode.objects.bulk_create(
            AbsenceCode(school=school, code=c, label=label, is_excused=excused, is_late=late, starts_on=STARTS_ON)
            for c, label, excused, late in CODES
        )
        timetable = Timetable.objects.create(name="Stundu saraksts", starts_on=STARTS_ON, **own)
    return MadeSchool(school, year, timetable)


def _make_bells(school: School) -> None:
    """Lessons 0 to 8 of 40 minutes: the first at 8:30, each an hour after the other."""
    bells = BellSchedule.objects.create(school=school, name="Parastais", is_default=True)
    BellPeriod.objects.bulk_create(
        BellPeriod(school=school, schedule=bells, number=n, starts_at=time(7 + n, 30), ends_at=time(8 + n, 10))
        for n in range(9)
    )


def make_class(
    made: MadeSchool, name: str = "9.b", *, pupils: int = 3, grade: int = 9, starts_on: date = STARTS_ON
) -> MadeClass:
    """A class, its whole-class study group, and pupils who belong to both."""
    own: dict[str, Any] = {"school": made.school, "year": made.year}
    people = make_people((f"{_NAMES[n % 10][0]}", f"{_NAMES[n % 10][1]}{n // 10 or ''}") for n in range(pupils))
    with inside(made):
        group = ClassGroup.objects.create(name=name, short_name=name, grade=grade, **own)
        whole = StudyGroup.objects.create(name=name, class_group=group, is_whole_class=True, **own)
        Enrolment.objects.bulk_create(
            Enrolment(school=made.school, class_group=group, pupil=p, starts_on=starts_on) for p in people
        )
        add_members(made, whole, people, starts_on=starts_on)
    return MadeClass(group, whole, people)


def add_members(made: MadeSchool, group: StudyGroup, people: Iterable[Person], **dates: Any) -> None:
    dates = {"starts_on": STARTS_ON} | dates
    with inside(made):
        StudyGroupMember.objects.bulk_create(
            StudyGroupMember(school=made.school, group=group, pupil=p, **dates) for p in people
        )


def make_employee(
    made: MadeSchool,
    given: str = "Ilze",
    family: str = "Kalniņa",
    *positions: PositionKind,
    person: Person | None = None,
    **dates: Any,
) -> Employment:
    """Somebody on the staff list, with the positions named (default: teacher)."""
    person = person or make_person(given, family)
    dates = {"starts_on": STARTS_ON} | dates
    with inside(made):
        employment = Employment.objects.create(school=made.school, person=person, name=person.register_name, **dates)
        for kind in positions or (PositionKind.TEACHER,):
            Position.objects.create(school=made.school, employment=employment, kind=kind, **dates)
    return employment


def make_staff_account(made: MadeSchool, employment: Employment, **fields: Any) -> Account:
    assert employment.person is not None
    return make_account(employment.person, made.school, role=Role.STAFF, **fields)


def make_class_teacher(made: MadeSchool, group: ClassGroup, employment: Employment, **dates: Any) -> ClassTeacher:
    dates = {"starts_on": STARTS_ON} | dates
    with inside(made):
        return ClassTeacher.objects.create(school=made.school, class_group=group, employment=employment, **dates)


def make_course(
    made: MadeSchool,
    *groups: MadeClass | StudyGroup,
    subject: str = "Matemātika",
    teachers: Sequence[Employment] = (),
    slots: Sequence[tuple[int, int]] = (),
    room: str = "",
    value_system: str = ValueSystem.POINTS,
) -> Course:
    """A subject taught to groups. `slots` are (ISO weekday, lesson number) in every week of the year."""
    study_groups = [g.whole if isinstance(g, MadeClass) else g for g in groups]
    with inside(made):
        known, _ = Subject.objects.get_or_create(school=made.school, name=subject)
        course = Course.objects.create(
            school=made.school,
            year=made.year,
            subject=known,
            name=", ".join(g.name for g in study_groups),
            value_system=value_system,
        )
        for group in study_groups:
            CourseGroup.objects.create(school=made.school, course=course, group=group)
        for teacher in teachers:
            add_teacher(made, course, teacher)
        add_slots(made, course, slots, room=room)
    return course


def add_teacher(made: MadeSchool, course: Course, employment: Employment, **dates: Any) -> CourseTeacher:
    dates = {"starts_on": STARTS_ON} | dates
    with inside(made):
        return CourseTeacher.objects.create(school=made.school, course=course, employment=employment, **dates)


def add_slots(
    made: MadeSchool, course: Course, slots: Sequence[tuple[int, int]], *, room: str = "", **fields: Any
) -> None:
    """Give a course lessons in the year's timetable; `fields` may name `part`, `weeks` or another `timetable`."""
    fields = {"timetable": made.timetable} | fields
    with inside(made):
        place = Room.objects.get_or_create(school=made.school, name=room)[0] if room else None
        Slot.objects.bulk_create(
            Slot(school=made.school, course=course, weekday=weekday, number=number, room=place, **fields)
            for weekday, number in slots
        )
