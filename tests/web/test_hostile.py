"""What somebody who means harm tries at every page: days that no calendar has, forms from elsewhere, answers kept on the way (C3, K3)."""

from typing import Any

import pytest
from django.conf import settings
from django.test import Client, override_settings
from django.urls import reverse

from tests.factories.small_school import SmallSchool
from tests.repo.test_views import VIEWS
from tests.support.page import read

FIRST, LAST = "2000-01-01", "2099-12-31"


@pytest.mark.parametrize("on", [FIRST, LAST])
@pytest.mark.parametrize(
    "address",
    [
        "/today/{on}/", "/timetable/class/{class_group}/{on}/", "/timetable/teacher/{teacher}/{on}/",
        "/timetable/room/{room}/{on}/", "/journal/{course}/?from={on}&to={on}",
    ],
)  # fmt: skip
def test_the_first_and_the_last_day_of_the_century_have_pages(
    client: Client, school: SmallSchool, places: dict[str, Any], address: str, on: str
) -> None:
    school.sign_in(client, "teacher")
    assert client.get(address.format_map(places | {"on": on})).status_code == 200


@pytest.mark.parametrize("on", ["0001-01-01", "1999-12-31", "2100-01-01", "9999-12-31", "20261123T10", "٢٠٢٦-11-23"])
def test_other_centuries_have_none(client: Client, school: SmallSchool, places: dict[str, Any], on: str) -> None:
    school.sign_in(client, "teacher")
    for address in ("/today/{on}/", "/journal/{course}/{on}/3/1/", "/timetable/class/{class_group}/{on}/"):
        assert client.get(address.format_map(places | {"on": on})).status_code == 404
    school.sign_in(client, "mother")
    assert client.get("/week/", {"on": on}).status_code == 404


@pytest.mark.parametrize("number", ["0", "9" * 18, "9" * 19, "9" * 40, "9" * 5000, "٣"])
def test_numbers_that_no_row_has_are_not_found(client: Client, school: SmallSchool, number: str) -> None:
    school.sign_in(client, "pupil")
    assert client.post(f"/homework/{number}/done/").status_code == 404


def test_no_form_from_elsewhere_is_taken(school: SmallSchool, places: dict[str, Any]) -> None:
    """Each address, before anything else is asked. The choice of a language needs no token, nor does the gateway, which has a secret.

    A SAML provider's page posts from elsewhere, and what it posts opens only where it was asked for; readers, also of adverts, are
    counted without a cookie.
    """
    client = Client(enforce_csrf_checks=True)
    taken = set()
    for name, entry in VIEWS.items():
        parts = {part: places.get(part, "x" * 10) for part in entry.pattern.converters}
        for persona in ("teacher", "pupil"):
            school.sign_in(client, persona)
            answer = client.post(reverse(name, kwargs=parts), "{}", content_type="application/json")
            taken |= {name} if answer.status_code != 403 else set()
    assert taken == {
        "adverts:seen",
        "comments:seen",
        "sign_in:language",
        "sign_in:provider_back",
        "sms:received",
        "sms:report",
    }


@pytest.mark.parametrize(
    ("method", "address", "expected"),
    [
        ("get", "/today/", 200), ("get", "/journal/zzzzzzzzzz/", 404), ("get", "/home/", 404), ("post", "/journal/{course}/cells/", 403),
        ("post", "/journal/{course}/{on}/3/1/", 403), ("put", "/today/", 405), ("get", "/today", 301), ("post", "/sign-out/", 302),
        ("get", "/today/", 302),
    ],
)  # fmt: skip
def test_nothing_private_is_kept_on_the_way(
    client: Client, school: SmallSchool, places: dict[str, Any], method: str, address: str, expected: int
) -> None:
    """Not even that something was not found: it may be there tomorrow."""
    school.sign_in(client, "anonymous" if (address, expected) == ("/today/", 302) else "class_teacher")
    answer = getattr(client, method)(address.format_map(places))
    assert (answer.status_code, answer.headers["Cache-Control"]) == (expected, "no-store")


def test_what_can_not_be_understood_is_said_so(client: Client, school: SmallSchool, places: dict[str, Any]) -> None:
    """K1: in plain words, with a way on."""
    school.sign_in(client, "teacher")
    too_many = {str(n): "x" for n in range(settings.DATA_UPLOAD_MAX_NUMBER_FIELDS + 1)}
    answer = client.post("/journal/{course}/{on}/3/1/".format_map(places), too_many)
    page = read(answer.content)
    assert (answer.status_code, page.one("h1").text) == (400, "To nevarējām saprast")
    assert page.one("main").links()[-1] == ("Sākums", "/")


@pytest.mark.parametrize("host", ["elsewhere.example", "testserver:80@elsewhere.example", "a\x00b", "[::1]"])
def test_another_host_is_not_answered(client: Client, host: str) -> None:
    assert client.get("/", headers={"Host": host}).status_code == 400


def test_after_signing_in_one_comes_back_to_the_page_that_the_form_stood_on(
    client: Client, school: SmallSchool, places: dict[str, Any]
) -> None:
    """A form whose session has ended has no address to come back to; its page has."""
    address = f"/homework/{places['homework']}/done/"
    on_page = client.post(address, headers={"Referer": "http://testserver/week/?on=2026-11-23"})
    assert on_page.headers["Location"] == "/sign-in/family/?next=%2Fweek%2F%3Fon%3D2026-11-23"
    for referer in ("", "https://elsewhere.example/week/", "http://testserver.elsewhere.example/"):
        answer = client.post(address, headers={"Referer": referer})
        assert answer.headers["Location"] == "/sign-in/family/"


@pytest.mark.parametrize(
    ("origin", "referer", "expected"),
    [
        ("https://testserver", "", 422), ("", "https://testserver/sign-in/staff/", 422), ("http://testserver", "", 403),
        ("https://elsewhere.example", "", 403), ("null", "", 403), ("", "", 403),
    ],
)  # fmt: skip
@override_settings(SECURE=True)
def test_behind_tls_forms_come_from_our_own_pages_only(origin: str, referer: str, expected: int) -> None:
    """The proxy speaks https, and plain http to us: the setting says so, not a header that anybody can send."""
    client = Client(enforce_csrf_checks=True)
    client.get("/sign-in/staff/")
    form = {"csrfmiddlewaretoken": client.cookies[settings.CSRF_COOKIE_NAME].value, "username": "", "password": ""}
    headers = {name: value for name, value in (("Origin", origin), ("Referer", referer)) if value} | {
        "Host": "testserver"
    }
    assert client.post("/sign-in/staff/", form, headers=headers).status_code == expected
