"""What is written in the lessons of one course: topics one after another, tests where they fall, homework."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from zvans.demo.teaching.subjects import SubjectContent, Topic

_BEFORE_A_TEST = "Atkārtojums un gatavošanās pārbaudes darbam"
_AFTER_A_TEST = "Kļūdu labojums"
_PREPARE = (
    "Atkārtot apgūto un sagatavoties pārbaudes darbam.",
    "Sagatavoties pārbaudes darbam: atkārtot jēdzienus un klases darbus kladē.",
    "Gatavoties pārbaudes darbam. Jautājumus var uzdot konsultācijā.",
)
_PREPARE_LOWER = ("Kopā ar pieaugušo atkārtot stundās mācīto.",)
_FIRST_PAGE, _PAGES = 6, 150
_REVISION = "Atkārtojums"
# Between two sentences; the dot of «20. gados» ends none.
_SENTENCES = re.compile(r"(?<=[^\W\d])\. (?=[A-ZĀČĒĢĪĶĻŅŠŪŽ])")
# How often a lesson sets general homework where its topic brings none of its own, in percent.
_OFTEN, _SELDOM, _LOWER_GRADES = 42, 10, {1: 15, 2: 25, 3: 25}
_FORMATIVE_LESSONS = 20
_FORMATIVE = ("Formatīvs darbs", "Pašpārbaude", "Izejas biļete")


@dataclass(frozen=True)
class LessonText:
    topic: str
    homework: str = ""
    is_test: bool = False
    is_formative: bool = False


@dataclass(frozen=True)
class _Step:
    """The lesson number `nth` (from 0) `of` those on a topic."""

    topic: Topic
    nth: int
    of: int


class Course:
    """The texts of a course's lessons. `total` is about how many its topics are meant to fill."""

    def __init__(self, content: SubjectContent, grade: int, total: int, random: Random) -> None:
        self.content, self.grade, self.total, self.random = content, grade, total, random
        self.steps = _steps(content.topics_for(grade), total)
        self.kind = content.continued[0]

    def texts(self, count: int, can_test: Callable[[int], bool]) -> list[LessonText]:
        """The first `count` lessons; `can_test` says on which of them a test fits."""
        texts: list[LessonText] = []
        place = 0
        for index in range(count):
            step = self.steps[min(place, len(self.steps) - 1)]
            if step.topic.is_test and not can_test(index):
                texts.append(LessonText(_BEFORE_A_TEST, self._choose(self._prepare)))
                continue
            texts.append(self._text(index, place, step, is_after_test=bool(texts) and texts[-1].is_test))
            place += 1
        return texts

    def _text(self, index: int, place: int, step: _Step, is_after_test: bool) -> LessonText:
        if step.topic.is_test:
            return LessonText(step.topic.text, is_test=True)
        is_formative = step.topic.is_formative or self._is_formative(step)
        topic = self._named(step, is_formative)
        if is_after_test:
            topic = _joined(_AFTER_A_TEST, topic)
        next_step = self.steps[place + 1] if place + 1 < len(self.steps) else step
        return LessonText(topic, self._homework(index, step, next_step), is_formative=is_formative)

    def _is_formative(self, step: _Step) -> bool:
        """Some of the lessons in which something has been taught already."""
        can_be = self.content.is_marked and step.nth == step.of - 1
        return can_be and self.random.randrange(100) < _FORMATIVE_LESSONS

    def _named(self, step: _Step, is_formative: bool) -> str:
        """A topic of two sentences is taught one after the other; then come exercises, each time of another kind."""
        text = step.topic.text
        if is_formative:
            return text if step.topic.is_formative else _joined(text, self._choose(_FORMATIVE))
        sentences = _SENTENCES.split(text)
        if step.nth < len(sentences) <= step.of and _REVISION not in sentences:
            return sentences[step.nth]
        return _joined(text, self._kind_of_exercise(text)) if step.nth else text

    def _kind_of_exercise(self, topic: str) -> str:
        others = tuple(k for k in self.content.continued if k != self.kind and k.lower() not in topic.lower())
        self.kind = self._choose(others or (self.kind,))
        return self.kind

    def _homework(self, index: int, step: _Step, next_step: _Step) -> str:
        if next_step.topic.is_test and not step.topic.is_test:
            return self._choose(self._prepare)
        if step.nth == 0 and step.topic.homework:
            return self._filled(step.topic.homework, index)
        general = self.content.homework_for(self.grade)
        if general and self.random.randrange(100) < self._often:
            return self._filled(self._choose(general), index)
        return ""

    @property
    def _prepare(self) -> tuple[str, ...]:
        return _PREPARE_LOWER if self.grade in _LOWER_GRADES else _PREPARE

    @property
    def _often(self) -> int:
        if self.grade in _LOWER_GRADES:
            return _LOWER_GRADES[self.grade]
        return _OFTEN if self.content.has_tests(self.grade) else _SELDOM

    def _choose(self, texts: tuple[str, ...]) -> str:
        return self.random.choice(texts)

    def _filled(self, text: str, index: int) -> str:
        """Pages of the textbook go on with the lessons; exercises are two different ones, in order."""
        first = self.random.randint(1, 6)
        page = _FIRST_PAGE + index * _PAGES // max(self.total, 1) + self.random.randint(0, 2)
        return text.format(lpp=page, a=first, b=first + self.random.randint(1, 4))


def _steps(topics: tuple[Topic, ...], total: int) -> list[_Step]:
    """The topics stretched over about `total` lessons: a test takes one, the others share what is left."""
    plain = sum(not topic.is_test for topic in topics)
    share = max((total - (len(topics) - plain)) / plain, 1)
    steps: list[_Step] = []
    used = 0.0
    for topic in topics:
        lessons = 1 if topic.is_test else int(used + share) - int(used)
        used += 0 if topic.is_test else share
        steps += [_Step(topic, nth, lessons) for nth in range(lessons)]
    return steps


def _joined(first: str, second: str) -> str:
    """Two sentences of a topic: «Teksts un virsraksts. Vingrinājumi»."""
    return f"{first} {second}" if first[-1] in ".?!…" else f"{first}. {second}"
