"""Common questions: by who asks, by words (A9)."""

import pytest
from django.conf import LazySettings
from django.test import Client

from tests.support.page import Element, read
from zvans.web.public.faq import find_questions, questions
from zvans.web.public.faq_questions import Asker


def shown(client: Client, asked: str = "") -> tuple[list[str], Element]:
    main = read(client.get(f"/faq/{asked}").content).one("main")
    return [s.attributes["id"] for s in main.all("section") if "id" in s.attributes], main


def test_each_asker_finds_the_own_questions_and_those_of_everybody(client: Client, settings: LazySettings) -> None:
    settings.SMS_ENABLED = True
    everything, main = shown(client)
    assert (len(everything), len(set(everything))) == (len(questions()), len(questions()))
    assert main.one("nav").links() == [
        ("Visiem", "/faq/"), ("Vecākiem", "?for=families"), ("Skolēniem", "?for=pupils"), ("Skolu darbiniekiem", "?for=staff"),
    ]  # fmt: skip
    staff, _ = shown(client, "?for=staff")
    assert ("offline" in staff, "children" in staff, "password" in staff) == (True, False, True)
    assert shown(client, "?for=nobody")[0] == everything
    settings.SMS_ENABLED = False
    assert set(everything) - set(shown(client)[0]) == {"no-message"}


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("?q=ctrl", ["undo"]),
        ("?q=Atslegas", ["passkey", "second-factor", "own-name"]),
        ("?q=kavejums+burts", ["absences"]),
        ("?q=internetu&for=staff", ["offline"]),
        ("?q=internetu&for=pupils", []),
        ("?q=xyzzy", []),
    ],
)
def test_words_are_found_in_any_form(client: Client, asked: str, found: list[str]) -> None:
    slugs, main = shown(client, asked)
    assert sorted(slugs) == sorted(found)
    assert main.one("p", "muted").text.startswith(f"{len(found)} jautājum")
    assert ("Tāda jautājuma šeit nav." in main.text) == (not found)


@pytest.mark.parametrize("words", ["", " ", "a", "%_\\\x00", "x" * 10_000, "' OR 1=1 --"])
def test_whatever_is_asked_is_answered(client: Client, words: str) -> None:
    assert client.get("/faq/", {"q": words}).status_code == 200


def test_the_title_counts_before_the_answer() -> None:
    assert [one.slug for one in find_questions("parole", Asker.STAFF)][:2] == ["password", "first"]
    assert find_questions("") == []
