"""Which names an import asks about (D4): a slip of the pen, an initial, another way to write a class."""

import pytest

from zvans.schools.imports.likeness import are_like_classes, are_like_people, is_begun_by


@pytest.mark.parametrize(
    ("one", "other", "like"),
    [
        ("Bērziņa Anna", "A. Bērziņa", True),
        ("Bērziņa Anna", "Bērziņa A", True),
        ("Anna Bērziņa", "Ana Berzina", True),
        ("Kalniņa-Liepa Ilze", "Ilze Kalniņa Liepa", True),
        ("Bērziņa Anna", "Bērziņa Inga", False),
        ("Bērziņa Anna", "I. Bērziņa", False),
        ("Bērziņa Anna", "Bērziņa", False),
        ("Ozols Jānis", "Ozola Jana", False),
        ("Ilze Kalniņa", "Ilze Kalnbērziņa", False),
        ("", "Ozols Jānis", False),
    ],
)
def test_people(one: str, other: str, like: bool) -> None:
    assert (are_like_people(one, other), are_like_people(other, one)) == (like, like)


@pytest.mark.parametrize(("other", "like"), [("9.B klase", True), ("9b", True), ("9.a", False), ("19.b", False)])
def test_classes(other: str, like: bool) -> None:
    assert are_like_classes("9.b", other) == like


@pytest.mark.parametrize(("short", "like"), [("Kaln", True), ("ILZ", True), ("Ka", False), ("Kalve", False)])
def test_short_names(short: str, like: bool) -> None:
    assert is_begun_by("Kalniņa Ilze", short) == like
