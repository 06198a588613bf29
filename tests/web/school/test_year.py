"""The school year (D2): proposed, corrected before it is stored, changed without losing anything, closed and then only read."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from tests.factories.entries import write
from tests.factories.people import sign_in
from tests.factories.school import MONDAY, inside, make_employee, make_school, make_staff_account
from tests.factories.small_school import SmallSchool
from tests.support.page import read
from tests.support.statements import statements_of
from zvans.audit.models import Action
from zvans.schools.enums import PositionKind
from zvans.schools.models import Break, SchoolYear, Term
from zvans.schools.queries.calendar import proposed_year
from zvans.timetable.queries.plan import planned_lessons

YEAR = "/school/alfa/year/"
OF_2026 = f"{YEAR}2026-09-01/"
DATES = {
    "starts_on": "2026-09-01", "ends_on": "2027-05-31", "term_1_starts": "2026-09-01", "term_1_ends": "2026-12-18",
    "term_2_starts": "2027-01-04", "term_2_ends": "2027-05-31",
}  # fmt: skip


@pytest.fixture
def superuser(client: Client, school: SmallSchool) -> Client:
    school.sign_in(client, "superuser")
    return client


def errors(response: Any) -> dict[str, str]:
    assert response.status_code == 422
    page = read(response.content)
    at = {
        e.attributes["id"].removeprefix("id_").removeprefix("off-").removesuffix("_error"): e.text
        for e in page.all("ul")
        if "id" in e.attributes
    }
    whole = [e.text for e in page.all("p", "error")]
    return at | ({"": whole[0]} if whole else {})


def fields(content: bytes) -> dict[str, str]:
    inputs = read(content).all("input")
    return {e.attributes["name"]: e.attributes.get("value", "") for e in inputs if e.attributes.get("name")}


def stamp_on(client: Client, address: str = OF_2026) -> str:
    found = fields(client.get(address).content)
    return found["off-stamp" if "/breaks/" in address else "stamp"]


def off(**sent: str) -> dict[str, str]:
    """What the form of a break sends: it shares a page with the year's."""
    return {f"off-{name}": value for name, value in sent.items()}


def stored(school: SmallSchool) -> tuple[list[Any], list[Any], list[Any]]:
    with inside(school.made):
        own = {"school": school.school}
        return (
            list(SchoolYear.objects.filter(**own).order_by("starts_on").values_list("name", "starts_on", "ends_on")),
            list(Term.objects.filter(**own).order_by("year", "number").values_list("number", "starts_on", "ends_on")),
            list(Break.objects.filter(**own).order_by("starts_on").values_list("name", "starts_on", "ends_on")),
        )


def test_the_proposal_is_what_is_known_of_2025() -> None:
    """domain.md: 1 Sep – 29 May, semesters to 19 Dec and from 5 Jan, breaks 20–24 Oct, 22 Dec – 2 Jan, 9–13 Mar; moved days off."""
    proposal = proposed_year(2025)
    assert (proposal.starts_on, proposal.ends_on) == (date(2025, 9, 1), date(2026, 5, 29))
    assert [(t.starts_on, t.ends_on) for t in proposal.terms] == [
        (date(2025, 9, 1), date(2025, 12, 19)), (date(2026, 1, 5), date(2026, 5, 29)),
    ]  # fmt: skip
    assert [(b.name, b.starts_on, b.ends_on) for b in proposal.breaks] == [
        ("Rudens brīvlaiks", date(2025, 10, 20), date(2025, 10, 24)),
        ("Brīvdiena (pārcelta no 08.11.2025)", date(2025, 11, 17), date(2025, 11, 17)),
        ("Latvijas Republikas Proklamēšanas diena", date(2025, 11, 18), date(2025, 11, 18)),
        ("Ziemas brīvlaiks", date(2025, 12, 22), date(2026, 1, 2)),
        ("Pavasara brīvlaiks", date(2026, 3, 9), date(2026, 3, 13)),
        ("Lielā Piektdiena", date(2026, 4, 3), date(2026, 4, 3)),
        ("Otrās Lieldienas", date(2026, 4, 6), date(2026, 4, 6)),
        ("Darba svētki; Latvijas Republikas Satversmes sapulces sasaukšanas diena", date(2026, 5, 1), date(2026, 5, 1)),
        ("Latvijas Republikas Neatkarības atjaunošanas diena", date(2026, 5, 4), date(2026, 5, 4)),
    ]  # fmt: skip


