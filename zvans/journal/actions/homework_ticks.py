"""The pupil's own tick at a homework. It binds nobody; teachers see it as such (F7)."""

from zvans.audit.actions import recorded
from zvans.audit.actor import Actor
from zvans.journal.models import Homework, HomeworkDone
from zvans.schools.policies import check_year_open


def tick_homework(*, homework: Homework, by: Actor) -> None:
    """Say that it is done. Saying so twice changes nothing."""
    check_year_open(homework.year)
    with recorded("tick_homework", by=by, schools=[homework.school_id], about=homework):
        own = {"school_id": homework.school_id, "homework": homework, "pupil_id": by.person_id}
        HomeworkDone.objects.bulk_create([HomeworkDone(**own)], ignore_conflicts=True)


def untick_homework(*, homework: Homework, by: Actor) -> None:
    """Take the tick back."""
    check_year_open(homework.year)
    with recorded("untick_homework", by=by, schools=[homework.school_id], about=homework):
        HomeworkDone.objects.filter(homework=homework, pupil_id=by.person_id).delete()
