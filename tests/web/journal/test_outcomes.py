"""The page of learning outcomes: the table and its wire, one outcome as a form, what is asked (F5)."""

import json
import re
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from tests.factories.school import add_teacher, inside, make_course
from tests.factories.small_school import SmallSchool
from tests.support.page import Element, read
from tests.support.statements import statements_of
from zvans.journal.models import Outcome, OutcomeLevel


@pytest.fixture
def address(school: SmallSchool) -> str:
    return f"/journal/{school.course.public_id}/outcomes/"


def outcome(school: SmallSchool, text: str = "Mēra garumu", course: Any = None) -> Outcome:
    course = course or school.course
    with inside(school.made):
        order = Outcome.objects.filter(course=course).count() + 1
        return Outcome.objects.create(
            school=school.school, year=school.made.year, course=course, text=text, order=order
        )


def stored(school: SmallSchool) -> list[tuple[str, int]]:
    with inside(school.made):
        return list(OutcomeLevel.objects.order_by("pupil__sort_key").values_list("level", "revision"))


def send(client: Client, address: str, *cells: dict[str, Any], batch: str = "") -> Any:
    body = {"batch": batch or str(uuid4()), "cells": list(cells)}
    return client.post(f"{address}levels/", body, content_type="application/json")


def cell(outcome: Outcome, pupil: int, text: str, mark: int = 0) -> dict[str, Any]:
    return {"lesson": f"o{outcome.pk}", "pupil": pupil, "text": text, "was": "", "mark": mark, "absence": 0}


def test_the_table_holds_levels_and_what_they_come_to(teacher: Client, school: SmallSchool, address: str) -> None:
    first, _second = outcome(school), outcome(school, "Lasa <pulksteni>")
    pupil = school.class_9b.pupils[0].pk
    answer = send(teacher, address, cell(first, pupil, "a"))
    assert answer.json() == {
        "cells": [
            {"lesson": f"o{first.pk}", "pupil": pupil, "status": "saved", "text": "A", "mark": 1, "absence": 0, "reason": ""}
        ],
        "summaries": {
            str(pupil): {
                "mean": "1", "counted": 1, "absent": 1, "unexcused": 0,
                "about": "apgūti 1 no 1 vērtētajiem, vēl nav vērtēti 1",
            }
        },
    }  # fmt: skip
    html = teacher.get(address).content.decode()
    table = html[html.index("<table") : html.index("</table>")]
    assert re.findall(r'data-lesson="(.*?)"><a href="(.*?)"><b>(.*?)</b> <span>(.*?)</span>', table) == [
        (f"o{first.pk}", f"{first.pk}/", "1.", "Mēra garumu"), (f"o{_second.pk}", f"{_second.pk}/", "2.", "Lasa &lt;pulksteni&gt;"),
    ]  # fmt: skip
    (row,) = re.findall(rf'<tr data-pupil="{pupil}".*?(?=<tr|$)', table)
    assert re.findall(r"<td(.*?)>(.*?)(?=<td|$)", row) == [
        (' data-r="1.0"', "A"), ("", ""), (' aria-label="apgūti 1 no 1 vērtētajiem, vēl nav vērtēti 1"', "1 <small>(1)</small>"),
        ("", "1"),
    ]  # fmt: skip


def test_a_batch_sent_again_and_a_conflict(teacher: Client, school: SmallSchool, address: str) -> None:
    row, pupil, batch = outcome(school), school.class_9b.pupils[0].pk, str(uuid4())
    first = send(teacher, address, cell(row, pupil, "T"), batch=batch)
    assert send(teacher, address, cell(row, pupil, "T"), batch=batch).json() == first.json()
    (lost,) = send(teacher, address, cell(row, pupil, "P")).json()["cells"]
    assert (lost["status"], lost["text"], lost["mark"]) == ("conflict", "T", 1)
    assert stored(school) == [("T", 1)]


@pytest.mark.parametrize(
    "change", [{"lesson": "2026-11-23.3.1"}, {"lesson": "o"}, {"lesson": "o-1"}, {"pupil": "1"}, {"mark": -1}]
)
def test_what_no_script_of_ours_sends_is_422(
    teacher: Client, school: SmallSchool, address: str, change: dict[str, Any]
) -> None:
    assert send(teacher, address, cell(outcome(school), 1, "A") | change).status_code == 422


def test_another_journals_outcome_is_refused(teacher: Client, school: SmallSchool, address: str) -> None:
    foreign = outcome(school, course=school.history)
    (answer,) = send(teacher, address, cell(foreign, school.class_9b.pupils[0].pk, "A")).json()["cells"]
    assert (answer["status"], stored(school)) == ("refused", [])
    found = [teacher.get(f"{address}{foreign.pk}/").status_code]
    found += [
        teacher.post(f"{address}{foreign.pk}/{page}", {"text": "x"}).status_code
        for page in ("", "rename/", "move/", "remove/", "restore/")
    ]
    assert found == [404] * 6


