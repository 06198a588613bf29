"""New columns, cancelled lessons, wrong columns and taking back, page by page (F2, F4). Everything here works without scripts."""

import re

import pytest
from django.test import Client

from tests.factories.entries import mark
from tests.factories.school import MONDAY, inside
from tests.factories.small_school import SmallSchool
from tests.support.page import Element, read
from tests.web.journal.entries import write_cells
from zvans.journal.models import Absence, Lesson, Mark


def journal(school: SmallSchool, path: str = "") -> str:
    return f"/journal/{school.course.public_id}/{path}"


def page_in(content: bytes) -> Element:
    """A page of a journal without its table, whose cells have no end tags."""
    return read(re.sub(rb"<table[^>]* class=.journal.*?</table>", b"", content, flags=re.DOTALL))


def heads(client: Client, address: str) -> dict[str, str]:
    """The columns of the grid at an address, and where each leads."""
    pattern = r'<th scope="col" data-lesson=.*?<a href="(.*?)"><b>(.*?)</b> <span>(.*?)</span>'
    found = re.findall(pattern, client.get(address).content.decode())
    return {f"{day} {lesson}": href for href, day, lesson in found}


def led_to(client: Client, address: str, sent: dict[str, str] | None = None) -> tuple[str, Element]:
    """Where a form leads, and the page there."""
    answer = client.post(address, sent or {})
    assert answer.status_code == 302
    there = answer.headers["Location"]
    return there, page_in(client.get(there).content)


def toast(page: Element) -> tuple[str, str]:
    """What the page says was done, and where it is taken back."""
    box = page.one("div", "done-toasts")
    forms = box.all("form")
    return box.one("p").text, forms[0].attributes["action"] if forms else ""


def undone(client: Client, page: Element) -> Element:
    form = page.one("div", "done-toasts").one("form")
    back = {
        field.attributes["name"]: field.attributes["value"]
        for field in form.all("input")
        if "value" in field.attributes
    }
    return led_to(client, form.attributes["action"], back)[1]


def texts(school: SmallSchool) -> list[str]:
    with inside(school.made):
        marks = Mark.objects.exclude(text="").order_by("on", "pk").values_list("on", "text")
        return [f"{on.day} {text}" for on, text in marks]


def test_a_new_column_opens_in_the_grid_and_is_taken_back_after_a_reload(teacher: Client, school: SmallSchool) -> None:
    assert ("Jauna sleja", "new/") in page_in(teacher.get(journal(school)).content).one("div", "journal-tools").links()
    address, page = led_to(teacher, journal(school, "new/"), {"on": "2026-11-20", "number": ""})
    assert address.split("&did=")[0] == journal(school, "?from=2026-11-01&to=2026-11-30&cell=2026-11-20.99.1")
    assert heads(teacher, address)["20.11. Pk +"] == "2026-11-20/99/1/"
    assert toast(page)[0] == "Sleja pievienota."
    assert toast(page_in(teacher.get(address).content)) == toast(page)
    assert toast(undone(teacher, page)) == ("Atsaukts.", "")
    assert "20.11. Pk +" not in heads(teacher, address)


def test_what_does_not_fit_is_said_at_its_field(teacher: Client, school: SmallSchool) -> None:
    answer = teacher.post(journal(school, "new/"), {"on": "2026-10-20", "number": "3"})
    page = read(answer.content)
    assert (answer.status_code, [error.text for error in page.all(css_class="error")]) == (
        422, ["Šajā dienā stundu nav: Rudens brīvlaiks. Izvēlieties mācību dienu."],
    )  # fmt: skip
    assert next(f for f in page.all("input") if f.attributes.get("name") == "on").attributes["value"] == "2026-10-20"


def test_a_lesson_is_cancelled_and_takes_place_again(teacher: Client, school: SmallSchool) -> None:
    lesson = journal(school, "2026-11-23/3/1/")
    _, page = led_to(teacher, f"{lesson}cancel/")
    assert toast(page)[0] == "Stunda atcelta."
    assert page.one("p", "lesson-facts").one("span", "state").text == "atcelta"
    assert [form.attributes["action"] for form in page.one("div", "lesson-acts").all("form")] == ["restore/"]
    _, page = led_to(teacher, f"{lesson}restore/")
    assert toast(page)[0] == "Stunda atkal notiek."
    write_cells(school, "9")
    page = page_in(teacher.get(lesson).content)
    assert page.one("div", "lesson-acts").links() == [("Pārcelt ierakstus", "move/"), ("Vēsture", "history/")]
    answer = teacher.post(f"{lesson}cancel/")
    assert (answer.status_code, "Vispirms pārceliet tos" in answer.content.decode()) == (409, True)


