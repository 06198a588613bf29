"""Small parts around the days: whose diary, which day, what the signs mean. Each is on every page of a family, a dozen values in it."""

from collections.abc import Sequence
from datetime import date

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from zvans.diary.queries.days import Day
from zvans.web.diary.family import Family
from zvans.web.diary.legend import Entry
from zvans.web.shared.markup import escape
from zvans.web.shared.words import day_month, short_weekday

_CURRENT_PAGE, _CURRENT_DAY = ' aria-current="page"', ' aria-current="date"'


def who_html(family: Family) -> SafeString:
    """The class and school of each child, with the name before it where somebody else looks (B11)."""
    places = [
        f"<span>{'' if family.is_pupil else escape(child.given_name) + ' '}{escape(child.class_name)}, "
        f"{escape(child.school)}</span> "
        for child in family.children
    ]
    return mark_safe("".join(places))  # noqa: S308 - escaped above


def choices_html(family: Family, page: str, **query: date | int | str) -> SafeString:
    """All children together or one of them, on the same page; nothing where there is one child."""
    if len(family.people) < 2:
        return mark_safe("")
    choices = [("", _("Visi"))] + [
        (child.public_id, f"{escape(child.given_name)} {escape(child.class_name)}") for child in family.people
    ]
    links = [
        link_html(family.with_child(chosen).address(page, **query), name, is_current=chosen == family.chosen)
        for chosen, name in choices
    ]
    return mark_safe("".join(links))  # noqa: S308 - escaped above


def link_html(address: str, name: str, *, is_current: bool) -> str:
    """One of several ways to look at a page. `name` is HTML; an address of the diary needs no more than its ampersands escaped."""
    return f'<a href="{escape(address)}"{_CURRENT_PAGE if is_current else ""}>{name}</a>'


def tabs_html(days: Sequence[Day], first_on: date, family: Family) -> SafeString:
    """A tab for each day, to slide to; each is also an address of its own."""
    tabs = [
        f'<a href="{escape(family.address("week", on=day.on))}#d{day.on}" data-day="d{day.on}"'
        f"{_CURRENT_DAY if day.on == first_on else ''}><b>{short_weekday(day.on)}</b> {day_month(day.on)}</a>"
        for day in days
    ]
    return mark_safe("".join(tabs))  # noqa: S308 - dates and words of our own


def legend_html(legend: Sequence[Entry]) -> SafeString:
    lines = [f"<div><dt>{sign}</dt><dd>{escape(meaning)}</dd></div>" for sign, meaning in legend]
    return mark_safe("".join(lines))  # noqa: S308 - escaped above
