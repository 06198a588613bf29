"""Child processes that never outlive the program that started them, however it ends."""

import ctypes
import os
import signal
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

_PR_SET_PDEATHSIG = 1  # linux/prctl.h
_prctl = ctypes.CDLL(None, use_errno=True).prctl


@dataclass(frozen=True)
class SystemUser:
    """Who a child runs as when that is somebody else than we are."""

    name: str
    uid: int
    gid: int


def end_with_parent(parent: int, ending: signal.Signals) -> None:
    """Ask the kernel to send us `ending` when our parent is gone, by kill -9 too.

    To be called in the child, after a change of user, which would clear the request. A parent that died before the request
    was made is noticed by its number.
    """
    _prctl(_PR_SET_PDEATHSIG, int(ending))
    if os.getppid() != parent:
        os.kill(os.getpid(), signal.SIGKILL)


def start_child(
    command: Sequence[str | Path],
    *,
    ending: signal.Signals,
    user: SystemUser | None = None,
    folder: Path | None = None,
    environment: dict[str, str] | None = None,
    output: IO[bytes] | None = None,
    pass_fds: Sequence[int] = (),
) -> "subprocess.Popen[bytes]":
    """Start a program in a session of its own: the terminal's Ctrl+C reaches us, and we stop our children in order.

    Call it in the main thread: the kernel takes the end of the thread that started a child for the end of its parent.
    """
    parent = os.getpid()
    return subprocess.Popen(
        command,
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.STDOUT if output else None,
        pass_fds=pass_fds,
        start_new_session=True,
        preexec_fn=lambda: end_with_parent(parent, ending),
        user=user.uid if user else None,
        group=user.gid if user else None,
        extra_groups=[] if user else None,
    )


def run_as(
    user: SystemUser | None,
    command: Sequence[str | Path],
    *,
    folder: Path | None = None,
    environment: dict[str, str] | None = None,
    pass_fds: Sequence[int] = (),
) -> "subprocess.CompletedProcess[str]":
    """Run a short program to its end, or to ours, and keep what it said."""
    parent = os.getpid()
    return subprocess.run(
        command,
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        pass_fds=pass_fds,
        preexec_fn=lambda: end_with_parent(parent, signal.SIGKILL),
        user=user.uid if user else None,
        group=user.gid if user else None,
        extra_groups=[] if user else None,
    )


def stop_child(child: "subprocess.Popen[bytes]", ending: signal.Signals, *, seconds: float) -> bool:
    """Ask a child to end and wait; False when it is still there after `seconds`."""
    if child.poll() is None:
        child.send_signal(ending)
    try:
        child.wait(seconds)
    except subprocess.TimeoutExpired:
        return False
    return True


def kill_group(child: "subprocess.Popen[bytes]") -> None:
    """End whatever is left of a child's session at once."""
    try:
        os.killpg(child.pid, signal.SIGKILL)
    except ProcessLookupError:
        return
    child.wait()
