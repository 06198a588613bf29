"""Which week of a plan of several is the first: the preview says which one we take (D4)."""

import re
from pathlib import Path

import pytest
import time_machine

from tests.timetable.samples import SAMPLE, import_file, new_school
from zvans.schools.imports.report import Report

pytestmark = pytest.mark.django_db


def said(report: Report) -> list[str]:
    return [str(note.text) for note in report.notes if note.code == "weeks_alternate"]


@time_machine.travel("2026-11-24 12:00+02:00", tick=False)
def test_the_first_week_of_two_is_that_in_which_the_year_begins(tmp_path: Path) -> None:
    """A file may define two weeks: where no lesson is in one of them only there is nothing to say."""
    school = new_school()
    assert said(import_file(SAMPLE, school, apply=False)) == [
        (
            "Stundas failā atkārtojas ik pēc 2 nedēļām. Pirmā ir nedēļa, kurā sākas mācību gads (01.09.2026.); tālāk nedēļas mijas pēc "
            "kalendāra, arī brīvlaikos."
        )
    ]
    text, path = SAMPLE.read_text(encoding="utf-8"), tmp_path / "alike.xml"
    path.write_text(re.sub(r'(<card [^>]*weeks=")(?:10|01)"', r'\g<1>11"', text), encoding="utf-8")
    assert said(import_file(path, school, apply=False)) == []
