"""The invented aSc file, and copies of it with something changed."""

from pathlib import Path

from zvans.audit.actor import Actor
from zvans.schools.actions.schools import add_municipality, add_school
from zvans.schools.imports.dates import Dates
from zvans.schools.imports.report import Report
from zvans.schools.models import School
from zvans.timetable.imports.run import run_import

SAMPLE = Path(__file__).parent / "data" / "ozolkalna.xml"
BY = Actor.system("test")


def new_school(code: str = "ozolkalna") -> School:
    municipality = add_municipality(name=f"Novads {code}", by=BY)
    return add_school(municipality=municipality, code=code, name=f"Skola {code}", short_name=code, by=BY)


def changed(folder: Path, *replacements: tuple[str, str], name: str = "changed.xml") -> Path:
    """A copy of the sample in which each text, which stands in it once, is another."""
    text = SAMPLE.read_text(encoding="utf-8")
    for old, new in replacements:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def import_file(path: Path, school: School, *, apply: bool = True, **dates: object) -> Report:
    return run_import(path, school=school, dates=Dates(**dates), by=BY, apply=apply)  # type: ignore[arg-type]


def counts(report: Report) -> dict[str, int]:
    """Only what is not nought."""
    return {name: number for name, number in report.counts().items() if number}
