"""C2: every action leaves a record that nobody can change."""

import pytest
from django.db import InternalError, ProgrammingError, transaction

from tests.factories.school import make_school
from zvans.audit.actions import recorded
from zvans.audit.actor import Actor
from zvans.audit.models import Action
from zvans.schools.models import Room, School

pytestmark = pytest.mark.django_db


def test_a_record_says_who_what_and_where() -> None:
    school = make_school().school
    actor = Actor(7, 9, "staff", "staff", "Ilze", "Kalniņa", (school.pk,), "127.0.0.5")
    with recorded("rename_school", by=actor, about=school, fields=["name"]) as action_id:
        pass
    kept = Action.objects.values(
        "name", "account_id", "person_id", "role", "address", "school_ids", "object_kind", "object_id", "details"
    ).get(pk=action_id)
    assert kept == {
        "name": "rename_school", "account_id": 7, "person_id": 9, "role": "staff", "address": "127.0.0.5",
        "school_ids": [school.pk], "object_kind": "schools.school", "object_id": school.pk, "details": {"fields": ["name"]},
    }  # fmt: skip


def test_a_failed_action_leaves_nothing() -> None:
    before = Action.objects.count()
    with pytest.raises(ValueError, match="nē"), recorded("try", by=Actor.system("test"), schools=[]):
        raise ValueError("nē")
    assert Action.objects.count() == before


@pytest.mark.parametrize("change", ["update", "delete"])
def test_a_record_can_not_be_changed(change: str) -> None:
    with recorded("try", by=Actor.system("test"), schools=[]):
        pass
    with pytest.raises((ProgrammingError, InternalError)), transaction.atomic():
        Action.objects.update(name="x") if change == "update" else Action.objects.all().delete()


def test_the_database_hides_other_schools() -> None:
    """C3, D1: row-level security holds even where a query forgets to ask."""
    one, other = make_school("alfa", "Alfa").school, make_school("beta", "Beta").school

    def rooms_seen(*schools: School) -> list[str]:
        with recorded("look", by=Actor.system("test"), schools=[s.pk for s in schools]):
            return list(Room.objects.order_by("name").values_list("name", flat=True))

    with recorded("arrange", by=Actor.system("test"), schools=[one.pk, other.pk]):
        for school, name in ((one, "101"), (other, "202")):
            Room.objects.create(school=school, name=name)
    assert (rooms_seen(one), rooms_seen(other), rooms_seen(one, other), rooms_seen()) == (
        ["101"],
        ["202"],
        ["101", "202"],
        [],
    )
    with (
        pytest.raises(ProgrammingError, match="row-level security"),
        recorded("x", by=Actor.system("t"), schools=[one.pk]),
    ):
        Room.objects.create(school=other, name="303")
