"""The way into the next school year as it would be: read from the school and from what it has decided, changing nothing (D3)."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from hashlib import sha256

from django.db.models import Q
from django.utils.translation import gettext as _

from zvans.accounts.models import Person
from zvans.schools.enums import Fate
from zvans.schools.models import (
    Break,
    ClassGroup,
    ClassTeacher,
    Course,
    CourseGroup,
    CourseTeacher,
    Employment,
    Enrolment,
    School,
    SchoolYear,
    StudyGroup,
    StudyGroupMember,
)
from zvans.schools.queries.calendar import Span, public_holidays
from zvans.schools.queries.groups import classes_of
from zvans.schools.rollover import (
    BreakChoice,
    Choices,
    ClassChoice,
    a_year_later,
    default_fate,
    grade_of,
    next_name,
    school_day,
)

_FIRST_GRADE = 1
_WEEKS = timedelta(weeks=52)


@dataclass(frozen=True, slots=True)
class Move:
    """One pupil: `how` is a fate, «repeats» or «leaves»; `into` the name of the class next year, empty where there is none."""

    enrolment: Enrolment
    how: str
    into: str = ""

    @property
    def pupil(self) -> Person:
        return self.enrolment.pupil


@dataclass(frozen=True, slots=True)
class NewClass:
    """A class of the next year. `source` is the present class that goes up; without one it is new."""

    name: str
    grade: int | None
    source: ClassGroup | None


@dataclass(frozen=True, slots=True)
class CarriedGroup:
    group: StudyGroup
    into: str  # the class next year; empty for a group of no class
    pupils: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class CarriedCourse:
    course: Course
    groups: tuple[StudyGroup, ...]  # those of its present groups that go on
    was_taught_to: tuple[StudyGroup, ...]
    teachers: tuple[Employment, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    year: SchoolYear
    next_year: SchoolYear | None  # where the school has opened it already
    choices: Choices
    present_classes: tuple[ClassGroup, ...]
    classes: tuple[NewClass, ...]
    moves: tuple[Move, ...]
    groups: tuple[CarriedGroup, ...]
    courses: tuple[CarriedCourse, ...]
    class_teachers: tuple[tuple[Employment, str], ...]
    problems: tuple[str, ...] = field(default=())

    @property
    def fingerprint(self) -> str:
        """Differs as soon as anything that the preview shows does: what is confirmed is what was seen."""
        seen = [
            self.choices.starts_on, self.choices.ends_on, self.choices.graduated_on, self.choices.breaks,
            [(c.name, c.grade) for c in self.classes], sorted((m.enrolment.pk, m.how, m.into) for m in self.moves),
            sorted((g.group.pk, g.into, sorted(g.pupils)) for g in self.groups),
            sorted((c.course.pk, [g.pk for g in c.groups], sorted(t.pk for t in c.teachers)) for c in self.courses),
            sorted((e.pk, into) for e, into in self.class_teachers),
        ]  # fmt: skip
        return sha256(repr(seen).encode()).hexdigest()[:32]


def year_to_leave(school: School, on: date) -> SchoolYear | None:
    """The latest year that has begun and has classes. One statement."""
    years = SchoolYear.objects.filter(school=school, starts_on__lte=on, class_groups__isnull=False)
    return years.order_by("-starts_on").first()


def year_after(year: SchoolYear) -> SchoolYear | None:
    later = SchoolYear.objects.filter(school=year.school_id, starts_on__gt=year.starts_on)
    return later.order_by("starts_on").first()


def ended_years(school: School, on: date) -> list[SchoolYear]:
    """Years that are over and not closed yet."""
    return list(SchoolYear.objects.filter(school=school, ends_on__lt=on, closed_on=None).order_by("starts_on"))


def proposed_choices(year: SchoolYear) -> Choices:
    """What is chosen until the school chooses otherwise. Three statements."""
    classes, following = classes_of(year), year_after(year)
    breaks = Break.objects.filter(school=year.school_id, year=year).order_by("starts_on")
    starts_on = following.starts_on if following else school_day(a_year_later(year.starts_on), step=1)
    ends_on = following.ends_on if following else school_day(a_year_later(year.ends_on), step=-1)
    return Choices(
        starts_on=starts_on,
        ends_on=ends_on,
        graduated_on=year.ends_on,
        classes=tuple(ClassChoice(c.pk, default_fate(c.name, c.grade), next_name(c.name)) for c in classes),
        breaks=() if following else _next_breaks(year, list(breaks), starts_on, ends_on),
        first=tuple(c.name for c in classes if grade_of(c.name, c.grade) == _FIRST_GRADE),
    )


def _next_breaks(year: SchoolYear, breaks: list[Break], starts_on: date, ends_on: date) -> tuple[BreakChoice, ...]:
    """The school's own breaks a year later, and the public holidays of the new year: Easter moves, and a Saturday takes no lessons."""
    public = {day.starts_on for day in public_holidays(year.starts_on, year.ends_on)}
    own = [_next_break(row) for row in breaks if row.starts_on != row.ends_on or row.starts_on not in public]
    spans = [Span(row.starts_on, row.ends_on, row.name) for row in own]
    off = [BreakChoice(day.name, day.starts_on, day.ends_on) for day in public_holidays(starts_on, ends_on, spans)]
    return tuple(sorted([*own, *off], key=lambda row: row.starts_on))


