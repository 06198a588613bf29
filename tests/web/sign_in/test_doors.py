"""The two doors in a browser's eyes (B1–B3, B11, B13)."""

import pytest
from django.conf import settings
from django.test import Client

from tests.factories.people import make_account, make_code, make_person
from zvans.accounts.enums import Office, Role
from zvans.accounts.models import Session

pytestmark = pytest.mark.django_db

PASSWORD = "rudens-lapas-krit"
DOORS = {"family": "/sign-in/family/", "staff": "/sign-in/staff/"}


@pytest.fixture
def codes() -> dict[str, str]:
    """A pupil and a teacher, each with the same password and a code of their own."""
    made = {"family": make_code(), "staff": make_code()}
    make_account(make_person(), role=Role.PUPIL, code=made["family"], password=PASSWORD)
    make_account(make_person(), role=Role.STAFF, code=made["staff"], password=PASSWORD)
    return made


@pytest.mark.parametrize(
    ("door", "whose", "expected"),
    [
        ("family", "family", (302, "/home/")),
        ("staff", "staff", (302, "/today/")),
        ("family", "staff", (422, None)),
        ("staff", "family", (422, None)),
    ],
)
def test_each_door_opens_to_its_own(
    client: Client, codes: dict[str, str], door: str, whose: str, expected: tuple[int, str | None]
) -> None:
    """S10, S14."""
    answer = client.post(DOORS[door], {"username": codes[whose], "password": PASSWORD})
    assert (answer.status_code, answer.headers.get("Location")) == expected


@pytest.mark.parametrize(
    ("role", "start"),
    [
        (Role.PUPIL, "/home/"), (Role.MOTHER, "/home/"), (Role.FATHER, "/home/"), (Role.GUARDIAN, "/home/"),
        (Role.STAFF, "/today/"), (Role.OPERATOR, "/operator/"), (Role.OFFICER, "/office/"),
    ],
)  # fmt: skip
def test_each_role_begins_where_its_work_is(client: Client, role: Role, start: str) -> None:
    """B14, S36: a page that it may see."""
    code, offices = make_code(), [Office.SUPPORT] if role == Role.OFFICER else []
    account = make_account(make_person(), role=role, code=code, password=PASSWORD, offices=offices)
    answer = client.post(DOORS[account.door], {"username": code, "password": PASSWORD})
    assert (answer.headers["Location"], client.get(start).status_code) == (start, 200)


@pytest.mark.parametrize("password", ["nepareiza", "", "x" * 5000])
def test_a_wrong_password_keeps_the_name_and_says_what_to_do(
    client: Client, codes: dict[str, str], password: str
) -> None:
    answer = client.post(DOORS["family"], {"username": codes["family"], "password": password})
    assert (answer.status_code, answer.cookies.get(settings.SESSION_COOKIE)) == (422, None)
    page = answer.content.decode()
    assert codes["family"] in page
    assert password == "" or password not in page


def test_unknown_and_known_names_are_answered_alike(client: Client, codes: dict[str, str]) -> None:
    """B9."""
    pages = [
        client.post(DOORS["family"], {"username": name, "password": "nepareiza"}).content.decode().replace(name, "…")
        for name in (codes["family"], make_code())
    ]
    pages = [page.split("csrfmiddlewaretoken")[0] + page.split("csrfmiddlewaretoken")[1][100:] for page in pages]
    assert pages[0] == pages[1]


@pytest.mark.parametrize(
    ("asked", "led_to"),
    [
        ("/week/?on=2026-11-23", "/week/?on=2026-11-23"),
        ("https://elsewhere.example/", "/home/"),
        ("//elsewhere.example/", "/home/"),
        ("javascript:alert(1)", "/home/"),
        ("", "/home/"),
    ],
)
def test_one_comes_back_to_the_page_one_came_for_if_it_is_ours(
    client: Client, codes: dict[str, str], asked: str, led_to: str
) -> None:
    answer = client.post(
        DOORS["family"], {"username": codes["family"], "password": PASSWORD}, query_params={"next": asked}
    )
    assert answer.headers["Location"] == led_to


def test_the_cookie_is_for_the_server_alone(client: Client, codes: dict[str, str]) -> None:
    client.post(DOORS["staff"], {"username": codes["staff"], "password": PASSWORD})
    cookie = client.cookies[settings.SESSION_COOKIE]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Lax", "/")


def test_signing_out_ends_the_session_and_forgets_the_cookie(client: Client, codes: dict[str, str]) -> None:
    client.post(DOORS["family"], {"username": codes["family"], "password": PASSWORD})
    answer = client.post("/sign-out/")
    assert (answer.status_code, answer.headers["Location"], Session.objects.count()) == (302, "/", 0)
    assert client.cookies[settings.SESSION_COOKIE].value == ""


def test_a_link_can_not_sign_anybody_out(client: Client, codes: dict[str, str]) -> None:
    client.post(DOORS["family"], {"username": codes["family"], "password": PASSWORD})
    assert (client.get("/sign-out/").status_code, Session.objects.count()) == (405, 1)


def test_a_form_from_elsewhere_is_refused(codes: dict[str, str]) -> None:
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post(DOORS["family"], {"username": codes["family"], "password": PASSWORD})
    assert answer.status_code == 403


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ({}, (302, "/sign-in/family/?next=%2Fhome%2F")),
        ({"HX-Request": "true"}, (401, None)),
        ({"X-Requested-With": "zvans"}, (401, None)),
    ],
)
def test_a_page_leads_to_its_door_and_a_script_is_told(
    client: Client, headers: dict[str, str], expected: tuple[int, str | None]
) -> None:
    answer = client.get("/home/", headers=headers)
    assert (answer.status_code, answer.headers.get("Location")) == expected


def test_a_private_page_is_kept_nowhere(client: Client, codes: dict[str, str]) -> None:
    client.post(DOORS["family"], {"username": codes["family"], "password": PASSWORD})
    answer = client.get("/home/")
    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-store")


def test_every_answer_forbids_what_is_not_ours(client: Client) -> None:
    """K3."""
    policy = client.get(DOORS["family"]).headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'")


@pytest.mark.parametrize(("language", "expected"), [("en", "en"), ("xx", "lv")])
def test_the_language_is_remembered_in_the_browser(client: Client, language: str, expected: str) -> None:
    """K1."""
    answer = client.post("/language/", {"language": language, "next": "/sign-in/staff/"})
    assert answer.headers["Location"] == "/sign-in/staff/"
    assert client.get("/sign-in/staff/").headers["Content-Language"] == expected
