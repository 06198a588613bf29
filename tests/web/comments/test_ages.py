"""A school says from which age its pupils comment, and under their own name (A8)."""

from typing import Any

import pytest
from django.test import Client

from tests.factories.small_school import SmallSchool
from zvans.audit.models import Action
from zvans.schools.actions.discussion_rules import discussion_stamp
from zvans.schools.models import School

ADDRESS = "/school/alfa/security/discussions/"


def ages(school: SmallSchool) -> tuple[int, int]:
    kept = School.objects.get(pk=school.school.pk)
    return kept.comments_from_age, kept.own_name_from_age


def send(client: Client, school: SmallSchool, comments: str, own_name: str, stamp: str = "") -> Any:
    stamp = stamp or discussion_stamp(School.objects.get(pk=school.school.pk))
    return client.post(ADDRESS, {"comments_from_age": comments, "own_name_from_age": own_name, "stamp": stamp})


@pytest.mark.parametrize("persona", ["superuser", "head"])
def test_the_ages_are_set_and_recorded(client: Client, school: SmallSchool, persona: str) -> None:
    school.sign_in(client, persona)
    answer = send(client, school, "14", "18")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/school/alfa/security/?done=ages")
    assert "Vecumi ir saglabāti." in client.get(answer.headers["Location"]).content.decode()
    assert ages(school) == (14, 18)
    record = Action.objects.get(name="set_discussion_rules")
    assert (record.school_ids, record.details) == ([school.school.pk], {"ages": [14, 18]})


@pytest.mark.parametrize(
    ("comments", "own_name"), [("12", "16"), ("13", "20"), ("16", "14"), ("", "16"), ("trīspadsmit", "16")]
)
def test_what_the_law_or_sense_forbids_comes_back(
    client: Client, school: SmallSchool, comments: str, own_name: str
) -> None:
    school.sign_in(client, "superuser")
    answer = send(client, school, comments, own_name)
    assert (answer.status_code, f'value="{own_name}"' in answer.content.decode(), ages(school)) == (422, True, (13, 16))


def test_of_two_who_set_them_the_second_is_told(client: Client, school: SmallSchool) -> None:
    school.sign_in(client, "superuser")
    seen = discussion_stamp(School.objects.get(pk=school.school.pk))
    send(client, school, "15", "17")
    answer = send(client, school, "14", "16", stamp=seen)
    assert (answer.status_code, ages(school)) == (422, (15, 17))
    assert "Tikmēr kāds noteikumus mainīja (15 un 17 gadi)." in answer.content.decode()
