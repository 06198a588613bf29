"""By when something is to be entered in a journal, in school days.

Deadlines count school days: Monday to Friday outside of the school's breaks and holidays. A lesson of the last day before the Christmas
break is due after the break, and nobody is late on a Sunday.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from zvans.journal.models import Deadlines
from zvans.lib.database.compiled import Later, Param, compiled
from zvans.schools.models import School
from zvans.timetable.queries.plan import Breaks

_DAY, _SATURDAY = timedelta(days=1), 5
REACH = timedelta(days=120)  # past the longest break that a deadline may fall into: breaks are asked so far ahead


@dataclass(frozen=True, slots=True)
class DaysGiven:
    """School days after the lesson: for its topic and attendance, and for a mark that is owed."""

    entry: int = Deadlines._meta.get_field("entry_days").default
    owed: int = Deadlines._meta.get_field("owed_days").default


_given = compiled(
    lambda: Deadlines.objects.filter(school_id__any=Param("schools")).values_list(
        "school_id", "entry_days", "owed_days"
    )
)


def ask_days_given(schools: Sequence[int]) -> Later[dict[int, DaysGiven]]:
    """The deadlines of schools that have set their own."""
    rows = _given.ask(schools=list(schools))
    return lambda: {school: DaysGiven(entry, owed) for school, entry, owed in rows()}


def days_given(school: School) -> DaysGiven:
    """What a school goes by: its own row, or the defaults."""
    return ask_days_given([school.pk])().get(school.pk, DaysGiven())


@dataclass(frozen=True, slots=True)
class SchoolDays:
    """The school days of one school; `breaks` hold at least those from the first day asked about to `REACH` after the last."""

    school_id: int
    breaks: Breaks
    # A term has thousands of lessons on some eighty days.
    _due: dict[tuple[date, int], date] = field(default_factory=dict)
    _late: dict[tuple[date, date], int] = field(default_factory=dict)

    def is_one(self, day: date) -> bool:
        return day.weekday() < _SATURDAY and self.breaks.name_for(self.school_id, day) is None

    def due_on(self, lesson_on: date, days: int) -> date:
        """The last day in time: so many school days after the lesson's; 0 is the same day."""
        if (lesson_on, days) not in self._due:
            self._due[lesson_on, days] = self._after(lesson_on, days)
        return self._due[lesson_on, days]

    def _after(self, day: date, days: int) -> date:
        last = day + REACH
        while days and day < last:
            day += _DAY
            days -= self.is_one(day)
        return day

    def late_by(self, due_on: date, on: date) -> int:
        """How many school days a day is past the last one in time; 0 for one in time, and for the weekend after it."""
        if (due_on, on) not in self._late:
            span = max(0, (min(on, due_on + REACH * 3) - due_on).days)
            self._late[due_on, on] = sum(self.is_one(due_on + _DAY * n) for n in range(1, span + 1))
        return self._late[due_on, on]
