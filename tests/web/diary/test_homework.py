"""The pupil's tick (F7), with a script and without one (K3)."""

from datetime import timedelta

import pytest
from django.test import Client

from tests.factories.entries import write
from tests.factories.families import Families
from tests.factories.school import MONDAY, inside
from tests.support.page import read
from zvans.audit.models import Action
from zvans.journal.models import Homework, HomeworkDone

HTMX = {"HX-Request": "true"}


@pytest.fixture
def homework(families: Families) -> Homework:
    found = write(families.alfa, families.mathematics, MONDAY, 1, homework="57. lpp.\n4. uzdevums")
    assert found is not None
    return found


def ticked(families: Families) -> list[str]:
    with inside(families.alfa):
        return [str(tick.pupil) for tick in HomeworkDone.objects.select_related("pupil")]


def test_a_tick_is_set_and_taken_back(families: Families, client: Client, homework: Homework) -> None:
    families.sign_in(client, "pupil")
    client.post(f"/homework/{homework.pk}/done/")
    client.post(f"/homework/{homework.pk}/done/")
    assert ticked(families) == ["Elza Zvirgzdiņa"]
    client.post(f"/homework/{homework.pk}/not-done/")
    assert ticked(families) == []
    names = Action.objects.filter(object_kind="journal.homework").order_by("id").values_list("name", flat=True)
    assert list(names) == ["tick_homework", "tick_homework", "untick_homework"]


def test_without_a_script_one_comes_back_to_the_line(families: Families, client: Client, homework: Homework) -> None:
    families.sign_in(client, "pupil")
    answer = client.post(f"/homework/{homework.pk}/done/", {"back": "/home/"})
    assert answer.headers["Location"] == f"/home/#homework-{homework.pk}-{families.elza.pk}"


@pytest.mark.parametrize("back", ["https://example.org/", "//example.org/", "javascript:alert(1)", ""])
def test_nobody_is_led_elsewhere(families: Families, client: Client, homework: Homework, back: str) -> None:
    families.sign_in(client, "pupil")
    answer = client.post(f"/homework/{homework.pk}/done/", {"back": back})
    due_on = MONDAY + timedelta(days=2)
    assert answer.headers["Location"] == f"/week/?on={due_on}#homework-{homework.pk}-{families.elza.pk}"


@pytest.mark.parametrize("act", ["done", "not-done"])
def test_the_answer_to_a_script_is_the_line_of_the_page(
    families: Families, client: Client, homework: Homework, act: str
) -> None:
    families.sign_in(client, "pupil")
    answer = client.post(f"/homework/{homework.pk}/{act}/", {"back": "/week/"}, headers=HTMX)
    line, page = read(answer.content).one("form", "homework"), read(client.get("/week/").content)
    for form in (line, on_page := page.one("form", "homework")):
        form.all("input")[0].attributes["value"] = "a token is masked anew each time"
    assert line == on_page
    assert line.one("button").attributes["aria-checked"] == ("true" if act == "done" else "false")


def test_a_guardian_sees_the_tick(families: Families, client: Client, homework: Homework) -> None:
    families.sign_in(client, "pupil")
    client.post(f"/homework/{homework.pk}/done/")
    families.sign_in(client, "father")
    page = read(client.get("/week/").content)
    assert ([line.text for line in page.all("p", "seen")], page.all("button", "did")) == (
        ["Mājasdarbs 57. lpp. 4. uzdevums izdarīts"], [],
    )  # fmt: skip


def test_a_classmates_tick_is_the_classmates(families: Families, client: Client, homework: Homework) -> None:
    families.sign_in(client, "pupil")
    client.post(f"/homework/{homework.pk}/done/")
    families.sign_in(client, "classmates_mother")
    assert [line.text for line in read(client.get("/week/").content).all("p", "seen")] == [
        "Mājasdarbs 57. lpp. 4. uzdevums"
    ]


def test_homework_taken_back_cannot_be_ticked(families: Families, client: Client, homework: Homework) -> None:
    with inside(families.alfa):
        Homework.objects.update(text="")
    families.sign_in(client, "pupil")
    assert client.post(f"/homework/{homework.pk}/done/").status_code == 404
