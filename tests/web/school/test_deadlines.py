"""A school's deadlines for its journals (F1)."""

import pytest
from django.test import Client

from tests.factories.school import inside
from tests.factories.small_school import SmallSchool
from tests.support.page import Element, read
from zvans.journal.models import Deadlines

ADDRESS = "/school/alfa/deadlines/"


@pytest.fixture
def head(client: Client, school: SmallSchool) -> Client:
    school.sign_in(client, "head")
    return client


def form(client: Client, sent: dict[str, str] | None = None, *, status: int = 200) -> Element:
    answer = client.post(ADDRESS, sent) if sent is not None else client.get(ADDRESS)
    assert answer.status_code == status
    return read(answer.content)


def values(page: Element) -> dict[str, str]:
    return {
        field.attributes["name"]: field.attributes["value"]
        for field in page.all("input")
        if field.attributes.get("name") in ("entry_days", "owed_days", "stamp")
    }


def test_a_school_begins_with_the_defaults_and_sets_its_own(head: Client, school: SmallSchool) -> None:
    shown = values(form(head))
    assert (shown["entry_days"], shown["owed_days"]) == ("2", "14")
    answer = head.post(ADDRESS, shown | {"entry_days": "3"})
    assert answer.headers["Location"] == f"{ADDRESS}?done=set"
    with inside(school.made):
        assert list(Deadlines.objects.values_list("entry_days", "owed_days")) == [(3, 14)]


@pytest.mark.parametrize("typed", ["", "-1", "61", "trīs"])
def test_nonsense_is_said_at_its_field(head: Client, typed: str) -> None:
    page = form(head, values(form(head)) | {"entry_days": typed}, status=422)
    assert [error.text for error in page.all(css_class="error")] == ["Ierakstiet dienu skaitu no 0 līdz 60."]


def test_the_second_of_two_is_told_what_the_first_set(head: Client) -> None:
    seen = values(form(head))
    head.post(ADDRESS, seen | {"entry_days": "3"})
    page = form(head, seen | {"entry_days": "5"}, status=422)
    assert [error.text for error in page.all(css_class="error")] == [
        "Tikmēr kāds ierakstīja 3. Ja saglabāsiet vēlreiz, paliks Jūsu skaitlis."
    ]
    assert head.post(ADDRESS, values(page)).status_code == 302
    assert values(form(head))["entry_days"] == "5"
