"""Finding in the school what a file names: by the key that the other program gave it, by what people have said, by name, by short name.

What was found by key or by name takes the file's key, name and short name. What was found by its short name only, or because people
have said so, stays as the school wrote it; the next import finds it the same way. Where a name is only like one of the school's, people
are asked (`is_like`), and until they answer it counts as new.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, Protocol, TypeVar

from django.utils.translation import gettext_lazy as _

from zvans.schools.actions.changes import Changes
from zvans.schools.imports.report import NEW, Kind, Outcome, Report


class Entry(Protocol):
    @property
    def row(self) -> int: ...
    @property
    def key(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def short_name(self) -> str: ...


EntryT = TypeVar("EntryT", bound=Entry)


def folded(name: str) -> str:
    """Names are the same when they differ by case and spaces only."""
    return " ".join(name.casefold().split())


def ref(row: Any) -> Hashable:
    """What names a row in a plan, stored or not."""
    return row.pk if row.pk is not None else ("new", id(row))


def corrected_names(entry: Any, row: Any) -> dict[str, object]:
    """What a found row takes over. A name that differs by case only is left to the school."""
    values: dict[str, object] = {}
    if folded(row.name) != folded(entry.name):
        values["name"] = entry.name
    if entry.short_name and entry.short_name != row.short_name:
        values["short_name"] = entry.short_name
    return values


@dataclass
class Matching(Generic[EntryT]):
    """One kind of thing: the rows that the school has, and how they are told apart.

    `same_entry` and `same_row` give what makes two names one (a group's includes its class).
    """

    kind: Kind
    rows: Sequence[Any]
    make: Callable[[EntryT], Any]
    same_entry: Callable[[EntryT], Hashable] = lambda entry: folded(entry.name)
    same_row: Callable[[Any], Hashable] = lambda row: folded(row.name)
    corrections: Callable[[EntryT, Any], dict[str, object]] = corrected_names
    by_short_name: bool = True
    names_repeat: bool = False  # people: two of one name are two, and a name that two bear finds nobody
    is_like: Callable[[str, str], bool] | None = None
    choices: Mapping[tuple[str, str], int | None] = field(default_factory=dict)
    found: dict[str, Any] = field(default_factory=dict)

    def run(self, entries: Sequence[EntryT], changes: Changes, report: Report) -> dict[str, Any]:
        """File key → row. What is new or different goes into `changes`, each row once into `report`."""
        owners = self._pair(entries, report)
        if self.by_short_name:
            self._pair_by_short_name(entries)
        matched = {ref(row) for row in self.found.values()}
        self._ask(entries, matched, report)
        self._correct(owners, {entry.key for entry in entries}, changes, report)
        for row in self.rows:
            if ref(row) not in owners:
                report.say(Outcome.UNCHANGED if ref(row) in matched else Outcome.LEFT, self.kind, row.name)
        self._make_missing(entries, changes, report)
        report.advance(len(entries))
        return self.found

    def _pair(self, entries: Sequence[EntryT], report: Report) -> dict[Hashable, EntryT]:
        """Pair by key and then by name. Returns, for each row that was found, the entry that may correct it."""
        by_key = {row.external_key: row for row in self.rows if row.external_key}
        owners: dict[Hashable, EntryT] = {}
        for entry in entries:
            if entry.key in by_key:
                self.found[entry.key] = by_key[entry.key]
                owners[ref(by_key[entry.key])] = entry
        self._pair_as_said(entries, report)
        by_name = self._named_rows()
        counted = Counter(self.same_entry(entry) for entry in entries)
        for entry in entries:
            if self.names_repeat and counted[self.same_entry(entry)] > 1:
                continue
            row = by_name.get(self.same_entry(entry))
            if entry.key in self.found or row is None:
                continue
            owner = owners.setdefault(ref(row), entry)
            if self.same_entry(owner) == self.same_entry(entry):
                self.found[entry.key] = row
        return owners

    def _pair_as_said(self, entries: Sequence[EntryT], report: Report) -> None:
        rows = {row.pk: row for row in self.rows if row.pk is not None}
        for entry in entries:
            row = rows.get(self.choices.get((self.kind, entry.name)) or 0)
            if entry.key not in self.found and row is not None:
                self.found[entry.key] = row
                report.recall(self.kind, entry.name, row.name)

    def _ask(self, entries: Sequence[EntryT], matched: set[Hashable], report: Report) -> None:
        """About what was not found and is like something that nothing else was found to be."""
        if self.is_like is None:
            return
        free = [row for row in self.rows if row.pk is not None and ref(row) not in matched]
        for entry in entries:
            if entry.key not in self.found and (self.kind, entry.name) not in self.choices:
                same = [row for row in free if self.same_row(row) == self.same_entry(entry)]
                like = same or [row for row in free if self.is_like(row.name, entry.name)]
                report.doubt(self.kind, entry.name, entry.row, like)

    def _pair_by_short_name(self, entries: Sequence[EntryT]) -> None:
        taken = {ref(row) for row in self.found.values()}
        by_short = _unique((folded(row.short_name), row) for row in self.rows if row.short_name)
        counted = Counter(folded(entry.short_name) for entry in entries)
        for entry in entries:
            short = folded(entry.short_name)
            row = by_short.get(short)
            if entry.key not in self.found and row is not None and counted[short] == 1 and ref(row) not in taken:
                self.found[entry.key] = row

    def _correct(self, owners: dict[Hashable, EntryT], keys: set[str], changes: Changes, report: Report) -> None:
        names = {self.same_row(row) for row in self.rows}
        for row in self.rows:
            entry = owners.get(ref(row))
            if entry is None:
                continue
            values = self.corrections(entry, row)
            if row.external_key not in keys:
                values["external_key"] = entry.key
            if "name" in values and not self.names_repeat and self.same_entry(entry) in names:
                del values["name"]
                report.refuse(self.kind, entry.name, entry.row, _("Skolā šādu nosaukumu jau lieto cits ieraksts."))
            names.add(self.same_entry(entry))
            report.say(Outcome.CHANGED if values else Outcome.UNCHANGED, self.kind, entry.name, entry.row)
            if values:
                changes.alter(row, **values)

    def _make_missing(self, entries: Sequence[EntryT], changes: Changes, report: Report) -> None:
        """Two entries of one name make one row, unless they are people."""
        present = self._named_rows()
        for entry in entries:
            if entry.key in self.found:
                continue
            row = present.get(self.same_entry(entry))
            if (self.kind, entry.name) in self.choices:
                report.recall(self.kind, entry.name, NEW)
            if row is None or self.names_repeat:
                row = present[self.same_entry(entry)] = self.make(entry)
                row.external_key = entry.key
                changes.add(row)
                report.say(Outcome.CREATED, self.kind, entry.name, entry.row)
            self.found[entry.key] = row

    def _named_rows(self) -> dict[Hashable, Any]:
        if self.names_repeat:
            return _unique((self.same_row(row), row) for row in self.rows)
        return {self.same_row(row): row for row in reversed(self.rows)}


def _unique(pairs: Iterable[tuple[Hashable, Any]]) -> dict[Hashable, Any]:
    """What only one row is called by."""
    listed = list(pairs)
    counted = Counter(name for name, _row in listed)
    return {name: row for name, row in listed if counted[name] == 1}
