"""Subjects as `content/subjects/` has them: their topics by grade, and what is set and written in their lessons."""

from dataclasses import dataclass
from functools import cache

from zvans.demo.reading import content, lines, names_in

TEST = "Pārbaudes darbs"
_FORMATIVE = "Formatīvs"
_LOWER_GRADES = 3


@dataclass(frozen=True)
class Topic:
    """A line of the content: what is taught, and the homework that goes with it, if any."""

    text: str
    homework: str = ""

    @property
    def is_test(self) -> bool:
        return self.text.startswith(TEST)

    @property
    def is_formative(self) -> bool:
        return self.text.startswith(_FORMATIVE)


@dataclass(frozen=True)
class SubjectContent:
    """`marks`: "points" (levels in grades 1–3), "pass" or "none". `continued`: what a second lesson on a topic is called."""

    name: str
    short_name: str
    marks: str
    continued: tuple[str, ...]
    homework: tuple[str, ...]
    homework_lower: tuple[str, ...]
    topics: dict[int, tuple[Topic, ...]]

    def topics_for(self, grade: int) -> tuple[Topic, ...]:
        return self.topics[grade]

    @property
    def is_marked(self) -> bool:
        return self.marks != "none"

    def homework_for(self, grade: int) -> tuple[str, ...]:
        return self.homework_lower if grade <= _LOWER_GRADES else self.homework

    def has_tests(self, grade: int) -> bool:
        return any(topic.is_test for topic in self.topics[grade])


@cache
def subject(key: str) -> SubjectContent:
    data = content(f"subjects/{key}")
    return SubjectContent(
        name=data["name"],
        short_name=data["short_name"],
        marks=data.get("marks", "points"),
        continued=lines(data["continued"]),
        homework=lines(data["homework"]),
        homework_lower=lines(data.get("homework_lower", "")),
        topics={grade: _topics(text) for grades, text in data["topics"].items() for grade in _grades(grades)},
    )


def all_subjects() -> dict[str, SubjectContent]:
    return {key: subject(key) for key in names_in("subjects")}


def _topics(text: str) -> tuple[Topic, ...]:
    return tuple(Topic(*(part.strip() for part in line.split("→"))) for line in lines(text))


def _grades(text: str) -> range:
    """«9» or «10-12»."""
    first, _, last = text.partition("-")
    return range(int(first), int(last or first) + 1)
