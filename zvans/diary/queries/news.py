"""What is new: the entries of the last days, newest first, whatever lesson they are about (G2)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from operator import itemgetter

from zvans.diary.queries.children import Child
from zvans.diary.queries.courses import ChildCourse
from zvans.diary.queries.entries import Entries, GivenMark, NotedAbsence, SetHomework
from zvans.lib.database.compiled import Param, compiled
from zvans.schools.models import CourseTeacher
from zvans.schools.models.dated import current

NEWS_DAYS = timedelta(days=7)
_AT_MOST = 20


Entry = GivenMark | NotedAbsence | SetHomework


@dataclass(frozen=True, slots=True)
class News:
    """One entry about one child, and when it was written. `teachers` are those of the course now, as the school's list names them."""

    at: datetime
    child: Child
    subject: str
    teachers: str
    entry: Entry


_teachers = compiled(
    lambda: (
        CourseTeacher.objects.filter(current(Param("on")), course_id__any=Param("courses"))
        .order_by("employment__sort_key")
        .values_list("course_id", "employment__name")
    )
)


def news_of(courses: Sequence[ChildCourse], entries: Entries, since: datetime, on: date) -> list[News]:
    """What changed `since`, for every child: one statement, for the teachers' names."""
    found = sorted(_news(courses, entries, since), key=itemgetter(0), reverse=True)[:_AT_MOST]
    teachers = _teachers_of({course.course_id for _, course, _ in found}, on)
    return [
        News(at, course.child, course.subject, ", ".join(teachers.get(course.course_id, ())), entry)
        for at, course, entry in found
    ]


def _news(
    courses: Sequence[ChildCourse], entries: Entries, since: datetime
) -> Iterator[tuple[datetime, ChildCourse, Entry]]:
    taken = {(course.child.person_id, course.course_id): course for course in courses}
    of_pupils: list[GivenMark | NotedAbsence] = [*entries.marks, *entries.absences]
    for entry in of_pupils:
        course = taken.get((entry.pupil_id, entry.course_id))
        if course and entry.changed_at and entry.changed_at >= since:
            yield entry.changed_at, course, entry
    for homework in entries.homework:
        if homework.changed_at and homework.changed_at >= since:
            for course in taken.values():
                if course.course_id == homework.course_id and course.holds_on(homework.due_on):
                    yield homework.changed_at, course, homework


def _teachers_of(courses: set[int], on: date) -> dict[int, list[str]]:
    names: dict[int, list[str]] = {}
    for course_id, name in _teachers(courses=sorted(courses), on=on):
        names.setdefault(course_id, []).append(name)
    return names
