"""The web server as a process of its own: `python -m zvans.program.web_server HOST PORT WORKERS`."""

import gc
import os
import signal
import sys
from collections.abc import Callable
from typing import Any

from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

from config.wsgi import application
from zvans.lib.children import end_with_parent

_THREADS = 2  # a worker's requests at once, each with a database connection; more of them only wait for one another
_OBJECTS_BETWEEN_COLLECTIONS = 20_000
_KILL_SECONDS = 5  # a request that takes longer is cut off when the server stops


def main(host: str, port: int, workers: int) -> None:
    """The application is loaded once, before the workers fork off."""
    server = os.getpid()
    _collect_seldom()

    def begin() -> Callable[..., Any]:
        end_with_parent(server, signal.SIGKILL)  # a killed server must not leave workers behind that hold the port
        return application

    Server(
        "config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=_THREADS,
        workers_kill_timeout=_KILL_SECONDS,
        respawn_failed_workers=True,
        websockets=False,
        log_level=LogLevels.warning,
    ).serve(target_loader=begin, wrap_loader=False)


def _collect_seldom() -> None:
    """A page makes thousands of small objects and hardly a cycle; Python would look for one after every 700 of them."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(_OBJECTS_BETWEEN_COLLECTIONS, 10, 10)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
