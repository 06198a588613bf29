"""A gateway for text messages on this machine: it takes what is posted to it, and answers as it is told to."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from django.conf import settings


class Gateway:
    """`status` is what it answers with; 0: it takes the request and closes the line; None: it never answers."""

    def __init__(self) -> None:
        self.status: int | None = 202
        self.requests: list[tuple[str, dict[str, str], str]] = []
        self.has_taken = threading.Event()
        self.ends = threading.Event()
        gateway = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                gateway.requests.append((self.path, dict(self.headers), body))
                gateway.has_taken.set()
                if gateway.status is None:
                    gateway.ends.wait(60)
                if gateway.status:
                    self.send_response(gateway.status)
                    self.send_header("Content-Length", "0")
                    self.end_headers()

            def log_message(self, *_: Any) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_port}/cgi-bin/sendsms"

    @property
    def texts(self) -> list[str]:
        return [body for _, _, body in self.requests]


@contextmanager
def gateway_at_work() -> Iterator[Gateway]:
    gateway = Gateway()
    thread = threading.Thread(target=gateway.server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield gateway
    finally:
        gateway.ends.set()
        gateway.server.shutdown()
        gateway.server.server_close()
        thread.join()


def settings_of(url: str) -> dict[str, str]:
    """What the environment says of such a gateway."""
    return {
        "ZVANS_SMS_URL": url,
        "ZVANS_SMS_USER": "zvans",
        "ZVANS_SMS_PASSWORD": "gateways-word",
        "ZVANS_SMS_SECRET": "a-secret-of-both",
        "ZVANS_ADDRESS": "https://skola.example",
        "ZVANS_CODE_KEYS": ",".join(settings.PERSONAL_CODE_KEYS),
    }
