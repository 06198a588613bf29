"""What went wrong, in plain words, with a way on."""

import pytest
from django.test import Client

from tests.support.page import read

pytestmark = pytest.mark.urls("tests.web.shared.failing_urls")


@pytest.mark.parametrize(
    ("method", "address", "status", "heading"),
    [
        ("get", "/no-such-page/", 404, "Šādas lapas nav"),
        ("get", "/forbidden/", 403, "Šo Jūs nevarat darīt"),
        ("get", "/broken/", 500, "Mums kaut kas neizdevās"),
        ("post", "/form/", 403, "Lapa bija atvērta pārāk ilgi"),
        ("get", "/sign-out/", 405, "Šeit nekas nav skatāms"),
    ],
)
def test_a_failure_says_what_to_do_next(method: str, address: str, status: int, heading: str) -> None:
    client = Client(raise_request_exception=False, enforce_csrf_checks=True)
    answer = getattr(client, method)(address, headers={"Accept": "text/html"})
    page = read(answer.content)
    assert (answer.status_code, page.one("h1").text) == (status, heading)
    assert (page.one("main").links()[-1], len(page.one("main").text) > 100) == (("Sākums", "/"), True)
