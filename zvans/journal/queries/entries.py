"""What a journal holds already: asked before a course is changed in a way that its entries would not bear."""

from zvans.journal.models import Lesson, Mark
from zvans.schools.models import Course
from zvans.timetable.models import Slot


def has_marks(course: Course) -> bool:
    """A mark that was taken back is none."""
    return Mark.objects.filter(course=course).exclude(text="").exists()


def has_entries(course: Course) -> bool:
    """Somebody has written something in one of its lessons."""
    return Lesson.objects.filter(course=course).exists()


def is_planned(course: Course) -> bool:
    """Some timetable has lessons of it."""
    return Slot.objects.filter(course=course).exists()
