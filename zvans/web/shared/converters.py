"""Parts of addresses. What doesn't have the form is no address at all: 404 without a look at the database."""

from datetime import date

from django.urls import register_converter
from django.urls.converters import IntConverter, StringConverter


class DayConverter:
    """A date of this century, as in /today/2026-11-23/.

    The first and the last of them have neighbours to lead to as well: the years beside can be written, and are not found.
    """

    regex = r"(?:1999|20[0-9]{2}|2100)-[0-9]{2}-[0-9]{2}"

    def to_python(self, value: str) -> date:
        day = date.fromisoformat(value)
        if not 2000 <= day.year < 2100:
            raise ValueError(value)  # a ValueError means: no such address
        return day

    def to_url(self, value: date) -> str:
        return value.isoformat()


class LessonNumberConverter(IntConverter):
    """The number of a lesson in its day, or of a part of it."""

    regex = "[0-9]{1,2}"


class PublicIdConverter(StringConverter):
    """The random name of a thing with an address of its own (`zvans.lib.public_id`)."""

    regex = "[2-9a-z]{10}"


register_converter(DayConverter, "day")
register_converter(LessonNumberConverter, "lesson_number")
register_converter(PublicIdConverter, "public_id")
