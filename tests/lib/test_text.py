import json

import pytest

from tests.support.shared_data import shared_file
from zvans.lib.text import search_key, sort_key


def test_sorting_is_that_of_icu() -> None:
    """K1."""
    expected = json.loads(shared_file("collation-lv.json").read_text())["sorted"]
    assert sorted(sorted(expected), key=sort_key) == expected


def test_letters_of_their_own_follow_every_word_of_the_plain_letter() -> None:
    assert sorted(["Čakste", "Czerny", "Dzenis", "Cīrulis"], key=sort_key) == ["Cīrulis", "Czerny", "Čakste", "Dzenis"]


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Bērziņš", "berzins"),
        ("  Ozola-Bērziņa ", "ozola berzina"),
        ("O'Neill", "o neill"),
        ("Ļubova", "lubova"),
        ("", ""),
    ],
)
def test_search_forgives_diacritics(text: str, folded: str) -> None:
    """A3."""
    assert search_key(text) == folded
