"""One lesson's screen, as a form that works without a script (F2, F6, K3)."""

import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from tests.factories.school import MONDAY, add_slots, inside
from tests.factories.small_school import SmallSchool
from tests.support.page import Element, read
from tests.support.statements import statements_of
from tests.web.journal.entries import write_cells
from zvans.journal.actions.lessons import write_lesson
from zvans.journal.models import Absence, Homework, Lesson, Mark
from zvans.journal.queries.journal import course_for
from zvans.journal.queries.lesson import lesson_page
from zvans.timetable.queries.plan import LessonKey

LESSON = "2026-11-23/3/1"
TEXTS = {"topic": "", "homework_text": "", "homework_due_on": "", "revision": "0", "homework_revision": "0"}


def address_of(school: SmallSchool, lesson: str = LESSON) -> str:
    return f"/journal/{school.course.public_id}/{lesson}/"


def page(client: Client, school: SmallSchool, lesson: str = LESSON) -> Element:
    answer = client.get(address_of(school, lesson))
    assert answer.status_code == 200
    return read(answer.content)


def fields(form: Element) -> dict[str, str]:
    """What a browser would send of a form as it stands."""
    sent = {}
    for field in form.all("input") + form.all("textarea"):
        given, name = field.attributes, field.attributes.get("name", "")
        if given.get("type") not in ("radio", "checkbox") or "checked" in given:
            sent[name] = given.get("value", field.text)
    return sent


def lesson_form(document: Element) -> Element:
    return next(form for form in document.all("form") if form.attributes.get("id") == "lesson")


def test_the_screen_is_in_the_order_of_a_lesson(teacher: Client, school: SmallSchool) -> None:
    document = page(teacher, school)
    parts = [part.attributes["id"] for part in document.all("section", "lesson-part")]
    assert parts == ["attendance", "topic", "marks"]
    assert document.one("h1").text == "Matemātika 9.b"
    assert document.one("p", "lesson-facts").text == "Pirmdiena, 23. novembris 3. stunda, 10:30–11:10 214"
    names = [li.one("span", "pupil").text for li in document.one("ol", "attendance").all("li")]
    assert names == ["Ābola Līga", "Bērziņš Jānis", "Čakste Čārlzs"]


def test_homework_is_due_at_the_next_lesson(teacher: Client, school: SmallSchool) -> None:
    assert fields(lesson_form(page(teacher, school)))["homework_due_on"] == "2026-11-25"


def test_everything_is_saved_at_once(teacher: Client, school: SmallSchool) -> None:
    first, second, third = (pupil.pk for pupil in school.class_9b.pupils)
    sent = fields(lesson_form(page(teacher, school)))
    sent |= {"topic": "Vjeta teorēma", "homework_text": "84. lpp.", "is_formative": "1", "confirm": "1"}
    sent |= {f"code-{first}": "n", f"mark-{second}": "5/7", f"code-{third}": "k", f"minutes-{third}": "5"}
    answer = teacher.post(address_of(school), sent)
    assert (answer.status_code, answer.headers["Location"].split("&")[0]) == (302, f"{address_of(school)}?saved=1")
    lesson = Lesson.objects.get()
    assert (lesson.topic, lesson.is_formative, lesson.attendance_at is not None) == ("Vjeta teorēma", True, True)
    homework = Homework.objects.get()
    assert (homework.text, homework.due_on) == ("84. lpp.", MONDAY + timedelta(days=2))
    assert sorted(Absence.objects.values_list("pupil", "code", "minutes")) == sorted(
        [(first, "n", None), (third, "k", 5)]
    )
    assert list(Mark.objects.values_list("pupil", "text", "points")) == [(second, "5|7", 7)]


