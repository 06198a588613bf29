"""One measure: some requests, and what they cost the web server and the database."""

import json
import subprocess
import sys
from dataclasses import dataclass, field, replace
from datetime import date
from statistics import median

from django.conf import settings

from bench.client import Cell, Order, Outcome, Visit
from bench.pages import Page, lessons_to_save
from bench.processes import processor_seconds, spent

_SECONDS_A_MEASURE = 1.0
_FEWEST_REQUESTS = 200


@dataclass(frozen=True)
class Cost:
    """Processor time of one request in milliseconds, pages a second, and by page the seconds that each answer took."""

    server_ms: float
    database_ms: float
    pages_per_second: float
    waits: dict[str, list[float]] = field(default_factory=dict)

    @property
    def total_ms(self) -> float:
        return self.server_ms + self.database_ms

    @property
    def median_wait_ms(self) -> float:
        return 1000 * median(seconds for waits in self.waits.values() for seconds in waits)


@dataclass(frozen=True)
class Bench:
    """The running programs, by process number, and what the requests are made of."""

    port: int
    server: int
    database: int
    cookies: dict[int, dict[str, str]]  # by account
    today: date

    def measure(self, page: Page, *, connections: int, requests: int) -> Cost:
        lessons = lessons_to_save(self.today) if page.saves else []
        return self.cost_of(_shared(self._visits(page, requests, len(lessons)), connections), lessons)

    def cost_of(
        self, connections: list[list[Visit]], lessons: list[list[Cell]] | None = None, seconds: float | None = None
    ) -> Cost:
        """Of the visits that each connection makes."""
        order = Order(self.port, connections, lessons or [], settings.CSRF_COOKIE_NAME, seconds)
        server, database = processor_seconds(self.server), processor_seconds(self.database)
        outcome = _carry_out(order)
        server_seconds = spent(server, processor_seconds(self.server))
        database_seconds = spent(database, processor_seconds(self.database))
        requests = sum(len(waits) for waits in outcome.waits.values())
        return Cost(
            server_seconds * 1000 / requests,
            database_seconds * 1000 / requests,
            requests / outcome.seconds,
            outcome.waits,
        )

    def enough_requests(self, page: Page) -> int:
        """As many as take about a second; meanwhile everything gets warm: templates, prepared statements, the database's memory."""
        cost = self.measure(page, connections=8, requests=_FEWEST_REQUESTS)
        return max(_FEWEST_REQUESTS, int(_SECONDS_A_MEASURE * cost.pages_per_second))

    def _visits(self, page: Page, requests: int, lessons: int) -> list[Visit]:
        """Saves go round the lessons: those of one connection are never another's, as long as the connections divide them."""
        visit = Visit(page.key, page.path, self.cookies.get(page.account, {}), page.marker, page.times)
        if not page.account:
            return [replace(visit, source=f"10.{n >> 16}.{n >> 8 & 255}.{n & 255}") for n in range(requests)]
        if not lessons:
            return [visit] * requests
        return [
            Visit(page.key, page.path, visit.cookies, page.marker, page.times, lesson=number % lessons)
            for number in range(requests)
        ]


def _shared(visits: list[Visit], connections: int) -> list[list[Visit]]:
    """Each lesson to one connection only, so that nobody changes what another has based a change on."""
    shares: list[list[Visit]] = [[] for _ in range(connections)]
    for number, visit in enumerate(visits):
        shares[(number if visit.lesson is None else visit.lesson) % connections].append(visit)
    return shares


def _carry_out(order: Order) -> Outcome:
    client = subprocess.run(
        [sys.executable, "-m", "bench.client"],
        input=order.as_json(),
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )
    if client.returncode:
        raise SystemExit(1)  # the client has said why
    return Outcome(**json.loads(client.stdout))
