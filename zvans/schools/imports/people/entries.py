"""One row → one person as the school means them. A row that makes no sense is refused with the reason."""

import re
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from zvans.accounts.contacts import InvalidContact, checked_email, normalised_phone
from zvans.accounts.personal_code import InvalidPersonalCode, birth_date_in, normalised
from zvans.lib.text import search_key
from zvans.schools.actions.people import PersonFacts
from zvans.schools.imports.people.columns import RELATIONS, Row, position_kind
from zvans.schools.imports.report import Refusal

_MAX_NAMES, _MAX_SHORT_NAME, _MAX_TITLE = 80, 60, 120  # what the tables hold, with their sort keys
_BEGINS_FORMULA = "=+@-"  # in a sheet; no name begins so
_LATVIAN_DATE = re.compile(r"(\d{1,2})[./](\d{1,2})[./](\d{4})\.?")
_ISO_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})")


@dataclass(frozen=True, slots=True)
class PupilEntry:
    row: int
    person: PersonFacts
    class_name: str
    group_names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GuardianEntry:
    row: int
    person: PersonFacts  # a guardian's own code is optional
    pupil_code: str
    kind: str


@dataclass(frozen=True, slots=True)
class StaffEntry:
    """`positions`: kind and title; titles of one kind stand together."""

    row: int
    person: PersonFacts
    short_name: str
    positions: tuple[tuple[str, str], ...]


def pupil(row: Row) -> PupilEntry:
    code = _code(row["code"])
    if not row["class"]:
        raise Refusal(_("Nav norādīta klase."))
    return PupilEntry(row.number, _person(row, code), row["class"], _listed(row["groups"]))


def guardian(row: Row) -> GuardianEntry:
    """In a table with one column of codes, a guardian's row carries the pupil's."""
    own = row["code"] if "pupil_code" in row.cells else ""
    pupil_code = _code(row["pupil_code"] if "pupil_code" in row.cells else row["code"])
    kind = RELATIONS.get(search_key(row["relation"]))
    if kind is None:
        raise Refusal(_("Radniecība nav zināma: «%(text)s».") % {"text": row["relation"][:40]})
    return GuardianEntry(row.number, _person(row, _code(own) if own else ""), pupil_code, kind)


def staff(row: Row) -> StaffEntry:
    titles: dict[str, list[str]] = {}
    for title in _listed(row["positions"]):
        titles.setdefault(position_kind(title), []).append(title)
    positions = tuple((kind, ", ".join(listed)[:_MAX_TITLE]) for kind, listed in titles.items())
    return StaffEntry(row.number, _person(row, _code(row["code"])), row["short_name"][:_MAX_SHORT_NAME], positions)


def name_of(row: Row) -> str:
    """What people call the row in a report: the name as it is written, never a code."""
    given, family = _names(row)
    return f"{family} {given}".strip()


def _person(row: Row, code: str) -> PersonFacts:
    given, family = _names(row)
    if not given or not family:
        raise Refusal(_("Nav vārda vai uzvārda."))
    if given[0] in _BEGINS_FORMULA or family[0] in _BEGINS_FORMULA:
        raise Refusal(_("Vārda vai uzvārda vietā ir formula: «%(text)s».") % {"text": f"{given} {family}"[:40]})
    if len(given) + len(family) > _MAX_NAMES:
        raise Refusal(_("Vārds un uzvārds kopā ir garāki par %(limit)s zīmēm.") % {"limit": _MAX_NAMES})
    born_on = _date(row["born_on"]) if row["born_on"] else birth_date_in(code)
    return PersonFacts(given, family, code, born_on, _phone(row["phone"]), _email(row["email"]))


def _names(row: Row) -> tuple[str, str]:
    """(given, family). A whole name in one cell: its last word is the family name, or the first where the head says so."""
    given, family = row["given_name"], row["family_name"]
    if family and not given and row["name"]:
        given = row["name"]
    if not given and not family and row["name"]:
        given, _space, family = row["name"].rpartition(" ")
    if not given and not family and row["register_name"]:
        family, _space, given = row["register_name"].replace(",", "").partition(" ")
    return given, family


def _code(text: str) -> str:
    if not text:
        raise Refusal(_("Nav personas koda."))
    if text.isdecimal() and len(text) == 10:
        text = f"0{text}"  # a sheet took the code for a number
    try:
        return normalised(text)
    except InvalidPersonalCode:
        raise Refusal(_("Personas kods nav derīgs.")) from None


def _date(text: str) -> date:
    latvian, iso = _LATVIAN_DATE.fullmatch(text), _ISO_DATE.fullmatch(text)
    try:
        if latvian:
            return date(int(latvian[3]), int(latvian[2]), int(latvian[1]))
        if iso:
            return date(int(iso[1]), int(iso[2]), int(iso[3]))
    except ValueError:
        pass
    raise Refusal(_("Datums nav derīgs: «%(text)s».") % {"text": text[:20]})


def _phone(text: str) -> str:
    try:
        return normalised_phone(text)
    except InvalidContact:
        raise Refusal(_("Tālruņa numurs nav derīgs.")) from None


def _email(text: str) -> str:
    try:
        return checked_email(text)
    except InvalidContact:
        raise Refusal(_("E-pasta adrese nav derīga.")) from None


def _listed(text: str) -> tuple[str, ...]:
    """What a cell lists, parted by commas or semicolons, each once."""
    return tuple(dict.fromkeys(part.strip() for part in re.split("[,;]", text) if part.strip()))
