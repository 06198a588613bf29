"""The demo's school year is around today, whenever that is."""

from datetime import date, timedelta

import pytest

from zvans.demo.calendar import DemoYear, year_around

DAYS = [date(2026, 11, 23) + timedelta(days=days) for days in (0, 5, 6, 40, 101, 190, 250, 333)]


@pytest.fixture(params=DAYS, ids=str)
def year(request: pytest.FixtureRequest) -> DemoYear:
    return year_around(request.param)


def test_the_first_semester_holds_today_and_goes_on_for_weeks(year: DemoYear) -> None:
    first, second = year.terms
    assert (first.first.weekday(), first.last.weekday()) == (0, 4)
    assert timedelta(weeks=11) <= year.today - first.first < timedelta(weeks=12)
    assert timedelta(weeks=4) < first.last - year.today <= timedelta(weeks=5, days=4)
    assert first.last < second.first < second.last


def test_lessons_fall_out_in_breaks_on_holidays_and_at_weekends(year: DemoYear) -> None:
    autumn = year.breaks[0]
    assert autumn.last - autumn.first == timedelta(days=4)
    assert timedelta(weeks=4) <= year.today - autumn.first < timedelta(weeks=5)
    assert not any(day in off for day in year.school_days for off in year.breaks)
    assert {day.weekday() for day in year.school_days} == set(range(5))
    assert 45 <= len(year.school_days) <= 55


def test_a_shortened_day_is_a_school_day_before_a_public_holiday(year: DemoYear) -> None:
    starts = {off.first for off in year.breaks}
    for day in year.shortened:
        assert day + timedelta(days=1) in starts
        assert not any(day in off for off in year.breaks)


def test_public_holidays_have_their_latvian_names() -> None:
    year = year_around(date(2026, 11, 23))
    names = {off.first: off.name for off in year.breaks}
    assert names[date(2026, 11, 18)] == "Latvijas Republikas Proklamēšanas diena"
    assert (year.name, year.started_in, year.breaks[0].name) == ("2026/27", 2026, "Rudens brīvlaiks")
    assert date(2026, 11, 17) in year.shortened


def test_a_year_that_begins_in_spring_still_has_the_name_of_its_autumn() -> None:
    assert year_around(date(2027, 4, 14)).name == "2026/27"
