"""Today, the end of a day, the Monday of a week. The zone is the school's; one zone serves the country for now."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone


def now() -> datetime:
    return timezone.now()


def today() -> date:
    return timezone.localdate()


def end_of(day: date) -> datetime:
    """The last moment of a day."""
    return timezone.make_aware(datetime.combine(day, time.max))


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def days_between(first: date, last: date) -> list[date]:
    """Each day from first to last, both included."""
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]
