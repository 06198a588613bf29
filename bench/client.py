"""The browsers' part, in a process of its own: asks for pages over some connections and checks every answer.

    python -m bench.client < order.json > result.json

A visit that saves names a lesson of the order: it changes all its cells, based on the last answer about them.
"""

import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from http.client import HTTPConnection
from itertools import cycle
from threading import Barrier, Thread
from time import monotonic
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

Cell = dict[str, Any]  # as the save protocol names it
_SECONDS = 60
_CSRF = "b" * 32
_JSON = {"Content-Type": "application/json", "X-Requested-With": "zvans"}
_FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@dataclass(frozen=True)
class Visit:
    """A page asked for by somebody. `marker` must stand at least `times` times in the answer; `lesson` is one to save; `form` is sent;
    `source` is the address it comes from, where that counts."""

    page: str
    path: str
    cookies: dict[str, str]
    marker: str = ""
    times: int = 0
    lesson: int | None = None
    form: dict[str, str] | None = None
    status: int = 200
    source: str = ""


@dataclass(frozen=True)
class Order:
    """By connection the visits made one after another: each once, or with `seconds` over and over until those are past."""

    port: int
    connections: list[list[Visit]]
    lessons: list[list[Cell]] = field(default_factory=list)
    csrf_cookie: str = ""
    seconds: float | None = None

    def as_json(self) -> str:
        return json.dumps(asdict(self))

    @classmethod
    def of_json(cls, text: str) -> "Order":
        read = json.loads(text)
        return cls(**read | {"connections": [[Visit(**visit) for visit in visits] for visits in read["connections"]]})


@dataclass(frozen=True)
class Outcome:
    """Seconds from the first request to the last answer, and by page those that each answer took."""

    seconds: float
    waits: dict[str, list[float]]


class WrongAnswer(Exception):
    pass


def batch_of(cells: list[Cell]) -> str:
    """A batch that gives each cell another mark than the one that stands there."""
    edits = [cell | {"was": cell["text"], "text": "7" if cell["text"] != "7" else "8"} for cell in cells]
    return json.dumps({"batch": str(uuid4()), "cells": edits})


def cells_after(body: bytes) -> list[Cell]:
    """The cells as they stand after a save; every one must have been saved."""
    cells = json.loads(body)["cells"]
    if any(cell["status"] != "saved" for cell in cells):
        raise WrongAnswer(f"not every cell was saved: {body[:300]!r}")
    return [{name: cell[name] for name in ("lesson", "pupil", "text", "mark", "absence")} for cell in cells]


class _Browser:
    def __init__(self, order: Order, visits: list[Visit]) -> None:
        self.order, self.visits = order, visits
        self.connection = HTTPConnection("127.0.0.1", order.port, timeout=_SECONDS)
        self.waits: list[tuple[str, float]] = []

    def work(self) -> None:
        for visit in self._visits():
            asked = monotonic()
            self._ask(visit)
            self.waits.append((visit.page, monotonic() - asked))

    def _visits(self) -> Iterable[Visit]:
        if self.order.seconds is None:
            return self.visits
        return self._until(monotonic() + self.order.seconds)

    def _until(self, end: float) -> Iterator[Visit]:
        for visit in cycle(self.visits):
            if monotonic() > end:
                return
            yield visit

    def _ask(self, visit: Visit) -> None:
        saves = visit.lesson is not None
        body, kind = None, {}
        if visit.lesson is not None:
            body, kind = batch_of(self.order.lessons[visit.lesson]).encode(), _JSON
        elif visit.form is not None:
            body, kind = urlencode(visit.form | {"csrfmiddlewaretoken": _CSRF}).encode(), _FORM
        cookies = visit.cookies | {self.order.csrf_cookie: _CSRF}  # which a browser has from the page before
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items()), **kind}
        if body:
            headers |= {"X-CSRFToken": _CSRF}
        if visit.source:
            headers |= {"X-Forwarded-For": visit.source}
        self.connection.request("POST" if body else "GET", visit.path, body, headers)
        response = self.connection.getresponse()
        answer = response.read()
        if response.status != visit.status or answer.count(visit.marker.encode()) < visit.times:
            raise WrongAnswer(f"{visit.path}: {response.status}, {len(answer)} bytes, {answer[:300]!r}")
        if saves:
            self.order.lessons[visit.lesson] = cells_after(answer)  # type: ignore[index]


def carry_out(order: Order) -> Outcome:
    start, faults = Barrier(len(order.connections) + 1), []
    browsers = [_Browser(order, visits) for visits in order.connections]

    def work(browser: _Browser) -> None:
        start.wait()
        try:
            browser.work()
        except (WrongAnswer, OSError) as fault:
            faults.append(fault)

    threads = [Thread(target=work, args=(browser,)) for browser in browsers]
    for thread in threads:
        thread.start()
    start.wait()
    started = monotonic()
    for thread in threads:
        thread.join()
    if faults:
        raise faults[0]
    waits: dict[str, list[float]] = {}
    for browser in browsers:
        for page, seconds in browser.waits:
            waits.setdefault(page, []).append(seconds)
    return Outcome(monotonic() - started, waits)


if __name__ == "__main__":
    try:
        print(json.dumps(asdict(carry_out(Order.of_json(sys.stdin.read())))))
    except (WrongAnswer, OSError) as fault:
        sys.exit(f"The bench got a wrong answer. {fault}")
