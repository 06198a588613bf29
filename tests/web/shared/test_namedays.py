"""Days in words and their names (A1)."""

from datetime import date, timedelta

from django.utils import translation

from zvans.lib.text import sort_key
from zvans.web.shared.namedays import day_in_words, names_on

LEAP_YEAR = [date(2024, 1, 1) + timedelta(days=n) for n in range(366)]


def test_names_are_in_latvian_order_every_day_of_the_year() -> None:
    """S4."""
    names = {day: names_on(day) for day in LEAP_YEAR}
    assert names == {day: sorted(found, key=sort_key) for day, found in names.items()}
    assert [day for day, found in names.items() if not found] == [date(2024, 2, 29)]


def test_the_day_of_all_names_that_are_in_no_calendar_stands_beside_emilija() -> None:
    assert names_on(date(2026, 5, 22)) == ["Emīlija", "Visu neparasto un kalendāros neierakstīto vārdu diena"]


def test_every_day_of_the_year_can_be_said() -> None:
    """S3."""
    said = [day_in_words(day) for day in LEAP_YEAR]
    assert len(set(said)) == 366
    assert (said[0], said[111], said[-1]) == (
        "Pirmdiena, 2024. gada 01. janvāris",
        "Svētdiena, 2024. gada 21. aprīlis",
        "Otrdiena, 2024. gada 31. decembris",
    )


def test_in_english() -> None:
    with translation.override("en"):
        assert day_in_words(date(2024, 4, 21)) == "Sunday, 21 April 2024"
