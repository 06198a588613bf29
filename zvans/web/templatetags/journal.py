"""Filters of the journal's templates: {% load journal %}."""

from django import template

from zvans.web.shared.words import day_month, lesson_number, weekday_and_day

register = template.Library()

register.filter("weekday_and_day", weekday_and_day)
register.filter("day_month", day_month)
register.filter("lesson_number", lesson_number)
