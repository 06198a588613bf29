"""How many SQL statements a page needs, the session's included; the application itself counts, in this process."""

from datetime import date

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench.client import batch_of
from bench.pages import Page, lessons_to_save

_BOUNDS = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")


def statements(page: Page, cookies: dict[str, str], today: date) -> int:
    """Without the bounds of transactions."""
    browser = Client(SERVER_NAME="127.0.0.1")
    for name, value in cookies.items():
        browser.cookies[name] = value
    body = batch_of(lessons_to_save(today)[0]) if page.saves else ""
    with CaptureQueriesContext(connection) as captured:
        if page.saves:
            answer = browser.post(page.path, body, content_type="application/json")
        else:
            answer = browser.get(page.path)
    if answer.status_code != 200:
        raise SystemExit(f"{page.path} answered with {answer.status_code}.")
    return sum(not query["sql"].startswith(_BOUNDS) for query in captured.captured_queries)