def test_what_was_saved_stands_in_the_fields(teacher: Client, school: SmallSchool) -> None:
    write_cells(school, "n", "k5 8", "85%")
    first, second, third = (pupil.pk for pupil in school.class_9b.pupils)
    sent = fields(lesson_form(page(teacher, school)))
    assert [sent[f"{name}-{key}"] for key in (first, second, third) for name in ("code", "minutes", "mark", "base")] == [
        "n", "", "", "0.1.n", "k", "5", "8", "1.1.k5 8", "", "", "85%", "1.0.85%",
    ]  # fmt: skip


def test_a_form_sent_unchanged_changes_nothing(teacher: Client, school: SmallSchool) -> None:
    write_cells(school, "n 7", "k5", "nv")
    teacher.post(address_of(school), fields(lesson_form(page(teacher, school))))
    assert sorted(Mark.objects.values_list("text", "revision")) == [("7", 1), ("nv", 1)]
    assert sorted(Absence.objects.values_list("code", "revision")) == [("k", 1), ("n", 1)]


def test_a_form_sent_twice_counts_once(teacher: Client, school: SmallSchool) -> None:
    pupil = school.class_9b.pupils[0].pk
    sent = fields(lesson_form(page(teacher, school))) | {f"mark-{pupil}": "7"}
    assert [teacher.post(address_of(school), sent).status_code for _ in range(2)] == [302, 302]
    assert list(Mark.objects.values_list("text", "revision")) == [("7", 1)]


def test_a_refused_mark_stays_in_its_field_with_the_reason(teacher: Client, school: SmallSchool) -> None:
    """F3: what is right is saved, what is wrong waits to be mended."""
    first, second, _ = (pupil.pk for pupil in school.class_9b.pupils)
    sent = fields(lesson_form(page(teacher, school))) | {f"mark-{first}": "11", f"mark-{second}": "9", "topic": "Tēma"}
    answer = teacher.post(address_of(school), sent)
    document = read(answer.content)
    line = next(li for li in document.one("ol", "marks").all("li") if li.attributes["data-pupil"] == str(first))
    assert (answer.status_code, line.attributes["data-state"]) == (422, "refused")
    assert line.one("p", "error").text.startswith("Te var rakstīt 1–10")
    assert fields(lesson_form(document))[f"mark-{first}"] == "11"
    assert (Lesson.objects.get().topic, Mark.objects.get().text) == ("Tēma", "9")


def test_a_cell_that_somebody_changed_meanwhile_shows_both(teacher: Client, school: SmallSchool) -> None:
    """F4: neither is lost; sending again keeps one's own."""
    pupil = school.class_9b.pupils[0].pk
    mine = fields(lesson_form(page(teacher, school))) | {f"mark-{pupil}": "6"}
    write_cells(school, "3")
    answer = teacher.post(address_of(school), mine)
    document = read(answer.content)
    line = next(li for li in document.one("ol", "marks").all("li") if li.attributes["data-pupil"] == str(pupil))
    assert (answer.status_code, line.one("p", "error").text) == (
        409, "Tikmēr kāds cits te ierakstīja «3». Ja saglabāsiet, paliks Jūsu ieraksts.",
    )  # fmt: skip
    assert teacher.post(address_of(school), fields(lesson_form(document))).status_code == 302
    assert list(Mark.objects.values_list("text", "revision")) == [("6", 2)]


def colleague_writes(school: SmallSchool, topic: str, homework: str = "") -> None:
    with inside(school.made):
        course = course_for(school.actor("teacher"), school.course.public_id)
        assert course is not None
        found = lesson_page(course, LessonKey(course.pk, MONDAY, 3, 1))
    assert found is not None
    texts: Any = {"topic": topic, "is_formative": False, "homework_text": homework, "homework_due_on": None}
    revisions = {"revision": found.revision, "homework_revision": found.homework_revision}
    write_lesson(page=found, **texts, **revisions, by=school.actor("teacher"))


