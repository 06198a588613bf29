"""Whatever a school, a teacher or a visitor writes stays text on every page, in print and in attributes (K3)."""

from datetime import date
from html.parser import HTMLParser
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from tests.factories.entries import mark, write
from tests.factories.school import MONDAY, inside
from tests.factories.small_school import SmallSchool
from tests.web.test_strangers import ROWS, address_of
from zvans.accounts.models import Account, Person
from zvans.journal.models import Lesson
from zvans.schools.models import (
    AbsenceCode,
    Break,
    ClassGroup,
    Course,
    Employment,
    Room,
    School,
    StudyGroup,
    Subject,
)

BAD = "'\"><xss onx=1>{{x}}&lt;"
BAD_CODE = '"<u>'
PAGES = [name for name, method in ROWS if method == "GET" and name not in ("journal:before", "journal:after")]
PARTS = [PAGES[first : first + 12] for first in range(0, len(PAGES), 12)]  # pages that share a school
MADE = {"xss", "onx", "u"}  # what a page would have of the attempts if they were not text
NAMED = (School, Subject, Room, ClassGroup, StudyGroup, Employment)


class Markup(HTMLParser):
    """The names of all tags and attributes of a page, and its text."""

    def __init__(self, content: bytes) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.text = ""
        self.feed(content.decode())
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names |= {tag, *(name for name, _ in attrs)}

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.fixture
def places(school: SmallSchool, places: dict[str, Any]) -> dict[str, Any]:
    """Where every name and every text is an attempt."""
    with inside(school.made):
        for model in NAMED:
            for number, row in enumerate(model.objects.all()):
                model.objects.filter(pk=row.pk).update(name=f"{BAD}{number}", short_name=f"{BAD}{number}")
        Course.objects.update(name=BAD)
        AbsenceCode.objects.filter(code="n").update(code=BAD_CODE, label=BAD)
        Break.objects.update(name=BAD, starts_on=date(2026, 11, 25), ends_on=date(2026, 11, 26))
    Person.objects.update(given_name=BAD, family_name=BAD)
    Account.objects.update(label=BAD)
    mark(school.made, school.course, MONDAY, 3, {school.class_9b.pupils[0]: f"{BAD_CODE} 5|7"})
    write(school.made, school.course, MONDAY, 3, topic=BAD, homework=BAD, due_on=date(2026, 11, 24))
    return places


def check(content: bytes) -> str:
    """The page's text, after a look at its markup."""
    page = Markup(content)
    assert page.names & MADE == set()
    return page.text


@pytest.mark.parametrize("names", PARTS, ids=[part[0] for part in PARTS])
def test_a_page_shows_it_as_it_was_written(
    client: Client, school: SmallSchool, places: dict[str, Any], names: list[str]
) -> None:
    wrong = {}
    for persona in ("teacher", "head", "pupil", "mother"):
        school.sign_in(client, persona)
        for name in names:
            with transaction.atomic():
                answer = client.get(address_of(name, school, places))
                transaction.set_rollback(True)
            is_page = answer.headers.get("Content-Type", "").startswith("text/html")  # a file is not shown
            if answer.status_code == 200 and is_page:
                page = Markup(answer.content)
                if page.names & MADE or BAD not in page.text:
                    wrong[persona, name] = page.names & MADE
    assert wrong == {}


@pytest.mark.parametrize("status", [422, 409])
def test_a_form_gives_back_what_was_typed_as_text(
    client: Client, school: SmallSchool, places: dict[str, Any], status: int
) -> None:
    """Refused as it stands, or overtaken by a colleague's text."""
    school.sign_in(client, "teacher")
    pupil = school.class_9b.pupils[1].pk
    sent = {
        "topic": f"{BAD}!",
        "homework_text": BAD,
        "homework_due_on": BAD if status == 422 else "",
        "homework_revision": "0",
    }
    with inside(school.made):
        sent["revision"] = "1" if status == 409 else str(Lesson.objects.values_list("revision", flat=True)[0])
    sent |= {f"base-{pupil}": f"0.0.{BAD}", f"mark-{pupil}": f"{BAD}?", f"code-{pupil}": BAD} if status == 422 else {}
    answer = client.post(f"/journal/{school.course.public_id}/{MONDAY}/3/1/", sent)
    assert answer.status_code == status
    assert f"{BAD}!" in check(answer.content)


@pytest.mark.parametrize(
    "address",
    [
        "/?{}",
        "/faq/?{}",
        "/sign-in/staff/?next=/{}",
        "/today/?{}",
        "/journal/{course}/?from={}&to={}",
        "/no-such-page/{}",
        "/{}/",
    ],
)
def test_an_address_is_text_too(client: Client, school: SmallSchool, places: dict[str, Any], address: str) -> None:
    school.sign_in(client, "teacher")
    answer = client.get(address.replace("{course}", school.course.public_id).replace("{}", BAD))
    check(answer.content)


def test_what_was_typed_at_the_door_comes_back_as_text(client: Client, db: None) -> None:
    answer = client.post("/sign-in/family/", {"username": BAD, "password": BAD})
    check(answer.content)
    assert answer.content.count(b"xss") == 1  # the name; a password never comes back
