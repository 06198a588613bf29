"""Parts of addresses. What doesn't have the form is no address at all: 404 without a look at the database."""

from datetime import date

from django.urls import register_converter
from django.urls.converters import IntConverter, StringConverter


class DayConverter:
    """A date of this century, as in /today/2026-11-23/."""

    regex = r"20\d{2}-\d{2}-\d{2}"

    def to_python(self, value: str) -> date:
        return date.fromisoformat(value)  # its ValueError means: no such address

    def to_url(self, value: date) -> str:
        return value.isoformat()


class LessonNumberConverter(IntConverter):
    """The number of a lesson in its day, or of a part of it."""

    regex = r"\d{1,2}"


class PublicIdConverter(StringConverter):
    """The random name of a thing with an address of its own (`zvans.lib.public_id`)."""

    regex = "[2-9a-z]{10}"


register_converter(DayConverter, "day")
register_converter(LessonNumberConverter, "lesson_number")
register_converter(PublicIdConverter, "public_id")
