"""A school of the demo as rows: its year with terms and breaks, its bells and classes."""

from dataclasses import dataclass, field
from datetime import time

from zvans.audit.actions import recorded
from zvans.audit.actor import Actor
from zvans.demo.calendar import DemoYear
from zvans.demo.rows.people import Pupil
from zvans.demo.staffing import GroupKey, PlannedCourse, SchoolPlan, class_label, grade_of
from zvans.journal.actions.values import usual_kinds
from zvans.journal.models import WorkKind
from zvans.schools.actions.changes import Changes
from zvans.schools.actions.classes import class_with_group
from zvans.schools.actions.schools import add_school
from zvans.schools.models import (
    BellDay,
    BellPeriod,
    BellSchedule,
    Break,
    ClassGroup,
    Course,
    Employment,
    Municipality,
    School,
    SchoolYear,
    StudyGroup,
    Term,
)

# When lessons 0–8 begin: of 40 minutes with long breaks before the fifth and the sixth; on shortened days of 30.
_BELLS = ("07:40", "08:30", "09:20", "10:10", "11:00", "12:00", "13:00", "13:50", "14:40")
_SHORT_BELLS = ("07:55", "08:30", "09:10", "09:50", "10:30", "11:15", "12:00", "12:40", "13:20")


@dataclass
class MadeSchool:
    plan: SchoolPlan
    school: School
    year: SchoolYear
    classes: dict[str, ClassGroup] = field(default_factory=dict)
    groups: dict[GroupKey, StudyGroup] = field(default_factory=dict)
    staff: dict[str, Employment] = field(default_factory=dict)
    courses: dict[PlannedCourse, Course] = field(default_factory=dict)
    members: dict[GroupKey, list[Pupil]] = field(default_factory=dict)
    kinds: dict[str, WorkKind] = field(default_factory=dict)  # of work, by short name


def open_school(plan: SchoolPlan, dates: DemoYear, municipality: Municipality, by: Actor) -> MadeSchool:
    """The school with its year, terms, breaks, bells and classes."""
    school = add_school(municipality=municipality, code=plan.key, name=plan.name, short_name=plan.short_name, by=by)
    year = SchoolYear(school=school, name=dates.name, starts_on=dates.first, ends_on=dates.last)
    made = MadeSchool(plan, school, year)
    changes = Changes()
    changes.add(year)
    for number, term in enumerate(dates.terms, 1):
        changes.add(Term(school=school, year=year, number=number, starts_on=term.first, ends_on=term.last))
    for off in dates.breaks:
        changes.add(Break(school=school, year=year, name=off.name, starts_on=off.first, ends_on=off.last))
    _add_bells(changes, school, dates)
    for name in plan.classes:
        class_group, whole = class_with_group(year, class_label(name), short_name=name, grade=grade_of(name))
        changes.add(class_group, whole)
        made.classes[name], made.groups[GroupKey(name)] = class_group, whole
    for kind in usual_kinds():
        made.kinds[kind.short_name] = WorkKind(
            school=school, name=kind.name, short_name=kind.short_name, weight=kind.weight,
            is_formative=kind.is_formative, starts_on=dates.first,
        )  # fmt: skip
    changes.add(*made.kinds.values())
    with recorded("open_school_year", by=by, schools=[school.pk], about=school):
        changes.write()
    return made


def _add_bells(changes: Changes, school: School, dates: DemoYear) -> None:
    usual = BellSchedule(school=school, name="Parastais", is_default=True)
    short = BellSchedule(school=school, name="Saīsinātās stundas")
    for schedule, bells, minutes in ((usual, _BELLS, 40), (short, _SHORT_BELLS, 30)):
        changes.add(schedule)
        for number, bell in enumerate(bells):
            begins = time.fromisoformat(bell)
            ends = time((begins.hour * 60 + begins.minute + minutes) // 60, (begins.minute + minutes) % 60)
            changes.add(BellPeriod(school=school, schedule=schedule, number=number, starts_at=begins, ends_at=ends))
    for day in dates.shortened:
        changes.add(BellDay(school=school, schedule=short, starts_on=day, ends_on=day))
