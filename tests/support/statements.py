"""How many statements a page costs."""

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

_FRAME = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT", "ROLLBACK")


def statements_of(client: Client, address: str) -> int:
    """The statements behind a page that must answer 200; what frames transactions is not counted."""
    with CaptureQueriesContext(connection) as caught:
        assert client.get(address).status_code == 200
    return sum(not query["sql"].startswith(_FRAME) for query in caught.captured_queries)
