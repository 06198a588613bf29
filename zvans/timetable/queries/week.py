"""A week of the timetable as a school hangs it on the wall: of a class, a teacher or a room. A constant number of statements."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta

from django.db.models import Q

from zvans.lib.database.compiled import together
from zvans.lib.dates import days_between, monday_of
from zvans.schools.models import ClassGroup, Course, CourseGroup, CourseTeacher, Employment, Room
from zvans.timetable.models import Slot
from zvans.timetable.queries.plan import Bells, PlannedLesson, ask_bells, ask_breaks, ask_slots, unfold

_SCHOOL_DAYS = 5

Times = tuple[time, time]


@dataclass(frozen=True, slots=True)
class Place:
    """A teacher or a room: something that has a timetable of its own. `short_name` falls back to the name."""

    public_id: str
    name: str
    short_name: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One course's lesson at one time, with all the rooms it has then. `groups` says who is taught."""

    course_id: int
    subject: str
    groups: str
    teachers: tuple[Place, ...]
    rooms: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Day:
    on: date
    break_name: str
    entries: Mapping[int, list[Entry]]  # by lesson number
    times: Mapping[int, Times]  # of the day's own bells


@dataclass(frozen=True, slots=True)
class Week:
    """Monday to Friday, and a weekend day that has something. `numbers`: every lesson number from the first to the last used."""

    monday: date
    days: list[Day]
    numbers: list[int]
    times: Mapping[int, Times]  # what most days ring; a day that rings otherwise says so itself

    @property
    def is_empty(self) -> bool:
        return not self.numbers


def week_of_class(class_group: ClassGroup, on: date) -> Week:
    """`groups` of an entry: the part of the class, or the course's own name where others are taught with it."""
    taught = CourseGroup.objects.filter(group__class_group=class_group).select_related("group")
    parts: dict[int, list[str]] = defaultdict(list)
    for row in taught.order_by("group__sort_key"):
        parts[row.course_id].append("" if row.group.is_whole_class else row.group.name)
    alone = dict(
        CourseGroup.objects.filter(course__in=parts)
        .exclude(group__class_group=class_group)
        .values_list("course", "course__name")
    )
    names = {course: alone.get(course, ", ".join(filter(None, groups))) for course, groups in parts.items()}
    return _week(class_group.school_id, names, on)


def week_of_teacher(teacher: Employment, on: date) -> Week:
    """Courses of the days on which the teacher has them: one who took over in the middle of a week has half of it."""
    monday, sunday = _span(on)
    held = Q(ends_on=None) | Q(ends_on__gte=monday)
    rows = CourseTeacher.objects.filter(held, employment=teacher, starts_on__lte=sunday).select_related("course")
    taught: dict[int, list[CourseTeacher]] = defaultdict(list)
    for row in rows:
        taught[row.course_id].append(row)
    names = {course: held_rows[0].course.name for course, held_rows in taught.items()}

    def is_taught(lesson: PlannedLesson) -> bool:
        return any(row.is_current(lesson.key.on) for row in taught[lesson.key.course_id])

    return _week(teacher.school_id, names, on, is_taught)


def week_of_room(room: Room, on: date) -> Week:
    used = Slot.objects.filter(room=room).values_list("course", "course__name")
    return _week(room.school_id, dict(used.distinct()), on, lambda lesson: lesson.room_id == room.pk)


def _span(on: date) -> tuple[date, date]:
    monday = monday_of(on)
    return monday, monday + timedelta(days=6)


def _week(
    school: int, groups: Mapping[int, str], on: date, shows: Callable[[PlannedLesson], bool] = lambda lesson: True
) -> Week:
    """`groups`: for each course that may have lessons here, who is taught."""
    monday, sunday = _span(on)
    with together():
        asked_slots, asked_breaks = ask_slots(list(groups), monday, sunday), ask_breaks([school], monday, sunday)
        asked_bells = ask_bells([school], monday, sunday)
    slots, breaks, bells = asked_slots(), asked_breaks(), asked_bells()
    lessons = [lesson for lesson in unfold(slots, breaks, monday, sunday) if shows(lesson)]
    describe = _Describer({lesson.key.course_id for lesson in lessons}, lessons, groups, monday, sunday)
    numbers = sorted({lesson.key.number for lesson in lessons})
    every = list(range(numbers[0], numbers[-1] + 1)) if numbers else []
    last = max([lesson.key.on for lesson in lessons], default=monday)
    shown = days_between(monday, max(last, monday + timedelta(days=_SCHOOL_DAYS - 1)))
    days = [
        Day(
            day,
            breaks.name_for(school, day) or "",
            describe.entries([lesson for lesson in lessons if lesson.key.on == day]),
            _times(bells, school, day, every),
        )
        for day in shown
    ]
    return Week(monday, days, every, _usual(days))


def _times(bells: Bells, school: int, day: date, numbers: Iterable[int]) -> dict[int, Times]:
    found = {number: bells.times(school, day, number) for number in numbers}
    return {number: times for number, times in found.items() if times is not None}


def _usual(days: list[Day]) -> dict[int, Times]:
    """For each number the times that most days have."""
    counted: dict[int, list[Times]] = defaultdict(list)
    for day in days:
        for number, times in day.times.items():
            counted[number].append(times)
    return {number: max(listed, key=listed.count) for number, listed in counted.items()}


class _Describer:
    """Names what is in a lesson; two statements for a whole week, and one more for its rooms."""

    def __init__(
        self, courses: set[int], lessons: list[PlannedLesson], groups: Mapping[int, str], monday: date, sunday: date
    ) -> None:
        self._groups = groups
        self._subjects = dict(Course.objects.filter(pk__in=courses).values_list("pk", "subject__name"))
        held = Q(ends_on=None) | Q(ends_on__gte=monday)
        self._teachers: dict[int, list[CourseTeacher]] = defaultdict(list)
        rows = CourseTeacher.objects.filter(held, course__in=courses, starts_on__lte=sunday)
        for row in rows.select_related("employment").order_by("employment__sort_key", "pk"):
            self._teachers[row.course_id].append(row)
        rooms = Room.objects.filter(pk__in={lesson.room_id for lesson in lessons if lesson.room_id})
        self._rooms = {room.pk: _place(room) for room in rooms}

    def entries(self, lessons: list[PlannedLesson]) -> dict[int, list[Entry]]:
        """The lessons of one day by number; the parts of one course's lesson are one entry with several rooms."""
        rooms: dict[tuple[int, int], list[Place]] = {}
        for lesson in lessons:
            listed = rooms.setdefault((lesson.key.number, lesson.key.course_id), [])
            if lesson.room_id is not None:
                listed.append(self._rooms[lesson.room_id])
        found: dict[int, list[Entry]] = defaultdict(list)
        for (number, course), listed in rooms.items():
            found[number].append(self._entry(course, lessons[0].key.on, listed))
        for entries in found.values():
            entries.sort(key=lambda entry: (entry.subject, entry.groups))
        return dict(found)

    def _entry(self, course: int, on: date, rooms: list[Place]) -> Entry:
        teachers = {row.employment_id: _place(row.employment) for row in self._teachers[course] if row.is_current(on)}
        return Entry(course, self._subjects[course], self._groups[course], tuple(teachers.values()), tuple(rooms))


def _place(row: Employment | Room) -> Place:
    return Place(row.public_id, row.name, row.short_name or row.name)
