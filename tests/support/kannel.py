"""Debian's Kannel with its fake SMSC: a real gateway of text messages, started for a test on ports of its own.

`bearerbox` speaks to the operators, `smsbox` to us; `fakesmsc` is an operator: what is sent to a phone it prints, what it is told to say
comes from one.
"""

import re
import socket
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep
from urllib.parse import unquote_to_bytes

import pytest

_BEARERBOX, _SMSBOX, _FAKESMSC = "/usr/sbin/bearerbox", "/usr/sbin/smsbox", "/usr/lib/kannel/test/fakesmsc"
_SECONDS = 20
_CONFIGURATION = """
group = core
admin-port = {admin}
admin-password = {secret}
smsbox-port = {inner}
box-allow-ip = "127.0.0.1"
log-level = 2
dlr-storage = internal

group = smsc
smsc = fake
smsc-id = operator
port = {operator}
connect-allow-ip = 127.0.0.1

group = smsbox
bearerbox-host = 127.0.0.1
sendsms-port = {sendsms}
log-level = 2
http-request-retry = 3
http-queue-delay = 1

group = sendsms-user
username = zvans
password = gateways-word
concatenation = true
max-messages = 10
user-allow-ip = "127.0.0.1"

group = sms-service
keyword = default
catch-all = true
send-sender = true
post-url = "http://gateway:{secret}@{site}/sms/in/?id=%I&at=%T"
max-messages = 0
omit-empty = true
"""
_PART = re.compile(r"Got message \d+: <(\S+) (\S+) udh (\S+) data (\S+)>")


class Kannel:
    def __init__(self, folder: Path, ports: dict[str, int]) -> None:
        self._folder, self._ports = folder, ports
        self.url = f"http://127.0.0.1:{ports['sendsms']}/cgi-bin/sendsms"
        self._running: list[subprocess.Popen[bytes]] = []
        self._operator: subprocess.Popen[bytes] | None = None

    def start(self, configuration: Path) -> None:
        for program, port in ((_BEARERBOX, "inner"), (_SMSBOX, "sendsms")):
            self._running.append(self._started(program, ["-v", "2", str(configuration)]))
            until(lambda port=port: _listens(self._ports[port]))  # type: ignore[misc]

    def say(self, sender: str, text: str) -> None:
        """A phone writes to the short number; the operator stays on the line for what comes back."""
        self.hang_up()
        message = f"{sender} 1800 data {text.replace(' ', '+')}"
        arguments = ["-H", "127.0.0.1", "-r", str(self._ports["operator"]), "-m", "1", "-i", "0.1", message]
        self._operator = self._started(_FAKESMSC, arguments)

    def hang_up(self) -> None:
        if self._operator is not None:
            self._operator.kill()
            self._operator.wait()
            self._operator = None

    def parts(self) -> list[tuple[str, str, bytes, bytes]]:
        """What the operator has got: from where, to which phone, the header that says which part it is, the part itself."""
        said = (self._folder / "fakesmsc.log").read_text(encoding="utf-8", errors="replace")
        return [
            (sender, phone, unquote_to_bytes(header), unquote_to_bytes(part.replace("+", " ")))
            for sender, phone, header, part in _PART.findall(said)
        ]

    def stop(self) -> None:
        self.hang_up()
        for child in reversed(self._running):
            child.kill()
            child.wait()

    def _started(self, program: str, arguments: list[str]) -> "subprocess.Popen[bytes]":
        with (self._folder / f"{Path(program).name}.log").open("ab") as log:
            return subprocess.Popen([program, *arguments], stdout=log, stderr=log, cwd=self._folder)


@contextmanager
def kannel_at_work(folder: Path, site: str, secret: str) -> Iterator[Kannel]:
    """`site` is where it reaches us («127.0.0.1:8000»), with this secret."""
    if not all(Path(program).exists() for program in (_BEARERBOX, _SMSBOX, _FAKESMSC)):
        pytest.fail("Kannel is not installed: `make test` installs it (Debian's kannel and kannel-extras).")
    ports = dict(zip(("admin", "inner", "operator", "sendsms"), _free_ports(4), strict=True))
    configuration = folder / "kannel.conf"
    configuration.write_text(_CONFIGURATION.format(**ports, site=site, secret=secret), encoding="utf-8")
    kannel = Kannel(folder, ports)
    try:
        kannel.start(configuration)
        yield kannel
    finally:
        kannel.stop()


def until(happens: Callable[[], bool]) -> None:
    """Wait for what other programs do."""
    end = monotonic() + _SECONDS
    while not happens():
        if monotonic() > end:
            pytest.fail("What was waited for did not come.")
        sleep(0.05)


def _listens(port: int) -> bool:
    with socket.socket() as attempt:
        return attempt.connect_ex(("127.0.0.1", port)) == 0


def _free_ports(count: int) -> list[int]:
    sockets = [socket.socket() for _ in range(count)]
    for one in sockets:
        one.bind(("127.0.0.1", 0))
    ports = [one.getsockname()[1] for one in sockets]
    for one in sockets:
        one.close()
    return ports