def _next_break(row: Break) -> BreakChoice:
    """A day off is a date, longer breaks are weeks."""
    if row.starts_on == row.ends_on:
        return BreakChoice(row.name, a_year_later(row.starts_on), a_year_later(row.ends_on))
    return BreakChoice(row.name, row.starts_on + _WEEKS, row.ends_on + _WEEKS)


def present_pupils(year: SchoolYear) -> list[Enrolment]:
    """The places in a year's classes that hold until its end, in Latvian order. One statement."""
    rows = Enrolment.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=year.ends_on, ended=""), school=year.school_id, class_group__year=year
    )
    found = rows.select_related("pupil", "class_group").order_by("pupil__sort_key", "pupil_id", "starts_on")
    return list({row.pupil_id: row for row in found}.values())


def plan_rollover(year: SchoolYear, choices: Choices) -> Plan:
    """What would be done, with everything that stands in its way. Ten statements."""
    following = year_after(year)
    if following is not None:  # its days are those of the calendar
        choices = replace(choices, starts_on=following.starts_on, ends_on=following.ends_on)
    classes = {c.pk: c for c in classes_of(year)}
    chosen = {c.class_group: c for c in choices.classes if c.class_group in classes}
    into, problems = _ways(classes, chosen)
    new = [NewClass(into[key], _next_grade(classes[key]), classes[key]) for key in into if chosen[key].fate == Fate.UP]
    new += [NewClass(name, grade_of(name, None) or _FIRST_GRADE, None) for name in choices.first]
    new.sort(key=lambda c: (c.grade or 99, c.name))
    problems += _taken(new) + _days(year, choices)
    moves = [_move(row, chosen, into, new, choices) for row in present_pupils(year)]
    problems += [
        _("%(name)s: nākamgad nav klases, kurā palikt uz otru gadu.") % {"name": m.pupil.register_name}
        for m in moves
        if m.how == "repeats" and not m.into
    ]
    up = {key: name for key, name in into.items() if chosen[key].fate == Fate.UP}
    groups = _groups(year, up, moves) if choices.groups else ()
    is_taught = following is not None and following.courses.exists()  # a timetable has brought the teaching already
    is_led = following is not None and ClassTeacher.objects.filter(class_group__year=following).exists()
    return Plan(
        year=year,
        next_year=following,
        choices=choices,
        present_classes=tuple(classes[key] for key in chosen),
        classes=tuple(new),
        moves=tuple(moves),
        groups=groups,
        courses=_courses(year, up, groups, choices.starts_on) if choices.teaching and not is_taught else (),
        class_teachers=_class_teachers(year, up, choices.starts_on) if choices.class_teachers and not is_led else (),
        problems=tuple(problems),
    )


def _ways(classes: dict[int, ClassGroup], chosen: dict[int, ClassChoice]) -> tuple[dict[int, str], list[str]]:
    """Present class → the name of the class where its pupils go."""
    into = {key: choice.name for key, choice in chosen.items() if choice.fate == Fate.UP}
    problems = [
        _("%(name)s: ierakstiet, kā klasi sauks nākamgad.") % {"name": classes[k].name} for k in into if not into[k]
    ]
    for key, choice in chosen.items():
        if choice.fate == Fate.JOINS:
            other = chosen.get(choice.joins or 0)
            if other is None or other.fate != Fate.UP or other.class_group == key:
                problems.append(
                    _("%(name)s: izvēlieties klasi, kas pāriet uz nākamo gadu un kurai pievienoties.")
                    % {"name": classes[key].name}
                )
            else:
                into[key] = other.name
    return into, problems


def _next_grade(class_group: ClassGroup) -> int | None:
    grade = grade_of(class_group.name, class_group.grade)
    return grade + 1 if grade is not None else None


def _taken(classes: Iterable[NewClass]) -> list[str]:
    names = [c.name.casefold() for c in classes]
    twice = sorted({c.name for c in classes if c.name and names.count(c.name.casefold()) > 1})
    return [_("Nākamgad būtu divas klases «%(name)s». Mainiet vienu nosaukumu.") % {"name": name} for name in twice]


