"""A program that is asked to end unwinds as on Ctrl+C: what it started stops with it, in order."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


def _interrupt(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


@contextmanager
def ends_in_order() -> Iterator[None]:
    """SIGTERM (a service manager) and SIGHUP (a closed terminal) act as Ctrl+C; the block's end by any of them is no error."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _interrupt)
    try:
        yield
    except KeyboardInterrupt:
        return
