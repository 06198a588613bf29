"""The browsers' part, in a process of its own: asks for one page over some connections and checks every answer.

    python -m bench.client < order.json > result.json

An order that saves brings for each connection lessons of its own; each request changes all cells of the next one, based on the last
answer about it.
"""

import json
import sys
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from http.client import HTTPConnection
from threading import Barrier, Thread
from time import monotonic
from typing import Any
from uuid import uuid4

Cell = dict[str, Any]  # as the save protocol names it
_SECONDS = 60
_CSRF = "b" * 32


@dataclass(frozen=True)
class Order:
    """`marker` must stand at least `times` times in each answer."""

    port: int
    path: str
    cookies: dict[str, str]
    marker: str
    times: int
    connections: int
    requests: int
    lessons: list[list[list[Cell]]] | None = None  # by connection: lessons, each a list of cells
    csrf_cookie: str = ""


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
    def __init__(self, order: Order, number: int) -> None:
        self.order = order
        self.lessons = deque(order.lessons[number]) if order.lessons else None
        self.connection = HTTPConnection("127.0.0.1", order.port, timeout=_SECONDS)
        cookies = order.cookies | ({order.csrf_cookie: _CSRF} if order.lessons else {})
        self.headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items())}
        if self.lessons:
            self.headers |= {"Content-Type": "application/json", "X-CSRFToken": _CSRF, "X-Requested-With": "zvans"}

    def ask(self) -> None:
        if self.lessons is not None:
            body = batch_of(self.lessons.popleft()).encode()
            self.connection.request("POST", self.order.path, body, self.headers)
        else:
            self.connection.request("GET", self.order.path, headers=self.headers)
        response = self.connection.getresponse()
        body = response.read()
        if response.status != 200 or body.count(self.order.marker.encode()) < self.order.times:
            raise WrongAnswer(f"{self.order.path}: {response.status}, {len(body)} bytes, {body[:300]!r}")
        if self.lessons is not None:
            self.lessons.append(cells_after(body))


def _shares(order: Order) -> Iterator[int]:
    for number in range(order.connections):
        yield order.requests // order.connections + (number < order.requests % order.connections)


def carry_out(order: Order) -> float:
    """Seconds from the first request to the last answer."""
    start, faults = Barrier(order.connections + 1), []

    def work(browser: _Browser, requests: int) -> None:
        start.wait()
        try:
            for _ in range(requests):
                browser.ask()
        except (WrongAnswer, OSError) as fault:
            faults.append(fault)

    threads = [Thread(target=work, args=(_Browser(order, n), share)) for n, share in enumerate(_shares(order))]
    for thread in threads:
        thread.start()
    start.wait()
    started = monotonic()
    for thread in threads:
        thread.join()
    if faults:
        raise faults[0]
    return monotonic() - started


if __name__ == "__main__":
    try:
        print(json.dumps({"seconds": carry_out(Order(**json.load(sys.stdin)))}))
    except (WrongAnswer, OSError) as fault:
        sys.exit(f"The bench got a wrong answer. {fault}")
