"""What the database itself holds to: a school's rows, the two roles, records that only grow (C2, C3, D1)."""

import pytest
from django.apps import apps
from django.db import connection, models

from zvans.lib.database.protection import SchoolForeignKey, has_school

pytestmark = pytest.mark.django_db

OURS = [model for model in apps.get_models() if model.__module__.startswith("zvans.")]
OF_SCHOOLS = [model for model in OURS if has_school(model)]
WITHOUT_HISTORY = {  # rules of a school, imports and their answers, ticks: nothing is given or taken by them
    "journal_homeworkdone", "schools_absencecode", "schools_import", "schools_importchoice", "audit_change",
}  # fmt: skip
WITH_HISTORY = {model._meta.db_table for model in OF_SCHOOLS} - WITHOUT_HISTORY | {
    "accounts_person",
    "schools_guardianship",
    "schools_officeholder",
    "portal_advert", "portal_comment", "portal_commenter", "portal_commentreport", "portal_picture", "portal_post",
    "portal_ticket", "portal_ticketentry", "portal_trip",
}  # fmt: skip
APPEND_ONLY = {"audit_action", "audit_change"}


def rows(sql: str) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()


def test_every_table_of_a_school_has_row_level_security() -> None:
    policed = {row[0] for row in rows("SELECT tablename FROM pg_policies WHERE policyname = 'own_schools'")}
    enabled = {row[0] for row in rows("SELECT relname FROM pg_class WHERE relrowsecurity")}
    expected = {model._meta.db_table for model in OF_SCHOOLS}
    assert (policed, enabled) == (expected, expected)


def references_in_school() -> list[tuple[str, models.ForeignKey]]:
    """References between two tables of a school."""
    return [
        (f"{model._meta.db_table}_{field.column}_in_school", field)
        for model in OF_SCHOOLS
        for field in model._meta.local_fields
        if isinstance(field, models.ForeignKey) and has_school(field.related_model)
    ]


def test_every_reference_inside_a_school_carries_the_school() -> None:
    assert [name for name, field in references_in_school() if not isinstance(field, SchoolForeignKey)] == []
    present = {row[0] for row in rows("SELECT conname FROM pg_constraint WHERE contype = 'f'")}
    assert {name for name, _ in references_in_school()} - present == set()


def test_the_application_serves_as_a_role_that_owns_nothing() -> None:
    assert rows("SELECT current_user, rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user") == [
        ("zvans_app", False, False)
    ]
    assert rows("SELECT count(*) FROM pg_class WHERE relowner = current_user::regrole") == [(0,)]


@pytest.mark.parametrize("table", sorted(APPEND_ONLY))
def test_records_can_only_be_added(table: str) -> None:
    sql = "SELECT has_table_privilege('{0}', p) FROM unnest(ARRAY['SELECT','INSERT','UPDATE','DELETE','TRUNCATE']) p"
    assert [row[0] for row in rows(sql.format(table))] == [True, True, False, False, False]


def test_tables_with_history_have_their_triggers() -> None:
    found = rows("SELECT tgrelid::regclass::text, tgname FROM pg_trigger WHERE tgname LIKE 'pgtrigger_history_%'")
    kinds = sorted((table, name.split("_")[2]) for table, name in found)  # type: ignore[union-attr]
    assert kinds == sorted((table, kind) for table in WITH_HISTORY for kind in ("delete", "insert", "update"))
