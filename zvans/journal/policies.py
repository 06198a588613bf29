"""When something is possible: looks at the state of things, at nobody in particular."""

from datetime import date

from django.utils.translation import gettext as _

from zvans.journal.enums import LessonState
from zvans.lib.policy import NotAllowedNow


def check_can_mark(on: date, state: str, today: date) -> None:
    """Marks and absences are of a lesson that has come and was not cancelled."""
    if state == LessonState.CANCELLED:
        raise NotAllowedNow(_("Šī stunda ir atcelta, tajā neko nevar ierakstīt."))
    if on > today:
        raise NotAllowedNow(_("Šī stunda vēl nav bijusi. Kavējumus un vērtējumus varēs rakstīt stundas dienā."))


def check_can_confirm_attendance(on: date, state: str, today: date) -> None:
    """Who is here can be said of a lesson that has come and was not cancelled."""
    check_can_mark(on, state, today)


def check_homework_due(text: str, lesson_on: date, due_on: date) -> None:
    """Homework is done after it is set, or on the same day at the earliest."""
    if text and due_on < lesson_on:
        raise NotAllowedNow(_("Mājasdarba termiņš ir pirms stundas. Izvēlieties stundas dienu vai vēlāku."))
