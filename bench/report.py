"""What came out: a table to read, a file to compare, and whether the targets were met."""

import json
import os
import platform
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from bench import wave
from bench.evening import Evening
from bench.measure import Cost
from bench.pages import Page

LATEST = Path(__file__).parent / "latest.json"


@dataclass(frozen=True)
class Result:
    """A page's costs, round by round: over one connection and over eight, with those in the same rounds of what it is compared with."""

    page: Page
    statements: int
    single: Sequence[Cost]
    crowd: Sequence[Cost]
    floor: Sequence[Cost]

    @property
    def floors(self) -> float:
        """How many times the floor, compared within each round: others may use the machine meanwhile."""
        return median(cost.total_ms / floor.total_ms for cost, floor in zip(self.single, self.floor, strict=True))

    @property
    def is_met(self) -> bool:
        return self.page.target is None or self.floors <= self.page.target

    def numbers(self) -> dict[str, Any]:
        return {
            "statements": self.statements,
            "server_ms": _median(self.single, "server_ms"),
            "database_ms": _median(self.single, "database_ms"),
            "total_ms": _median(self.single, "total_ms"),
            "floors": round(self.floors, 2),
            "target": self.page.target,
            "total_ms_at_8": _median(self.crowd, "total_ms"),
            "pages_per_second_at_8": _median(self.crowd, "pages_per_second"),
        }


@dataclass(frozen=True)
class Measured:
    """All that one run has measured; a run of some pages only leaves out the evening or the wave."""

    results: Sequence[Result]
    evening: Evening | None
    wave: dict[str, Any] | None

    @property
    def is_met(self) -> bool:
        return all(result.is_met for result in self.results) and (self.evening is None or self.evening.is_met)


def _median(costs: Sequence[Cost], name: str) -> float:
    return round(median(getattr(cost, name) for cost in costs), 3)


_HEAD = (
    f"{'':28}{'SQL':>5}{'server':>9}{'database':>10}{'total':>8}{'× floor':>9}{'target':>8}{'total':>10}{'pages/s':>9}"
)
_UNDER = f"{'':28}{'':>5}{'ms':>9}{'ms':>10}{'ms':>8}{'':>9}{'':>8}{'ms at 8':>10}{'at 8':>9}"


def table(measured: Measured) -> str:
    lines = [_HEAD, _UNDER, *(_line(result) for result in measured.results)]
    if measured.evening:
        lines += ["", *measured.evening.lines()]
    if measured.wave:
        lines += ["", *wave.lines(measured.wave)]
    return "\n".join(lines)


def _line(result: Result) -> str:
    n = result.numbers()
    target = f"≤ {result.page.target:g}" if result.page.target else ""
    return (
        f"{result.page.label:28}{n['statements']:5}{n['server_ms']:9.2f}{n['database_ms']:10.2f}{n['total_ms']:8.2f}"
        f"{n['floors']:9.1f}{target:>8}{n['total_ms_at_8']:10.2f}{n['pages_per_second_at_8']:9.0f}"
        f"{'' if result.is_met else '  missed'}"
    )


def write(measured: Measured, **about: Any) -> None:
    """`week_ms` and so on: processor time of one request over one connection, server and database together."""
    numbers = {result.page.key: result.numbers() for result in measured.results}
    short = {f"{key}_ms": found["total_ms"] for key, found in numbers.items()}
    more = measured.evening.numbers() if measured.evening else {}
    machine = {"processors": os.cpu_count(), "python": platform.python_version()}
    everything = {**short, **more, "wave": measured.wave, "pages": numbers, **about, **machine}
    LATEST.write_text(json.dumps(everything, indent=2) + "\n")
