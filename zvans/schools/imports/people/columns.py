"""What the columns of a table of people are called, in Latvian or English, and which kind of people a row is about."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from zvans.lib.text import search_key
from zvans.schools.enums import GuardianKind, PositionKind
from zvans.schools.imports.people.table import Table
from zvans.schools.imports.report import Kind, UnknownColumns, UnreadableFile

# Our name → what people write above the column; compared without case, diacritics and punctuation.
_NAMES = {
    "kind": ["veids", "ieraksta veids", "tips", "kind", "type"],
    "given_name": ["vārds", "vārdi", "given name", "first name", "firstname"],
    "family_name": ["uzvārds", "family name", "last name", "lastname", "surname"],
    "name": ["vārds uzvārds", "vārds un uzvārds", "pilns vārds", "full name", "name"],
    "register_name": ["uzvārds vārds", "uzvārds un vārds"],
    "code": ["personas kods", "pk", "kods", "personal code", "code", "own code", "own personal code"],
    "pupil_code": [
        "skolēna personas kods", "skolēna kods", "bērna personas kods", "bērna kods", "pupil personal code", "pupil code",
        "pupil s code", "child code", "of pupil",
    ],
    "born_on": ["dzimšanas datums", "dzimis", "dzim dat", "birth date", "birthdate", "date of birth", "born", "born on"],
    "class": ["klase", "klasē", "class", "class group"],
    "groups": ["grupas", "grupa", "groups", "group"],
    "relation": ["radniecība", "radniecības veids", "relation", "relationship", "guardian kind"],
    "phone": ["tālrunis", "telefons", "tālruņa numurs", "mobilais", "mobilais tālrunis", "phone", "mobile"],
    "email": ["e pasts", "epasts", "e pasta adrese", "e mail", "email"],
    "positions": ["amats", "amati", "position", "positions"],
    "short_name": ["īsais vārds", "saīsinājums", "iniciāļi", "short name", "short", "initials"],
}  # fmt: skip
COLUMNS = tuple(_NAMES)
_CODE = re.compile(r"\d{6}")  # a head that holds a personal code is no head: the file begins with people at once
_COLUMNS = {search_key(written): name for name, names in _NAMES.items() for written in names}

_RELATIONS = {
    GuardianKind.MOTHER: ["māte", "mamma", "mother", "mom"],
    GuardianKind.FATHER: ["tēvs", "tētis", "father", "dad"],
    GuardianKind.OTHER: [
        "cita", "cits", "cita atbildīgā persona", "cita persona", "aizbildnis", "aizbildne", "vecmāmiņa", "vectēvs",
        "vecmāte", "audžumāte", "audžutēvs", "patēvs", "pamāte", "brālis", "māsa", "tante", "onkulis", "krustmāte",
        "krusttēvs", "other", "guardian", "grandmother", "grandfather", "foster parent", "stepfather", "stepmother",
    ],
}  # fmt: skip
RELATIONS = {search_key(written): kind for kind, names in _RELATIONS.items() for written in names}

_KINDS = {
    Kind.PUPIL: ["skolēns", "skolniece", "skolnieks", "pupil", "student"],
    Kind.GUARDIAN: ["vecāks", "vecāki", "atbildīgā persona", "likumiskais pārstāvis", "parent", "guardian"],
    Kind.STAFF: ["darbinieks", "darbiniece", "skolotājs", "skolotāja", "staff", "employee", "teacher"],
}
KINDS = {search_key(written): kind for kind, names in _KINDS.items() for written in names}

# What stands in a position's title → what it lets people do; the first that fits. Everybody else supports the school.
_POSITIONS = [
    ("vietniek", PositionKind.DEPUTY), ("vietniec", PositionKind.DEPUTY), ("deputy", PositionKind.DEPUTY),
    ("direktor", PositionKind.HEAD), ("head teacher", PositionKind.HEAD), ("principal", PositionKind.HEAD),
    ("virslietotaj", PositionKind.SUPERUSER), ("superuser", PositionKind.SUPERUSER),
    ("skolotaj", PositionKind.TEACHER), ("pedagog", PositionKind.TEACHER), ("teacher", PositionKind.TEACHER),
]  # fmt: skip


def position_kind(title: str) -> PositionKind:
    folded = search_key(title)
    if folded in {"head", "deputy", "support"}:
        return PositionKind(folded)
    return next((kind for part, kind in _POSITIONS if part in folded), PositionKind.SUPPORT)


@dataclass(frozen=True, slots=True)
class Row:
    """A row by our names of its columns; a column that is not there reads as empty."""

    number: int
    kind: Kind | None  # None: the row does not say and the columns don't either
    cells: Mapping[str, str]
    is_too_long: bool = False  # more cells than the head has

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")


def rows_of(table: Table, said: Mapping[str, str] | None = None) -> tuple[list[Row], list[str]]:
    """The rows of a table, and the heads of columns that we do not know. Raises `UnknownColumns` for a table of something else.

    `said` is what people say a head means: head → our name of it, empty where it is not to be read.
    """
    said = said or {}
    columns = [said[head] or None if head in said else _COLUMNS.get(search_key(head)) for head in table.head]
    known = {name for name in columns if name}
    if not known & {"given_name", "name", "register_name"} or len(known) < 3:
        reason = _("Pirmajā rindā nav sleju nosaukumu, ko pazīstam: vārds, uzvārds, personas kods, klase…")
        raise UnreadableFile(reason) if any(map(_CODE.search, table.head)) else UnknownColumns(reason, table.head)
    if len(known) < sum(name is not None for name in columns):
        raise UnknownColumns(_("Viena un tā pati sleja failā ir divreiz."), table.head)
    default = _kind_of_columns(known)
    rows = []
    for number, cells in table.rows:
        named = {name: cell for name, cell in zip(columns, cells, strict=False) if name}
        rows.append(Row(number, _kind_of_row(named, default), named, any(cells[len(columns) :])))
    return rows, [head for head, name in zip(table.head, columns, strict=True) if head and name is None]


def meaning_of(head: str) -> str:
    """Our name of a column by its head, or empty: what is offered to people, who decide. «Uzvārds (no reģistra)» is a family name."""
    words = search_key(head).split()
    parts = [" ".join(words[i:j]) for i in range(len(words)) for j in range(len(words), i, -1)]
    return next((_COLUMNS[part] for part in sorted(parts, key=len, reverse=True) if part in _COLUMNS), "")


def meanings_of(heads: Iterable[str]) -> dict[str, str]:
    """For each head what it may be; where two may be the same, only the one that is called so."""
    guessed = {head: meaning_of(head) for head in heads}
    counted = Counter(guessed.values())
    return {head: name if counted[name] == 1 or search_key(head) in _COLUMNS else "" for head, name in guessed.items()}


def _kind_of_columns(known: set[str]) -> Kind | None:
    """What a table without a column of kinds is about."""
    if "pupil_code" in known or "relation" in known:
        return Kind.GUARDIAN
    if "positions" in known:
        return Kind.STAFF
    return Kind.PUPIL if "class" in known else None


def _kind_of_row(cells: dict[str, str], default: Kind | None) -> Kind | None:
    """«skolēns», «vecāks», «darbinieks»; or at once what a guardian is to the pupil: «māte»."""
    written = search_key(cells.get("kind", ""))
    if not written:
        return default
    if written in KINDS and not (written in RELATIONS and default == Kind.GUARDIAN):
        return KINDS[written]
    if written in RELATIONS:
        cells["relation"] = cells.get("relation") or cells["kind"]
        return Kind.GUARDIAN
    return None
