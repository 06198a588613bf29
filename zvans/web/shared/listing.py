"""Lists of a school: filtered, sorted in Latvian, paged, printed and exported, all by the address.

    LISTING = Listing(columns=[Column("name", _("Skolēns"), lambda row: row.name, order=("pupil__sort_key",)), …], …)
    page = LISTING.page(request, rows)

`?q=` searches, `?sort=-name` sorts, `?page=2` pages, `?class=9.b` filters; `?as=csv` and `?as=xlsx` are the whole list as a file.
Rows are a queryset, or what a query has put together already: a sequence, whose search and filters take and give sequences.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any
from urllib.parse import quote, urlencode

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from zvans.accounts.actions.allowances import EXPORTS, spend
from zvans.lib.sheets import as_csv, as_xlsx

_ROWS = 50
_SORT, _PAGE, _SEARCH, _AS = "sort", "page", "q", "as"
_FORMS = {"csv": "text/csv; charset=utf-8", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}

Text = str | Promise
_EVERY = _("visi")
Rows = Any  # a queryset or a sequence


@dataclass(frozen=True, slots=True)
class State:
    """How a cell stands out: «done», «missing», «changed» or nothing, and the icon that says it without colour."""

    kind: str
    icon: str


@dataclass(frozen=True, slots=True)
class Column:
    """`value` is what stands in the cell; `order` the fields it sorts by (none: it doesn't); `link` where it leads.

    `state` makes a cell stand out. `tick` puts a box before it, with that value, for a form with the id «ticked» under the list; where it
    gives nothing the cell is empty. Such a column is for the screen only.
    """

    key: str
    label: Text
    value: Callable[[Any], Any]
    order: Sequence[str] = ()
    link: Callable[[Any], str] | None = None
    kind: str = "text"  # or "number"
    is_name: bool = False  # the cell that says whose row it is
    state: Callable[[Any], State | None] | None = None
    tick: Callable[[Any], str] | None = None


@dataclass(frozen=True, slots=True)
class Filter:
    """A choice over the list. `choices` are (value, label); `apply` narrows the rows to one."""

    key: str
    label: Text
    choices: Sequence[tuple[str, Text]]
    apply: Callable[[Any, str], Rows]
    none: Text = _EVERY  # what stands there while nothing is chosen


@dataclass(frozen=True, slots=True)
class Cell:
    text: Any
    link: str
    column: Column
    state: State | None
    tick: str


@dataclass(frozen=True, slots=True)
class Head:
    column: Column
    address: str  # sorts by this column, or turns the order round; empty where it can't
    is_sorted: str  # "ascending", "descending" or ""


@dataclass(frozen=True, slots=True)
class Choice:
    filter: Filter
    chosen: str


@dataclass(frozen=True, slots=True)
class Page:
    """What the template `shared/_listing.html` shows."""

    heads: Sequence[Head]
    of: Sequence[Any]  # what each of the rows is about
    rows: Sequence[Sequence[Cell]]
    choices: Sequence[Choice]
    query: str
    sort: str
    searches: bool
    count: int
    number: int
    pages: int
    previous: str
    next: str
    files: Sequence[tuple[str, str]]
    at: str
    whole: str
    prefix: str
    kept: Mapping[str, str]

    @property
    def is_narrowed(self) -> bool:
        return bool(self.query) or any(choice.chosen for choice in self.choices)


@dataclass(frozen=True)
class Listing:
    """`name` names the file of an export; `search` narrows the rows to a text; the first column's order is the list's own.

    `sort` is the order where none is asked for («-at»: the newest first), `at` the list's address where its page is shown at others too,
    `size` how many rows a page holds. `kept` is what else the address says of the page. `anchor` is where on its page the list stands;
    the second list of a page has a `prefix` of its own for what its addresses ask. `ties` are the fields by which equal rows stand; if not
    said, those of the first column.
    """

    name: Text
    columns: Sequence[Column]
    search: Callable[[Any, str], Rows] | None = None
    filters: Sequence[Filter] = field(default_factory=list)
    sort: str = ""
    at: str = ""
    size: int = _ROWS
    kept: Mapping[str, str] = field(default_factory=dict)
    anchor: str = ""
    prefix: str = ""
    ties: Sequence[str] | None = None

    def page(self, request: HttpRequest, rows: Rows) -> Page:
        """One page of the list: two statements, however long it is."""
        sort = self._asked(request, _SORT)
        found = Paginator(self._ordered(self.narrowed(request, rows), sort), self.size)
        page = found.get_page(self._asked(request, _PAGE) or 1)
        objects = list(page.object_list)
        return Page(
            heads=[self._head(request, column) for column in self.columns],
            of=objects,
            rows=[[self._cell(column, row) for column in self.columns] for row in objects],
            choices=[Choice(f, self._chosen(request, f)) for f in self.filters],
            query=self._asked(request, _SEARCH).strip(),
            sort=sort,
            searches=self.search is not None,
            count=found.count,
            number=page.number,
            pages=found.num_pages,
            previous=self._address(request, page=page.previous_page_number()) if page.has_previous() else "",
            next=self._address(request, page=page.next_page_number()) if page.has_next() else "",
            files=[(form.upper(), self._address(request, page="", **{_AS: form})) for form in _FORMS],
            at=self.at,
            whole=self._address(request, page="", sort="", q="", **{choice.key: "" for choice in self.filters}),
            prefix=self.prefix,
            kept=self.kept,
        )

    def narrowed(self, request: HttpRequest, rows: Rows) -> Rows:
        """The rows that search and filters leave."""
        query = self._asked(request, _SEARCH).replace("\x00", "").strip()[:100]  # which no database can look for
        if query and self.search is not None:
            rows = self.search(rows, query)
        for choice in self.filters:
            chosen = self._chosen(request, choice)
            if chosen:
                rows = choice.apply(rows, chosen)
        return rows

    def count(self, request: HttpRequest, rows: Rows) -> int:
        """How many rows search and filters leave."""
        found = self.narrowed(request, rows)
        return found.count() if isinstance(found, QuerySet) else len(found)

    def asked_file(self, request: HttpRequest) -> str:
        """«csv» or «xlsx» where the address asks for the list as a file, else empty. Raises `TooOften` where the account has taken away
        as many as it may (C7); so it is asked once a request, before anything is recorded."""
        form = self._form(request)
        if form:
            spend((EXPORTS, str(request.actor.account_id)))  # type: ignore[attr-defined]
        return form

    def _form(self, request: HttpRequest) -> str:
        asked = self._asked(request, _AS)
        return asked if asked in _FORMS else ""

    def file(self, request: HttpRequest, rows: Rows) -> HttpResponse:
        """The whole list, as narrowed and sorted. The view records the export first (S71)."""
        form = self._form(request)
        ordered = self._ordered(self.narrowed(request, rows), self._asked(request, _SORT))
        columns = [column for column in self.columns if column.tick is None]
        head = [str(column.label) for column in columns]
        body = ([column.value(row) for column in columns] for row in ordered)
        written = as_csv(head, body) if form == "csv" else as_xlsx(str(self.name), head, body)
        name = "".join(c if c.isalnum() else "-" for c in str(self.name).lower())
        return HttpResponse(
            written,
            content_type=_FORMS[form],
            headers={"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}.{form}"},
        )

    def _chosen(self, request: HttpRequest, choice: Filter) -> str:
        asked = self._asked(request, choice.key)
        return asked if asked in {value for value, _ in choice.choices} else ""

    def _ordered(self, rows: Rows, asked: str) -> Rows:
        sort = asked or self.sort
        key, down = sort.lstrip("-"), sort.startswith("-")
        column = next((c for c in self.columns if c.key == key and c.order), self.columns[0])
        ties = self.columns[0].order if self.ties is None else self.ties
        own = [name for name in ties if name not in column.order]
        if isinstance(rows, QuerySet):
            return rows.order_by(*(f"-{name}" if down else name for name in column.order), *own, "pk")
        return sorted(_sorted(rows, own), key=attrgetter(*column.order), reverse=down)

    def _head(self, request: HttpRequest, column: Column) -> Head:
        sort = self._asked(request, _SORT) or self.sort or self.columns[0].key
        is_this = sort.lstrip("-") == column.key
        state = ("descending" if sort.startswith("-") else "ascending") if is_this else ""
        wanted = f"-{column.key}" if state == "ascending" else column.key
        return Head(column, self._address(request, page="", sort=wanted) if column.order else "", state)

    def _cell(self, column: Column, row: Any) -> Cell:
        return Cell(
            column.value(row),
            column.link(row) if column.link else "",
            column,
            column.state(row) if column.state else None,
            column.tick(row) if column.tick else "",
        )

    def _address(self, request: HttpRequest, **changed: Any) -> str:
        known = [_SEARCH, _SORT, _PAGE, *(choice.key for choice in self.filters)]
        asked = {key: self._asked(request, key) for key in known} | changed
        said = dict(self.kept) | {f"{self.prefix}{key}": value for key, value in asked.items()}
        address = f"{self.at}?" + urlencode({key: value for key, value in said.items() if value != ""})
        return f"{address}#{self.anchor}" if self.anchor else address

    def _asked(self, request: HttpRequest, key: str) -> str:
        return request.GET.get(f"{self.prefix}{key}", "")


def _sorted(rows: Sequence[Any], names: Sequence[str]) -> Sequence[Any]:
    return sorted(rows, key=attrgetter(*names)) if names else rows