@pytest.mark.parametrize("starts_in", range(2024, 2036))
def test_a_proposal_is_accepted_as_it_is(superuser: Client, school: SmallSchool, starts_in: int) -> None:
    proposal = proposed_year(starts_in)
    days = [proposal.terms[0].starts_on, proposal.terms[0].ends_on, proposal.terms[1].starts_on, proposal.ends_on]
    assert [day.weekday() for day in days] == [days[0].weekday(), 4, 0, min(days[3].weekday(), 4)]
    assert all(proposal.starts_on <= b.starts_on <= b.ends_on <= proposal.ends_on for b in proposal.breaks)


def test_the_next_year_is_proposed_and_corrected(superuser: Client, school: SmallSchool) -> None:
    proposed = fields(superuser.get(f"{YEAR}new/").content)
    assert (proposed["starts_on"], proposed["ends_on"], proposed["break_1_name"]) == (
        "2027-09-01", "2028-05-31", "Rudens brīvlaiks",
    )  # fmt: skip
    before = stored(school)[2]
    sent = proposed | {"break_1_ends": "2027-10-26"} | {n: "" for n in proposed if n.startswith("break_2_")}
    answer = superuser.post(f"{YEAR}new/", sent)
    assert (answer.status_code, answer.headers["Location"]) == (302, f"{YEAR}2027-09-01/?done=opened")
    years, terms, breaks = stored(school)
    assert years[1] == ("2027/28", date(2027, 9, 1), date(2028, 5, 31))
    assert terms[2:] == [(1, date(2027, 9, 1), date(2027, 12, 17)), (2, date(2028, 1, 3), date(2028, 5, 31))]
    wanted = [n for n in range(1, 20) if sent.get(f"break_{n}_name")]
    assert len(breaks) == len(before) + len(wanted)
    assert ("Rudens brīvlaiks", date(2027, 10, 25), date(2027, 10, 26)) in breaks
    assert Action.objects.filter(name="open_year").count() == 1


def test_a_school_without_a_year_is_shown_the_way(client: Client, monday_noon: None, db: None) -> None:
    made = make_school("gamma", "Gammas pamatskola")
    with inside(made):
        SchoolYear.objects.filter(school=made.school).delete()
    sign_in(client, make_staff_account(made, make_employee(made, "Sanita", "Eglīte", PositionKind.SUPERUSER)))
    page = read(client.get("/school/gamma/year/").content)
    assert page.one("div", "empty").links() == [("Atvērt mācību gadu", "/school/gamma/year/new/")]
    assert fields(client.get("/school/gamma/year/new/").content)["starts_on"] == "2026-09-01"


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"ends_on": "2026-08-31"}, {"ends_on": "Gads beidzas, pirms tas sākas. Ierakstiet vēlāku datumu."}),
        ({"ends_on": "2027-10-01"}, {"ends_on": "Mācību gads nevar būt garāks par gadu. Ierakstiet agrāku datumu."}),
        ({"starts_on": "", "ends_on": "rīt"},
         {"starts_on": "Ierakstiet datumu.", "ends_on": "Ierakstiet datumu tā: 23.11.2026."}),
        ({"term_2_starts": "2026-12-18"},
         {"term_2_starts": "Semestri pārklājas: iepriekšējais beidzas 18.12.2026. Ierakstiet vēlāku datumu."}),
        ({"term_1_starts": "2026-08-31"}, {"term_1_starts": "Šī diena ir pirms mācību gada: tas sākas 01.09.2026."}),
        ({"term_2_ends": "2027-06-01"}, {"term_2_ends": "Šī diena ir pēc mācību gada: tas beidzas 31.05.2027."}),
        ({"term_1_ends": "2026-08-30"}, {"term_1_ends": "Pēdējā diena ir pirms pirmās. Ierakstiet vēlāku datumu."}),
        ({"term_1_ends": ""}, {"term_1_ends": "Ierakstiet datumu."}),
        (dict.fromkeys(("term_1_starts", "term_1_ends", "term_2_starts", "term_2_ends"), ""),
         {"term_1_starts": "Ierakstiet vismaz vienu semestri."}),
        ({"starts_on": "2026-10-20", "term_1_starts": "2026-10-20"},
         {"starts_on": "«Rudens brīvlaiks» (no 19.10.2026.) paliktu ārpus gada. Vispirms labojiet to."}),
        ({"ends_on": "2026-10-20", "term_1_ends": "2026-10-20"} | {"term_2_starts": "", "term_2_ends": ""},
         {"ends_on": "«Rudens brīvlaiks» (no 19.10.2026.) paliktu ārpus gada. Vispirms labojiet to."}),
    ],
)  # fmt: skip
def test_dates_that_do_not_fit(
    superuser: Client, school: SmallSchool, changed: dict[str, str], said: dict[str, str]
) -> None:
    before = stored(school)
    sent = DATES | changed | {"stamp": stamp_on(superuser)}
    answer = superuser.post(f"{OF_2026}change/", sent)
    assert errors(answer) == said
    typed = fields(answer.content)
    assert ({name: typed[name] for name in sent}, stored(school)) == (sent, before)


