"""What the page of one import shows: where it stands, and its report, group by group and row by row."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

_ROWS = 100
_ASKED = "outcome", "kind"

OUTCOMES: dict[str, Promise] = {
    "created": _("jauni"),
    "changed": _("mainīsies"),
    "unchanged": _("tādi paši"),
    "left": _("failā nav, paliek"),
    "refused": _("nepieņemti"),
}
DONE: dict[str, Promise] = OUTCOMES | {"created": _("ierakstīti"), "changed": _("mainīti")}
_FIRST = ("refused", "created", "changed", "unchanged", "left")  # what is looked at first
KINDS: dict[str, Promise] = {
    "year": _("mācību gads"), "term": _("semestri"), "bell": _("zvani"), "subject": _("priekšmeti"), "teacher": _("skolotāji"),
    "room": _("telpas"), "class": _("klases"), "class_teacher": _("klašu audzinātāji"), "group": _("grupas"),
    "course": _("žurnāli"), "lesson": _("stundas"), "slot": _("stundas nedēļā"), "pupil": _("skolēni"),
    "guardian": _("vecāki"), "staff": _("darbinieki"), "person": _("citas rindas"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Count:
    number: int
    address: str
    is_shown: bool


@dataclass(frozen=True, slots=True)
class Row:
    """`number` is the row of the file, where it has one."""

    number: int | None
    kind: Any
    name: str
    reason: str


@dataclass(frozen=True)
class Preview:
    """`is_counted_only`: whom the file named has been forgotten; behind a count there is nothing to look at.

    `table`: for each kind its label and a count for each outcome; `rows`: those of the outcome and kind that are shown."""

    heads: Sequence[Any]
    table: Sequence[tuple[Any, Sequence[Count]]]
    totals: Sequence[Count]
    outcome: Any
    kind: Any
    shows_reasons: bool
    page: Page
    rows: Sequence[Row]
    previous: str
    next: str
    does_something: bool
    is_counted_only: bool


def preview_of(
    request: HttpRequest, lines: list[Any], counted: Mapping[tuple[str, str], int], *, is_done: bool
) -> Preview:
    """`counted`: lines by outcome and kind, of which there may be more than there are lines."""
    words = DONE if is_done else OUTCOMES
    by_outcome: Counter[str] = Counter()
    for (outcome, _kind), number in counted.items():
        by_outcome[outcome] += number
    outcome, kind = _asked(request, by_outcome, counted)
    chosen = [line for line in lines if line[0] == outcome and kind in ("", line[1])]
    chosen.sort(key=lambda line: line[3] or 0)
    page = Paginator(chosen, _ROWS).get_page(request.GET.get("page"))
    return Preview(
        heads=list(words.values()),
        table=[
            (KINDS.get(k, k), [_count(counted.get((o, k), 0), o, k, (outcome, kind)) for o in words])
            for k in dict.fromkeys(k for _outcome, k in counted)
        ],
        totals=[_count(by_outcome[o], o, "", (outcome, kind)) for o in words],
        outcome=words.get(outcome, ""),
        kind=KINDS.get(kind, ""),
        shows_reasons=any(line[4] for line in page.object_list),
        page=page,
        rows=[Row(row, KINDS.get(k, k), name, reason) for _outcome, k, name, row, reason in page.object_list],
        previous=_address(outcome, kind, page.previous_page_number()) if page.has_previous() else "",
        next=_address(outcome, kind, page.next_page_number()) if page.has_next() else "",
        does_something=bool(by_outcome["created"] or by_outcome["changed"]),
        is_counted_only=bool(counted) and not lines,
    )


def _asked(request: HttpRequest, by_outcome: Counter[str], counted: Mapping[tuple[str, str], int]) -> tuple[str, str]:
    outcome = request.GET.get("outcome", "")
    if outcome not in by_outcome:
        outcome = next((o for o in _FIRST if by_outcome[o]), "")
    kind = request.GET.get("kind", "")
    return outcome, kind if (outcome, kind) in counted else ""


def _count(number: int, outcome: str, kind: str, shown: tuple[str, str]) -> Count:
    return Count(number, _address(outcome, kind), (outcome, kind) == shown)


def _address(outcome: str, kind: str, page: int = 1) -> str:
    asked = {"outcome": outcome, "kind": kind, "page": page if page > 1 else ""}
    return f"?{urlencode({name: value for name, value in asked.items() if value})}#rows"