def test_a_topic_that_somebody_wrote_meanwhile_shows_both(teacher: Client, school: SmallSchool) -> None:
    write_cells(school, "7")
    mine = fields(lesson_form(page(teacher, school))) | {"topic": "Mana tēma"}
    colleague_writes(school, "Viņas tēma")
    answer = teacher.post(address_of(school), mine)
    document = read(answer.content)
    assert answer.status_code == 409
    theirs = next(box for box in document.all("div", "theirs") if box.attributes["data-theirs"] == "topic")
    assert ("hidden" in theirs.attributes, theirs.one("blockquote").text) == (False, "Viņas tēma")
    assert fields(lesson_form(document))["topic"] == "Mana tēma"
    assert Lesson.objects.get().topic == "Viņas tēma"
    assert teacher.post(address_of(school), fields(lesson_form(document))).status_code == 302
    assert Lesson.objects.get().topic == "Mana tēma"


def test_homework_due_before_the_lesson_is_not_possible(teacher: Client, school: SmallSchool) -> None:
    sent = TEXTS | {"topic": "Tēma", "homework_text": "84. lpp.", "homework_due_on": "2026-11-22"}
    answer = teacher.post(address_of(school), sent)
    assert answer.status_code == 409
    document = read(answer.content)
    assert "Mājasdarba termiņš ir pirms stundas." in document.one(css_class="refused").text
    assert fields(lesson_form(document))["homework_text"] == "84. lpp."


@pytest.mark.parametrize(
    ("wrong", "field"),
    [({"homework_due_on": "rīt"}, "homework_due_on"), ({"topic": "x" * 501}, "topic"), ({"revision": "x"}, "revision")],
)
def test_what_is_not_in_order_is_422(teacher: Client, school: SmallSchool, wrong: dict[str, str], field: str) -> None:
    answer = teacher.post(address_of(school), TEXTS | wrong, headers={"X-Requested-With": "zvans"})
    assert (answer.status_code, list(answer.json()["errors"])) == (422, [field])


def test_the_script_is_told_the_new_revisions(teacher: Client, school: SmallSchool) -> None:
    sent = TEXTS | {"topic": "Tēma", "homework_text": "84. lpp."}
    answer = teacher.post(address_of(school), sent, headers={"X-Requested-With": "zvans"})
    assert (answer.status_code, answer.json()) == (
        200, {"revision": 2, "homework_revision": 1, "theirs": None, "reason": "", "errors": {}},
    )  # fmt: skip
    again = teacher.post(address_of(school), sent | {"topic": "Cita"}, headers={"X-Requested-With": "zvans"})
    assert (again.status_code, again.json()["theirs"]) == (
        409, {"topic": "Tēma", "homework_text": "84. lpp.", "homework_due_on": "2026-11-25"},
    )  # fmt: skip


def test_nobody_is_absent(teacher: Client, school: SmallSchool) -> None:
    """F6: one press; who is marked absent stays marked."""
    write_cells(school, "n")
    answer = teacher.post(f"{address_of(school)}nobody-absent/")
    assert (answer.status_code, answer.headers["Location"].split("&")[0]) == (302, f"{address_of(school)}?saved=1")
    state = page(teacher, school).one(css_class="attendance-state").text
    assert (re.sub(r"\d", "0", state), Absence.objects.get().code) == ("atzīmēta 00.00.0000. 00:00", "n")
    script = teacher.post(f"{address_of(school)}nobody-absent/", headers={"X-Requested-With": "zvans"})
    assert (script.status_code, script.json()["said"]) == (200, "Klātbūtne atzīmēta.")


