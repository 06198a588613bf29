"""How a school marks (F5): its kinds of work and its scale of percent, each by date."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from tests.factories.school import MONDAY, inside
from tests.factories.small_school import SmallSchool
from tests.support.page import read
from tests.support.statements import statements_of
from tests.web.journal.entries import write_cells
from zvans.audit.models import Action
from zvans.journal.models import Lesson, PercentScale, WorkKind

KINDS, SCALE = "/school/alfa/marking/", "/school/alfa/marking/percent/"
TEST = {"name": "Pārbaudes darbs", "short_name": "p.d.", "weight": "2", "starts_on": "2026-09-01"}


@pytest.fixture
def superuser(client: Client, school: SmallSchool) -> Client:
    school.sign_in(client, "superuser")
    return client


def errors(response: Any) -> list[str]:
    assert response.status_code == 422
    page = read(response.content)
    return [e.text for e in [*page.all("li", "error"), *page.all("p", "error")]]


def kinds(school: SmallSchool) -> list[tuple[Any, ...]]:
    with inside(school.made):
        rows = WorkKind.objects.filter(school=school.school).order_by("pk")
        return list(rows.values_list("name", "short_name", "weight", "is_formative", "starts_on", "ends_on"))


def test_usual_kinds_are_proposed_and_not_forced(superuser: Client, school: SmallSchool) -> None:
    page = read(superuser.get(KINDS).content)
    assert [line.text for line in page.one("ul", "short-lines").all("li")] == [
        "pārbaudes darbs p.d. svars 2", "darbs stundā d.st. svars 1", "mājas darbs m.d. svars 0,5",
        "formatīvs vērtējums form. formatīvs",
    ]  # fmt: skip
    assert kinds(school) == []
    assert superuser.post(f"{KINDS}usual/").headers["Location"] == f"{KINDS}?done=usual"
    assert [row[:4] for row in kinds(school)] == [
        ("pārbaudes darbs", "p.d.", 2, False), ("darbs stundā", "d.st.", 1, False), ("mājas darbs", "m.d.", Decimal("0.5"), False),
        ("formatīvs vērtējums", "form.", 1, True),
    ]  # fmt: skip
    assert read(superuser.get(KINDS).content).all("ul", "short-lines") == []


def test_a_kind_is_added_changed_and_ended_by_date(superuser: Client, school: SmallSchool) -> None:
    assert superuser.post(KINDS, TEST | {"weight": "1,5"}).headers["Location"] == f"{KINDS}?done=added"
    with inside(school.made):
        kind = WorkKind.objects.get()
    address = f"{KINDS}{kind.pk}/"
    stamp = next(
        e.attributes["value"]
        for e in read(superuser.get(address).content).all("input")
        if e.attributes.get("name") == "stamp"
    )
    sent = TEST | {"weight": "3", "starts_on": "2026-11-23", "stamp": stamp}
    assert superuser.post(address, sent).headers["Location"] == f"{KINDS}?done=changed"
    assert kinds(school) == [
        ("Pārbaudes darbs", "p.d.", Decimal("1.5"), False, date(2026, 9, 1), date(2026, 11, 22)),
        ("Pārbaudes darbs", "p.d.", 3, False, MONDAY, None),
    ]
    again = superuser.post(address, sent)
    said = "Kamēr Jūs labojāt, kāds cits to mainīja. Tagad te ir: Pārbaudes darbs (p.d.), svars 1,5. "
    assert errors(again) == [said + "Ja pareizs ir Jūsu ieraksts, saglabājiet vēlreiz."]
    rows = [[cell.text for cell in row.all("td")] for row in read(superuser.get(KINDS).content).all("tr")[1:]]
    assert rows == [
        ["p.d.", "1,5", "01.09.2026.", "22.11.2026.", "0"], ["p.d.", "3", "23.11.2026.", "", "0"],
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "reasons"),
    [
        ({"name": ""}, ["Ierakstiet nosaukumu."]),
        ({"short_name": "pārbaudes"}, ["Īsajā nosaukumā var būt ne vairāk kā 6 zīmes."]),
        ({"weight": "0"}, ["Svaram jābūt lielākam par nulli."]),
        ({"weight": "-1"}, ["Svaram jābūt lielākam par nulli."]),
        ({"weight": "divi"}, ["Ierakstiet skaitli, piemēram, 0,5 vai 85."]),
        ({"weight": "0,123"}, ["Pēc komata raksta ne vairāk kā divus ciparus."]),
        ({"weight": "NaN"}, ["Ierakstiet skaitli, piemēram, 0,5 vai 85."]),
        ({"starts_on": "rīt"}, ["Ierakstiet datumu tā: 23.11.2026."]),
    ],
)
def test_what_does_not_fit_is_said_at_its_field(
    superuser: Client, school: SmallSchool, changed: dict[str, str], reasons: list[str]
) -> None:
    assert (errors(superuser.post(KINDS, TEST | changed)), kinds(school)) == (reasons, [])


def test_a_kind_that_lessons_have_stays(superuser: Client, school: SmallSchool) -> None:
    write_cells(school, "7")
    superuser.post(KINDS, TEST)
    with inside(school.made):
        kind = WorkKind.objects.get()
        Lesson.objects.update(work_kind=kind)
    assert superuser.post(f"{KINDS}{kind.pk}/remove/").status_code == 409
    fields = {e.attributes["name"]: e for e in read(superuser.get(f"{KINDS}{kind.pk}/").content).all("input")}
    sent = {"end-ends_on": "2026-10-01", "end-stamp": fields["end-stamp"].attributes["value"]}
    assert errors(superuser.post(f"{KINDS}{kind.pk}/end/", sent)) == [
        "Šis veids ir izvēlēts 1 stundā, tāpēc tik agri to nevar beigt."
    ]
    with inside(school.made):
        Lesson.objects.update(work_kind=None)
    assert superuser.post(f"{KINDS}{kind.pk}/remove/").headers["Location"] == f"{KINDS}?done=removed"
    assert kinds(school) == []


def test_another_schools_kind_is_not_there(superuser: Client, school: SmallSchool) -> None:
    """C3: the same account may work at both."""
    with inside(school.other):
        kind = WorkKind.objects.create(
            school=school.other.school, name="Tests", short_name="t", weight=1, starts_on=MONDAY
        )
    found = [superuser.get(f"{KINDS}{kind.pk}/").status_code]
    found += [superuser.post(f"{KINDS}{kind.pk}/{page}", TEST).status_code for page in ("", "end/", "remove/")]
    assert found == [404, 404, 404, 404]


def test_the_list_leaves_as_a_file_and_a_longer_one_costs_no_more(superuser: Client, school: SmallSchool) -> None:
    superuser.post(KINDS, TEST)
    one = statements_of(superuser, KINDS)
    for name in ("Tests", "Eseja"):
        superuser.post(KINDS, TEST | {"name": name})
    assert statements_of(superuser, KINDS) == one
    assert superuser.get(f"{KINDS}?as=csv").status_code == 200
    assert Action.objects.values_list("details", flat=True).get(name="export_list") == {"what": "work_kinds", "rows": 3}


def bounds(*percents: str) -> dict[str, str]:
    return {f"bound_{10 - place}": percent for place, percent in enumerate(percents)}


USUAL = ("99", "85", "77", "70", "58", "50", "35", "24", "10", "1")


def test_a_scale_is_entered_by_date(superuser: Client, school: SmallSchool) -> None:
    page = read(superuser.get(SCALE).content)
    assert tuple(e.attributes["value"] for e in page.one("table", "bells-table").all("input")) == USUAL
    sent = {"starts_on": "2027-03-01"} | bounds("98,5", "85.5%", *USUAL[2:])
    assert superuser.post(SCALE, sent).headers["Location"] == f"{SCALE}?done=scale"
    with inside(school.made):
        assert PercentScale.objects.values_list("school", "starts_on", "ends_on", "bounds").get() == (
            school.school.pk, date(2027, 3, 1), None, [Decimal(n) for n in ("98.5", "85.5", *USUAL[2:])],
        )  # fmt: skip
    page = read(superuser.get(SCALE).content)
    assert [cell.text for cell in page.all("table")[-1].all("td")] == [
        f"{n}%" for n in ("98,5", "85,5", *USUAL[2:])
    ]  # fmt: skip


def test_bounds_out_of_order_are_said_at_their_fields(superuser: Client, school: SmallSchool) -> None:
    sent = {"starts_on": "2027-03-01"} | bounds("99", "99", "", "simts", *USUAL[4:9], "101")
    assert errors(superuser.post(SCALE, sent)) == ["Ierakstiet skaitli, piemēram, 0,5 vai 85."]
    sent = {"starts_on": "2027-03-01"} | bounds("99", "99", "", "70", *USUAL[4:9], "101")
    assert errors(superuser.post(SCALE, sent)) == [
        "Jābūt mazāk nekā 99%, kas ir augstākas balles robeža.", "Ierakstiet, no cik procentiem ir 8.", 
            "Procentiem jābūt no 0 līdz 100.",
    ]  # fmt: skip
    with inside(school.made):
        assert not PercentScale.objects.exists()
