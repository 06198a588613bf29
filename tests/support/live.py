"""The product's pages on a port of this machine, in a thread of the test's process, for a browser or another program to ask."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.servers.basehttp import ThreadedWSGIServer
from django.test.testcases import LiveServerThread


class _Server(ThreadedWSGIServer):
    def serve_forever(self, poll_interval: float = 0.02) -> None:
        """Looks whether it is to end every 20 ms, not twice a second: each test would wait for that."""
        super().serve_forever(poll_interval)


class _Thread(LiveServerThread):
    server_class = _Server


@contextmanager
def live_server(host: str = "127.0.0.1") -> Iterator[str]:
    """Its address, as long as the block lasts. It uses whichever database the process does."""
    server = _Thread(host, StaticFilesHandler)
    server.daemon = True
    server.start()
    server.is_ready.wait()
    assert server.error is None
    try:
        yield f"http://{host}:{server.port}"
    finally:
        server.terminate()
