"""Days side by side: the week, and the two days of the home page."""

from collections.abc import Sequence
from datetime import date

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from zvans.diary.queries.days import ChildDay, Day
from zvans.lib.dates import today
from zvans.web.diary.homework_html import Viewer, due_html
from zvans.web.diary.lesson_html import lesson_html
from zvans.web.diary.words import badge, weekday
from zvans.web.shared.markup import escape
from zvans.web.shared.words import day_month


def week_html(days: Sequence[Day], first_on: date, viewer: Viewer) -> SafeString:
    """The days as sections of one strip. The one of `first_on` is in view when a phone opens the page."""
    now_on = today()
    return mark_safe("".join(_day(day, day.on == first_on, day.on == now_on, viewer) for day in days))  # noqa: S308 - escaped where it is built


def _day(day: Day, is_first: bool, is_today: bool, viewer: Viewer) -> str:
    kind = (" today" if is_today else "") + (" first" if is_first else "")
    now = f' <span class="state new">{viewer.words.today}</span>' if is_today else ""
    return (
        f'<section class="weekday{kind}" id="d{day.on}" aria-labelledby="h{day.on}">'
        f'<h2 id="h{day.on}">{weekday(day.on)} <span>{day_month(day.on)}</span>{now}</h2>'
        f"{children_html(day, viewer)}</section>"
    )


def children_html(day: Day, viewer: Viewer) -> SafeString:
    """A day of each child, one under another, badged where there are several."""
    several = len(day.children) > 1
    parts = [_child_day(child, day.on, several, viewer) for child in day.children]
    return mark_safe("".join(parts))  # noqa: S308 - escaped below


def _child_day(day: ChildDay, on: date, several: bool, viewer: Viewer) -> str:
    """`data-day` heads the column on paper, where each child has a page of its own."""
    head = f'<h3>{badge(day.child)} <span class="muted">{escape(day.child.class_name)}</span></h3>' if several else ""
    lessons = "".join(lesson_html(lesson, day.child, viewer) for lesson in day.lessons)
    body = f'<ol class="lessons">{lessons}</ol>' if lessons else f'<p class="no-lessons">{_why_none(day)}</p>'
    return f'<div class="child-day" data-day="{weekday(on)} {day_month(on)}">{head}{body}{_loose(day, viewer)}</div>'


def _loose(day: ChildDay, viewer: Viewer) -> str:
    if not day.due:
        return ""
    lines = "".join(due_html(loose.homework, day.child, viewer, loose.subject) for loose in day.due)
    return f'<div class="loose"><p class="loose-label">{viewer.words.due_besides}</p>{lines}</div>'


def _why_none(day: ChildDay) -> str:
    return escape(day.break_name) if day.break_name else _("Stundu nav.")
