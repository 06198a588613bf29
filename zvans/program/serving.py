"""The web server and the worker as children of this program: started together, watched, stopped together."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException
from time import monotonic, sleep

import click

from zvans.lib.children import kill_group, start_child, stop_child

_MOST_WORKERS = 32  # with two connections each, of a hundred
_READY_SECONDS = 60
_STOP_SECONDS = 15
_PAUSE_SECONDS = 0.1


def usual_workers() -> int:
    """One a processor, and no more than the embedded database has connections for."""
    return min(os.cpu_count() or 1, _MOST_WORKERS)


def check_port_free(host: str, port: int) -> None:
    with socket.socket() as attempt:
        attempt.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            attempt.bind((host, port))
        except OSError as error:
            raise click.ClickException(
                f"{host}:{port} can't be used: {error.strerror}.\nChoose another port, for example ZVANS_PORT={port + 1}."
            ) from error


@contextmanager
def children(host: str, port: int, *, workers: int, jobs: bool) -> Iterator[list["subprocess.Popen[bytes]"]]:
    """The web server, and with `jobs` the worker. Whatever ends the block ends those that are in the list then."""
    commands = [["zvans.program.web_server", host, str(port), str(workers)]]
    if jobs:
        commands.append(["zvans.program.main", "worker"])
    started: list[subprocess.Popen[bytes]] = []
    try:
        for command in commands:
            started.append(started_child([sys.executable, "-m", *command]))
        yield started
    finally:
        for child in started:
            child.terminate()
        for child in started:
            stop_child(child, signal.SIGTERM, seconds=_STOP_SECONDS)
            kill_group(child)


def started_child(command: Sequence[str]) -> "subprocess.Popen[bytes]":
    return start_child(command, ending=signal.SIGKILL)


def first_answer(host: str, port: int, running: list["subprocess.Popen[bytes]"]) -> int:
    """Wait until the front page comes; its HTTP status."""
    until = monotonic() + _READY_SECONDS
    while monotonic() < until:
        check_running(running)
        connection = HTTPConnection(host, port, timeout=_READY_SECONDS)
        try:
            connection.request("GET", "/")
            return connection.getresponse().status
        except (OSError, HTTPException):
            sleep(_PAUSE_SECONDS)
        finally:
            connection.close()
    raise click.ClickException("The web server did not answer; its messages are above.")


def check_running(running: list["subprocess.Popen[bytes]"]) -> None:
    for child in running:
        if child.poll() is not None:
            raise click.ClickException(f"{name_of(child)} has stopped; its messages are above.")


def name_of(child: "subprocess.Popen[bytes]") -> str:
    """The command without the way to Python."""
    return " ".join(map(str, child.args[2:]))  # type: ignore[index]
