"""Kills (SIGKILL) parts of a running installation and times how long until it saves again and is whole again."""

import os
import signal
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random
from time import monotonic, sleep

from tests.kill.client import Tally
from tests.kill.installed import Installed

_COMEBACK_SECONDS = 120
PROGRAM, EVERYTHING = "zvans serve", "everything at once"
SERVER, ANSWERING, JOBS = "web server", "process that answers", "worker of jobs"
POSTMASTER, BACKEND, HELPER = "database server", "database connection", "process of the database"
KINDS = [ANSWERING, SERVER, JOBS, BACKEND, HELPER, POSTMASTER, PROGRAM, EVERYTHING]
_WHOLE = {PROGRAM: 1, SERVER: 1, ANSWERING: 2, JOBS: 1, POSTMASTER: 1}


@dataclass(frozen=True)
class Kill:
    """Seconds from the kill until a save sent after it was acknowledged, and until all processes were there again."""

    kind: str
    saving: float
    whole: float


def parts(root: int) -> dict[str, list[int]]:
    """The running processes of an installation, by kind."""
    commands, children = {}, defaultdict(list)
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                stat = (entry / "stat").read_text().rpartition(")")[2].split()
                commands[int(entry.name)] = (entry / "cmdline").read_text().replace("\0", " ")
            except OSError:
                continue  # it ended while we looked
            if stat[0] != "Z":
                children[int(stat[1])].append(int(entry.name))
    found = defaultdict(list, {PROGRAM: [root]} if root in commands else {})
    for child in children[root]:
        kind = next((kind for word, kind in _BY_WORD.items() if word in commands[child]), None)
        if kind:
            found[kind].append(child)
            for grandchild in children[child]:
                found[_below(kind, commands[grandchild])].append(grandchild)
    return found


_BY_WORD = {"zvans.program.web_server": SERVER, "zvans.program.main worker": JOBS, "postgres -D": POSTMASTER}


def _below(kind: str, command: str) -> str:
    if kind == POSTMASTER:
        return BACKEND if "zvans_app" in command else HELPER
    return ANSWERING if kind == SERVER else kind


class Killer:
    def __init__(self, installed: Installed, tally: Tally, seed: str) -> None:
        self.installed, self.tally, self.random = installed, tally, Random(seed)
        self.kills: list[Kill] = []

    def kill(self, kind: str) -> None:
        """One of a kind, whichever chance names; then wait until saving goes on."""
        self._wait(lambda: bool(self._parts()[kind]) or kind == EVERYTHING)
        victims = self._victims(kind)
        killed = monotonic()
        for victim in victims:
            _end(victim)
        if kind in (PROGRAM, EVERYTHING):
            assert self.installed.program is not None
            self.installed.program.wait()
            self.installed.start()
        saving = self._wait(lambda: self.tally.last_sent > killed) - killed
        self.kills.append(Kill(kind, saving, self._wait(self._is_whole) - killed))

    def _parts(self) -> dict[str, list[int]]:
        assert self.installed.program is not None
        return parts(self.installed.program.pid)

    def _victims(self, kind: str) -> list[int]:
        found = self._parts()
        if kind == EVERYTHING:
            return [number for numbers in found.values() for number in numbers]
        return [self.random.choice(found[kind])]

    def _is_whole(self) -> bool:
        found = self._parts()
        return all(len(found[kind]) == number for kind, number in _WHOLE.items())

    def _wait(self, condition: Callable[[], bool]) -> float:
        until = monotonic() + _COMEBACK_SECONDS
        while not condition():
            assert not self.tally.faults, self.tally.faults[:3]
            assert monotonic() < until, f"it did not come back: {self.installed.said()[-3000:]}"
            sleep(0.02)
        return monotonic()


def _end(process: int) -> None:
    try:
        os.kill(process, signal.SIGKILL)
    except ProcessLookupError:
        return
