"""`python -m bench.typing`: how long a teacher waits for what a key does in the journal's grid of 30 × 60, at the pace of this machine and
of a school laptop.

A headless Chromium writes columns of marks into a school of its own. What is measured is the time from a key's keydown to the end of the
next frame, in milliseconds, with the processor as it is and slowed down four times (as the browser's own tools do); and what the page's
thread had of the processor, which other work on the machine hardly changes. The aim: Enter takes at most 50 ms on the slow one, on a
machine that does nothing else.
"""

import os
import shutil
import sys
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from statistics import median, quantiles
from typing import TYPE_CHECKING, Any

from bench.__main__ import free_port, progress
from bench.box import country_in_a_box

if TYPE_CHECKING:
    from playwright.sync_api import CDPSession, Page

_HOST = "127.0.0.1"
_PROGRAMS = ("chromium-headless-shell", "chromium")
_FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
_RATES = (1, 4)  # of slowing down
_ROUNDS = 3  # columns at each rate, taken in turn
_PACE = 60  # ms between keys
_AIM = 50  # ms for Enter at the last rate
_NAMES = {"Digit": "digit", "Enter": "Enter", "Arrow": "arrow"}

# A frame is over when the first message after its callbacks is heard.
_LISTEN = """() => {
    window.typed = [];
    window.addEventListener("keydown", ({ code }) => {
        const pressed = performance.now();
        requestAnimationFrame(() => {
            const { port1, port2 } = new MessageChannel();
            port1.onmessage = () => window.typed.push([code, performance.now() - pressed]);
            port2.postMessage(null);
        });
    }, { capture: true });
}"""

Times = dict[tuple[str, int], list[float]]  # by key and rate; at the rate 0 the processor's time


def measured(page: "Page", rounds: int = _ROUNDS) -> Times:
    """The page shows a grid that can be written in. Each round fills a column of its newest lesson and then goes up it again."""
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    page.evaluate(_LISTEN)
    page.locator("td input").click()
    rows = page.locator("table.journal tbody tr").count()
    _column(page, session, rows, 0)  # the first one compiles
    page.evaluate("window.typed = []")
    found: Times = defaultdict(list)
    for number in range(rounds):
        for rate in _RATES:
            with _slowed(session, rate):
                worked = _column(page, session, rows, number)
            if rate == 1:
                for name, milliseconds in worked.items():
                    found[name, 0].append(milliseconds)
            for code, milliseconds in page.evaluate("window.typed.splice(0)"):
                found[_named(code), rate].append(milliseconds)
    return found


def _worked(session: "CDPSession") -> float:
    """Milliseconds of processor that the page's own thread has had: what else runs on the machine does not count."""
    metrics = session.send("Performance.getMetrics")["metrics"]
    return next(metric["value"] for metric in metrics if metric["name"] == "TaskDuration") * 1000


@contextmanager
def _slowed(slow: "CDPSession", rate: int) -> Iterator[None]:
    slow.send("Emulation.setCPUThrottlingRate", {"rate": rate})
    yield
    slow.send("Emulation.setCPUThrottlingRate", {"rate": 1})


def _column(page: "Page", session: "CDPSession", rows: int, number: int) -> dict[str, float]:
    """Other marks each time, so that each is saved. What a mark with its Enter, and an arrow, take of the processor."""
    start = _worked(session)
    for row in range(rows - 1):
        _press(page, str((row + number) % 8 + 1))
        _press(page, "Enter")
    page.locator("#save-state[data-state=saved]").wait_for()
    written = _worked(session)
    for _ in range(rows - 1):
        _press(page, "ArrowUp")
    return {"mark": (written - start) / (rows - 1), "arrow": (_worked(session) - written) / (rows - 1)}


def _press(page: "Page", key: str) -> None:
    page.keyboard.press(key)
    page.wait_for_timeout(_PACE)


def _named(code: str) -> str:
    return next(name for start, name in _NAMES.items() if code.startswith(start))


def table(found: Times) -> str:
    head = f"{'ms':8}" + "".join(f"{f'{rate}×: median':>12}{'95 %':>8}" for rate in _RATES) + f"{'ratio':>8}"
    lines = [head]
    for name in _NAMES.values():
        times = [found[name, rate] for rate in _RATES]
        figures = "".join(f"{median(each):12.1f}{quantiles(each, n=20)[-1]:8.1f}" for each in times)
        lines.append(f"{name:8}{figures}{median(times[-1]) / median(times[0]):8.1f}")
    marks, arrows = median(found["mark", 0]), median(found["arrow", 0])
    lines.append(f"processor of the page's thread: {marks:.1f} ms a digit with its Enter, {arrows:.1f} ms an arrow")
    beside = [median(found["Enter", rate]) / median(found["arrow", rate]) for rate in _RATES]
    lines.append(
        "Enter beside an arrow: "
        + ", ".join(f"{ratio:.2f} at {rate}×" for ratio, rate in zip(beside, _RATES, strict=True))
    )
    return "\n".join(lines)


@contextmanager
def grid_in_a_browser() -> Iterator["Page"]:
    """The journal of 30 pupils and 60 lessons of the bench's one school, opened by its teacher."""
    with country_in_a_box(1, progress) as box:
        from bench.pages import pages, signed_in
        from zvans.program import serving

        grid = next(page for page in pages(box.today) if page.key == "grid")
        cookies: dict[str, str] = signed_in([grid.account])[grid.account]
        port = free_port()
        with serving.children(_HOST, port, workers=1, jobs=False) as running:
            serving.first_answer(_HOST, port, running)
            with _browser() as browser:
                site = f"http://{_HOST}:{port}"
                page = browser.new_page(viewport={"width": 1366, "height": 768}, locale="lv-LV")
                page.context.add_cookies(
                    [{"name": name, "value": value, "url": site} for name, value in cookies.items()]
                )
                page.goto(site + grid.path)
                yield page


@contextmanager
def _browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    program = next(filter(None, map(shutil.which, _PROGRAMS)), None)
    if program is None:
        raise SystemExit("Chromium is not installed: `make test` installs it.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=_FLAGS)
        yield browser
        browser.close()


def main() -> None:
    with grid_in_a_browser() as page:
        progress(f"Typing; the machine's load is {os.getloadavg()[0]:.1f}")
        found = measured(page)
        print(table(found))
        sys.exit(0 if median(found["Enter", _RATES[-1]]) <= _AIM else 1)


if __name__ == "__main__":
    main()
