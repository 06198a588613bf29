from enum import StrEnum


class Change(StrEnum):
    """How a lesson differs from the timetable; families see it stand out."""

    CANCELLED = "cancelled"
    ROOM = "room"
    ADDED = "added"
