"""The family's start page: today, the next school day, and what is new, put together at once (G2)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from zvans.diary.queries.children import Child
from zvans.diary.queries.days import Day, days_of
from zvans.diary.queries.entries import entries_of
from zvans.diary.queries.family_plan import REACH, plan_of
from zvans.diary.queries.news import NEWS_DAYS, News, news_of
from zvans.lib.dates import now


@dataclass(frozen=True, slots=True)
class Home:
    today: Day
    next: Day | None
    news: Sequence[News]


def home_of(children: Sequence[Child], on: date) -> Home:
    """Nine statements, however many children."""
    since = now() - NEWS_DAYS
    plan = plan_of(children, on - NEWS_DAYS, on + REACH)
    next_on = plan.next_day(on)
    entries = entries_of(plan.course_ids, [child.person_id for child in children], on, next_on or on, since=since)
    first, *rest = days_of(plan, entries, [on, next_on] if next_on else [on])
    return Home(first, rest[0] if rest else None, news_of(plan.courses, entries, since, on))
