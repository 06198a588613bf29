"""Words and signs of the diary: days, children, marks."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from html import escape

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from zvans.diary.queries.children import Child
from zvans.lib.dates import today
from zvans.web.journal.words import day_month

_BADGES = ("", " second", " third", " fourth")


@dataclass(frozen=True, slots=True)
class Words:
    """What stands in many lessons of a page, translated once."""

    room: str
    mark: str
    given: str
    due: str
    done: str
    cancelled: str
    other_room: str
    added: str
    formative: str
    minutes: str


@cache
def words(language: str) -> Words:
    """By language: translation costs more than building the line."""
    return Words(
        room=_("kab."),
        mark=_("vērtējums"),
        given=_("Uzdots uz"),
        due=_("Mājasdarbs"),
        done=_("izdarīts"),
        cancelled=_("nenotiek"),
        other_room=_("cits kabinets"),
        added=_("papildu stunda"),
        formative=_("formatīvs"),
        minutes=_("min."),
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
    if first.month == last.month:
        return f"{first.day}.–{date_format(last, _('j. F'))}"
    return f"{date_format(first, _('j. F'))} – {date_format(last, _('j. F'))}"


def relative_day(day: date) -> str:
    """«Šodien», «Rīt», or the weekday with its date."""
    names = {today(): _("Šodien"), today() + timedelta(days=1): _("Rīt")}
    return names.get(day) or f"{weekday(day)}, {day_month(day)}"


def when(moment: datetime) -> str:
    """«šodien 14:20», «vakar 09:05», «19.11. 15:30»."""
    local = timezone.localtime(moment)
    names = {today(): _("šodien"), today() - timedelta(days=1): _("vakar")}
    return f"{names.get(local.date()) or day_month(local.date())} {local:%H:%M}"


def badge(child: Child, *, more: str = "") -> str:
    """Whose it is: the name, and an edge that tells children apart without a colour."""
    kind = _BADGES[child.order % len(_BADGES)]
    return f'<span class="child{kind}">{escape(child.given_name)}{more}</span>'


def mark_html(text: str, *, word: str, more: str = "") -> str:
    """A mark in full: of a corrected one («5|7») the first is crossed out and the last counts."""
    first, bar, last = text.partition("|")
    shown = f"<span><s>{escape(first)}</s>|{escape(last)}</span>" if bar else escape(text)
    return f'<span class="mark{more}"><span class="only-read">{word} </span>{shown}</span>'
