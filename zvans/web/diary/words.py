"""Words and signs of the diary: days, children, marks."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache, lru_cache

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from zvans.diary.queries.children import Child
from zvans.web.shared.markup import escape
from zvans.web.shared.words import day_month

_BADGES = ("", " second", " third", " fourth")


@dataclass(frozen=True, slots=True)
class Words:
    """What stands in many lessons of a page, translated once."""

    room: str
    lesson: str
    mark: str
    formative_mark: str
    mean: str
    owed: str
    given: str
    due: str
    done: str
    cancelled: str
    other_room: str
    added: str
    minutes: str
    due_besides: str
    today: str


@cache
def words(language: str) -> Words:
    """By language: translation costs more than building the line."""
    return Words(
        room=_("kab."),
        lesson=_("stunda"),
        mark=_("vērtējums"),
        formative_mark=_("formatīvs vērtējums"),
        mean=_("vidējais"),
        owed=_("Vēl jānokārto"),
        given=_("Uzdots uz"),
        due=_("Mājasdarbs"),
        done=_("izdarīts"),
        cancelled=_("nenotiek"),
        other_room=_("cits kabinets"),
        added=_("papildu stunda"),
        minutes=_("min."),
        due_besides=_("Šai dienai uzdots arī"),
        today=_("šodien"),
    )


def weekday(day: date) -> str:
    """«Pirmdiena»."""
    return _weekday(day.weekday(), get_language() or "")


@cache
def _weekday(number: int, language: str) -> str:
    return capfirst(date_format(date(2024, 1, 1 + number), "l"))  # that year began with a Monday


@cache
def clock(moment: time) -> str:
    """«08:30»."""
    return f"{moment:%H:%M}"


def week_span(first: date, last: date) -> str:
    """«23.–27. novembris», «30. novembris – 4. decembris»."""
    return _week_span(first, last, get_language() or "")


@lru_cache(500)
def _week_span(first: date, last: date, language: str) -> str:
    """Many families look at few weeks, and a date put into words costs as much as a lesson."""
    # Translators: date formats of Django: a day; a day and its month.
    day, day_and_month = _("j."), _("j. F")
    if first.month == last.month:
        return f"{date_format(first, day)}–{date_format(last, day_and_month)}"
    return f"{date_format(first, day_and_month)} – {date_format(last, day_and_month)}"


def following_day(day: date, now_on: date) -> str:
    """«Rīt», or the weekday with its date."""
    return _("Rīt") if day - now_on == timedelta(days=1) else f"{weekday(day)}, {day_month(day)}"


def when(moment: datetime, now_on: date) -> str:
    """«šodien 14:20», «vakar 09:05», «19.11. 15:30»."""
    local = timezone.localtime(moment)
    day = {0: _("šodien"), 1: _("vakar")}.get((now_on - local.date()).days) or day_month(local.date())
    return f"{day} {local:%H:%M}"


def badge(child: Child, *, more: str = "") -> str:
    """Whose it is: the name, and an edge that tells children apart without a colour."""
    kind = _BADGES[child.order % len(_BADGES)]
    return f'<span class="child{kind}">{escape(child.given_name)}{more}</span>'