def test_a_year_is_changed(superuser: Client, school: SmallSchool) -> None:
    sent = DATES | {"ends_on": "2027-06-11", "term_2_starts": "", "term_2_ends": "", "term_1_ends": "2027-06-11"}
    answer = superuser.post(f"{OF_2026}change/", sent | {"stamp": stamp_on(superuser)})
    assert answer.headers["Location"] == f"{OF_2026}?done=changed"
    assert stored(school)[:2] == (
        [("2026/27", date(2026, 9, 1), date(2027, 6, 11))], [(1, date(2026, 9, 1), date(2027, 6, 11))],
    )  # fmt: skip


def test_a_year_does_not_shrink_past_lessons(superuser: Client, school: SmallSchool) -> None:
    """The journal is a higher package: the year sees its rows all the same."""
    write(school.made, school.course, MONDAY, 3, topic="Vjeta teorēma")
    with inside(school.made):
        Break.objects.all().delete()
    before = stored(school)
    one_term = {"term_2_starts": "", "term_2_ends": ""}
    late = DATES | one_term | {"ends_on": "2026-11-20", "term_1_ends": "2026-11-20", "stamp": stamp_on(superuser)}
    assert errors(superuser.post(f"{OF_2026}change/", late)) == {
        "ends_on": "Žurnālos jau ir stundas līdz 23.11.2026. Gads nevar beigties agrāk."
    }
    early = DATES | {"starts_on": "2026-11-24", "term_1_starts": "2026-11-24", "stamp": stamp_on(superuser)}
    assert errors(superuser.post(f"{OF_2026}change/", early)) == {
        "starts_on": "Žurnālos jau ir stundas no 23.11.2026. Gads nevar sākties vēlāk."
    }
    assert stored(school) == before


def test_years_do_not_overlap_nor_share_a_name(superuser: Client, school: SmallSchool) -> None:
    with inside(school.made):
        SchoolYear.objects.create(
            school=school.school, name="2027/28", starts_on=date(2027, 9, 1), ends_on=date(2028, 5, 31)
        )
    twice = DATES | {"starts_on": "2026-08-31", "term_1_starts": "2026-08-31"}
    assert errors(superuser.post(f"{YEAR}new/", twice)) == {
        "starts_on": "2026/27 mācību gads jau ir. Atveriet to un labojiet."
    }
    over = {
        "starts_on": "2027-01-04",
        "ends_on": "2027-09-30",
        "term_1_starts": "2027-01-04",
        "term_1_ends": "2027-09-30",
    }
    assert errors(superuser.post(f"{YEAR}new/", over)) == {
        "starts_on": "Šajās dienās jau ir 2026/27 mācību gads: no 01.09.2026. līdz 31.05.2027."
    }


