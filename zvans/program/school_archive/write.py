"""A school into one file: a ZIP of tables, each a row of JSON a line, and a manifest with counts and checksums."""

import hashlib
import json
import os
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, transaction
from django.db.models import Model

from zvans.accounts.enums import Role
from zvans.accounts.models import Person, PersonalCode, SignInName
from zvans.accounts.personal_code import decrypted
from zvans.audit.actions import recorded
from zvans.audit.actor import Actor
from zvans.lib.dates import today
from zvans.program.school_archive.tables import (
    FORMAT,
    GUARDIANS,
    MANIFEST,
    PEOPLE,
    SCHOOL,
    columns,
    migrations,
    references,
    tables,
)
from zvans.schools.models import Employment, Enrolment, Guardianship, School

_CHUNK = 2000
_PERSON = ("public_id", "given_name", "family_name", "born_on", "sex", "phone", "email", "revision")
_WARD = ("pupil_id", "guardian_id", "kind", "call_order", "access", "starts_on", "ends_on")

Row = dict[str, Any]


def write_school(school: School, file: Path, *, by: Actor, hides_later: bool = False) -> dict[str, int]:
    """One moment of the school, whoever writes meanwhile; how many rows of what.

    Written beside its place and moved there whole, readable by its owner only: it holds personal codes in plain. `hides_later`: of
    those who have left, without contacts and without guardians of the time since, which other schools may have entered (C3).
    """
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        with recorded("export_school_archive", by=by, schools=[school.pk], about=school):
            return _packed(school, file, hides_later)


def _packed(school: School, file: Path, hides_later: bool) -> dict[str, int]:
    with tempfile.TemporaryDirectory(dir=file.absolute().parent, prefix=".zvans-") as folder:
        new = Path(folder) / "archive"
        with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as stream:
            with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
                counts = _Writer(packed, _left(school) if hides_later else {}).write(school)
            stream.flush()
            os.fsync(stream.fileno())
        new.replace(file)
    return counts


class _Writer:
    def __init__(self, packed: zipfile.ZipFile, left: dict[int, date]) -> None:
        """`left`: who is with the school no more → the last day they were."""
        self.packed, self.left = packed, left
        self.parts: dict[str, dict[str, Any]] = {}
        self.people: set[int] = set()

    def write(self, school: School) -> dict[str, int]:
        self._part(SCHOOL, [_school(school)])
        self.people |= {school.responsible_id} if school.responsible_id else set()
        for model in tables():
            self._part(model._meta.db_table, self._rows(model, school))
        wards = self._wards()
        self._part(GUARDIANS, wards)
        self._part(PEOPLE, (self._shown(row) for row in _people(sorted(self.people))))
        manifest = {
            "format": FORMAT, "version": version("zvans"), "school": school.code, "migrations": migrations(),
            "parts": self.parts,
        }  # fmt: skip
        self.packed.writestr(MANIFEST, json.dumps(manifest, indent=1))
        return {name: part["rows"] for name, part in self.parts.items()}

    def _part(self, name: str, rows: Iterable[Row]) -> None:
        """One file of the archive, written as its rows come."""
        digest, count = hashlib.sha256(), 0
        with self.packed.open(f"{name}.jsonl", "w", force_zip64=True) as stream:
            for row in rows:
                line = json.dumps(row, cls=_Encoder, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
                digest.update(line)
                stream.write(line)
                count += 1
        self.parts[name] = {"rows": count, "sha256": digest.hexdigest()}

    def _rows(self, model: type[Model], school: School) -> Iterator[Row]:
        names = [field.attname for field in columns(model)]
        people = [f.attname for f in references(model) if f.related_model is Person]
        rows = model._default_manager.filter(school=school).order_by("pk").values(*names)
        for row in rows.iterator(chunk_size=_CHUNK):
            self.people.update(row[name] for name in people if row[name])
            yield row

    def _wards(self) -> list[Row]:
        """Guardianships of everybody in the school's rows: guardians are people of the archive too."""
        found = Guardianship.objects.filter(pupil__in=self.people).order_by("pk").values(*_WARD)
        rows = [row for row in found if row["starts_on"] <= self.left.get(row["pupil_id"], date.max)]
        staying = {row["guardian_id"] for row in rows if row["pupil_id"] not in self.left}
        self.left |= {row["guardian_id"]: date.min for row in rows if row["guardian_id"] not in self.people | staying}
        self.people.update(row["guardian_id"] for row in rows)
        return rows

    def _shown(self, row: Row) -> Row:
        return row | {"phone": "", "email": ""} if row["id"] in self.left else row


def _left(school: School) -> dict[int, date]:
    """Who has been a pupil or an employee and is not, nor will be → the last day of it."""
    ends: dict[int, date] = {}
    for found, person in ((Enrolment.objects, "pupil"), (Employment.objects.filter(person__isnull=False), "person")):
        for key, ends_on in found.filter(school=school).values_list(person, "ends_on"):
            ends[key] = max(ends.get(key, date.min), ends_on or date.max)
    return {key: last for key, last in ends.items() if last < today()}


class _Encoder(DjangoJSONEncoder):
    """Times to the microsecond: what comes back is what was there."""

    def default(self, o: Any) -> Any:
        return o.isoformat() if hasattr(o, "isoformat") else super().default(o)


def _school(school: School) -> Row:
    names = (
        "code", "name", "short_name", "kind", "responsible_id", "responsible_contact", "longest_session_days", "second_factor_from",
    )  # fmt: skip
    return {name: getattr(school, name) for name in names} | {"municipality": school.municipality.name}


def _people(people: list[int]) -> Iterator[Row]:
    """Each person with codes in plain and what they sign in with, written as the codes that it stands for."""
    codes, names = _codes(people), _names(people)
    known = {keyed: code for found in codes.values() for keyed, code, _ in found}
    for start in range(0, len(people), _CHUNK):
        for person in (
            Person.objects.filter(pk__in=people[start : start + _CHUNK]).order_by("pk").values("id", *_PERSON)
        ):
            own = [{"code": code, "ends_on": ends_on} for _, code, ends_on in codes.get(person["id"], [])]
            accounts = [
                {"door": door, "role": role, "code": known[keyed], "is_active": is_active}
                for door, role, keyed, is_active in names.get(person["id"], [])
                if keyed in known
            ]
            yield person | {"codes": own, "names": accounts}


def _codes(people: list[int]) -> dict[int, list[tuple[bytes, str, Any]]]:
    found: dict[int, list[tuple[bytes, str, Any]]] = {}
    for row in PersonalCode.objects.filter(person__in=people).order_by("pk").iterator(chunk_size=_CHUNK):
        code = decrypted(row.key_id, bytes(row.encrypted))
        found.setdefault(row.person_id, []).append((bytes(row.keyed_hash), code, row.ends_on))
    return found


def _names(people: list[int]) -> dict[int, list[tuple[str, str, bytes, bool]]]:
    """Whoever operates the installation does so here only."""
    found: dict[int, list[tuple[str, str, bytes, bool]]] = {}
    rows = SignInName.objects.filter(account__person__in=people).exclude(role=Role.OPERATOR).order_by("pk")
    for row in rows.select_related("account").iterator(chunk_size=_CHUNK):
        name = (row.door, row.role, bytes(row.name_hash), row.account.is_active)
        found.setdefault(row.account.person_id, []).append(name)
    return found
