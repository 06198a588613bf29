"""Rooms and subjects of a school (D2): a list, a name once, a new name, and gone only while nothing stands on it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
import time_machine
from django.test import Client

from tests.factories.entries import mark, write
from tests.factories.school import MONDAY, inside, make_course
from tests.factories.small_school import SmallSchool
from tests.support.page import read
from zvans.audit.models import Action, Change
from zvans.journal.models import Lesson
from zvans.schools.models import BellDay, BellSchedule, Room, Subject


@dataclass(frozen=True)
class Kind:
    """A plain list of a school: where its pages are and what it holds."""

    path: str
    model: Any
    key: Callable[[Any], Any]
    used: str  # the name of a row that lessons stand on
    names: tuple[str, ...]  # what the school has of it, in order
    added: str


KINDS = [
    Kind("rooms", Room, lambda r: r.public_id, "214", ("214",), "Telpa ir pievienota."),
    Kind("subjects", Subject, lambda r: r.pk, "Matemātika", ("Matemātika", "Vēsture"), "Priekšmets ir pievienots."),
]


@pytest.fixture(params=KINDS, ids=lambda kind: kind.path)
def kind(request: pytest.FixtureRequest) -> Kind:
    return request.param


@pytest.fixture
def superuser(client: Client, school: SmallSchool) -> Client:
    school.sign_in(client, "superuser")
    return client


def list_of(kind: Kind) -> str:
    return f"/school/alfa/{kind.path}/"


def page_of(kind: Kind, row: Any) -> str:
    return f"{list_of(kind)}{kind.key(row)}/"


def names(school: SmallSchool, kind: Kind) -> list[str]:
    with inside(school.made):
        return list(kind.model.objects.filter(school=school.school).order_by("sort_key").values_list("name", flat=True))


def row(school: SmallSchool, kind: Kind, name: str) -> Any:
    with inside(school.made):
        return kind.model.objects.get(school=school.school, name=name)


def new_row(school: SmallSchool, kind: Kind, name: str, of: Any = None) -> Any:
    made = of or school.made
    with inside(made):
        return kind.model.objects.create(school=made.school, name=name)


def stamp_on(client: Client, address: str) -> str:
    page = read(client.get(address).content)
    return next(e.attributes["value"] for e in page.all("input") if e.attributes.get("name") == "stamp")


def errors(response: Any) -> list[str]:
    assert response.status_code == 422
    return [e.text for e in read(response.content).all("li", "error")]


def test_one_is_added_and_listed_in_latvian_order(superuser: Client, school: SmallSchool, kind: Kind) -> None:
    for name in ("  Čella   kabinets ", "Cella"):
        answer = superuser.post(list_of(kind), {"name": name, "short_name": "č"})
        assert (answer.status_code, answer.headers["Location"]) == (302, f"{list_of(kind)}?done=added")
    numbers = [name for name in kind.names if name[0].isdigit()]
    assert names(school, kind) == [*numbers, "Cella", "Čella kabinets", *kind.names[len(numbers) :]]
    page = read(superuser.get(f"{list_of(kind)}?done=added&sort=name").content)
    assert [e.text for e in page.all("th") if e.attributes.get("scope") == "row"] == names(school, kind)
    assert page.one("p", "done-line").text == kind.added


@pytest.mark.parametrize("name", ["Ķīmija", "ķīmija ", "Kimija"])
def test_a_name_is_given_once(superuser: Client, school: SmallSchool, kind: Kind, name: str) -> None:
    new_row(school, kind, "Ķīmija")
    before = names(school, kind)
    answer = superuser.post(list_of(kind), {"name": name, "short_name": "ķīm."})
    assert errors(answer) == ["«Ķīmija» jau ir. Izvēlieties citu nosaukumu."]
    typed = {e.attributes["name"]: e.attributes.get("value") for e in read(answer.content).all("input", "input")}
    assert (typed["name"], typed["short_name"]) == (name, "ķīm.")
    assert names(school, kind) == before


def test_another_schools_name_is_free(superuser: Client, school: SmallSchool, kind: Kind) -> None:
    new_row(school, kind, "Ķīmija", of=school.other)
    assert superuser.post(list_of(kind), {"name": "Ķīmija"}).status_code == 302


@pytest.mark.parametrize("sent", [{"name": " "}, {}, {"name": "x" * 161}])
def test_an_empty_or_endless_name_is_refused(
    superuser: Client, school: SmallSchool, kind: Kind, sent: dict[str, str]
) -> None:
    answer = superuser.post(list_of(kind), sent)
    assert (len(errors(answer)), names(school, kind)) == (1, list(kind.names))


def test_renaming_keeps_everything_that_points_to_it(superuser: Client, school: SmallSchool) -> None:
    """A subject renamed in March: the journal is the same one, with its lessons and marks, and the history keeps the old name."""
    write(school.made, school.course, MONDAY, 3, topic="Vjeta teorēma")
    mark(school.made, school.course, MONDAY, 3, {school.class_9b.pupils[0]: "9"})
    subject = school.course.subject
    address = f"/school/alfa/subjects/{subject.pk}/"
    said = "Žurnāli paliek tie paši"
    assert said in superuser.get(address).content.decode()
    with time_machine.travel("2027-03-15 10:00 +0200", tick=False):
        sent = {"name": "Matemātika (kurss)", "short_name": "mat.", "stamp": stamp_on(superuser, address)}
        assert superuser.post(address, sent).status_code == 302
    school.sign_in(superuser, "teacher")
    page = superuser.get(f"/journal/{school.course.public_id}/").content.decode()
    assert ("Matemātika (kurss)" in page, "Vjeta teorēma" in page) == (True, True)
    action = Action.objects.get(name="rename_subject")
    assert (action.person_id, action.object_id) == (school.accounts["superuser"].person_id, subject.pk)
    change = Change.objects.get(action_id=action.pk)
    assert (change.before["name"], change.after["name"]) == ("Matemātika", "Matemātika (kurss)")  # type: ignore[index]
    with inside(school.made):
        assert Lesson.objects.filter(course__subject=subject).count() == 1


def test_the_second_of_two_who_rename_is_told(superuser: Client, school: SmallSchool, kind: Kind) -> None:
    row = new_row(school, kind, "Ķīmija")
    address = page_of(kind, row)
    stamp = stamp_on(superuser, address)
    superuser.post(address, {"name": "Ķīmija I", "short_name": "", "stamp": stamp})
    second = superuser.post(address, {"name": "Ķīmija II", "short_name": "", "stamp": stamp})
    assert errors(second) == [
        "Kamēr Jūs labojāt, kāds cits to mainīja. Tagad te ir «Ķīmija I». Ja pareizs ir Jūsu ieraksts, saglabājiet vēlreiz."
    ]
    fields = {
        e.attributes["name"]: e.attributes["value"]
        for e in read(second.content).all("input")
        if "value" in e.attributes
    }
    assert (fields["name"], "Ķīmija I" in names(school, kind)) == ("Ķīmija II", True)
    again = {"name": fields["name"], "short_name": "", "stamp": fields["stamp"]}
    assert superuser.post(address, again).status_code == 302
    assert ("Ķīmija I" in names(school, kind), "Ķīmija II" in names(school, kind)) == (False, True)


def test_what_nothing_stands_on_goes(superuser: Client, school: SmallSchool, kind: Kind) -> None:
    before = names(school, kind)
    address = page_of(kind, new_row(school, kind, "Ķīmija"))
    answer = superuser.post(f"{address}remove/")
    assert (answer.status_code, answer.headers["Location"]) == (302, f"{list_of(kind)}?done=removed")
    assert (names(school, kind), superuser.get(address).status_code) == (before, 404)


def test_what_lessons_stand_on_stays(superuser: Client, school: SmallSchool, kind: Kind) -> None:
    before = names(school, kind)
    answer = superuser.post(f"{page_of(kind, row(school, kind, kind.used))}remove/")
    assert answer.status_code == 409
    assert f"«{kind.used}» jau ir lietots stundu sarakstā vai žurnālos" in answer.content.decode()
    assert names(school, kind) == before


@pytest.mark.parametrize(
    ("led_here", "back"),
    [
        ("http://testserver/school/alfa/subjects/?q=ma&done=added", "/school/alfa/subjects/?q=ma"),
        ("http://elsewhere.example/school/alfa/", "/school/alfa/subjects/{}/"),
        ("", "/school/alfa/subjects/{}/"),
    ],
)
def test_a_refusal_says_why_and_leads_back(superuser: Client, school: SmallSchool, led_here: str, back: str) -> None:
    """To the page that led here, if it is one of ours, without what it said then; else to the page above."""
    subject = school.course.subject_id
    answer = superuser.post(f"/school/alfa/subjects/{subject}/remove/", HTTP_REFERER=led_here)
    main = read(answer.content).one("main")
    assert (answer.status_code, main.links()[-1]) == (409, ("Atpakaļ uz lapu", back.format(subject)))
    assert "«Matemātika» jau ir lietots stundu sarakstā vai žurnālos" in main.text


def test_a_refusal_leads_past_what_can_only_be_sent(superuser: Client, school: SmallSchool) -> None:
    """Days that rang are kept. Neither they nor the address that takes new ones is a page; the bells are."""
    with inside(school.made):
        usual, day = BellSchedule.objects.get(school=school.school), date(2026, 11, 16)
        rang = BellDay.objects.create(school=school.school, schedule=usual, starts_on=day, ends_on=day)
    answer = superuser.post(f"/school/alfa/bells/days/{rang.pk}/remove/")
    assert (answer.status_code, read(answer.content).one("main").links()[-1]) == (
        409, ("Atpakaļ uz lapu", "/school/alfa/bells/"),
    )  # fmt: skip


def test_a_room_of_a_lesson_held_stays_when_the_timetable_has_left_it(superuser: Client, school: SmallSchool) -> None:
    """The journal is a higher package; its rows are seen all the same."""
    room = new_row(school, KINDS[0], "Zāle")
    with inside(school.made):
        course = make_course(school.made, school.class_9b, subject="Sports")
        Lesson.objects.create(
            school=school.school, year=school.made.year, course=course, on=date(2026, 9, 7), number=1, part=1, room=room
        )
    assert superuser.post(f"/school/alfa/rooms/{room.public_id}/remove/").status_code == 409


def test_another_schools_is_not_there(superuser: Client, school: SmallSchool, kind: Kind) -> None:
    foreign = page_of(kind, new_row(school, kind, "Ķīmija", of=school.other))
    assert [
        superuser.get(foreign).status_code,
        superuser.post(foreign, {"name": "Mana"}).status_code,
        superuser.post(f"{foreign}remove/").status_code,
    ] == [404, 404, 404]
