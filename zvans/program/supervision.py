"""Keeps what a serving program consists of running: whatever ends by itself is started again (K5).

The web server looks after the processes that answer, PostgreSQL after its backends; this looks after the two of them and the worker. Who
looks after this program is the machine's service manager.
"""

import subprocess
from collections.abc import Callable
from time import monotonic, sleep
from typing import NoReturn

import click

from zvans.lib.children import kill_group
from zvans.lib.database.embedded.cluster import Cluster
from zvans.lib.database.problem import DatabaseProblem
from zvans.program.serving import name_of, started_child

_LOOK_SECONDS = 0.2
_LONGEST_PAUSE = 15.0
_LIVED_WELL = 10.0


class Backoff:
    """When something may be started again: at once, and after 1, 2, 4 … 15 seconds if it keeps ending within ten."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock, self._pause = clock, 0.0
        self._started = self._not_before = clock()
        self._is_down = False

    def may_start(self) -> bool:
        """To be asked while the thing is down; the first time tells us that it has ended."""
        if not self._is_down:
            self._is_down = True
            if self._clock() - self._started > _LIVED_WELL:
                self._pause = 0.0
            self._wait()
        return self._clock() >= self._not_before

    def has_started(self) -> None:
        self._started, self._is_down = self._clock(), False

    def has_failed(self) -> None:
        self._wait()

    def _wait(self) -> None:
        self._not_before = self._clock() + self._pause
        self._pause = min(_LONGEST_PAUSE, self._pause * 2 or 1.0)


def keep_running(children: list["subprocess.Popen[bytes]"], cluster: Cluster | None) -> NoReturn:
    """Until a signal ends it. A child that is started again takes the old one's place in the list."""
    pauses = [Backoff() for _ in children]
    database = Backoff()
    while True:
        if cluster is not None:
            _keep_database(cluster, database)
        for number, child in enumerate(children):
            if child.poll() is not None and pauses[number].may_start():
                _say(f"{name_of(child)} has ended ({child.returncode})")
                kill_group(child)
                children[number] = started_child(child.args)  # type: ignore[arg-type]
                pauses[number].has_started()
        sleep(_LOOK_SECONDS)


def _keep_database(cluster: Cluster, pause: Backoff) -> None:
    if cluster.is_up() or not pause.may_start():
        return
    try:
        if cluster.start_again():
            _say("the database has ended")
            pause.has_started()
    except DatabaseProblem as problem:
        _say(str(problem))
        pause.has_failed()


def _say(what: str) -> None:
    click.echo(f"zvans: {what}; starting again", err=True)
