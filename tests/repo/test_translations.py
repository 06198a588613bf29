"""Latvian is the source, English is complete, plurals have the forms that each language counts by (K1)."""

import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from tests.support.messages import messages

ZVANS = Path(__file__).resolve().parents[2] / "zvans"
FOUND = dict.fromkeys(messages(ZVANS))
TEXTS = {text for text, _ in FOUND}
PLURALS = {text for text, plural in FOUND if plural}


def source_of(language: str) -> Path:
    return ZVANS / "web" / "locale" / language / "LC_MESSAGES" / "django.po"


def catalog(language: str) -> Catalog:
    with source_of(language).open("rb") as source:
        return read_po(source, locale=language)


def ids(language: str) -> set[str]:
    return {m.id if isinstance(m.id, str) else m.id[0] for m in catalog(language) if m.id}


def test_every_text_has_an_english_one() -> None:
    assert sorted(TEXTS - ids("en")) == []


def test_latvian_holds_the_three_forms_of_each_plural_and_nothing_else() -> None:
    """1 stunda, 2 stundas, 0 stundu: a text without a number is its own translation."""
    assert ids("lv") == PLURALS


@pytest.mark.parametrize("language", ["en", "lv"])
def test_nothing_is_left_over_uncertain_or_empty(language: str) -> None:
    ours = catalog(language)
    empty = [m.id for m in ours if m.id and not all(m.string if isinstance(m.string, tuple) else [m.string])]
    uncertain = [m.id for m in ours if m.id and m.fuzzy]
    assert (empty, uncertain, list(ours.obsolete), sorted(ids(language) - TEXTS)) == ([], [], [], [])


@pytest.mark.parametrize("language", ["en", "lv"])
def test_no_text_is_translated_twice(language: str) -> None:
    lines = source_of(language).read_text(encoding="utf-8").splitlines()
    texts = [line for line in lines if line.startswith("msgid ")]
    assert sorted({text for text in texts if texts.count(text) > 1}) == []


@pytest.mark.parametrize(("language", "forms"), [("en", 2), ("lv", 3)])
def test_plurals_are_counted_as_the_language_does(language: str, forms: int) -> None:
    ours = catalog(language)
    counted = {m.id[0]: len(m.string) for m in ours if isinstance(m.id, tuple)}
    assert (ours.num_plurals, counted) == (forms, dict.fromkeys(PLURALS, forms))


def test_translations_name_the_same_values() -> None:
    """A placeholder lost in translation would fail where somebody reads it."""
    wrong = {str(m.id): [str(e) for e in m.check()] for m in catalog("en") if m.id and any(m.check())}
    assert wrong == {}


def test_no_text_hides_from_the_extractor() -> None:
    """A gettext call inside an f-string or by a name of its own is not found, and its text would never be translated."""
    hidden = re.compile(r"""f("|').*\{_\(|gettext(_lazy)? as (?!_\b)""")
    found = [
        f"{path.relative_to(ZVANS)}:{number}"
        for path in sorted(ZVANS.rglob("*.py"))
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if hidden.search(line)
    ]
    assert found == []