def test_one_outcome_is_judged_without_a_script(teacher: Client, school: SmallSchool, address: str) -> None:
    row = outcome(school)
    one = f"{address}{row.pk}/"
    pupils = sorted(school.class_9b.pupils, key=lambda pupil: pupil.sort_key)
    sent = {f"base-{pupil.pk}": "0." for pupil in pupils} | {f"level-{pupils[1].pk}": "T"}
    answer = teacher.post(one, sent | {"fill": "A", "act": "empty"})
    assert (answer.status_code, answer.headers["Location"]) == (302, f"{one}?done=saved")
    assert stored(school) == [("A", 1), ("T", 1), ("A", 1)]
    page = read(teacher.get(one).content)
    chosen = [e.attributes["value"] for e in page.all("input") if "checked" in e.attributes]
    assert chosen == ["A", "T", "A"]
    bases = {
        e.attributes["name"]: e.attributes["value"]
        for e in page.all("input")
        if e.attributes.get("name", "").startswith("base-")
    }
    assert teacher.post(one, bases | {"fill": "P", "act": "all"}).status_code == 302
    assert stored(school) == [("P", 2), ("P", 2), ("P", 2)]


def test_the_form_shows_what_another_wrote_and_what_was_chosen(
    teacher: Client, school: SmallSchool, address: str
) -> None:
    row, pupil = outcome(school), school.class_9b.pupils[0].pk
    send(teacher, address, cell(row, pupil, "T"))
    answer = teacher.post(f"{address}{row.pk}/", {f"base-{pupil}": "0.", f"level-{pupil}": "P"})
    assert answer.status_code == 409
    page = read(answer.content)
    assert page.one("p", "error").text == "Tikmēr kāds cits te ierakstīja «T». Ja saglabāsiet, paliks Jūsu ieraksts."
    fields = {
        e.attributes["name"]: e.attributes["value"]
        for e in page.all("input")
        if "checked" in e.attributes or e.attributes["name"] == f"base-{pupil}"
    }
    assert (fields[f"level-{pupil}"], fields[f"base-{pupil}"]) == ("P", "1.T")
    assert teacher.post(f"{address}{row.pk}/", fields).status_code == 302
    assert stored(school) == [("P", 2)]
    wrong = teacher.post(f"{address}{row.pk}/", {f"base-{pupil}": "2.P", f"level-{pupil}": "9"})
    assert (wrong.status_code, read(wrong.content).one("p", "error").text) == (
        422,
        "Te var rakstīt S, T, A vai P, nv vai atbr.",
    )


def lists(answer: Any) -> list[Element]:
    """What stands under the table, whose cells have no end tags: what is asked, and what is not any more."""
    html = answer.content.decode()
    return [
        read(found.encode())
        for found in re.findall(r'<section class="stack outcome-list.*?</section>', html, re.DOTALL)
    ]


def test_what_is_asked_is_added_renamed_moved_removed_and_restored(
    teacher: Client, school: SmallSchool, address: str
) -> None:
    def asked() -> list[str]:
        return [a.text for a in lists(teacher.get(address))[0].all("a", "reach")]

    assert teacher.post(address, {"text": "Skaita"}).headers["Location"] == f"{address}?done=added"
    assert teacher.post(address, {"text": "Mēra"}).status_code == 302
    empty = teacher.post(address, {"text": " "})
    assert (empty.status_code, lists(empty)[0].one("li", "error").text) == (
        422,
        "Ierakstiet, kas skolēnam jāsasniedz.",
    )
    twice = teacher.post(address, {"text": "MĒRA"})
    assert (twice.status_code, lists(twice)[0].one("textarea").text) == (422, "MĒRA")
    with inside(school.made):
        first, second = Outcome.objects.order_by("order")
    assert teacher.post(f"{address}{second.pk}/move/", {"up": "1"}).headers["Location"] == f"{address}?done=moved"
    assert asked() == ["Mēra", "Skaita"]
    sent = {"text": "Mēra garumu", "stamp": "1"}
    assert teacher.post(f"{address}{second.pk}/rename/", sent).headers["Location"] == f"{address}?done=renamed"
    again = teacher.post(f"{address}{second.pk}/rename/", {"text": "Mēra masu", "stamp": "1"})
    assert (again.status_code, "Tagad te ir «Mēra garumu»" in again.content.decode()) == (422, True)
    send(teacher, address, cell(first, school.class_9b.pupils[0].pk, "A"))
    assert teacher.post(f"{address}{first.pk}/remove/").headers["Location"] == f"{address}?done=removed"
    assert (asked(), [p.text for p in lists(teacher.get(address))[-1].all("p", "muted")]) == (
        ["Mēra garumu"], ["Bērziņš Jānis A"],
    )  # fmt: skip
    assert teacher.post(f"{address}{first.pk}/restore/").headers["Location"] == f"{address}?done=restored"
    assert asked() == ["Mēra garumu", "Skaita"]


