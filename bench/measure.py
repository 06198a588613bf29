"""One measure: some requests for one page, and what they cost the web server and the database."""

import json
import subprocess
import sys
from dataclasses import asdict, dataclass
from datetime import date

from django.conf import settings

from bench.client import Order
from bench.pages import Page, lessons_to_save
from bench.processes import processor_seconds, spent

_SECONDS_A_MEASURE = 1.0
_FEWEST_REQUESTS = 200


@dataclass(frozen=True)
class Cost:
    """Processor time of one request in milliseconds, and pages a second."""

    server_ms: float
    database_ms: float
    pages_per_second: float

    @property
    def total_ms(self) -> float:
        return self.server_ms + self.database_ms


@dataclass(frozen=True)
class Bench:
    """The running programs, by process number, and what the requests are made of."""

    port: int
    server: int
    database: int
    cookies: dict[int, dict[str, str]]  # by account
    today: date

    def measure(self, page: Page, *, connections: int, requests: int) -> Cost:
        order = self._order(page, connections, requests)
        server, database = processor_seconds(self.server), processor_seconds(self.database)
        seconds = _carry_out(order)
        return Cost(
            spent(server, processor_seconds(self.server)) * 1000 / requests,
            spent(database, processor_seconds(self.database)) * 1000 / requests,
            requests / seconds,
        )

    def enough_requests(self, page: Page) -> int:
        """As many as take about a second; meanwhile everything gets warm: templates, prepared statements, the database's memory."""
        cost = self.measure(page, connections=8, requests=_FEWEST_REQUESTS)
        return max(_FEWEST_REQUESTS, int(_SECONDS_A_MEASURE * cost.pages_per_second))

    def _order(self, page: Page, connections: int, requests: int) -> Order:
        lessons = lessons_to_save(self.today) if page.saves else None
        shares = [lessons[n::connections] for n in range(connections)] if lessons else None
        return Order(
            self.port, page.path, self.cookies[page.account], page.marker, page.times, connections, requests, shares,
            settings.CSRF_COOKIE_NAME,
        )  # fmt: skip


def _carry_out(order: Order) -> float:
    client = subprocess.run(
        [sys.executable, "-m", "bench.client"],
        input=json.dumps(asdict(order)),
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )
    if client.returncode:
        raise SystemExit(1)  # the client has said why
    return float(json.loads(client.stdout)["seconds"])
