"""What the country's size costs: eight in the evening over the whole of it, and each page beside the same page within one school (K6)."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from statistics import median
from typing import Any

from bench import crowd
from bench.measure import Bench, Cost

MIX_TARGET = 9.0  # floors
RATIO_TARGET = 1.2
_CONNECTIONS = 8
_VISITS_OF_A_MIX = 480
_VISITS_OF_A_PAGE = 120
_SEED = "eight in the evening"


@dataclass(frozen=True)
class Evening:
    """Costs round by round: of the mix, of the floor beside it, and of each page over the country and within a school."""

    mix: list[Cost]
    floor: list[Cost]
    country: dict[str, list[Cost]]
    school: dict[str, list[Cost]]

    @property
    def mix_floors(self) -> float:
        return median(mix.total_ms / floor.total_ms for mix, floor in zip(self.mix, self.floor, strict=True))

    def ratio(self, page: str) -> float:
        pairs = zip(self.country[page], self.school[page], strict=True)
        return median(country.total_ms / school.total_ms for country, school in pairs)

    def ratio_of_waits(self, page: str) -> float:
        pairs = zip(self.country[page], self.school[page], strict=True)
        return median(country.median_wait_ms / school.median_wait_ms for country, school in pairs)

    @property
    def country_ratio(self) -> float:
        """Of the page that a country makes dearest."""
        return max(self.ratio(page) for page in crowd.READ)

    @property
    def is_met(self) -> bool:
        return self.mix_floors <= MIX_TARGET and self.country_ratio <= RATIO_TARGET

    def numbers(self) -> dict[str, Any]:
        pages = {
            page: {
                "country_ms": _total(self.country[page]),
                "school_ms": _total(self.school[page]),
                "ratio": round(self.ratio(page), 3),
                "ratio_of_waits": round(self.ratio_of_waits(page), 3),
            }
            for page in crowd.READ
        }
        return {
            "mix_ms": _total(self.mix),
            "mix_floors": round(self.mix_floors, 2),
            "mix_pages_per_second": round(median(cost.pages_per_second for cost in self.mix), 1),
            "country_ratio": round(self.country_ratio, 3),
            "country": pages,
        }

    def lines(self) -> Iterator[str]:
        found = self.numbers()
        missed = "" if self.mix_floors <= MIX_TARGET else "  missed"
        yield (
            f"eight in the evening, whole country, {_CONNECTIONS} connections: {found['mix_ms']:.2f} ms, "
            f"{self.mix_floors:.1f} floors (≤ {MIX_TARGET:g}), {found['mix_pages_per_second']:.0f} pages/s{missed}"
        )
        for page, of in found["country"].items():
            yield (
                f"{page}: over the country {of['country_ms']:.2f} ms, within a school {of['school_ms']:.2f} ms, "
                f"ratio {of['ratio']:.2f}, of waiting {of['ratio_of_waits']:.2f}"
            )
        missed = "" if self.country_ratio <= RATIO_TARGET else "  missed"
        yield f"the country's ratio, of its dearest page: {self.country_ratio:.2f} (≤ {RATIO_TARGET:g}){missed}"


class EveningBench:
    """Measures an evening one round at a time, so that its rounds can alternate with those of the pages."""

    def __init__(self, bench: Bench, floor: Any, schools: int) -> None:
        self.bench, self.floor, self.schools = bench, floor, schools
        self.random = Random(_SEED)
        self.evening = Evening([], [], {page: [] for page in crowd.READ}, {page: [] for page in crowd.READ})
        self._ways = crowd.alternating(range(1_000))
        self._come_from_every_class()
        self._mix()

    def measure(self) -> None:
        self.evening.floor.append(
            self.bench.measure(self.floor, connections=_CONNECTIONS, requests=_VISITS_OF_A_MIX * 2)
        )
        self.evening.mix.append(self._mix())
        first = next(self._ways)
        for page in crowd.READ:
            places = crowd.chosen(self.random, self.schools, _VISITS_OF_A_PAGE)
            one = [place.at((self.schools + 1) // 2) for place in places]
            for where in first:
                visits = crowd.readings(page, places if where == "country" else one)
                (self.evening.country if where == "country" else self.evening.school)[page].append(
                    self.bench.cost_of([visits])
                )

    def _come_from_every_class(self) -> None:
        """By eight somebody of each class has looked: an evening is measured that is under way, not the minute after a restart, when
        the database's memory is empty."""
        for page in crowd.READ:
            visits = crowd.readings(page, crowd.of_each_class(self.random, self.schools))
            self.bench.cost_of(crowd.shares(visits, _CONNECTIONS))

    def _mix(self) -> Cost:
        visits, lessons = crowd.mixed(self.random, self.schools, _VISITS_OF_A_MIX, self.bench.today)
        return self.bench.cost_of(crowd.shares(visits, _CONNECTIONS), lessons)


def _total(costs: list[Cost]) -> float:
    return round(median(cost.total_ms for cost in costs), 3)
