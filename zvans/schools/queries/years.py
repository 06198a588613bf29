"""Which school year is meant where nobody names one."""

from datetime import date

from zvans.schools.models import School, SchoolYear


def year_at_work(school: School, on: date) -> SchoolYear | None:
    """The year that a day lies in; between two years the one to come; after the last one that one. One statement."""
    years = list(SchoolYear.objects.filter(school=school).order_by("starts_on"))
    holding = next((year for year in years if year.starts_on <= on <= year.ends_on), None)
    return holding or next((year for year in years if year.starts_on > on), years[-1] if years else None)
