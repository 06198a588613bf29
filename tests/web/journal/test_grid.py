"""The journal as a grid: pupils × lessons (F2)."""

import re
from datetime import date, timedelta
from html import unescape

import pytest
from django.test import Client

from tests.factories.people import arranging
from tests.factories.school import ENDS_ON, MONDAY, add_members, add_slots, inside
from tests.factories.small_school import SmallSchool
from tests.support.statements import statements_of
from tests.web.journal.entries import write_cells
from zvans.accounts.models import Person
from zvans.schools.enums import ValueSystem
from zvans.schools.models import Course, StudyGroupMember


def shown(client: Client, school: SmallSchool, query: str = "") -> str:
    answer = client.get(f"/journal/{school.course.public_id}/{query}")
    assert answer.status_code == 200
    return str(answer.content.decode())


def text_of(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", "", html)).split())


def table(html: str) -> list[list[str]]:
    """The rows of the journal's table; its cells have no end tags, as HTML lets them."""
    grid = html[html.index("<table") : html.index("</table>")].split("<tr")[1:]
    return [[text_of("<" + cell) for cell in re.split(r"<(?=t[hd]\b)", row)[1:]] for row in grid]


def test_lessons_of_the_semester_up_to_two_weeks_ahead(teacher: Client, school: SmallSchool) -> None:
    head = table(shown(teacher, school))[0]
    assert (head[0], head[1], head[-3], head[-2:]) == ("Skolēns", "02.09. T 2", "07.12. P 3", ["Vidējais", "Kavēts"])
    days = [date(2026, 9, 1) + timedelta(days=n) for n in range(98)]
    lessons = [d for d in days if d.isoweekday() in (1, 3) and not date(2026, 10, 19) <= d <= date(2026, 10, 23)]
    assert len(head) == len(lessons) + 3


def test_cells_means_and_absences(teacher: Client, school: SmallSchool) -> None:
    """F5: only points count; the mean says how many; «5|7» counts 7. Late is not absent."""
    write_cells(school, "5|7", "n 8", "nv", on=MONDAY - timedelta(days=7))
    write_cells(school, "8", "nn", "k5")
    rows = table(shown(teacher, school, "?from=2026-11-16&to=2026-11-23"))
    assert rows == [
        ["Skolēns", "16.11. P 3", "18.11. T 2", "23.11. P 3", "Vidējais", "Kavēts"],
        ["1Ābola Līga", "n 8", "", "nn", "8,00 (1)", "2 (1)"],
        ["2Bērziņš Jānis", "5|7", "", "8", "7,50 (2)", ""],
        ["3Čakste Čārlzs", "nv", "", "k5", "", ""],
    ]


@pytest.mark.parametrize("system", [ValueSystem.WORDS, ValueSystem.LEVELS, ValueSystem.STEPS, ValueSystem.PASS])
def test_only_points_have_a_mean(teacher: Client, school: SmallSchool, system: str) -> None:
    """F5: other journals have no column of means, nor a legend of it; absences stay. Points given before still count in one."""
    with inside(school.made):
        Course.objects.filter(pk=school.course.pk).update(value_system=system)
    school.course.refresh_from_db()
    write_cells(school, "nv", "nn")
    html = shown(teacher, school, "?from=2026-11-23&to=2026-11-23")
    assert table(html) == [
        ["Skolēns", "23.11. P 3", "Kavēts"],
        ["1Ābola Līga", "nn", "1 (1)"], ["2Bērziņš Jānis", "nv", ""], ["3Čakste Čārlzs", "", ""],
    ]  # fmt: skip
    assert ("without-mean" in html, re.findall(r"[Vv]idēj\w+|7,50", html)) == (True, [])
    with inside(school.made):
        Course.objects.filter(pk=school.course.pk).update(value_system=ValueSystem.POINTS)
    school.course.refresh_from_db()
    write_cells(school, "8", on=MONDAY - timedelta(days=7))
    with inside(school.made):
        Course.objects.filter(pk=school.course.pk).update(value_system=system)
    html = shown(teacher, school, "?from=2026-11-16&to=2026-11-16")
    assert [row[1:] for row in table(html)[:3:2]] == [["16.11. P 3", "Vidējais", "Kavēts"], ["8", "8,00 (1)", ""]]
    assert "without-mean" not in html


def test_a_cell_carries_the_revisions_of_its_two_rows(teacher: Client, school: SmallSchool) -> None:
    write_cells(school, "7")
    write_cells(school, "8", was="7", mark=1)
    assert re.findall(r'<td data-r="[^"]*">[^<]*', shown(teacher, school)) == ['<td data-r="2.0">8']


def test_only_what_may_not_fit_is_cut_off(teacher: Client, school: SmallSchool) -> None:
    write_cells(school, "k25 5|7", "85,5%")
    cells = re.findall(r'<td data-r="[^"]*"([^>]*)>([^<]*)', shown(teacher, school, "?from=2026-11-23&to=2026-11-23"))
    assert sorted(cells) == [(" data-long", "k25 5|7"), (' data-p="9"', "85,5%")]


def test_heads_lead_to_the_lessons_and_rows_name_their_pupils(teacher: Client, school: SmallSchool) -> None:
    html = shown(teacher, school, "?from=2026-11-23&to=2026-11-23")
    assert re.findall(r'data-lesson="(.*?)".*?href="(.*?)"', html[html.index("<table") :]) == [
        ("2026-11-23.3.1", "2026-11-23/3/1/")
    ]
    pupils = re.findall(r'<tr data-pupil="(\d+)"', html)
    assert sorted(map(int, pupils)) == sorted(pupil.pk for pupil in school.class_9b.pupils)


def test_formative_lessons_are_marked_and_count_nothing(teacher: Client, school: SmallSchool) -> None:
    """F5."""
    write_cells(school, "9")
    sent = {"topic": "Vjeta <teorēma>", "is_formative": "1", "revision": "1", "homework_revision": "0"}
    assert teacher.post(f"/journal/{school.course.public_id}/2026-11-23/3/1/", sent).status_code == 302
    html = shown(teacher, school, "?from=2026-11-23&to=2026-11-23")
    assert [row[1:] for row in table(html)[:3]] == [
        ["23.11. P 3 f", "Vidējais", "Kavēts"], ["", "", ""], ["9", "", ""],
    ]  # fmt: skip
    assert 'data-topic="Vjeta &lt;teorēma&gt;"' in html


def test_days_on_which_a_pupil_was_not_there_are_closed(teacher: Client, school: SmallSchool) -> None:
    pupil = school.class_9b.pupils[2]
    with inside(school.made):
        StudyGroupMember.objects.filter(pupil=pupil).update(ends_on=date(2026, 11, 17))
    late = Person.objects.create(given_name="Žanis", family_name="Žagars")
    add_members(school.made, school.class_9b.whole, [late], starts_on=date(2026, 11, 23))
    html = shown(teacher, school, "?from=2026-11-16&to=2026-11-23")
    rows = html[html.index("<tbody>") :].split("<tr")[1:]
    assert [re.findall(r'<td class="out">|<td>', row)[:3] for row in rows] == [
        ["<td>"] * 3, ["<td>"] * 3, ["<td>", '<td class="out">', '<td class="out">'],
        ['<td class="out">', '<td class="out">', "<td>"],
    ]  # fmt: skip


def test_names_are_escaped(teacher: Client, school: SmallSchool) -> None:
    with arranging():
        Person.objects.filter(pk=school.class_9b.pupils[0].pk).update(family_name="<script>alert(1)</script>")
    assert "<script>alert" not in shown(teacher, school)


@pytest.mark.parametrize(("persona", "kind"), [("teacher", 'role="grid" '), ("class_teacher", ""), ("head", "")])
def test_only_who_writes_gets_a_grid_to_write_in(client: Client, school: SmallSchool, persona: str, kind: str) -> None:
    school.sign_in(client, persona)
    html = shown(client, school)
    assert f'<table {kind}class="journal"' in html
    assert ("data-cells=" in html, "journal-grid.js" in html) == (bool(kind), bool(kind))


def test_months_of_the_year_have_addresses(teacher: Client, school: SmallSchool) -> None:
    html = shown(teacher, school, "?from=2026-11-01&to=2026-11-30")
    links = re.findall(r'<a href="\./(\?[^"]*)?"( aria-current="page")?>([^<]*)</a>', html)
    assert [name for _, _, name in links if name != "Žurnāls"] == [
        "Semestris", "Septembris", "Oktobris", "Novembris", "Decembris", "Janvāris", "Februāris", "Marts", "Aprīlis", "Maijs",
    ]  # fmt: skip
    assert [name for _, current, name in links if current and name != "Žurnāls"] == ["Novembris"]
    assert ENDS_ON.month == 5


@pytest.mark.parametrize("query", ["?from=x&to=y", "?from=2026-11-30&to=2026-11-01", "?from=1900-01-01&to=2100-01-01"])
def test_nonsense_in_the_address_shows_the_semester(teacher: Client, school: SmallSchool, query: str) -> None:
    assert table(shown(teacher, school, query)) == table(shown(teacher, school))


def test_an_empty_month_says_so(teacher: Client, school: SmallSchool) -> None:
    assert "Šajā laikā stundu nav" in shown(teacher, school, "?from=2027-06-01&to=2027-06-30")


def test_three_lessons_a_week_cost_as_many_statements_as_one(teacher: Client, school: SmallSchool) -> None:
    """And three pupils with marks as many as one."""
    address = f"/journal/{school.course.public_id}/"
    write_cells(school, "7")
    one = statements_of(teacher, address)
    add_slots(school.made, school.course, [(2, 5), (5, 1)])
    write_cells(school, "7", "8", "n", on=MONDAY - timedelta(days=7))
    assert (statements_of(teacher, address), one <= 12) == (one, True)
