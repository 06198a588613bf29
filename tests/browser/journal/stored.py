"""What the database holds of the school on the page."""

from tests.factories.small_school import SmallSchool
from zvans.journal.models import Absence, Homework, Lesson, Mark
from zvans.lib.database.sight import in_sight_of


def marks(school: SmallSchool) -> list[tuple[str, int]]:
    """Text and revision of each mark."""
    with in_sight_of([school.school.pk]):
        return sorted(Mark.objects.values_list("text", "revision"))


def texts(school: SmallSchool) -> list[str]:
    return sorted(text for text, _ in marks(school))


def absences(school: SmallSchool) -> list[tuple[str, int | None]]:
    with in_sight_of([school.school.pk]):
        return sorted(Absence.objects.values_list("code", "minutes"))


def lesson(school: SmallSchool) -> Lesson:
    with in_sight_of([school.school.pk]):
        return Lesson.objects.get()


def homework(school: SmallSchool) -> list[str]:
    with in_sight_of([school.school.pk]):
        return sorted(Homework.objects.values_list("text", flat=True))