def test_the_second_of_two_who_change_a_year_sees_both(superuser: Client, school: SmallSchool) -> None:
    stamp = stamp_on(superuser)
    superuser.post(f"{OF_2026}change/", DATES | {"ends_on": "2027-06-11", "stamp": stamp})
    mine = DATES | {"ends_on": "2027-06-04", "stamp": stamp}
    second = superuser.post(f"{OF_2026}change/", mine)
    assert errors(second) == {
        "": "Kamēr Jūs labojāt, kāds cits mainīja šo gadu. Ja pareizs ir Jūsu ieraksts, saglabājiet vēlreiz.",
        "ends_on": "Tagad te ir 11.06.2027.",
    }
    assert stored(school)[0] == [("2026/27", date(2026, 9, 1), date(2027, 6, 11))]
    again = mine | {"stamp": fields(second.content)["stamp"]}
    assert superuser.post(f"{OF_2026}change/", again).status_code == 302
    assert stored(school)[0] == [("2026/27", date(2026, 9, 1), date(2027, 6, 4))]


def test_a_break_takes_lessons_out_of_the_timetable(superuser: Client, school: SmallSchool) -> None:
    def planned() -> list[date]:
        with inside(school.made):
            lessons = planned_lessons([school.course.pk], [school.school.pk], date(2026, 11, 30), date(2026, 12, 6))
        return [lesson.key.on for lesson in lessons]

    assert planned() == [date(2026, 11, 30), date(2026, 12, 2)]
    sent = off(name=" Skolas  diena ", starts_on="2026-12-02", ends_on="")
    assert superuser.post(f"{OF_2026}breaks/", sent).headers["Location"] == f"{OF_2026}?done=break"
    assert stored(school)[2][1] == ("Skolas diena", date(2026, 12, 2), date(2026, 12, 2))
    assert planned() == [date(2026, 11, 30)]
    with inside(school.made):
        row = Break.objects.get(name="Skolas diena")
    address = f"{OF_2026}breaks/{row.pk}/"
    moved = {"name": "Skolas diena", "starts_on": "2026-11-30", "ends_on": "2026-11-30"}
    answer = superuser.post(address, off(**moved, stamp=stamp_on(superuser, address)))
    assert (answer.headers["Location"], planned()) == (f"{OF_2026}?done=break_changed", [date(2026, 12, 2)])
    assert superuser.post(f"{address}remove/").headers["Location"] == f"{OF_2026}?done=break_removed"
    assert planned() == [date(2026, 11, 30), date(2026, 12, 2)]


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"starts_on": "2026-08-31"}, {"starts_on": "Šī diena ir pirms mācību gada: tas sākas 01.09.2026."}),
        ({"starts_on": "2027-06-01"}, {"starts_on": "Šī diena ir pēc mācību gada: tas beidzas 31.05.2027."}),
        ({"starts_on": "2027-05-31", "ends_on": "2027-06-01"},
         {"ends_on": "Šī diena ir pēc mācību gada: tas beidzas 31.05.2027."}),
        ({"starts_on": "2026-12-03", "ends_on": "2026-12-02"},
         {"ends_on": "Pēdējā diena ir pirms pirmās. Ierakstiet vēlāku datumu."}),
        ({"starts_on": "2026-10-23"},
         {"starts_on": "Šajās dienās jau ir «Rudens brīvlaiks»: no 19.10.2026. līdz 23.10.2026."}),
        ({"starts_on": "31.02.2027"}, {"starts_on": "Ierakstiet datumu tā: 23.11.2026."}),
        ({"starts_on": "2026-12-03", "name": " "}, {"name": "Ierakstiet nosaukumu."}),
    ],
)  # fmt: skip
def test_a_break_that_does_not_fit(
    superuser: Client, school: SmallSchool, sent: dict[str, str], said: dict[str, str]
) -> None:
    before = stored(school)
    assert errors(superuser.post(f"{OF_2026}breaks/", off(**{"name": "Diena", "ends_on": ""} | sent))) == said
    assert stored(school) == before


def test_a_break_over_lessons_held_is_asked_about(superuser: Client, school: SmallSchool) -> None:
    write(school.made, school.course, MONDAY, 3, topic="Vjeta teorēma")
    before, sent = stored(school), off(name="Sals", starts_on="2026-11-23", ends_on="2026-11-24")
    answer = superuser.post(f"{OF_2026}breaks/", sent)
    assert errors(answer) == {
        "despite": "Šajās dienās žurnālos jau ir ieraksti (23.11.2026.). Tie paliks, bet stundu sarakstā šo stundu vairs nebūs."
    }
    assert stored(school) == before
    assert superuser.post(f"{OF_2026}breaks/", sent | off(despite="on")).status_code == 302
    assert stored(school)[2][1] == ("Sals", date(2026, 11, 23), date(2026, 11, 24))