def _days(year: SchoolYear, choices: Choices) -> list[str]:
    problems = []
    if choices.starts_on <= year.ends_on:
        problems.append(_("Jaunajam gadam jāsākas pēc tam, kad beidzies šis."))
    if choices.ends_on <= choices.starts_on:
        problems.append(_("Mācību gada pēdējai dienai jābūt pēc pirmās."))
    if not year.starts_on <= choices.graduated_on < choices.starts_on:
        problems.append(_("Absolventu pēdējai dienai jābūt šajā mācību gadā vai vasarā pēc tā."))
    for row in choices.breaks:
        if not choices.starts_on <= row.starts_on <= row.ends_on <= choices.ends_on:
            problems.append(_("Brīvdienas «%(name)s» nav jaunajā mācību gadā.") % {"name": row.name})
    return problems


def _move(
    row: Enrolment, chosen: dict[int, ClassChoice], into: dict[int, str], new: list[NewClass], choices: Choices
) -> Move:
    choice = chosen.get(row.class_group_id)
    if row.pupil_id in choices.leaves or choice is None:
        return Move(row, "leaves")
    if row.pupil_id in choices.repeats:
        return Move(row, "repeats", _again(row.class_group, new))
    return Move(row, choice.fate, into.get(row.class_group_id, ""))


def _again(class_group: ClassGroup, new: list[NewClass]) -> str:
    """Where one stays for another year: the class of the same name, else one of the same grade."""
    grade = grade_of(class_group.name, class_group.grade)
    same = [c.name for c in new if c.name == class_group.name] or [c.name for c in new if c.grade == grade]
    return same[0] if same else ""


def _held(year: SchoolYear) -> Q:
    return Q(ends_on__isnull=True) | Q(ends_on__gte=year.ends_on)


def _groups(year: SchoolYear, up: dict[int, str], moves: Iterable[Move]) -> tuple[CarriedGroup, ...]:
    """Parts of classes that go up and groups of no class, with those of their pupils who go the same way."""
    groups = StudyGroup.objects.filter(school=year.school_id, year=year, is_whole_class=False).order_by("pk")
    goes = {m.enrolment.pupil_id: m.into for m in moves if m.into and m.how in (Fate.UP, Fate.JOINS)}
    members: dict[int, set[int]] = {}
    rows = StudyGroupMember.objects.filter(_held(year), school=year.school_id, group__year=year)
    for group, pupil in rows.filter(group__is_whole_class=False).values_list("group_id", "pupil_id"):
        members.setdefault(group, set()).add(pupil)
    return tuple(
        CarriedGroup(group, into, tuple(sorted(p for p in members.get(group.pk, ()) if _same(goes.get(p), into))))
        for group in groups.select_related("class_group")
        if group.class_group_id is None or group.class_group_id in up
        for into in [up.get(group.class_group_id or 0, "")]
    )


def _same(goes: str | None, into: str) -> bool:
    return goes is not None and into in ("", goes)


def _courses(
    year: SchoolYear, up: dict[int, str], carried: Iterable[CarriedGroup], starts_on: date
) -> tuple[CarriedCourse, ...]:
    """Courses of which some group goes on, with the teachers who teach them at the end of the year and still work here."""
    going = {c.group.pk for c in carried}
    taught: dict[int, list[StudyGroup]] = {}
    links = CourseGroup.objects.filter(school=year.school_id, course__year=year).order_by("pk")
    for link in links.select_related("group__class_group"):
        taught.setdefault(link.course_id, []).append(link.group)
    teachers: dict[int, list[Employment]] = {}
    rows = CourseTeacher.objects.filter(_held(year), school=year.school_id, course__year=year).order_by("pk")
    for row in rows.filter(_works(starts_on)).select_related("employment"):
        teachers.setdefault(row.course_id, []).append(row.employment)
    courses = Course.objects.filter(school=year.school_id, year=year).select_related("subject").order_by("pk")
    found = []
    for course in courses:
        groups = taught.get(course.pk, [])
        on = tuple(g for g in groups if (g.class_group_id in up if g.is_whole_class else g.pk in going))
        if on:
            found.append(CarriedCourse(course, on, tuple(groups), tuple(dict.fromkeys(teachers.get(course.pk, ())))))
    return tuple(found)


def _works(starts_on: date) -> Q:
    return Q(employment__ends_on__isnull=True) | Q(employment__ends_on__gte=starts_on)


def _class_teachers(year: SchoolYear, up: dict[int, str], starts_on: date) -> tuple[tuple[Employment, str], ...]:
    rows = ClassTeacher.objects.filter(_held(year), _works(starts_on), school=year.school_id, class_group__in=up)
    found = rows.select_related("employment").order_by("pk")
    return tuple(dict.fromkeys((row.employment, up[row.class_group_id]) for row in found))
