"""An archive of a school into an installation that has no such school.

Keys are made anew, addresses (`public_id`) stay. People are matched by personal code, so that whoever is in two schools is one person;
of somebody known already nothing is overwritten. Codes are encrypted with this installation's keys. All or nothing.
"""

import hashlib
import json
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from django.db import IntegrityError, connection
from django.db.models import Model

from zvans.accounts.enums import Door, Role
from zvans.accounts.models import Person
from zvans.audit.actions import recorded
from zvans.audit.actor import Actor
from zvans.lib.database.sight import in_sight_of
from zvans.program.school_archive.people import PeopleOfArchive
from zvans.program.school_archive.tables import (
    CHOICE_TABLE,
    FORMAT,
    GUARDIANS,
    MANIFEST,
    PEOPLE,
    SCHOOL,
    choice_model,
    columns,
    is_pointed_at,
    migrations,
    references,
    tables,
)
from zvans.schools.actions.memberships import refresh_accounts
from zvans.schools.actions.schools import add_municipality
from zvans.schools.models import Municipality, School

_CHUNK = 2000
_LONGEST_LINE = 1_000_000
_NO_ARCHIVE = "This file is not an archive of a school, or it is damaged."
_ROLES = {  # who runs the installation is never said by a file of a school, whoever has written it
    Door.STAFF: {Role.STAFF},
    Door.FAMILY: {Role.PUPIL, Role.MOTHER, Role.FATHER, Role.GUARDIAN},
}

Row = dict[str, Any]


class UnusableArchive(Exception):
    """What is wrong with the file, in words. Nothing was changed."""


@dataclass
class Brought:
    """What came: the school, rows by table, and people who were known already and who are new."""

    school: School
    rows: dict[str, int] = field(default_factory=dict)
    known: int = 0
    new: int = 0


def read_school(file: Path, *, by: Actor) -> Brought:
    """Raises `UnusableArchive`. The whole file is checked before anything is written."""
    try:
        with zipfile.ZipFile(file) as packed:
            return _bring(_checked(packed), by)
    except (zipfile.BadZipFile, OSError) as error:
        raise UnusableArchive(_NO_ARCHIVE) from error
    except IntegrityError as error:
        raise UnusableArchive("Rows of this archive are in the installation already, under another school.") from error


def _checked(packed: zipfile.ZipFile) -> "_Archive":
    try:
        archive = _Archive(packed)
        archive.check()
    except (zipfile.BadZipFile, zlib.error, KeyError, ValueError, TypeError, AttributeError) as error:
        raise UnusableArchive(_NO_ARCHIVE) from error
    return archive


class _Archive:
    def __init__(self, packed: zipfile.ZipFile) -> None:
        self.packed = packed
        self.manifest: dict[str, Any] = json.loads(packed.read(MANIFEST))

    def check(self) -> None:
        """It is of our format, of our tables, and each line is as it was written."""
        if self.manifest["format"] != FORMAT:
            raise UnusableArchive(f"This archive was made by another zvans ({self.manifest['version']}).")
        if self.manifest["migrations"] != migrations():
            raise UnusableArchive(
                f"The tables of this archive are those of zvans {self.manifest['version']}, not of this one. "
                "Bring both installations to the same version (`zvans init`) and export again."
            )
        expected = {SCHOOL, PEOPLE, GUARDIANS, *(model._meta.db_table for model in tables())}
        if set(self.manifest["parts"]) != expected:
            raise UnusableArchive("Parts of this archive are missing.")
        for name in self.manifest["parts"]:
            self._check_part(name)
        names = (name for chunk in self.chunks(PEOPLE) for row in chunk for name in row["names"])
        if any(name["role"] not in _ROLES[name["door"]] for name in names):
            raise UnusableArchive(_NO_ARCHIVE)

    def _check_part(self, name: str) -> None:
        digest, count = hashlib.sha256(), 0
        for line in self._lines(name):
            digest.update(line)
            count += 1
        if {"rows": count, "sha256": digest.hexdigest()} != self.manifest["parts"][name]:
            raise UnusableArchive(f"The part «{name}» of this archive is damaged.")

    def _lines(self, name: str) -> Iterator[bytes]:
        with self.packed.open(f"{name}.jsonl") as stream:
            while line := stream.readline(_LONGEST_LINE):
                yield line

    def chunks(self, name: str) -> Iterator[list[Row]]:
        lines = self._lines(name)
        while chunk := [json.loads(line) for line in islice(lines, _CHUNK)]:
            yield chunk


def _bring(archive: _Archive, by: Actor) -> Brought:
    with recorded("import_school_archive", by=by, schools=[]):
        school, responsible = _school(archive, by)
        brought = Brought(school)
        people = PeopleOfArchive()
        for chunk in archive.chunks(PEOPLE):
            people.take(chunk)
        brought.known, brought.new = people.known, people.new
        School.objects.filter(pk=school.pk).update(responsible=people.keys.get(responsible or 0))
        with in_sight_of([brought.school.pk]):
            _Rows(archive, brought, people.keys).take()
        for chunk in archive.chunks(GUARDIANS):
            people.take_wards(chunk)
        people.name_accounts()
        refresh_accounts(people.keys.values())
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # a reference to nothing is found here, not at the end
    return brought


def _school(archive: _Archive, by: Actor) -> tuple[School, int | None]:
    """The school, and whom its users ask: a person of the archive, who comes after it."""
    [[row]] = archive.chunks(SCHOOL)
    if School.objects.filter(code=row["code"]).exists():
        raise UnusableArchive(f"There is a school «{row['code']}» here already.")
    name, responsible = row.pop("municipality"), row.pop("responsible_id", None)
    municipality = Municipality.objects.filter(name=name).first() or add_municipality(name=name, by=by)
    return School.objects.create(municipality=municipality, **row), responsible


class _Rows:
    """The school's tables, parents first. `keys` is what has become of the archive's keys, for tables that others point to."""

    def __init__(self, archive: _Archive, brought: Brought, people: dict[int, int]) -> None:
        self.archive, self.brought = archive, brought
        self.keys: dict[type[Model], dict[int, int]] = {Person: people}

    def take(self) -> None:
        for model in tables():
            name = model._meta.db_table
            self.brought.rows[name] = 0
            for chunk in self.archive.chunks(name):
                self._take_chunk(model, chunk)
                self.brought.rows[name] += len(chunk)

    def _take_chunk(self, model: type[Model], chunk: list[Row]) -> None:
        made = model._default_manager.bulk_create([self._row(model, row) for row in chunk])
        if is_pointed_at(model):
            known = self.keys.setdefault(model, {})
            known.update((row["id"], new.pk) for row, new in zip(chunk, made, strict=True))

    def _row(self, model: type[Model], row: Row) -> Model:
        values = {f.attname: f.to_python(row[f.attname]) for f in columns(model) if not f.primary_key}
        for reference in references(model):
            if values[reference.attname] is not None:
                values[reference.attname] = self.keys[reference.related_model][row[reference.attname]]
        if model._meta.db_table == CHOICE_TABLE and row["row_id"]:  # 0 and nothing are answers that name no row
            target = choice_model(row["table"])
            values["row_id"] = self.keys.get(target, {}).get(row["row_id"]) if target else None
        return model(school_id=self.brought.school.pk, **values)
