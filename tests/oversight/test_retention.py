"""How long the record remembers, and that nobody makes it forget sooner (C2, J3)."""

from datetime import timedelta

import pytest
import time_machine
from django.conf import LazySettings
from django.db import DatabaseError, connection, transaction

from zvans.accounts.models import Person
from zvans.audit.actions import recorded
from zvans.audit.actor import Actor
from zvans.audit.models import Action
from zvans.lib.dates import now
from zvans.oversight.actions.retention import forget_records

pytestmark = pytest.mark.django_db
BY = Actor.system("test")


def act(days_ago: int, name: str = "sign_in", cause: int | None = None) -> int:
    return Action.objects.create(name=name, role="staff", at=now() - timedelta(days=days_ago), cause_id=cause).pk


def left() -> list[int]:
    return list(
        Action.objects.exclude(name__in=["forget_records", "arrange"]).order_by("pk").values_list("pk", flat=True)
    )


def test_what_is_older_than_the_setting_goes_and_what_history_names_stays(settings: LazySettings) -> None:
    settings.RECORD_DAYS = 500
    with (
        time_machine.travel(now() - timedelta(days=600), tick=False),
        recorded("add_people", by=BY, schools=[]) as changed,
    ):
        Person.objects.create(given_name="Jana", family_name="Ja")  # which history keeps, and names the action
    before = left()
    act(501)
    kept = act(499)
    assert forget_records(by=BY) == 1
    assert left() == sorted([*before, kept])
    assert changed in left()
    assert Action.objects.get(name="forget_records").details == {"records": 1}


def test_an_act_goes_with_its_steps_unless_history_names_one_of_them(settings: LazySettings) -> None:
    settings.RECORD_DAYS = 500
    with time_machine.travel(now() - timedelta(days=600), tick=False), recorded("import", by=BY, schools=[]) as outer:
        with recorded("add_people", by=BY, schools=[]):
            Person.objects.create(given_name="Jana", family_name="Ja")
        with recorded("read_codes", by=BY, schools=[]):
            pass
    whole = act(502)
    steps = [act(502, "read_codes", cause=whole), act(501, "issue_password", cause=whole)]
    lasting = act(501)
    young = act(499, cause=lasting)
    before = left()
    assert forget_records(by=BY) == 3
    assert left() == [key for key in before if key not in (whole, *steps)]
    assert {outer, lasting, young} <= set(left())


def test_less_than_a_year_can_not_be_set(settings: LazySettings) -> None:
    settings.RECORD_DAYS = 0
    young, _old = act(364), act(367)
    before = left()
    assert forget_records(by=BY) == 1
    assert left() == [key for key in before if key == young]


def test_nobody_who_serves_deletes_or_changes_a_record() -> None:
    key = act(3000)
    for statement in ("DELETE FROM audit_action WHERE id = %s", "UPDATE audit_action SET name = 'x' WHERE id = %s"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement, [key])
    assert key in left()
