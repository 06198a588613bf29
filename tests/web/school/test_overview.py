"""The way into a school's set-up: what there is, what is missing, where to mend it (D2)."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from tests.factories.people import sign_in
from tests.factories.school import (
    inside,
    make_class,
    make_course,
    make_employee,
    make_school,
    make_staff_account,
)
from tests.factories.small_school import SmallSchool
from tests.support.page import read
from tests.support.statements import statements_of
from zvans.schools.enums import Permission, PositionKind
from zvans.schools.models import BellSchedule, Employment, Position, SchoolYear, StudyGroup, Subject

ALFA = "/school/alfa/"


@pytest.fixture
def superuser(client: Client, school: SmallSchool) -> Client:
    school.sign_in(client, "superuser")
    return client


def steps(response: Any) -> dict[str, list[str]]:
    """Each step with what is missing of it."""
    page = read(response.content)
    found = {}
    for item in page.one("ol", "needs").all("li"):
        found[item.one("h2").text] = [p.text for p in item.all("p", "missing")]
    return found


def has(response: Any) -> list[str]:
    items = read(response.content).one("ol", "needs").all("li")
    return [item.all("p")[0].all("span")[0].text.removeprefix("kārtībā ") for item in items]


def test_a_school_at_work(superuser: Client, school: SmallSchool) -> None:
    with inside(school.made):
        Subject.objects.create(school=school.school, name="Ķīmija")
        own = {"school": school.school, "year": school.made.year, "class_group": school.class_9b.group}
        StudyGroup.objects.create(name="9.b 1. grupa", division="grupas", **own)
        Employment.objects.create(school=school.school, name="Ķīmijas skolotājs", starts_on=date(2026, 9, 1))
    make_class(school.made, "5.a", pupils=0, grade=5)
    make_class(school.made, "5.b", pupils=0, grade=5)
    answer = superuser.get(ALFA)
    assert steps(answer) == {
        "Mācību gads un semestri": [], "Brīvlaiki": [], "Zvani": [], "Telpas": [], "Priekšmeti": [], "Klases": [],
        "Klases audzinātāji": ["2 klasēm nav audzinātāja"],
        "Skolēni": ["2 klasēs nav skolēnu"],
        "Darbinieki": ["1 darbiniekam ir tikai vārds no stundu saraksta, konta nav"],
        "Slodzes un žurnāli": ["2 klasēm nav neviena žurnāla"],
        "Mācību grupas": ["1 grupā nav skolēnu"],
        "Stundu saraksts": [],
    }  # fmt: skip
    assert has(answer) == [
        "2026/27: 01.09.2026.–31.05.2027., 2 semestri", "1", "1 zvanu saraksts", "1 telpa", "3 priekšmeti", "3 klases",
        "1 klasei ir audzinātājs", "3 skolēni", "8 darbinieki", "2 žurnāli", "1 grupa", "3 stundas sarakstā",
    ]  # fmt: skip
    assert "Vēl trūkst 5 lietu" in answer.content.decode()


def test_what_is_missing_stays_in_sight_on_every_page(superuser: Client, school: SmallSchool) -> None:
    """D2: a superuser is led: the way back to what is missing, and how much, stands over each page until nothing is."""
    make_class(school.made, "5.a", pupils=0, grade=5)
    shown = []
    for page in ("", "rooms/", "pupils/", "imports/"):
        [overview, *_rest] = read(superuser.get(f"{ALFA}{page}").content).one("ul", "school-places").all("a")
        shown.append(overview.text)
    missing = sum(len(texts) for texts in steps(superuser.get(ALFA)).values())
    assert (missing > 0, shown) == (True, [f"Pārskats trūkst {missing}"] * 4)


def test_what_is_over_does_not_count(superuser: Client, school: SmallSchool) -> None:
    """A class teacher and a teacher who left, a lesson whose number no bell rings, a journal that no timetable has."""
    with inside(school.made):
        Employment.objects.filter(name__in=["Liepiņa Dace", "Vītols Andris"]).update(ends_on=date(2026, 10, 30))
        usual = BellSchedule.objects.get(school=school.school)
        usual.periods.filter(number__in=[2, 3]).delete()
    make_course(school.made, school.class_9b, subject="Ķīmija")
    found = steps(superuser.get(ALFA))
    assert {name: missing for name, missing in found.items() if missing} == {
        "Zvani": ["Stundu sarakstā ir stundas bez zvana: 2., 3."],
        "Klases audzinātāji": ["1 klasei nav audzinātāja"],
        "Slodzes un žurnāli": ["2 žurnāliem nav skolotāja"],
        "Stundu saraksts": ["1 žurnālam nav stundu sarakstā"],
    }


def test_a_new_school_begins_at_the_top(client: Client, db: None, monday_noon: None) -> None:
    made = make_school("gamma", "Gammas pamatskola")
    superuser = make_employee(made, "Sanita", "Eglīte", PositionKind.SUPERUSER)
    with inside(made):
        SchoolYear.objects.filter(school=made.school).delete()
        BellSchedule.objects.filter(school=made.school).delete()
    sign_in(client, make_staff_account(made, superuser))
    answer = client.get("/school/gamma/")
    assert steps(answer) == {
        "Mācību gads un semestri": ["Skolai vēl nav mācību gada."], "Brīvlaiki": ["Nav neviena brīvlaika."],
        "Zvani": ["Nav parasto zvanu."], "Telpas": ["Nav nevienas telpas."], "Priekšmeti": ["Nav neviena priekšmeta."],
        "Klases": ["Nav nevienas klases."], "Klases audzinātāji": [], "Skolēni": [], "Darbinieki": [], "Slodzes un žurnāli": [],
        "Mācību grupas": [], "Stundu saraksts": ["Stundu saraksta vēl nav."],
    }  # fmt: skip
    links = dict(read(answer.content).one("ol", "needs").links())
    assert (links["Papildināt: Mācību gads un semestri"], links["Papildināt: Zvani"]) == (
        "/school/gamma/year/", "/school/gamma/bells/",
    )  # fmt: skip


def test_only_pages_that_one_may_open_are_linked(client: Client, school: SmallSchool) -> None:
    """Who sees to pupils only is not led to the bells."""
    employment = make_employee(school.made, "Lietvede", "Liene", PositionKind.SUPPORT)
    with inside(school.made):
        Position.objects.filter(employment=employment).update(permissions=[Permission.PEOPLE])
    sign_in(client, make_staff_account(school.made, employment))
    answer = client.get(ALFA)
    opened = {
        address: client.get(address).status_code for _, address in read(answer.content).one("ol", "needs").links()
    }
    assert opened == dict.fromkeys(opened, 200)
    assert {f"{ALFA}{name}/" for name in ("year", "bells", "rooms", "subjects", "classes")} & opened.keys() == set()


def test_every_link_opens(superuser: Client, school: SmallSchool) -> None:
    links = read(superuser.get(ALFA).content).one("ol", "needs").links()
    assert {a: superuser.get(a).status_code for _, a in links} == dict.fromkeys((a for _, a in links), 200)
    assert {a for _, a in links} >= {f"{ALFA}{name}/" for name in ("year", "bells", "rooms", "subjects", "classes")}


def test_another_schools_things_are_not_counted(superuser: Client, school: SmallSchool) -> None:
    before = has(superuser.get(ALFA))
    make_class(school.other, "9.c", pupils=2)
    with inside(school.other):
        Subject.objects.create(school=school.other.school, name="Ķīmija")
    assert has(superuser.get(ALFA)) == before


def test_a_bigger_school_costs_no_more(superuser: Client, school: SmallSchool) -> None:
    one = statements_of(superuser, ALFA)
    for name in ("5.a", "5.b", "5.c"):
        make_course(school.made, make_class(school.made, name, pupils=3), subject=f"Ķīmija {name}", slots=[(1, 5)])
    assert (statements_of(superuser, ALFA), one <= 12) == (one, True)
