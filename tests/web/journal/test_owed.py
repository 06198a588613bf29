"""Pages of what is still to be entered (F1): each entry a way to its place, the late ones first."""

import csv
from io import StringIO
from typing import Any

import pytest
import time_machine
from django.test import Client

from tests.factories.entries import mark
from tests.factories.school import MONDAY, make_course, make_employee
from tests.factories.small_school import SmallSchool
from tests.support.page import Element, read
from tests.support.statements import statements_of
from zvans.audit.models import Action


@pytest.fixture(autouse=True)
def september(monday: None) -> Any:
    """Wednesday of the second week: few lessons have been."""
    with time_machine.travel("2026-09-09 12:00 +0300", tick=False):
        yield


def page(client: Client, address: str) -> Element:
    answer = client.get(address)
    assert answer.status_code == 200
    return read(answer.content)


def rows(client: Client, address: str) -> list[list[str]]:
    table = page(client, address).one("table")
    return [[cell.text for cell in row.all("td") + row.all("th")] for row in table.one("tbody").all("tr")]


def test_a_teacher_is_led_to_each_gap(teacher: Client, school: SmallSchool) -> None:
    mark(school.made, school.course, MONDAY.replace(month=9, day=7), 3, {school.class_9b.pupils[0]: "nv"})
    found = page(teacher, "/open/")
    base, pupil = f"/journal/{school.course.public_id}", school.class_9b.pupils[0].pk
    lesson = "klātbūtne, tēma"
    assert found.one("tbody").links() == [
        (lesson, f"{base}/2026-09-02/2/1/#attendance"),
        (lesson, f"{base}/2026-09-07/3/1/#attendance"),
        (lesson, f"{base}/2026-09-09/2/1/#attendance"),
        ("vērtējums (nv)", f"{base}/?from=2026-09-01&to=2026-09-30&cell=2026-09-07.3.1.{pupil}"),
    ]  # fmt: skip
    says = [row.all("td")[0].text for row in found.one("tbody").all("tr")]
    assert says == ["kavējas 3 dienas, kopš 04.09.", "līdz 09.09.", "līdz 11.09.", "līdz 25.09."]
    assert found.one("p", "owed-count").text == "1 kavējas 3 stundas, 1 vērtējums (nv)"
    late = found.one("tbody").all("tr")[0].one("span", "state")
    assert (late.attributes["class"], len(late.all("svg"))) == ("state missing", 1)


def test_the_home_page_tells_how_much_and_leads_there(teacher: Client) -> None:
    line = page(teacher, "/today/").one("p", "owed-line")
    assert line.text == "Vēl jāieraksta v 1 kavējas 3 stundas, 0 vērtējumu (nv)"
    assert [
        (href, link.attributes["data-key"]) for link, (_, href) in zip(line.all("a"), line.links(), strict=True)
    ] == [("/open/", "v")]
    assert page(teacher, "/today/2026-09-08/").all("p", "owed-line") == []


@pytest.mark.parametrize(
    ("query", "left"),
    [
        ("", 4), ("?kind=late", 1), ("?kind=topic", 4), ("?kind=mark", 0), ("?subject=V%C4%93sture", 1), ("?class=9.b", 4),
        ("?q=vitols", 1), ("?span=year", 4),
    ],
)  # fmt: skip
def test_a_head_narrows_the_list(client: Client, school: SmallSchool, query: str, left: int) -> None:
    school.sign_in(client, "head")
    found = page(client, f"/open/school/alfa/entries/{query}")
    assert len(found.all("tbody")[0].all("tr") if found.all("tbody") else []) == left


def test_a_head_sees_teacher_by_teacher_and_goes_down(client: Client, school: SmallSchool) -> None:
    school.sign_in(client, "head")
    assert client.get("/open/").headers["Location"] == "/open/school/alfa/"
    found = page(client, "/open/school/alfa/")
    assert rows(client, "/open/school/alfa/") == [
        ["1", "3", "0", "Kalniņa Ilze"], ["1", "3", "0", "Ozola Rasma"], ["0", "1", "0", "Vītols Andris"],
    ]  # fmt: skip
    down = dict(found.one("table").links())["Kalniņa Ilze"]
    assert [row[-3] for row in rows(client, down)] == ["9.b"] * 3 or len(rows(client, down)) == 3