def test_a_wrong_column_is_mended_in_four_actions(teacher: Client, school: SmallSchool) -> None:
    """The head of the column, «move», the lesson, «move»."""
    write_cells(school, "7", "n 8")
    lesson = heads(teacher, journal(school))["23.11. P 3"]
    move = page_in(teacher.get(journal(school, lesson)).content).one("div", "lesson-acts").links()[0][1]
    page = page_in(teacher.get(journal(school, lesson + move)).content)
    assert [option.text for option in page.one("select").all("option")][-1] == "18.11. T, 2."
    _, page = led_to(teacher, journal(school, lesson + move), {"to": "2026-11-18.2.1"})
    assert (texts(school), toast(page)[0]) == (["18 7", "18 8"], "Ieraksti pārcelti.")
    undone(teacher, page)
    assert texts(school) == ["23 7", "23 8"]


def test_what_stays_behind_is_shown(teacher: Client, school: SmallSchool) -> None:
    write_cells(school, "7", "8")
    first = school.class_9b.pupils[0]
    mark(school.made, school.course, MONDAY.replace(day=18), 2, {first: "5"})
    answer = teacher.post(journal(school, "2026-11-23/3/1/move/"), {"to": "2026-11-18.2.1"})
    page = read(answer.content)
    left = [line.text for line in page.one("ul", "list").all("li")]
    assert (answer.status_code, left) == (200, ["Bērziņš Jānis: 7, 18.11. jau ir 5"])
    assert sorted(texts(school)) == ["18 5", "18 8", "23 7"]


@pytest.mark.parametrize("to", ["", "2026-11-25.2.1", "2026-11-23.3.1", "x", "2026-11-24.9.1"])
def test_a_lesson_that_is_none_of_the_journals_is_no_choice(teacher: Client, school: SmallSchool, to: str) -> None:
    """To come, itself, nonsense, not there."""
    write_cells(school, "7")
    answer = teacher.post(journal(school, "2026-11-23/3/1/move/"), {"to": to})
    assert (answer.status_code, texts(school)) == (422, ["23 7"])


def test_a_form_saved_as_a_whole_is_taken_back_as_a_whole(teacher: Client, school: SmallSchool) -> None:
    pupil = school.class_9b.pupils[0].pk
    sent = {
        "topic": "Vjeta teorēma", "confirm": "1", "revision": "0", "homework_revision": "0", f"base-{pupil}": "0.0.",
        f"code-{pupil}": "n", f"mark-{pupil}": "",
    }  # fmt: skip
    _, page = led_to(teacher, journal(school, "2026-11-23/3/1/"), sent)
    assert toast(page)[0] == "Stunda saglabāta."
    undone(teacher, page)
    with inside(school.made):
        assert Lesson.objects.values_list("topic", "attendance_at").get() == ("", None)
        assert Absence.objects.values_list("code", flat=True).get() == ""


def test_what_was_changed_since_is_told_and_the_rest_taken_back(teacher: Client, school: SmallSchool) -> None:
    write_cells(school, "7", "8")
    _, page = led_to(teacher, journal(school, "2026-11-23/3/1/move/"), {"to": "2026-11-18.2.1"})
    address = toast(page)[1]
    write_cells(school, "9", on=MONDAY.replace(day=18), number=2, was="7", mark=1)
    answer = teacher.post(address)
    page = read(answer.content)
    assert (answer.status_code, [li.text for li in page.one("ul", "list").all("li")]) == (
        409, ["18.11. 2. Bērziņš Jānis: tagad «9»"],
    )  # fmt: skip
    assert texts(school) == ["18 9", "18 8"]
    assert teacher.post(address, {"only": "1"}).status_code == 302
    assert sorted(texts(school)) == ["18 9", "23 7", "23 8"]


def test_nobody_takes_back_what_another_did(client: Client, teacher: Client, school: SmallSchool) -> None:
    _, page = led_to(teacher, journal(school, "2026-11-23/3/1/nobody-absent/"))
    address = toast(page)[1]
    school.sign_in(client, "head")
    assert client.post(address).status_code == 404
    assert (
        page_in(client.get(journal(school, f"?did={address.split('/')[-2]}")).content).all("div", "done-toasts") == []
    )
    answer = client.post(address.replace(address.split("/")[-2], "9" * 30))
    assert answer.status_code == 404


@pytest.mark.parametrize("back", ["https://example.org/", "//example.org/", "javascript:alert(1)"])
def test_nothing_leads_away_from_here(teacher: Client, school: SmallSchool, back: str) -> None:
    _, page = led_to(teacher, journal(school, "2026-11-23/3/1/nobody-absent/"))
    there, _ = led_to(teacher, toast(page)[1], {"back": back})
    assert there.startswith(journal(school, "?did="))
