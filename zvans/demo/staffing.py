"""What is taught to whom by whom: the staffing tables in `content/schools/`, read into blocks for the timetable."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from zvans.demo.reading import content

HALVES = "Grupas"
_ROOM_OF_ITS_OWN = ("sports-un-veseliba", "muzika", "datorika")
_CLASS_HOUR = "klases-stunda"


@dataclass(frozen=True)
class StaffMember:
    """`left`: taught until the end of last month; `follows`: who took the lessons over. `even_days`: as many lessons each day."""

    key: str
    sex: str
    title: str
    position: str = "teacher"
    room: str = ""
    leads: str = ""
    all_of: str = ""
    follows: str = ""
    left: bool = False
    even_days: bool = False
    teaches: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class GroupKey:
    """A whole class (no name), or a part of it by a division."""

    class_name: str
    name: str = ""
    division: str = ""


@dataclass(frozen=True)
class PlannedCourse:
    """A subject taught by one teacher in one room to some groups. `suffix` tells courses of the same classes apart."""

    subject: str
    teacher: str
    room: str
    groups: tuple[GroupKey, ...]
    suffix: str = ""

    @property
    def name(self) -> str:
        classes = ", ".join(class_label(group.class_name) for group in self.groups)
        return f"{classes} {self.suffix}".strip()

    @property
    def grade(self) -> int:
        return min(grade_of(group.class_name) for group in self.groups)


@dataclass(frozen=True)
class Block:
    """Courses held at the same times, so often a week; their pupils together are the classes."""

    classes: tuple[str, ...]
    courses: tuple[PlannedCourse, ...]
    lessons: int


def grade_of(class_name: str) -> int:
    return int(class_name.split(".")[0])


def class_label(class_name: str) -> str:
    """«9.b» is a name as it is; the only class of a grade is «9. klase»."""
    return class_name if "." in class_name else f"{class_name}. klase"


@dataclass(frozen=True)
class SchoolPlan:
    key: str

    @cached_property
    def _data(self) -> dict[str, Any]:
        return content(f"schools/{self.key}")

    @cached_property
    def name(self) -> str:
        return str(self._data["name"])

    @cached_property
    def short_name(self) -> str:
        return str(self._data["short_name"])

    @cached_property
    def classes(self) -> tuple[str, ...]:
        return tuple(self._data["classes"].split())

    @cached_property
    def class_size(self) -> tuple[int, int]:
        smallest, largest = self._data["class_size"]
        return smallest, largest

    @cached_property
    def with_lesson_0(self) -> tuple[str, ...]:
        return tuple(self._data["lesson_0"])

    @cached_property
    def staff(self) -> tuple[StaffMember, ...]:
        return tuple(StaffMember(**row) for row in self._data["staff"])

    @cached_property
    def leaders(self) -> dict[str, StaffMember]:
        """Class teachers by class."""
        return {member.leads: member for member in self.staff if member.leads}

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        return (*self._class_blocks(), *self._together_blocks(), *self._joint_blocks())

    @cached_property
    def _teaching(self) -> dict[tuple[str, str], StaffMember]:
        """Who teaches (subject, «9.b» or «9.b/1» or «1+2»)."""
        return {
            (subject, whom): member
            for member in self.staff
            for subject, list_of in member.teaches.items()
            for whom in list_of.split()
        }

    def _class_blocks(self) -> Iterator[Block]:
        for name in self.classes:
            for subject, lessons in _weekly(self._data["weekly"][str(grade_of(name))]):
                yield Block((name,), tuple(self._courses_of(subject, name)), lessons)

    def _courses_of(self, subject: str, name: str) -> Iterator[PlannedCourse]:
        halves = [self._teaching.get((subject, f"{name}/{number}")) for number in (1, 2)]
        for number, member in enumerate(halves, 1):
            if member:
                label = f"{number}. grupa"
                yield PlannedCourse(subject, member.key, member.room, (GroupKey(name, label, HALVES),), label)
        if not any(halves):
            member = self._teacher_of(subject, name)
            yield PlannedCourse(subject, member.key, self._room(subject, name, member), (GroupKey(name),))

    def _teacher_of(self, subject: str, name: str) -> StaffMember:
        if subject == _CLASS_HOUR:
            return self.leaders[name]
        return self._teaching.get((subject, name)) or next(m for m in self.staff if m.all_of == name)

    def _room(self, subject: str, name: str, member: StaffMember) -> str:
        stays = grade_of(name) <= self._data["own_room_to_grade"] and subject not in _ROOM_OF_ITS_OWN
        return self.leaders[name].room if stays else member.room

    def _together_blocks(self) -> Iterator[Block]:
        for row in self._data.get("together", []):
            names = tuple(row["of"].split("+"))
            for subject, lessons in _weekly(row["weekly"]):
                member = self._teaching[subject, row["of"]]
                groups = tuple(GroupKey(name) for name in names)
                yield Block(names, (PlannedCourse(subject, member.key, member.room, groups),), lessons)

    def _joint_blocks(self) -> Iterator[Block]:
        rooms = {member.key: member.room for member in self.staff}
        for row in self._data.get("joint", []):
            subjects = [subject for _, subject, _ in row["parts"]]
            for classes in (tuple(names.split()) for names in row["of"]):
                courses = tuple(
                    PlannedCourse(
                        subject, teacher, rooms[teacher],
                        tuple(GroupKey(name, label, row["division"]) for name in classes),
                        _suffix(label, subjects.count(subject) > 1),
                    )
                    for label, subject, teacher in row["parts"]
                )  # fmt: skip
                yield Block(classes, courses, row["lessons"])

    def is_split_by_sex(self, division: str) -> bool:
        return any(row["division"] == division and row.get("split") == "sex" for row in self._data.get("joint", []))


def _suffix(label: str, is_repeated: bool) -> str:
    """«Vācu valoda 2» → «2. grupa», «Meitenes» → «meitenes»; nothing where the subject says it all."""
    if not is_repeated:
        return ""
    return f"{label[-1]}. grupa" if label[-1].isdigit() else label.lower()


def _weekly(text: str) -> Iterator[tuple[str, int]]:
    for entry in text.split(","):
        subject, lessons = entry.split()
        yield subject, int(lessons)