def test_the_second_of_two_who_change_a_break_sees_both(superuser: Client, school: SmallSchool) -> None:
    with inside(school.made):
        row = Break.objects.get(school=school.school)
    address = f"{OF_2026}breaks/{row.pk}/"
    stamp = stamp_on(superuser, address)
    first = {"name": "Rudens", "starts_on": "2026-10-19", "ends_on": "2026-10-23", "stamp": stamp}
    assert superuser.post(address, off(**first)).status_code == 302
    assert errors(superuser.post(address, off(**first | {"name": "Ruduo", "ends_on": "2026-10-22"}))) == {
        "": "Kamēr Jūs labojāt, kāds cits to mainīja. Ja pareizs ir Jūsu ieraksts, saglabājiet vēlreiz.",
        "name": "Tagad te ir «Rudens».", "ends_on": "Tagad te ir 23.10.2026.",
    }  # fmt: skip


def test_a_closed_year_is_only_read(superuser: Client, school: SmallSchool) -> None:
    stamp = stamp_on(superuser)
    with inside(school.made):
        SchoolYear.objects.filter(school=school.school).update(closed_on=MONDAY)
        row = Break.objects.get(school=school.school)
    before = stored(school)
    page = read(superuser.get(OF_2026).content)
    assert [e.attributes.get("name") for e in page.one("main").all("input")] == []
    new = off(name="Diena", starts_on="2026-12-02", ends_on="")
    answers = [
        superuser.post(f"{OF_2026}change/", DATES | {"ends_on": "2027-06-11", "stamp": stamp}),
        superuser.post(f"{OF_2026}breaks/", new),
        superuser.post(f"{OF_2026}breaks/{row.pk}/", new),
        superuser.post(f"{OF_2026}breaks/{row.pk}/remove/"),
        superuser.post(f"{OF_2026}remove/"),
    ]
    assert ([a.status_code for a in answers[1:2] + answers[3:]], stored(school)) == ([409] * 3, before)
    assert [answers[0].status_code, answers[2].status_code] == [409, 422]
    assert "Šis mācību gads ir slēgts" in answers[0].content.decode()


def test_only_a_year_opened_by_mistake_goes(superuser: Client, school: SmallSchool) -> None:
    assert superuser.post(f"{OF_2026}remove/").status_code == 409
    superuser.post(f"{YEAR}new/", fields(superuser.get(f"{YEAR}new/").content))
    assert [name for name, *_ in stored(school)[0]] == ["2026/27", "2027/28"]
    assert superuser.post(f"{YEAR}2027-09-01/remove/").headers["Location"] == f"{YEAR}?done=removed"
    assert [name for name, *_ in stored(school)[0]] == ["2026/27"]


def test_another_schools_year_is_not_there(superuser: Client, school: SmallSchool) -> None:
    with inside(school.other):
        SchoolYear.objects.create(
            school=school.other.school, name="2025/26", starts_on=date(2025, 9, 1), ends_on=date(2026, 5, 29)
        )
        row = Break.objects.get(school=school.other.school)
    assert [
        superuser.get(f"{YEAR}2025-09-01/").status_code,
        superuser.post(f"{YEAR}2025-09-01/change/", DATES).status_code,
        superuser.get(f"{OF_2026}breaks/{row.pk}/").status_code,
        superuser.post(f"{OF_2026}breaks/{row.pk}/remove/").status_code,
    ] == [404] * 4


def test_more_breaks_cost_no_more(superuser: Client, school: SmallSchool) -> None:
    one = statements_of(superuser, OF_2026)
    with inside(school.made):
        for n in range(3):
            day = date(2026, 12, 1 + n)
            Break.objects.create(
                school=school.school, year=school.made.year, name=f"Diena {n}", starts_on=day, ends_on=day
            )
    assert statements_of(superuser, OF_2026) == one
