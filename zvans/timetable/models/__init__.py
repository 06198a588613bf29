from zvans.timetable.models.timetable import Slot, Timetable

__all__ = ["Slot", "Timetable"]
