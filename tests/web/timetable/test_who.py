"""Who gets which page of the timetable (C3, E3): those who work at the school now, and nobody else."""

import pytest
from django.test import Client

from tests.factories.people import sign_in
from tests.factories.school import inside, make_employee, make_staff_account
from tests.factories.small_school import ENDED, SmallSchool
from zvans.schools.models import Employment, Room

PERSONAS = (
    "teacher", "other_teacher", "class_teacher", "head", "stranger", "foreign_head", "dismissed", "pupil", "mother",
    "anonymous",
)  # fmt: skip
OWN = (200, 200, 200, 200, 404, 404, 404, 404, 404, 302)

# Page → the status for each persona, in the order above.
TABLE: dict[str, tuple[int, ...]] = {
    "/timetable/": (200, 200, 200, 200, 200, 200, 200, 404, 404, 302),
    "/timetable/class/{class}/": OWN,
    "/timetable/class/{class}/2026-11-24/": OWN,
    "/timetable/teacher/{teacher}/": OWN,
    "/timetable/teacher/{teacher}/2026-11-24/": OWN,
    "/timetable/room/{room}/": OWN,
    "/timetable/room/{room}/2026-11-24/": OWN,
}


@pytest.fixture
def ids(school: SmallSchool) -> dict[str, str]:
    with inside(school.made):
        teacher = Employment.objects.get(person=school.accounts["teacher"].person)
        room = Room.objects.get(name="214")
    return {"class": school.class_9b.group.public_id, "teacher": teacher.public_id, "room": room.public_id}


def enter(client: Client, school: SmallSchool, persona: str) -> None:
    """«dismissed» has worked here; the account still knows the school."""
    if persona != "dismissed":
        school.sign_in(client, persona)
        return
    employment = make_employee(school.made, "Ausma", "Agrākā", ends_on=ENDED)
    client.cookies.clear()
    sign_in(client, make_staff_account(school.made, employment))


@pytest.mark.parametrize(("page", "expected"), TABLE.items())
def test_persona_and_page(
    client: Client, school: SmallSchool, ids: dict[str, str], page: str, expected: tuple[int, ...]
) -> None:
    found = []
    for persona in PERSONAS:
        enter(client, school, persona)
        found.append(client.get(page.format_map(ids)).status_code)
    assert dict(zip(PERSONAS, found, strict=True)) == dict(zip(PERSONAS, expected, strict=True))


def test_who_works_nowhere_any_more_finds_no_names(client: Client, school: SmallSchool) -> None:
    enter(client, school, "dismissed")
    assert "9.b" not in client.get("/timetable/").content.decode()


@pytest.mark.parametrize("kind", ["class", "teacher", "room"])
def test_there_is_no_such_page(client: Client, school: SmallSchool, kind: str) -> None:
    school.sign_in(client, "head")
    for address in ("zzzzzzzzzz/", "1/", "zzzzzzzzzz/2026-02-30/"):
        assert client.get(f"/timetable/{kind}/{address}").status_code == 404
