"""When something is possible: looks at the state of things, at nobody in particular."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from zvans.journal.enums import LessonState
from zvans.journal.queries.entries import has_entries, has_marks, is_planned
from zvans.journal.scale import HIGHEST
from zvans.lib.policy import NotAcceptable, NotAllowedNow, RefusedValues
from zvans.schools.models import Course, SchoolYear

COLUMNS_AHEAD = timedelta(days=14)  # as far as the grid shows lessons to come


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
        raise NotAllowedNow(_("Šajā žurnālā jau ir vērtējumi, tāpēc vērtējumu veidu vairs nevar mainīt."))


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


def check_column_day(year: SchoolYear, on: date, today: date, break_name: str | None) -> None:
    """A column of one's own stands on a day of the year that is no holiday, and not far ahead.

    On a holiday nobody has a lesson and families would wonder: the teacher takes another day, the reason names the holiday.
    """
    if not year.starts_on <= on <= year.ends_on:
        reason = _("Šī diena nav mācību gadā: tas ir no %(first)s līdz %(last)s.")
        raise NotAcceptable("on", reason % {"first": f"{year.starts_on:%d.%m.%Y.}", "last": f"{year.ends_on:%d.%m.%Y}"})
    if break_name:
        reason = _("Šajā dienā stundu nav: %(name)s. Izvēlieties mācību dienu.")
        raise NotAcceptable("on", reason % {"name": break_name})
    if on > today + COLUMNS_AHEAD:
        raise NotAcceptable("on", _("Sleju var pievienot ne vairāk kā divas nedēļas uz priekšu."))


def check_column_removable(*, is_added: bool, has_entries: bool) -> None:
    """The timetable's lessons stay; a teacher's own column goes while nothing stands in it."""
    if not is_added:
        raise NotAllowedNow(_("Šī stunda ir no saraksta. To var atcelt, bet ne noņemt."))
    if has_entries:
        raise NotAllowedNow(_("Šajā slejā ir ieraksti. Vispirms pārceliet vai izdzēsiet tos."))


def check_can_cancel(*, has_entries: bool) -> None:
    """A lesson in which somebody was marked was held."""
    if has_entries:
        raise NotAllowedNow(
            _("Šajā stundā jau ir vērtējumi vai kavējumi. Vispirms pārceliet tos uz citu stundu vai izdzēsiet.")
        )


def check_not_undone(is_undone: bool) -> None:
    if is_undone:
        raise NotAllowedNow(_("Tas jau ir atsaukts."))


def refuse_other_kind(name: str) -> NotAllowedNow:
    """Two who choose the kind of work of one lesson: the second is told what the first chose."""
    chosen = f"«{name}»" if name else _("bez darba veida")
    return NotAllowedNow(
        _("Tikmēr kāds cits te izvēlējās: %(chosen)s. Paskatieties un izvēlieties vēlreiz.") % {"chosen": chosen}
    )


def check_kind_unused_after(lessons: int) -> None:
    """A kind of work stays as long as lessons have it."""
    if lessons:
        said = ngettext(
            "Šis veids ir izvēlēts %(n)s stundā, tāpēc tik agri to nevar beigt.",
            "Šis veids ir izvēlēts %(n)s stundās, tāpēc tik agri to nevar beigt.",
            lessons,
        )
        raise NotAcceptable("ends_on", said % {"n": lessons})


def check_kind_unused(lessons: int) -> None:
    """Only a slip is taken away: a kind of work that no lesson has."""
    if lessons:
        said = ngettext(
            "Šis veids ir izvēlēts %(n)s stundā, tāpēc to nenoņem. To var beigt ar kādu dienu.",
            "Šis veids ir izvēlēts %(n)s stundās, tāpēc to nenoņem. To var beigt ar kādu dienu.",
            lessons,
        )
        raise NotAllowedNow(said % {"n": lessons})


def check_can_copy_outcomes(course: Course, source: Course) -> None:
    """Outcomes are those of a subject."""
    if (course.subject_id, course.school_id) != (source.subject_id, source.school_id) or course.pk == source.pk:
        raise NotAllowedNow(_("Rezultātus pārņem no cita tā paša priekšmeta žurnāla."))


def check_bounds(bounds: Sequence[Decimal | None]) -> list[Decimal]:
    """Ten lowest percents, of 10 points first, each lower than the one before. Raises `RefusedValues` at each that is not in order."""
    wrong: dict[str, str] = {}
    above: Decimal | None = None
    for points, bound in zip(range(HIGHEST, 0, -1), bounds, strict=True):
        if bound is None:
            wrong[f"bound_{points}"] = _("Ierakstiet, no cik procentiem ir %(points)s.") % {"points": points}
            continue
        if not 0 <= bound <= 100:
            wrong[f"bound_{points}"] = _("Procentiem jābūt no 0 līdz 100.")
        elif above is not None and bound >= above:
            said = _("Jābūt mazāk nekā %(above)s%%, kas ir augstākas balles robeža.")
            wrong[f"bound_{points}"] = said % {"above": f"{above.normalize():f}".replace(".", ",")}
        above = bound
    if wrong:
        raise RefusedValues(**wrong)
    return [bound for bound in bounds if bound is not None]
