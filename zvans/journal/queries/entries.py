"""What a journal holds already: asked before a course is changed in a way that its entries would not bear."""

from zvans.journal.models import Absence, Homework, Lesson, Mark, Outcome, OutcomeLevel
from zvans.schools.models import Course
from zvans.timetable.models import Slot


def has_marks(course: Course) -> bool:
    """A mark that was taken back is none."""
    levels = OutcomeLevel.objects.filter(course=course).exclude(level="")
    return Mark.objects.filter(course=course).exclude(text="").exists() or levels.exists()


def has_entries(course: Course) -> bool:
    """Somebody has written something in one of its lessons, or what its pupils are to reach."""
    return Lesson.objects.filter(course=course).exists() or Outcome.objects.filter(course=course).exists()


def is_planned(course: Course) -> bool:
    """Some timetable has lessons of it."""
    return Slot.objects.filter(course=course).exists()


def has_cells(lesson_id: int | None) -> bool:
    """A mark or an absence stands in a lesson; one that was taken back is none."""
    marks, absences = Mark.objects.filter(lesson=lesson_id), Absence.objects.filter(lesson=lesson_id)
    return marks.exclude(text="").exists() or absences.exclude(code="").exists()


def has_anything(lesson_id: int | None) -> bool:
    """The same, or homework."""
    return has_cells(lesson_id) or Homework.objects.filter(lesson=lesson_id).exclude(text="").exists()
