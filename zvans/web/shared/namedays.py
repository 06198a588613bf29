"""The day in words and its name-days, as the head of each public page shows them (A1)."""

from datetime import date
from functools import cache

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext
from lv_namedays import NameDayDB

from zvans.lib.text import sort_key


def day_in_words(day: date) -> str:
    """«Ceturtdiena, 2026. gada 01. janvāris»; in English «Thursday, 1 January 2026»."""
    # Translators: a date format of Django: weekday, year, day, month.
    return capfirst(date_format(day, gettext("l, Y. \\g\\a\\d\\a d. F")))


def names_on(day: date) -> list[str]:
    """Whose name-day it is, in Latvian order; nobody's on 29 February, which the calendar marks with a dash."""
    names = _calendar().get_names_for_date(f"{day:%m-%d}") or []
    return sorted((name for name in names if name != "-"), key=sort_key)


@cache
def _calendar() -> NameDayDB:
    return NameDayDB()