def test_nobody_is_absent_that_was_sent_twice_is_done_once(teacher: Client, school: SmallSchool) -> None:
    """F4: also where somebody took it back before the repeat came."""
    address, batch = f"{address_of(school)}nobody-absent/", {"batch": "9a3f8a4e-1111-4111-8111-111111111111"}
    first = teacher.post(address, batch, headers={"X-Requested-With": "zvans"}).json()
    assert teacher.post(first["undo"], headers={"X-Requested-With": "zvans"}).status_code == 204
    assert teacher.post(address, batch, headers={"X-Requested-With": "zvans"}).json() == first
    assert Lesson.objects.get().attendance_at is None
    wrong = teacher.post(address, {"batch": "nine"}, headers={"X-Requested-With": "zvans"})
    assert (wrong.status_code, Lesson.objects.get().attendance_at) == (422, None)
    early = teacher.post(
        f"{address_of(school, '2026-11-25/2/1')}nobody-absent/",
        batch | {"batch": str(uuid4())},
        headers={"X-Requested-With": "zvans"},
    )
    why = "Šī stunda vēl nav bijusi. Kavējumus un vērtējumus varēs rakstīt stundas dienā."
    assert (early.status_code, early.json()) == (409, {"reason": why})


def test_a_lesson_to_come_takes_topic_and_homework_but_nobody_s_marks(teacher: Client, school: SmallSchool) -> None:
    document = page(teacher, school, "2026-11-25/2/1")
    assert document.all("ol", "pupils") == []
    assert "Šī stunda vēl nav bijusi." in document.all("p", "hint")[0].text
    assert teacher.post(f"{address_of(school, '2026-11-25/2/1')}nobody-absent/").status_code == 409
    assert teacher.post(address_of(school, "2026-11-25/2/1"), TEXTS | {"topic": "Būs"}).status_code == 302
    assert Lesson.objects.get().topic == "Būs"


@pytest.mark.parametrize("persona", ["class_teacher", "head", "superuser"])
def test_who_may_only_read_gets_nothing_to_press(client: Client, school: SmallSchool, persona: str) -> None:
    school.sign_in(client, persona)
    form = lesson_form(page(client, school))
    assert ("disabled" in form.one("fieldset", "lesson-fields").attributes, form.all("button")) == (True, [])


def test_the_neighbours_of_a_lesson(teacher: Client, school: SmallSchool) -> None:
    """In the journal by address, in the day by asking the day; past its ends, the day itself."""
    add_slots(school.made, school.course, [(1, 5)])
    links = page(teacher, school).one("nav", "lesson-steps").links()
    assert [href for _, href in links] == [
        "before/",
        "after/",
        address_of(school, "2026-11-18/2/1"),
        address_of(school, "2026-11-23/5/1"),
    ]
    steps = [teacher.get(f"{address_of(school, at)}{way}/").headers["Location"] for at, way in STEPS]
    assert steps == [
        "/today/2026-11-23/", address_of(school, "2026-11-23/5/1"), address_of(school), "/today/2026-11-23/",
    ]  # fmt: skip


STEPS = [
    ("2026-11-23/3/1", "before"),
    ("2026-11-23/3/1", "after"),
    ("2026-11-23/5/1", "before"),
    ("2026-11-23/5/1", "after"),
]


def test_three_pupils_cost_as_many_statements_as_one(teacher: Client, school: SmallSchool) -> None:
    colleague_writes(school, "Tēma", "84. lpp.")
    write_cells(school, "7")
    one = statements_of(teacher, address_of(school))
    write_cells(school, "n 7", "n 9", "k5", was="7", mark=1)
    assert (statements_of(teacher, address_of(school)), one <= 12) == (one, True)


def test_a_page_of_somebody_elses_session_writes_nothing(teacher: Client, school: SmallSchool) -> None:
    """F4: the script says whose page it is on; a colleague signed in since is told so, and what was typed waits."""
    other = str(school.accounts["head"].pk)
    headers = {"X-Requested-With": "zvans", "X-Zvans-Account": other}
    for address in (address_of(school), f"{address_of(school)}nobody-absent/"):
        answer = teacher.post(address, TEXTS | {"topic": "Viņas tēma"}, headers=headers)
        assert (answer.status_code, answer.headers["X-Zvans-Account"]) == (401, "other")
    assert Lesson.objects.count() == 0
