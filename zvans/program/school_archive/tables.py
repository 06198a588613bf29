"""What an archive of a school is made of: every table of a school, found by itself, and the people those rows speak of."""

from functools import cache
from typing import Any

from django.apps import apps
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Field, ForeignKey, Model

from zvans.accounts.models import Person
from zvans.lib.database.protection import has_school
from zvans.schools.models import (
    ClassGroup,
    Course,
    Employment,
    Import,
    ImportChoice,
    Room,
    School,
    SchoolYear,
    StudyGroup,
    Subject,
)

FORMAT = 1
MANIFEST, PEOPLE, GUARDIANS, SCHOOL = "manifest.json", "people", "guardians", "school"

# Stays behind: what speaks of this installation's own files and records. History begins anew with the import, which is recorded.
LEFT: dict[str, str] = {
    Import._meta.db_table: "files read by this installation's jobs",
    "audit_change": "its history, which names rows and accounts of this installation",
}

# An answered doubt of an import names a row by its plain key; its `table` says of what.
_ROW_OF = {
    "year": SchoolYear, "subject": Subject, "teacher": Employment, "staff": Employment, "room": Room, "class": ClassGroup,
    "group": StudyGroup, "course": Course, "pupil": Person, "guardian": Person, "person": Person,
}  # fmt: skip
CHOICE_TABLE = ImportChoice._meta.db_table


def choice_model(kind: str) -> type[Model] | None:
    """Of which table an answered doubt names a row."""
    return _ROW_OF.get(kind)


@cache
def tables() -> tuple[type[Model], ...]:
    """Those whose rows belong to a school and are carried, parents before children."""
    waiting = [m for m in apps.get_models() if _is_ours(m) and has_school(m) and m._meta.db_table not in LEFT]
    waiting.sort(key=lambda model: model._meta.db_table)
    ordered: list[type[Model]] = []
    while waiting:
        ready = [m for m in waiting if not any(p in waiting and p is not m for p in parents(m))]
        ordered += ready
        waiting = [m for m in waiting if m not in ready]
        if not ready:
            raise AssertionError(f"Tables that point to one another: {waiting}")
    return tuple(sorted(ordered, key=lambda model: model is ImportChoice))  # answers may name a row of any table


def _is_ours(model: type[Model]) -> bool:
    return model.__module__.startswith("zvans.") and not model._meta.proxy


def parents(model: type[Model]) -> list[type[Model]]:
    return [field.related_model for field in references(model)]


def references(model: type[Model]) -> list[ForeignKey]:
    return [f for f in model._meta.local_concrete_fields if isinstance(f, ForeignKey) and f.related_model is not School]


def columns(model: type[Model]) -> list["Field[Any, Any]"]:
    """All but the school, which the archive is of."""
    return [f for f in model._meta.local_concrete_fields if f.column != "school_id"]


@cache
def is_pointed_at(model: type[Model]) -> bool:
    """Whether other rows name this table's rows, so that an import must know what has become of their keys."""
    return model in _ROW_OF.values() or any(model in parents(other) for other in tables())


def migrations() -> dict[str, str]:
    """App → its last migration: an archive fits the tables that it was written from."""
    applied = MigrationRecorder(connection).applied_migrations()
    found: dict[str, str] = {}
    for app, name in applied:
        if apps.is_installed(f"zvans.{app}"):
            found[app] = max(found.get(app, ""), name)
    return dict(sorted(found.items()))
