"""Processor time of a program and all its children, from /proc."""

import os
from collections.abc import Iterator
from pathlib import Path

_PROC = Path("/proc")
_TICKS = os.sysconf("SC_CLK_TCK")
_NANOSECONDS = 1_000_000_000


def _stat(process: int) -> list[str]:
    """The fields after the name, which may hold anything: state, parent, …"""
    return (_PROC / str(process) / "stat").read_text().rpartition(")")[2].split()


def with_children(root: int) -> list[int]:
    """A process, its children, theirs, and so on."""
    children: dict[int, list[int]] = {}
    for entry in _PROC.iterdir():
        if entry.name.isdigit():
            try:
                children.setdefault(int(_stat(int(entry.name))[1]), []).append(int(entry.name))
            except OSError:
                continue  # it ended while we looked
    found = [root]
    for process in found:
        found += children.get(process, [])
    return found


def _seconds(process: int) -> float:
    """User and system time: to the nanosecond where the kernel keeps it by thread, else in its ticks of 10 ms."""
    try:
        return sum(_of_threads(process)) / _NANOSECONDS
    except OSError:
        fields = _stat(process)
        return (int(fields[11]) + int(fields[12])) / _TICKS


def _of_threads(process: int) -> Iterator[int]:
    for thread in (_PROC / str(process) / "task").iterdir():
        yield int((thread / "schedstat").read_text().split()[0])


def processor_seconds(root: int) -> dict[int, float]:
    """By process, so that two readings can be compared although children come and go between them."""
    return {process: _seconds(process) for process in with_children(root)}


def spent(before: dict[int, float], after: dict[int, float]) -> float:
    return sum(seconds - before.get(process, 0.0) for process, seconds in after.items())
