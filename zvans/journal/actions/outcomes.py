"""What pupils of a journal are to reach: written, ordered, taken away, copied. Levels once given stay with their text."""

from collections.abc import Sequence

from django.db.models import F, Max
from django.utils.translation import gettext as _

from zvans.audit.actions import recorded
from zvans.audit.actor import Actor
from zvans.journal.models import Outcome
from zvans.journal.policies import check_can_copy_outcomes
from zvans.lib.policy import ChangedMeanwhile, NotAcceptable, RefusedValues
from zvans.lib.text import search_key
from zvans.schools.models import Course
from zvans.schools.policies import check_year_open

MOST = 60  # of a journal: more fit no table


def add_outcome(*, course: Course, text: str, by: Actor) -> Outcome:
    """One more at the end. Raises `RefusedValues` for one that is there already, `NotAllowedNow` in a closed year."""
    with recorded("add_outcome", by=by, schools=[course.school_id], about=course):
        return _added(_locked(course), _tidy(text))


def rename_outcome(*, outcome: Outcome, text: str, stamp: str, by: Actor) -> Outcome:
    """Other words for the same thing: levels given stay. `stamp` is the revision that somebody saw."""
    with recorded("rename_outcome", by=by, schools=[outcome.school_id], about=outcome):
        course = _locked(outcome.course)
        now, text = Outcome.objects.select_for_update().get(pk=outcome.pk, school=course.school_id), _tidy(text)
        if stamp != str(now.revision) and text != now.text:
            said = _(
                "Kamēr Jūs labojāt, kāds cits to mainīja. Tagad te ir «%(now)s». Ja pareizs ir Jūsu ieraksts, saglabājiet vēlreiz."
            )
            raise ChangedMeanwhile(str(now.revision), text=said % {"now": now.text})
        _check_new(course, text, but=now.pk)
        now.text, now.revision = text, now.revision + 1
        now.save(update_fields=["text", "revision"])
        return now


def move_outcome(*, outcome: Outcome, is_up: bool, by: Actor) -> None:
    """One place up or down among those not removed; the first goes no further up, the last no further down."""
    with recorded("move_outcome", by=by, schools=[outcome.school_id], about=outcome):
        course = _locked(outcome.course)
        rows = list(Outcome.objects.filter(course=course, is_removed=False).order_by("order", "id"))
        place = next((n for n, row in enumerate(rows) if row.pk == outcome.pk), None)
        other = None if place is None else place - 1 if is_up else place + 1
        if place is not None and other is not None and 0 <= other < len(rows):
            rows[place], rows[other] = rows[other], rows[place]
        for number, row in enumerate(rows, 1):
            if row.order != number:
                row.order = number
                row.save(update_fields=["order"])


def remove_outcome(*, outcome: Outcome, by: Actor) -> None:
    """It is asked of nobody any more; levels given can be read still."""
    _set_removed("remove_outcome", outcome, by, is_removed=True)


def restore_outcome(*, outcome: Outcome, by: Actor) -> None:
    """Take a removal back: the levels are those it had."""
    _set_removed("restore_outcome", outcome, by, is_removed=False)


def _set_removed(name: str, outcome: Outcome, by: Actor, *, is_removed: bool) -> None:
    with recorded(name, by=by, schools=[outcome.school_id], about=outcome):
        course = _locked(outcome.course)
        if not is_removed:
            _check_room(course, 1)
        rows = Outcome.objects.filter(course=course, pk=outcome.pk).exclude(is_removed=is_removed)
        rows.update(is_removed=is_removed, revision=F("revision") + 1)


def copy_outcomes(*, course: Course, source: Course, by: Actor) -> int:
    """Take over what another journal of the subject asks, those left out that are there already; how many were new.

    Raises `NotAllowedNow` for a journal of another subject, and in a closed year.
    """
    with recorded("copy_outcomes", by=by, schools=[course.school_id], about=course, source=source.pk):
        check_can_copy_outcomes(course, source)
        course = _locked(course)
        there = {search_key(text) for text in _texts(course)}
        new = [text for text in _texts(source) if search_key(text) not in there]
        _check_room(course, len(new))
        _append(course, new)
        return len(new)


def _locked(course: Course) -> Course:
    """The course, kept from others until the action is over: its outcomes are numbered."""
    check_year_open(course.year)
    return (
        Course.objects.select_for_update(of=("self",)).select_related("year").get(pk=course.pk, school=course.school_id)
    )


def _tidy(text: str) -> str:
    text = " ".join(text.split())
    if not text:
        raise NotAcceptable("text", _("Ierakstiet, kas skolēnam jāsasniedz."))
    return text


def _texts(course: Course) -> list[str]:
    rows = Outcome.objects.filter(school=course.school_id, course=course, is_removed=False)
    return list(rows.order_by("order", "id").values_list("text", flat=True))


def _check_new(course: Course, text: str, *, but: int = 0) -> None:
    rows = Outcome.objects.filter(course=course, is_removed=False).exclude(pk=but).values_list("text", flat=True)
    if search_key(text) in {search_key(row) for row in rows}:
        raise RefusedValues(text=_("Tāds rezultāts šajā žurnālā jau ir."))


def _check_room(course: Course, more: int) -> None:
    if len(_texts(course)) + more > MOST:
        raise NotAcceptable("text", _("Žurnālā var būt ne vairāk kā %(most)s rezultātu.") % {"most": MOST})


def _added(course: Course, text: str) -> Outcome:
    _check_new(course, text)
    _check_room(course, 1)
    return _append(course, [text])[0]


def _append(course: Course, texts: Sequence[str]) -> list[Outcome]:
    last = Outcome.objects.filter(course=course).aggregate(last=Max("order"))["last"] or 0
    own = {"school_id": course.school_id, "year_id": course.year_id, "course": course}
    return Outcome.objects.bulk_create(Outcome(**own, text=text, order=n) for n, text in enumerate(texts, last + 1))
