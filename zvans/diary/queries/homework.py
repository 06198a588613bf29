"""One homework as a family has it."""

from dataclasses import dataclass

from zvans.audit.actor import Actor
from zvans.diary.queries.children import Child, children_of
from zvans.diary.queries.courses import courses_of
from zvans.diary.queries.entries import SetHomework
from zvans.journal.models import Homework, HomeworkDone
from zvans.lib.dates import today


@dataclass(frozen=True, slots=True)
class FamilyHomework:
    child: Child
    homework: Homework

    @property
    def line(self) -> SetHomework:
        """As days of the diary show it, with the tick as it is now."""
        homework, pupil = self.homework, self.child.person_id
        done = HomeworkDone.objects.filter(homework=homework, pupil_id=pupil).values_list("pupil_id", flat=True)
        return SetHomework(
            homework.pk, homework.course_id, homework.lesson_id, homework.lesson.on, homework.due_on, homework.text,
            list(done),
        )  # fmt: skip


def homework_for(actor: Actor, homework: int) -> FamilyHomework | None:
    """Homework of a course that a child of the actor takes on the day it is due."""
    children = children_of(actor, today())
    found = Homework.objects.filter(pk=homework).exclude(text="").select_related("lesson", "year").first()
    if found is None:
        return None
    taken = courses_of(children, found.due_on, found.due_on)
    child = next((course.child for course in taken if course.course_id == found.course_id), None)
    return FamilyHomework(child, found) if child else None