def test_only_journals_that_one_can_see_are_copied_from(teacher: Client, school: SmallSchool, address: str) -> None:
    own, foreign = make_course(school.made, school.class_9b), make_course(school.made, school.class_9b)
    with inside(school.made):
        employment = school.course.course_teachers.get(ends_on=None).employment
    add_teacher(school.made, own, employment)
    outcome(school, "Skaita", course=own)
    outcome(school, "Slepens", course=foreign)
    choices = [e.attributes["value"] for e in lists(teacher.get(address))[0].one("select").all("option")]
    assert choices == [own.public_id]
    assert (
        teacher.post(f"{address}copy/", {"source": foreign.public_id}).headers["Location"] == f"{address}?done=nothing"
    )
    assert teacher.post(f"{address}copy/", {"source": own.public_id}).headers["Location"] == f"{address}?done=copied"
    with inside(school.made):
        assert list(Outcome.objects.filter(course=school.course).values_list("text", flat=True)) == ["Skaita"]


def test_who_may_only_read_gets_a_table_to_read(client: Client, school: SmallSchool, address: str) -> None:
    outcome(school)
    school.sign_in(client, "head")
    html = client.get(address).content.decode()
    assert ('<table class="journal outcomes"' in html, "data-cells=" in html, "Pievienot rezultātu" in html) == (
        True,
        False,
        False,
    )


def test_a_longer_page_costs_no_more(teacher: Client, school: SmallSchool, address: str) -> None:
    outcome(school)
    one = statements_of(teacher, address)
    for text in ("Skaita", "Lasa"):
        send(teacher, address, *(cell(outcome(school, text), pupil.pk, "A") for pupil in school.class_9b.pupils))
    assert statements_of(teacher, address) == one


def test_batches_of_text_are_json(teacher: Client, school: SmallSchool, address: str) -> None:
    body = json.dumps({"batch": str(uuid4()), "cells": []})
    assert teacher.post(f"{address}levels/", body, content_type="text/plain").status_code == 422


def told(client: Client, address: str) -> list[tuple[str, str]]:
    """(what became what, who) of each line of a history, the newest first."""
    answer = client.get(address)
    assert answer.status_code == 200
    lines = [li.all("p") for li in read(answer.content).one("ol", "history").all("li")]
    return [(said.text, when.text.split(", ")[1]) for said, when in lines]


def test_levels_and_the_outcome_itself_have_a_history(teacher: Client, school: SmallSchool, address: str) -> None:
    """F4: who, when, from what."""
    made = outcome(school)
    first, second, third = school.class_9b.pupils
    send(teacher, address, cell(made, first.pk, "S"), cell(made, second.pk, "T"))
    send(teacher, address, cell(made, first.pk, "A", 1) | {"was": "S"})
    own = f"{address}{made.pk}/history/"
    page = teacher.get(f"{address}{made.pk}/")
    assert own in [link for _, link in read(page.content).links()]
    stamp = {"text": "Mēra garumu centimetros", "stamp": "1"}
    assert teacher.post(f"{address}{made.pk}/rename/", stamp).status_code == 302
    levels = [("Līmenis: S →kļuva A", "Kalniņa Ilze"), ("Līmenis: tukšs →kļuva S", "Kalniņa Ilze")]
    assert told(teacher, f"{own}{first.pk}/") == levels
    found = told(teacher, own)
    assert (found[0], len(found)) == (
        ("Rezultāts: Mēra garumu →kļuva Mēra garumu centimetros", "Kalniņa Ilze"), 5,
    )  # fmt: skip
    assert (f"{second.family_name} {second.given_name}. Līmenis: tukšs →kļuva T", "Kalniņa Ilze") in found
    empty = read(teacher.get(f"{own}{third.pk}/").content).one("p", "empty").text
    assert empty == "Te vēl nekas nav rakstīts."
    part = teacher.get(f"{own}{first.pk}/", headers={"X-Requested-With": "zvans"})
    assert (part.status_code, "<html" in part.content.decode()) == (200, False)
    assert [
        teacher.get(f"{address}{wrong}").status_code for wrong in ("999999/history/", f"{made.pk}/history/999999/")
    ] == [404, 404]
    one = statements_of(teacher, own)
    send(teacher, address, cell(made, third.pk, "P"), cell(made, second.pk, "P", 1) | {"was": "T"})
    assert statements_of(teacher, own) == one
