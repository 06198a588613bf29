"""When something is possible: looks at the state of things, at nobody in particular."""

from datetime import date

from django.utils.translation import gettext as _

from zvans.journal.enums import LessonState
from zvans.journal.queries.entries import has_entries, has_marks, is_planned
from zvans.lib.policy import NotAllowedNow
from zvans.schools.models import Course


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


def check_no_marks(course: Course) -> None:
    """Marks were given by one system of values; another one would not read them."""
    if has_marks(course):
        raise NotAllowedNow(_("Šajā žurnālā jau ir vērtējumi, tāpēc vērtējumu veidu vairs nemaina."))


def check_nothing_stands_on(course: Course) -> None:
    """A course goes only where nobody wrote anything and no timetable names it."""
    if has_entries(course):
        raise NotAllowedNow(_("Šajā žurnālā jau ir ieraksti, tāpēc to nevar noņemt."))
    if is_planned(course):
        raise NotAllowedNow(_("Šis žurnāls ir stundu sarakstā. Vispirms izņemiet tā stundas no saraksta."))


def check_values_unchanged(now: str, seen: str) -> None:
    """Two who change one journal's system of values find out."""
    if now != seen:
        raise NotAllowedNow(_("Kāds vērtējumu veidu tikmēr mainīja."))
