"""The signs on a page, explained in place: only those that are there."""

from collections.abc import Collection, Iterable
from decimal import Decimal
from functools import cache

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from zvans.diary.queries.days import Day
from zvans.diary.queries.entries import GivenMark, NotedAbsence
from zvans.diary.queries.news import News
from zvans.journal.enums import ValueKind
from zvans.web.shared.markup import escape
from zvans.web.shared.words import amount

Entry = tuple[str, str]


def legend_of(
    marks: Iterable[GivenMark], absences: Iterable[NotedAbsence], levels: Collection[str] = ()
) -> list[Entry]:
    """(sign in HTML, meaning) for the signs of these marks, absences and levels of outcomes. Absence codes mean what the school says."""
    marks = list(marks)
    codes = {escape(absence.code): absence.label or "" for absence in absences}
    return [
        *sorted(codes.items()),
        *_of_kinds({mark.kind for mark in marks} | _kinds_of(levels)),
        *_of_forms(marks),
        *_of_work(marks),
    ]


def legend_of_days(days: Iterable[Day], news: Iterable[News] = ()) -> list[Entry]:
    lessons = [lesson for day in days for child in day.children for lesson in child.lessons]
    entries = [item.entry for item in news]
    marks = [mark for lesson in lessons for mark in lesson.marks] + [e for e in entries if isinstance(e, GivenMark)]
    absences = [absence for lesson in lessons for absence in lesson.absences]
    return legend_of(marks, absences + [e for e in entries if isinstance(e, NotedAbsence)])


def _of_kinds(kinds: set[str]) -> list[Entry]:
    return [entry for kind, entries in _meanings(get_language() or "").items() if kind in kinds for entry in entries]


@cache
def _meanings(language: str) -> dict[str, list[Entry]]:
    """By language: each page shows few of them, and to translate all costs more than the rest of a legend."""
    return {
        ValueKind.POINTS: [("1–10", _("balles"))],
        ValueKind.LEVEL: [
            ("S", _("sācis apgūt")), ("T", _("turpina apgūt")), ("A", _("apguvis")), ("P", _("apguvis padziļināti")),
        ],
        ValueKind.PASS: [("i", _("ieskaitīts")), ("ni", _("neieskaitīts"))],
        ValueKind.PERCENT: [("%", _("procenti no iespējamā"))],
        ValueKind.STEP: [("+", _("apguvis")), ("+/–", _("daļēji")), ("–", _("vēl jāapgūst"))],
        ValueKind.OWED: [("nv", _("nav vērtējuma, vēl jānokārto"))],
        ValueKind.EXEMPT: [("atbr", _("atbrīvots"))],
    }  # fmt: skip


def _of_forms(marks: list[GivenMark]) -> list[Entry]:
    forms = []
    if any("|" in mark.text and mark.kind != ValueKind.WORDS for mark in marks):
        forms.append(("5|7", _("uzlabots: skaitās pēdējais")))
    if any(mark.is_formative for mark in marks):
        forms.append(('<span class="mark formative">7</span>', _("formatīvs vērtējums, vidējā neskaitās")))
    return forms


def _kinds_of(levels: Collection[str]) -> set[str]:
    """The kinds of mark that levels of outcomes look like."""
    kinds = dict.fromkeys("STAP", ValueKind.LEVEL) | {"nv": ValueKind.OWED, "atbr": ValueKind.EXEMPT}
    return {kinds.get(level, ValueKind.STEP) for level in levels}


def _of_work(marks: list[GivenMark]) -> list[Entry]:
    """How percents count, and the kinds of work with their weights, where the page shows them."""
    work = [("85% = 9", _("procenti skaitās kā balles pēc skolas skalas"))] if any(map(_is_counted, marks)) else []
    named = {mark.kind_short: mark for mark in marks if mark.kind_short}
    return work + [(escape(short), _work_words(mark)) for short, mark in sorted(named.items())]


def _is_counted(mark: GivenMark) -> bool:
    return mark.kind == ValueKind.PERCENT and mark.points is not None


def _work_words(mark: GivenMark) -> str:
    if mark.is_formative:
        return f"{mark.kind_name}, " + _("vidējā neskaitās")
    return f"{mark.kind_name}, " + _("svars %(weight)s") % {"weight": amount(mark.weight or Decimal(1))}
