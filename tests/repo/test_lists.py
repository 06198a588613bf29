"""A list of records is a `Listing`: filtered, sorted, paged, printed and exported by the same means everywhere (D1–D5)."""

import re

from tests.repo.test_sources import ROOT, tracked

TEMPLATES = ROOT / "zvans" / "web" / "templates"
NOT_LISTS = {
    "editing/figures.html": "the days of one post, as its chart shows them",
    "gallery/_lists.html": "how a table looks",
    "operator/_search.html": "people of all schools, found by a search that is on record; they do not leave as a file",
    "school/_bells_form.html": "a form: when each lesson begins and ends",
    "school/_import_preview.html": "figures of one file, each of which chooses rows of the list below it",
    "school/_year_dates.html": "a form: the breaks of one year",
    "school/division.html": "a form: which pupil is in which group",
    "school/percent_scale.html": "a form: the ten bounds of percent; and those a school has had, side by side",
    "school/rollover.html": "a form: what becomes of each class and pupil",
    "school/rollover_preview.html": "what one confirmation will do, as long as it is not done",
    "school/year_add.html": "a form: the breaks of a new year",
    "shared/_listing.html": "the list itself",
}


def test_every_table_of_records_is_a_listing() -> None:
    with_table = {
        str(path.relative_to(TEMPLATES))
        for path in tracked("zvans/web/templates/*.html")
        if re.search(r"<table\b", path.read_text(encoding="utf-8"))
    }
    assert with_table == set(NOT_LISTS)
