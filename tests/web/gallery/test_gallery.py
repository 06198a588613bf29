"""The gallery of components is for those who build pages."""

import pytest
from django.conf import LazySettings
from django.test import Client

from tests.support.page import read

ADDRESSES = ["/gallery/", "/gallery/signed-in/staff/", "/gallery/signed-in/family/"]


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize(("shown", "status"), [(True, 200), (False, 404)])
def test_it_is_shown_where_the_setting_says(
    client: Client, settings: LazySettings, address: str, shown: bool, status: int
) -> None:
    settings.GALLERY = shown
    assert client.get(address).status_code == status


def test_a_refused_field_is_tied_to_its_hint_and_its_error(client: Client, settings: LazySettings) -> None:
    settings.GALLERY = True
    page = read(client.get("/gallery/").content)
    topic = next(e for e in page.all("input") if e.attributes.get("name") == "topic")
    texts = {e.attributes["id"]: e.text for e in page.all() if "id" in e.attributes}
    described = [texts[name] for name in topic.attributes["aria-describedby"].split()]
    assert (topic.attributes["aria-invalid"], described) == (
        "true", ["Īsi: kas šajā stundā mācīts.", "Šis lauks ir nepieciešams."],
    )  # fmt: skip


def test_who_you_are_is_in_the_bar(client: Client, settings: LazySettings) -> None:
    """B11, S45: name, role, and school or children."""
    settings.GALLERY = True
    bars = [read(client.get(address).content).one("p", "who").text for address in ADDRESSES[1:]]
    assert bars == [
        "Anastasija Bērziņa-Kalniņmuižniece matemātikas skolotāja Upeslejas vidusskola",
        "Krišjānis Zvirgzdiņš cita atbildīgā persona Elizabete · Kārlis",
    ]
