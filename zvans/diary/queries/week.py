"""The week (G1): one statement for each kind of thing in it, for all children together."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from zvans.diary.queries.children import Child
from zvans.diary.queries.courses import courses_of
from zvans.diary.queries.days import Day, days_of
from zvans.diary.queries.entries import ask_entries
from zvans.diary.queries.family_plan import REACH, ask_plan, ids_of, plan_of
from zvans.lib.database.compiled import together
from zvans.lib.dates import days_between, monday_of

_SCHOOL_DAYS = 5


@dataclass(frozen=True, slots=True)
class Week:
    """Monday to Friday, and a weekend day that has something. `next_on`: when a week without lessons is followed by one with them."""

    monday: date
    days: Sequence[Day]
    next_on: date | None

    @property
    def is_empty(self) -> bool:
        return all(day.is_empty for day in self.days)

    @property
    def break_names(self) -> list[str]:
        """The breaks that its days fall into, of all children's schools."""
        names = [child.break_name for day in self.days for child in day.children if child.break_name]
        return list(dict.fromkeys(names))

    @property
    def last(self) -> date:
        return self.days[-1].on


def week_of(children: Sequence[Child], on: date) -> Week:
    """The week around a day. Eight statements; four more to say when lessons begin again, where there are none."""
    monday = monday_of(on)
    sunday = monday + timedelta(days=6)
    courses, pupils = courses_of(children, monday, sunday), [child.person_id for child in children]
    with together():
        plan, entries = (
            ask_plan(children, courses, monday, sunday),
            ask_entries(ids_of(courses), pupils, monday, sunday),
        )
    days = days_of(plan(), entries(), days_between(monday, sunday))
    shown = [day for number, day in enumerate(days) if number < _SCHOOL_DAYS or not day.is_empty]
    if any(not day.is_empty for day in shown):
        return Week(monday, shown, None)
    return Week(monday, shown, plan_of(children, sunday, sunday + REACH).next_day(sunday))
