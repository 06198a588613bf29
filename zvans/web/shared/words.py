"""Days and numbers as pages write them."""

from datetime import date, datetime
from decimal import Decimal
from functools import cache, lru_cache

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import get_language, gettext, pgettext

from zvans.accounts.enums import Role
from zvans.journal.queries.columns import OUTSIDE


@lru_cache(1_000)
def day_month(day: date) -> str:
    return f"{day.day:02}.{day.month:02}."


def moment(at: datetime) -> str:
    """«23.11.2026. 08:05», in the zone of the school; sorted as text it is not sorted by time."""
    return date_format(localtime(at), "d.m.Y. H:i")


def role_name(role: str) -> str:
    """What a role is called; a part of the program, as an import from the command line, says that it is one."""
    if role in Role.values:
        return str(Role(role).label)
    return gettext("sistēma (%(part)s)") % {"part": role} if role else ""


def short_weekdays() -> tuple[str, ...]:
    """«P», «O», «T», «C», «Pk»: as timetables in Latvia abbreviate them, from Monday on."""
    return _weekdays(get_language() or "")


def short_weekday(day: date) -> str:
    return short_weekdays()[day.weekday()]


@cache
def _weekdays(language: str) -> tuple[str, ...]:
    return (
        pgettext("pirmdiena", "P"), pgettext("otrdiena", "O"), pgettext("trešdiena", "T"), pgettext("ceturtdiena", "C"),
        pgettext("piektdiena", "Pk"), pgettext("sestdiena", "S"), pgettext("svētdiena", "Sv"),
    )  # fmt: skip


def weekday_and_day(day: date) -> str:
    """«Pirmdiena, 23. novembris»; in English «Monday, 23 November»."""
    # Translators: a date format of Django: weekday, day, month.
    return capfirst(date_format(day, gettext("l, j. F")))


def month_name(day: date) -> str:
    return capfirst(date_format(day, "F"))


def decimal(value: Decimal) -> str:
    return f"{value:.2f}".replace(".", ",") if (get_language() or "lv") == "lv" else f"{value:.2f}"


def lesson_number(number: int) -> str:
    """«3.»; a lesson outside of the day's lessons has no number (`OUTSIDE`)."""
    return gettext("ārpus saraksta") if number == OUTSIDE else f"{number}."


def amount(value: Decimal) -> str:
    """«2», «0,5»: a number as it is written by hand, without noughts at its end."""
    shown = f"{value.normalize():f}"
    return shown.replace(".", ",") if (get_language() or "lv") == "lv" else shown
