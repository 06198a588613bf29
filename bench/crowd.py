"""Who comes to the country's pages: visits of people chosen by chance, from the whole country or from one school."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from random import Random

from bench.client import Cell, Visit
from bench.country.names import SUBJECTS, public_id
from bench.pages import GUARDIANS, HOMEWORK, TEACHERS, lessons_to_save, signed_in

READ = ("week", "home", "marks", "grid")
# Eight in the evening, in percent.
MIX = {"week": 60, "home": 15, "marks": 10, "grid": 10, "save": 5}
_PUPILS, _CLASSES, _TEACHERS_OF_A_SUBJECT = 28, 10, 13
_SIGNED_IN_AS = "mamma"


@dataclass(frozen=True)
class Place:
    """A pupil and a subject of a class of some school; `country/` explains the keys."""

    school: int
    class_number: int
    pupil: int
    subject: int

    @property
    def guardian(self) -> int:
        return GUARDIANS + (self.school * 100 + self.class_number) * 100 + self.pupil

    @property
    def course(self) -> int:
        return (self.school * 100 + self.class_number) * 100 + self.subject

    @property
    def teacher(self) -> int:
        class_id = self.school * 100 + self.class_number
        return TEACHERS + self.school * 100 + self.subject + (_TEACHERS_OF_A_SUBJECT if class_id % 2 == 0 else 0)

    def at(self, school: int) -> "Place":
        return Place(school, self.class_number, self.pupil, self.subject)


def chosen(random: Random, schools: int, number: int) -> list[Place]:
    return [
        Place(
            random.randint(1, schools),
            random.randint(1, _CLASSES),
            random.randint(1, _PUPILS),
            random.randint(1, len(SUBJECTS)),
        )
        for _ in range(number)
    ]


def of_each_class(random: Random, schools: int) -> list[Place]:
    """A pupil and a subject of every class of the country."""
    return [
        Place(school, number, random.randint(1, _PUPILS), random.randint(1, len(SUBJECTS)))
        for school in range(1, schools + 1)
        for number in range(1, _CLASSES + 1)
    ]


def readings(page: str, places: Sequence[Place]) -> list[Visit]:
    """One page, once for each place."""
    cookies = signed_in({_who(page, place) for place in places})
    return [_reading(page, place, cookies[_who(page, place)]) for place in places]


def mixed(random: Random, schools: int, number: int, today: date) -> tuple[list[Visit], list[list[Cell]]]:
    """About `number` visits in the evening's proportions and in an order of chance, and the lessons that are saved in them."""
    visits: list[Visit] = []
    for page in READ:
        visits += readings(page, chosen(random, schools, number * MIX[page] // 100))
    saves = {place.course: place for place in chosen(random, schools, number * MIX["save"] // 100)}
    cookies = signed_in({place.teacher for place in saves.values()})
    lessons = []
    for lesson, place in enumerate(saves.values()):
        lessons.append(random.choice(lessons_to_save(today, place.course, place.school)))
        path = f"{_journal(place)}cells/"
        visits.append(Visit("save", path, cookies[place.teacher], '"saved"', _PUPILS, lesson=lesson))
    random.shuffle(visits)
    return visits, lessons


def _who(page: str, place: Place) -> int:
    return place.teacher if page == "grid" else place.guardian


def _reading(page: str, place: Place, cookies: dict[str, str]) -> Visit:
    if page == "grid":
        return Visit(page, _journal(place), cookies, "data-pupil", _PUPILS)
    if page == "week":
        return Visit(page, "/week/", cookies, HOMEWORK, 1)
    return Visit(page, f"/{page}/", cookies, _SIGNED_IN_AS, 1)


def _journal(place: Place) -> str:
    return f"/journal/{public_id(place.course)}/"


def shares(visits: Sequence[Visit], connections: int) -> list[list[Visit]]:
    return [list(visits[number::connections]) for number in range(connections)]


def alternating(rounds: Iterable[int]) -> Iterator[tuple[str, str]]:
    """Which of the two comes first changes, so that a machine that slows down favours neither."""
    for number in rounds:
        yield ("country", "school") if number % 2 else ("school", "country")
