"""What can be done to a course only while its journal allows it."""

from zvans.audit.actions import recorded
from zvans.audit.actor import Actor
from zvans.journal.policies import check_no_marks, check_nothing_stands_on, check_values_unchanged
from zvans.schools.models import Course
from zvans.schools.policies import check_year_open


def change_value_system(*, course: Course, value_system: str, was: str, by: Actor) -> None:
    """Which marks the journal takes; `was` is what the writer saw.

    Raises `NotAllowedNow` where it is another by now, where marks were given already, and in a closed year.
    """
    details = {"before": course.value_system, "after": value_system}
    with recorded("change_value_system", by=by, schools=[course.school_id], about=course, values=details):
        check_year_open(course.year)
        now = Course.objects.select_for_update().get(pk=course.pk)
        check_values_unchanged(now.value_system, was)
        check_no_marks(now)
        now.value_system = value_system
        now.save(update_fields=["value_system"])


def remove_course(*, course: Course, by: Actor) -> None:
    """Take away a course that was added by mistake. Raises `NotAllowedNow` where anything stands on it, and in a closed year."""
    with recorded("remove_course", by=by, schools=[course.school_id], about=course, course=str(course)):
        check_year_open(course.year)
        now = Course.objects.select_for_update().get(pk=course.pk)
        check_nothing_stands_on(now)
        now.delete()
