"""One record → one entry. A record that makes no sense is refused with the reason."""

import re
from datetime import time

from django.utils.translation import gettext_lazy as _

from zvans.schools.imports.likeness import grade_in
from zvans.schools.imports.report import Refusal
from zvans.timetable.imports.asc.cards import Length
from zvans.timetable.imports.asc.records import Record
from zvans.timetable.imports.contents import (
    MAX_NAME,
    MAX_NUMBER,
    MAX_SHORT_NAME,
    ClassEntry,
    GroupEntry,
    NamedEntry,
    PeriodEntry,
)

_MAX_KEY, _MAX_DIVISION = 80, 40  # what the tables hold
_MAX_PERIODS_PER_CARD = 20
_MAX_DIGITS = 10
_TIME = re.compile(r"(\d{1,2}):(\d{2})(?::\d{2})?")


def period(record: Record) -> PeriodEntry | None:
    """None for a period without times: a school may plan without bells."""
    number = period_number(record)
    if not record["starttime"] and not record["endtime"]:
        return None
    starts_at, ends_at = _time(record["starttime"]), _time(record["endtime"])
    if starts_at >= ends_at:
        raise Refusal(_("Stunda beidzas, pirms tā sākas."))
    return PeriodEntry(record.row, number, starts_at, ends_at)


def period_number(record: Record) -> int:
    return lesson_number(record["period"] or record["name"])


def lesson_number(text: str) -> int:
    number = _number(text)
    if number is None or number > MAX_NUMBER:
        raise Refusal(_("Stundas numurs nav derīgs: «%(text)s».") % {"text": text[:20]})
    return number


def named(record: Record) -> NamedEntry:
    name = record["name"] or record["short"]
    return NamedEntry(record.row, _key(record), _checked(name), record["short"][:MAX_SHORT_NAME])


def teacher(record: Record) -> NamedEntry:
    """As a staff list names people, given name first; some exports put the family name first in `name`."""
    parts = f"{record['firstname']} {record['lastname']}".strip()
    name = parts if record["firstname"] and record["lastname"] else record["name"] or record["short"]
    return NamedEntry(record.row, _key(record), _checked(name), record["short"][:MAX_SHORT_NAME])


def class_(record: Record, teacher_key: str) -> ClassEntry:
    entry = named(record)
    return ClassEntry(entry.row, entry.key, entry.name, entry.short_name, _grade(record), teacher_key)


def group(record: Record) -> GroupEntry:
    entry = named(record)
    division = record["divisiontag"][:_MAX_DIVISION]
    return GroupEntry(entry.row, entry.key, entry.name, entry.short_name, record["classid"], division)


def length(record: Record) -> Length:
    per_card = record["periodspercard"] or record["durationperiods"] or "1"
    periods = _number(per_card)
    if periods is None or not 1 <= periods <= _MAX_PERIODS_PER_CARD:
        raise Refusal(_("Kartītes garums nav derīgs: «%(text)s».") % {"text": per_card[:20]})
    try:
        return Length(periods, float(record["periodsperweek"].replace(",", ".")))
    except ValueError:
        return Length(periods, None)


def _key(record: Record) -> str:
    if not record["id"] or len(record["id"]) > _MAX_KEY:
        raise Refusal(_("Ierakstam nav derīga identifikatora."))
    return record["id"]


def _checked(name: str) -> str:
    if not name:
        raise Refusal(_("Ierakstam nav nosaukuma."))
    if len(name) > MAX_NAME:
        raise Refusal(_("Nosaukums ir garāks par %(limit)s zīmēm.") % {"limit": MAX_NAME})
    return name


def _grade(record: Record) -> int | None:
    """What the class says, or what its name begins with."""
    grade = _number(record["grade"])
    if grade is not None and 1 <= grade <= 12:
        return grade
    return grade_in(record["name"])


def _number(text: str) -> int | None:
    """None for what is no number, or one that nobody writes."""
    return int(text) if text.isdecimal() and len(text) <= _MAX_DIGITS else None


def _time(text: str) -> time:
    found = _TIME.fullmatch(text)
    if not found or int(found[1]) > 23 or int(found[2]) > 59:
        raise Refusal(_("Laiks nav derīgs: «%(text)s».") % {"text": text[:20]})
    return time(int(found[1]), int(found[2]))
