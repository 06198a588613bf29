"""What the page of one import shows: where it stands, and its report, group by group and row by row."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from zvans.lib.text import search_key, sort_key
from zvans.web.shared.listing import Column, Listing, Page

_ROWS = 100

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
    kind: str
    name: str
    reason: str

    @property
    def place(self) -> int:
        return self.number or 0

    @property
    def sort_key(self) -> str:
        return sort_key(self.name)


@dataclass(frozen=True)
class Preview:
    """`is_counted_only`: whom the file named has been forgotten; behind a count there is nothing to look at.

    `table`: for each kind its label and a count for each outcome; `rows`: those of the outcome and kind that are shown, and their list."""

    heads: Sequence[Any]
    table: Sequence[tuple[Any, Sequence[Count]]]
    totals: Sequence[Count]
    outcome: Any
    kind: Any
    rows: Sequence[Row]
    listing: Listing
    page: Page
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
    labels = {k: str(label) for k, label in KINDS.items()}
    rows = [
        Row(row, labels.get(k, k), name, reason)
        for o, k, name, row, reason in lines
        if o == outcome and kind in ("", k)
    ]
    title = f"{words.get(outcome, '')}: {labels[kind]}" if kind in labels else str(words.get(outcome, ""))
    listing = _listing(title, outcome, kind, shows_reasons=any(row.reason for row in rows))
    return Preview(
        heads=list(words.values()),
        table=[
            (KINDS.get(k, k), [_count(counted.get((o, k), 0), o, k, (outcome, kind)) for o in words])
            for k in dict.fromkeys(k for _outcome, k in counted)
        ],
        totals=[_count(by_outcome[o], o, "", (outcome, kind)) for o in words],
        outcome=words.get(outcome, ""),
        kind=KINDS.get(kind, ""),
        rows=rows,
        listing=listing,
        page=listing.page(request, rows),
        does_something=bool(by_outcome["created"] or by_outcome["changed"]),
        is_counted_only=bool(counted) and not lines,
    )


def _listing(title: str, outcome: str, kind: str, *, shows_reasons: bool) -> Listing:
    columns = [
        Column("row", _("Rinda"), lambda row: row.number, ("place",), kind="number"),
        Column("what", _("Kas"), lambda row: row.kind, ("kind",)),
        Column("name", _("Nosaukums"), lambda row: row.name, ("sort_key",), is_name=True),
    ]
    reason = Column("reason", _("Kāpēc"), lambda row: row.reason, ("reason",))
    return Listing(
        name=title,
        columns=[*columns, reason] if shows_reasons else columns,
        search=_named,
        size=_ROWS,
        kept={"outcome": outcome, "kind": kind},
        anchor="rows",
    )


def _named(rows: Sequence[Row], text: str) -> list[Row]:
    wanted = search_key(text)
    return [row for row in rows if wanted in search_key(f"{row.name} {row.reason}")]


def _asked(request: HttpRequest, by_outcome: Counter[str], counted: Mapping[tuple[str, str], int]) -> tuple[str, str]:
    outcome = request.GET.get("outcome", "")
    if outcome not in by_outcome:
        outcome = next((o for o in _FIRST if by_outcome[o]), "")
    kind = request.GET.get("kind", "")
    return outcome, kind if (outcome, kind) in counted else ""


def _count(number: int, outcome: str, kind: str, shown: tuple[str, str]) -> Count:
    return Count(number, _address(outcome, kind), (outcome, kind) == shown)


def _address(outcome: str, kind: str) -> str:
    return f"?{urlencode({name: value for name, value in (('outcome', outcome), ('kind', kind)) if value})}#rows"
