"""A OneRoster 1.2 CSV package → `Package`. Reads no database: the same file always means the same."""

import json
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from zvans.schools.imports.content import bytes_of
from zvans.schools.imports.limited import Stopped, run_limited
from zvans.schools.imports.people.workbook import trimmed
from zvans.schools.imports.report import UnreadableFile

MAX_BYTES = 32 * 1024 * 1024
_READER = "zvans.schools.imports.oneroster.package"
_REASONS = {
    "not_zip": _("Pakotni nevar atvērt: tas nav ZIP arhīvs, vai arhīvs ir bojāts."),
    "encrypted": _("Arhīvs ir aizsargāts ar paroli."),
    "too_many_files": _("Arhīvā ir pārāk daudz failu."),
    "bad_name": _("Arhīvā ir fails ar nederīgu nosaukumu: «%(file)s»."),
    "nested": _("Arhīvā ir cits arhīvs: «%(file)s». OneRoster pakotnē ir tikai CSV faili."),
    "file_twice": _("Fails %(file)s arhīvā ir divreiz."),
    "too_large": _("Arhīvā ir pārāk daudz datu: failā var būt ne vairāk kā %(limit)s MB."),
    "too_many_rows": _("Pakotnē ir vairāk nekā %(limit)s rindu."),
    "missing_manifest": _("Pakotnē nav faila manifest.csv."),
    "version": _("Pakotnei jābūt OneRoster 1.2; manifest.csv saka «%(version)s»."),
    "mode": _("manifest.csv par failu %(file)s saka «%(mode)s»; jābūt bulk, delta vai absent."),
    "file_missing": _("manifest.csv sola failu %(file)s, bet arhīvā tā nav."),
    "file_undeclared": _("Arhīvā ir fails %(file)s, bet manifest.csv saka, ka tā nav."),
    "encoding": _("Fails %(file)s nav UTF-8."),
    "quote": _("%(file)s, %(row)s. rinda: pēdiņas laukā nav dubultotas, vai lauks nav pēdiņās."),
    "csv": _("%(file)s, %(row)s. rinda: to nevar nolasīt kā CSV."),
    "cells": _("%(file)s, %(row)s. rinda: lauku skaits ir %(found)s, bet sleju skaits – %(expected)s."),
    "too_many_columns": _("Failā %(file)s ir pārāk daudz sleju."),
    "column_twice": _("Failā %(file)s viena sleja ir divreiz."),
    "column_missing": _("Failā %(file)s nav slejas %(column)s."),
    "no_key": _("%(file)s, %(row)s. rinda: nav sourcedId."),
    "duplicate": _("%(file)s, %(row)s. rinda: sourcedId «%(key)s» failā jau ir."),
    "missing_target": _("%(file)s, %(row)s. rinda: %(column)s norāda uz «%(key)s», bet failā %(target)s tāda nav."),
}


@dataclass(frozen=True, slots=True)
class Record:
    """One row; a field that is missing reads as empty. `is_deleted`: a delta package says that it is to go."""

    row: int
    is_deleted: bool
    fields: dict[str, str]

    def __getitem__(self, name: str) -> str:
        return self.fields.get(name, "")

    @property
    def id(self) -> str:
        return self.fields["sourcedId"]


@dataclass(frozen=True)
class Package:
    """`modes` of the files (bulk, delta, absent); `others`: files in the archive that OneRoster does not know."""

    modes: dict[str, str]
    tables: dict[str, list[Record]]
    others: tuple[str, ...]

    def __getitem__(self, name: str) -> list[Record]:
        return self.tables.get(name, [])

    def by_id(self, name: str) -> dict[str, Record]:
        return {record.id: record for record in self[name]}

    @property
    def is_empty(self) -> bool:
        return not any(self.tables.values())


def read_package(path: Path) -> Package:
    """Raises `UnreadableFile` for a package that is broken, or does not hold together: nothing of it is used then."""
    content = bytes_of(path, MAX_BYTES)
    try:
        answer = json.loads(run_limited(_READER, content))
    except (Stopped, ValueError) as error:
        raise UnreadableFile(_("Pakotni nevar nolasīt: tā ir bojāta vai pārāk liela.")) from error
    if "refused" in answer:
        raise UnreadableFile(_REASONS[answer["refused"]] % answer["values"])
    tables = {
        name: [
            Record(row, status == "tobedeleted", {key: trimmed(cell) for key, cell in fields.items()})
            for row, status, fields in rows
        ]
        for name, rows in answer["tables"].items()
    }
    return Package(answer["modes"], tables, tuple(answer["others"]))
