"""What is new, a line for each entry."""

from collections.abc import Sequence
from datetime import date

from django.utils.safestring import SafeString, mark_safe

from zvans.diary.queries.entries import GivenMark, NotedAbsence
from zvans.diary.queries.news import News
from zvans.web.diary.homework_html import Viewer, given_html
from zvans.web.diary.lesson_html import absence_html, mark_html
from zvans.web.diary.words import badge, when
from zvans.web.shared.markup import escape
from zvans.web.shared.words import day_month


def news_html(news: Sequence[News], now_on: date, several: bool, viewer: Viewer) -> SafeString:
    return mark_safe("".join(_line(item, now_on, several, viewer) for item in news))  # noqa: S308 - escaped where it is built


def _line(item: News, now_on: date, several: bool, viewer: Viewer) -> str:
    whose = badge(item.child) + " " if several else ""
    teachers = f' <span class="muted">{escape(item.teachers)}</span>' if item.teachers else ""
    return (
        f'<li class="news"><p class="news-head">{whose}<b>{escape(item.subject)}</b>{teachers}'
        f" <time>{when(item.at, now_on)}</time></p>{_entry(item, viewer)}</li>"
    )


def _entry(item: News, viewer: Viewer) -> str:
    entry, words = item.entry, viewer.words
    if isinstance(entry, GivenMark):
        return f"<p>{mark_html(entry, words)} {_lesson(entry, viewer)}</p>"
    if isinstance(entry, NotedAbsence):
        return absence_html(entry, words, more=" " + _lesson(entry, viewer))
    return given_html(entry, item.child, viewer)


def _lesson(entry: GivenMark | NotedAbsence, viewer: Viewer) -> str:
    """The day of the lesson it is about, which may be long before the entry."""
    return f'<a href="{viewer.week}{entry.on}">{viewer.words.lesson} {day_month(entry.on)}</a>'
