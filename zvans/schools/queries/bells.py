"""The bell schedules of a school, and the days on which another one than the usual rings."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import time
from typing import NamedTuple

from django.db.models import QuerySet

from zvans.lib.policy import stamp_of
from zvans.schools.models import BellDay, BellPeriod, BellSchedule, School
from zvans.schools.queries.workplaces import Workplace


class Ring(NamedTuple):
    """Lesson `number` rings in and out at these local times."""

    number: int
    starts_at: time
    ends_at: time


@dataclass(frozen=True, slots=True)
class Bells:
    """A schedule with its rings in order."""

    schedule: BellSchedule
    rings: tuple[Ring, ...]

    @property
    def stamp(self) -> str:
        return stamp_of(self.schedule.name, self.rings)


def _with_rings(schedules: Iterable[BellSchedule]) -> list[Bells]:
    schedules = list(schedules)
    found: dict[int, list[Ring]] = {schedule.pk: [] for schedule in schedules}
    for period in BellPeriod.objects.filter(schedule__in=found).order_by("number"):
        found[period.schedule_id].append(Ring(period.number, period.starts_at, period.ends_at))
    return [Bells(schedule, tuple(found[schedule.pk])) for schedule in schedules]


def bells_of(school: School) -> list[Bells]:
    """All schedules of a school, the usual one first. Two statements."""
    return _with_rings(BellSchedule.objects.filter(school=school).order_by("-is_default", "name", "pk"))


def bells_in(place: Workplace, bells: int) -> Bells | None:
    return next(iter(_with_rings(BellSchedule.objects.filter(school=place.school, pk=bells))), None)


def bells_now(schedule: BellSchedule) -> Bells | None:
    """The schedule as it stands, kept from others until the action is over; None where somebody removed it."""
    mine = BellSchedule.objects.select_for_update().filter(school=schedule.school_id, pk=schedule.pk)
    return next(iter(_with_rings(mine)), None)


def bell_days_of(school: School) -> QuerySet[BellDay]:
    """The days that ring by a schedule of their own, the latest first."""
    return BellDay.objects.filter(school=school).select_related("schedule").order_by("-starts_on", "pk")


def bell_day_in(place: Workplace, day: int) -> BellDay | None:
    return bell_days_of(place.school).filter(pk=day).first()
