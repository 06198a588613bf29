"""Readers of strangers' files run in a process of their own, with little memory and time: what they are brought to fails there."""

import resource
import subprocess
import sys

_MEMORY = 1024**3  # bytes of address space
_SECONDS = 60


class Stopped(ValueError):
    """The reader gave up, or was stopped."""


def run_limited(module: str, content: bytes) -> bytes:
    """What the program `module` writes when it is given `content`. Raises `Stopped`."""
    command = [sys.executable, "-m", module]
    read = subprocess.run(command, input=content, capture_output=True, check=False, preexec_fn=_limit)
    if read.returncode:
        raise Stopped
    return read.stdout


def _limit() -> None:
    for what, most in ((resource.RLIMIT_AS, _MEMORY), (resource.RLIMIT_CPU, _SECONDS), (resource.RLIMIT_CORE, 0)):
        resource.setrlimit(what, (most, most))