def test_a_class_teacher_begins_with_the_class(client: Client, school: SmallSchool) -> None:
    school.sign_in(client, "class_teacher")
    address = f"/open/class/{school.class_9b.group.public_id}/"
    assert client.get("/open/").headers["Location"] == address
    assert page(client, "/open/?own=1").one(css_class="empty").text == "Viss ir ierakstīts."
    assert len(rows(client, address)) == 4


def test_what_came_late_is_on_a_list_of_its_own(client: Client, school: SmallSchool) -> None:
    school.sign_in(client, "teacher")
    sent = {"topic": "Kopas", "confirm": "1", "revision": "0", "homework_revision": "0"}
    lesson = f"/journal/{school.course.public_id}/2026-09-02/2/1/"
    assert client.post(lesson, sent).status_code == 302
    flag = page(client, lesson).one("p", "lesson-late")
    assert flag.text == "Klātbūtne: ierakstīta 3 dienas pēc termiņa. Tēma: ierakstīta 3 dienas pēc termiņa."
    assert len(flag.all("svg")) == 1
    school.sign_in(client, "head")
    found = page(client, "/open/school/alfa/late/")
    assert [(text, href) for text, href in found.one("tbody").links()] == [("klātbūtne", lesson), ("tēma", lesson)]
    assert [span.text for span in found.one("tbody").all("span", "state")] == ["ierakstīta 3 dienas pēc termiņa"] * 2


def test_a_list_that_leaves_is_on_record(client: Client, school: SmallSchool) -> None:
    """S71; with each pupil whose mark is in the file too, for the family (C2)."""
    mark(school.made, school.course, MONDAY.replace(month=9, day=7), 3, {school.class_9b.pupils[0]: "nv"})
    school.sign_in(client, "head")
    assert client.get("/open/school/alfa/?as=csv").status_code == 200
    answer = client.get("/open/school/alfa/entries/?as=csv&kind=late")
    lines = list(csv.reader(StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert lines == [
        ["Termiņš", "Kas trūkst", "Stunda", "Priekšmets", "Klase", "Skolotājs", "Skolēns"],
        ["kavējas 3 dienas, kopš 04.09.", "klātbūtne, tēma", "02.09. 2.", "Matemātika", "9.b", "Kalniņa Ilze, Ozola Rasma", ""],
    ]  # fmt: skip
    assert list(Action.objects.filter(name="export_list").values_list("details", flat=True)) == [
        {"what": "owed", "rows": 3}, {"what": "owed", "rows": 1},
    ]  # fmt: skip
    assert not Action.objects.filter(name="export_data").exists()
    assert client.get("/open/school/alfa/entries/?as=csv").status_code == 200
    told = Action.objects.filter(name="export_data").values_list("object_kind", "object_id")
    assert list(told) == [("accounts.person", school.class_9b.pupils[0].pk)]


@pytest.mark.parametrize(
    ("persona", "address"),
    [
        ("teacher", "/open/"), ("teacher", "/today/"), ("head", "/open/school/alfa/"), ("head", "/open/school/alfa/entries/"),
        ("head", "/open/school/alfa/late/"),
    ],
)  # fmt: skip
def test_three_journals_cost_as_many_statements_as_one(
    client: Client, school: SmallSchool, persona: str, address: str
) -> None:
    school.sign_in(client, persona)
    one = statements_of(client, address)
    teachers = [school.accounts["teacher"].person.employments.get(), make_employee(school.made, "Otrs", "Skolotājs")]
    for subject in ("Fizika", "Ķīmija"):
        course = make_course(school.made, school.class_9b, subject=subject, teachers=teachers, slots=[(1, 5), (2, 1)])
        mark(school.made, course, MONDAY.replace(month=9, day=7), 5, {school.class_9b.pupils[0]: "nv"})
    assert (statements_of(client, address), one <= 12) == (one, True)
