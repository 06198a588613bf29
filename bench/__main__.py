"""`make bench`: what the hot pages cost, in the processor time of the web server and the database, beside a bare page.

SCALE is the share of the country in the database (1/30; 1 is all of it). `python -m bench week save` measures those pages only and
judges nothing; `evening` and `wave` are names too.
"""

import socket
import sys
from time import monotonic
from typing import TYPE_CHECKING, Any

from bench import scale
from bench.box import Box, country_in_a_box

if TYPE_CHECKING:
    from bench.report import Measured

_HOST = "127.0.0.1"
_ROUNDS = 5
_CROWD = 8
_started = monotonic()


def progress(text: str) -> None:
    print(f"{monotonic() - _started:6.1f} s  {text}", file=sys.stderr)


def free_port() -> int:
    with socket.socket() as found:
        found.bind((_HOST, 0))
        return int(found.getsockname()[1])


def main() -> None:
    with country_in_a_box(scale.schools(), progress) as box:
        from bench import report

        measured = _measured(box, sys.argv[1:])
        print(report.table(measured))
        if len(sys.argv) == 1:
            report.write(measured, schools=box.schools)
            sys.exit(0 if measured.is_met else 1)


def _measured(box: Box, only: list[str]) -> "Measured":
    from bench.report import Measured

    found = _pages(box, only)
    if not only or "wave" in only:
        found = Measured(found.results, found.evening, _wave(box))
    return found


def _pages(box: Box, only: list[str]) -> "Measured":
    from bench.evening import EveningBench
    from bench.measure import Bench
    from bench.pages import NOBODY, pages, signed_in
    from bench.report import Measured, Result
    from bench.statements import statements
    from zvans.program import serving

    measured = [page for page in pages(box.today) if not only or page.key in ("floor", "bare", *only)]
    cookies = signed_in({page.account for page in measured} - {NOBODY})
    counts = {page.key: statements(page, cookies.get(page.account, {}), box.today) for page in measured}
    port = free_port()
    progress("Starting the web server")
    with serving.children(_HOST, port, workers=1, jobs=False) as running:
        serving.first_answer(_HOST, port, running)
        bench = Bench(port, running[0].pid, box.database_process, cookies, box.today)
        progress("Warming up")
        requests = {page.key: bench.enough_requests(page) for page in measured}
        evening = EveningBench(bench, measured[0], box.schools) if not only or "evening" in only else None
        single: dict[str, list[Any]] = {page.key: [] for page in measured}
        crowd: dict[str, list[Any]] = {page.key: [] for page in measured}
        for number in range(_ROUNDS):
            progress(f"Round {number + 1} of {_ROUNDS}")
            for page in measured:
                single[page.key].append(bench.measure(page, connections=1, requests=requests[page.key]))
                crowd[page.key].append(bench.measure(page, connections=_CROWD, requests=requests[page.key]))
            if evening:
                evening.measure()
    results = [Result(p, counts[p.key], single[p.key], crowd[p.key], single[p.of]) for p in measured]
    return Measured(results, evening.evening if evening else None, None)


def _wave(box: Box) -> dict[str, Any]:
    """As many processes answer as when it is served."""
    from bench.measure import Bench
    from bench.wave import wave
    from zvans.program import serving

    progress("The first of September")
    port = free_port()
    with serving.children(_HOST, port, workers=serving.usual_workers(), jobs=False) as running:
        serving.first_answer(_HOST, port, running)
        return wave(Bench(port, running[0].pid, box.database_process, {}, box.today), box.schools)


if __name__ == "__main__":
    main()
