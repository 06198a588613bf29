"""Every list of records is filtered, sorted in Latvian, paged, printed and taken as CSV and XLSX, by the same means (D1–D5, S71)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.test import Client
from python_calamine import CalamineWorkbook

from tests.factories.people import make_person
from tests.factories.school import (
    MONDAY,
    inside,
    make_class,
    make_course,
    make_employee,
    make_school,
    make_staff_account,
)
from tests.factories.small_school import SmallSchool
from tests.support.page import Element, read
from tests.support.statements import statements_of
from zvans.accounts.actions.allowances import EXPORTS, take
from zvans.audit.models import Action
from zvans.journal.models import WorkKind
from zvans.oversight.models import Report
from zvans.schools.enums import ImportKind, ImportState
from zvans.schools.models import ClassGroup, Enrolment, Import, Municipality, Room, StudyGroup, Subject

NAMES = ["Cielava", "Čiekurs", "Zīle"]  # in Latvian order: «č» after all of «c»


def _room(school: SmallSchool, name: str) -> None:
    Room.objects.create(school=school.school, name=name)


def _subject(school: SmallSchool, name: str) -> None:
    Subject.objects.create(school=school.school, name=name)


def _class(school: SmallSchool, name: str) -> None:
    make_class(school.made, name, pupils=1)


def _pupil(school: SmallSchool, name: str) -> None:
    pupil, group = make_person("Anna", name), school.class_9b.group
    Enrolment.objects.create(school=school.school, pupil=pupil, class_group=group, starts_on=MONDAY)


def _employee(school: SmallSchool, name: str) -> None:
    make_employee(school.made, "Anna", name)


def _signing_in(school: SmallSchool, name: str) -> None:
    make_staff_account(school.made, make_employee(school.made, "Anna", name))


def _report(school: SmallSchool, name: str) -> None:
    Report.objects.create(
        school=school.school, person=make_person("Anna", name), role="mother", kind="wrong", text="Nevar atvērt"
    )


def _course(school: SmallSchool, name: str) -> None:
    make_course(school.made, school.class_9b, subject=name, teachers=[make_employee(school.made, "Rita", "Rota")])


def _taught(school: SmallSchool, name: str) -> None:
    teacher = school.accounts["teacher"].person.employments.get()
    make_course(school.made, school.class_9b, subject=name, teachers=[teacher])


def _kind(school: SmallSchool, name: str) -> None:
    WorkKind.objects.create(school=school.school, name=name, short_name="d.", starts_on=MONDAY)


def _division(school: SmallSchool, name: str) -> None:
    made = make_class(school.made, name)
    own: dict[str, Any] = {"school": school.school, "year": school.made.year, "class_group": made.group}
    StudyGroup.objects.create(name="1. grupa", division="1", **own)


def _file(school: SmallSchool, name: str) -> None:
    options: dict[str, Any] = {"starts_on": None, "language": "lv", "columns": {}}
    own: dict[str, Any] = {"school": school.school, "kind": ImportKind.PEOPLE, "options": options}
    Import.objects.create(state=ImportState.DONE, file_name=name, **own)


def _earlier_place(school: SmallSchool, name: str) -> None:
    """Each ended before the next began; the year does not mind."""
    own: dict[str, Any] = {"school": school.school, "year": school.made.year}
    group = ClassGroup.objects.create(name=name, short_name=name, grade=9, **own)
    day = date(2026, 5, 1 + Enrolment.objects.filter(pupil=school.class_9b.pupils[0]).count())
    pupil = school.class_9b.pupils[0]
    Enrolment.objects.create(school=school.school, pupil=pupil, class_group=group, starts_on=day, ends_on=day)


def _school(school: SmallSchool, name: str) -> None:
    make_school(f"s{len(name)}{ord(name[0])}", name)


def _municipality(school: SmallSchool, name: str) -> None:
    Municipality.objects.create(name=name)


@dataclass(frozen=True)
class List:
    """A page with a list: how one more row gets there, what its file is called on record, what heads it, how its names sort."""

    address: str
    template: str
    add: Callable[[SmallSchool, str], None]
    heads: str
    what: str = ""  # the operator's are recorded under names of their own
    sort: str = "name"
    finds: bool = True
    by: str = "superuser"
    as_action: str = "export_list"
    prefix: str = ""  # of the second list of a page


_SCHOOL = "/school/alfa/"
LISTS = [
    List(f"{_SCHOOL}rooms/", "school/names.html", _room, "Telpa;Īsais nosaukums", "rooms"),
    List(f"{_SCHOOL}subjects/", "school/names.html", _subject, "Priekšmets;Īsais nosaukums;Žurnāli", "subjects"),
    List(f"{_SCHOOL}classes/", "school/classes.html", _class, "Klase;Kura klase;Klases audzinātājs;Skolēni", "classes", finds=False),
    List(f"{_SCHOOL}classes/{{class_group}}/", "school/class.html", _pupil, "Skolēns;Klasē no;Līdz", "class"),
    List(
        f"{_SCHOOL}classes/{{class_group}}/", "school/class.html", _course, "Priekšmets;Žurnāls", "class_courses",
        sort="subject", finds=False, prefix="courses-",
    ),
    List(
        f"{_SCHOOL}pupils/", "school/pupils/list.html", _pupil,
        "Skolēns;Klase;Dzimis;Lietas nr.;Atbildīgās personas;Aizgāja", "pupils",
    ),
    List(f"{_SCHOOL}pupils/codes/", "school/pupils/codes.html", _pupil, "Skolēns;Klase;Personas kods", "codes"),
    List(
        f"{_SCHOOL}pupils/{{pupil}}/", "school/pupils/pupil.html", _earlier_place,
        "No dienas;Klase;Kā sākās;Līdz;Kā beidzās", "places", sort="class", finds=False,
    ),
    List(
        f"{_SCHOOL}staff/", "school/staff.html", _employee,
        "Darbinieks;Īsais vārds;Amati;Kopš;Līdz;Žurnāli", "staff",
    ),
    List(f"{_SCHOOL}security/", "school/security.html", _signing_in, "Darbinieks;Otrais faktors", "second_factors"),
    List(
        f"{_SCHOOL}staff/{{teacher}}/", "school/employee.html", _taught,
        "Žurnāls;Mācību gads;No dienas;Līdz", "employee_courses", sort="course", finds=False,
    ),
    List(
        f"{_SCHOOL}teaching/", "school/teaching.html", _course,
        "Priekšmets;Klases un grupas;Skolotāji;Ar ko vērtē", "courses", sort="subject",
    ),
    List(f"{_SCHOOL}groups/", "school/groups.html", _division, "Klase;Grupas;Skolēni;Nevienā grupā", "groups", sort="class"),
    List(f"{_SCHOOL}marking/", "school/kinds.html", _kind, "Darba veids;Īsi;Svars;Sākas;Beidzas;Stundas", "work_kinds"),
    List(
        f"{_SCHOOL}imports/", "school/imports.html", _file,
        "Kad;Fails;Kas tajā ir;Kas to ieveda;Stāvoklis", "imports", sort="",
    ),
    List(
        f"{_SCHOOL}reports/", "school/reports.html", _report,
        "Kad;Kas ziņo;Loma;Par ko;Stāvoklis;Kas izskata", "reports", sort="who", finds=False,
    ),
    List(
        "/operator/", "operator/schools.html", _school, "Iestāde;Kods;Pašvaldība;Veids;Virslietotāji;Mācību gads",
        by="operator", as_action="export_institutions",
    ),
    List(
        "/operator/municipalities/", "operator/municipalities.html", _municipality, "Pašvaldība;Iestādes",
        by="operator", as_action="export_municipalities",
    ),
]  # fmt: skip


@dataclass(frozen=True)
class Reader:
    """Somebody who reads one of the lists."""

    client: Client
    school: SmallSchool
    list: List

    @property
    def address(self) -> str:
        pupil, group = self.school.class_9b.pupils[0], self.school.class_9b.group
        with inside(self.school.made):
            teacher = self.school.accounts["teacher"].person.employments.get()
        return self.list.address.format(class_group=group.public_id, pupil=pupil.public_id, teacher=teacher.public_id)

    def add(self, *names: str) -> None:
        for name in names:
            with inside(self.school.made):
                self.list.add(self.school, name)

    def page(self, query: str = "") -> Element:
        return read(self.client.get(f"{self.address}{self.asked(query)}").content)

    def asked(self, query: str) -> str:
        return query.replace("?", f"?{self.list.prefix}")

    def heads(self, query: str = "") -> list[Element]:
        """Those of the list: where a page has two, the second has the prefix."""
        tables = self.page(query).all("table")
        return tables[-1 if self.list.prefix else 0].all("th") if tables else []

    def names(self, query: str) -> list[str]:
        """Those of the rows that were added, in the order in which they stand."""
        heads = [e.text for e in self.heads(query) if e.attributes.get("scope") == "row"]
        return [name for head in heads for name in NAMES if head.startswith(name)]


def _named(one: List) -> str:
    return one.address.removeprefix("/")


@pytest.fixture(params=LISTS, ids=_named)
def reader(request: pytest.FixtureRequest, client: Client, school: SmallSchool) -> Reader:
    school.sign_in(client, request.param.by)
    return Reader(client, school, request.param)


@pytest.mark.parametrize("reader", [one for one in LISTS if one.sort], indirect=True, ids=_named)
def test_sorted_in_latvian_and_the_other_way_round(reader: Reader) -> None:
    """Those that are not in order of time."""
    reader.add("Zīle", "Čiekurs", "Cielava")
    assert reader.names(f"?sort={reader.list.sort}") == NAMES
    assert reader.names(f"?sort=-{reader.list.sort}") == NAMES[::-1]
    (turned,) = [e for e in reader.heads(f"?sort={reader.list.sort}") if "aria-sort" in e.attributes]
    assert (turned.attributes["aria-sort"], _asked_by(turned.one("a").attributes["href"])) == (
        "ascending", f"{reader.list.prefix}sort=-{reader.list.sort}",
    )  # fmt: skip


def _asked_by(address: str) -> str:
    return address.split("?")[1].split("#")[0]


def test_found_without_capitals_and_marks(reader: Reader) -> None:
    reader.add(*NAMES)
    if not reader.list.finds:
        assert [i for i in reader.page().all("input") if i.attributes.get("name") == f"{reader.list.prefix}q"] == []
        return

    assert reader.names("?q=CIEKUR") == ["Čiekurs"]
    assert "Nekas nav atrasts" in [e.text for e in reader.page("?q=nekanav").all("h2")]


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_taken_as_a_file_as_it_is_sorted_and_that_is_on_record(reader: Reader, form: str) -> None:
    reader.add(*NAMES)
    shown = [e.text for e in reader.heads() if e.attributes.get("scope") == "row"]
    answer = reader.client.get(f"{reader.address}{reader.asked(f'?as={form}')}")
    heads, *rows = _csv(answer.content) if form == "csv" else _xlsx(answer.content)
    assert heads == reader.list.heads.split(";")
    assert [next(cell for cell in row if cell in shown) for row in rows] == shown
    assert answer.headers["Content-Disposition"].endswith(f".{form}")
    (kept,) = Action.objects.filter(name=reader.list.as_action).values_list("details", flat=True)
    assert kept == ({"what": reader.list.what, "rows": len(shown)} if reader.list.what else {})


def _csv(content: bytes) -> list[list[str]]:
    return [line.split(";") for line in content.decode("utf-8-sig").splitlines()]


def _xlsx(content: bytes) -> list[list[str]]:
    rows = CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0).to_python()
    return [[str(cell) for cell in row] for row in rows]


def test_printed_and_both_files_are_offered(reader: Reader) -> None:
    reader.add(*NAMES)
    tools = reader.page("?page=9").all("p", "listing-files")[-1 if reader.list.prefix else 0]
    assert [e.text for e in tools.all("button", "to-print")] == ["Drukāt"]
    assert [(name, _asked_by(address)) for name, address in tools.links()] == [
        ("CSV", f"{reader.list.prefix}as=csv"),
        ("XLSX", f"{reader.list.prefix}as=xlsx"),
    ]


def test_as_many_statements_for_three_as_for_one(reader: Reader) -> None:
    reader.add(NAMES[0])
    one = statements_of(reader.client, reader.address)
    reader.add(*NAMES[1:])
    assert statements_of(reader.client, reader.address) == one


@pytest.mark.parametrize("path", ["rooms", "groups"])
def test_a_long_list_is_paged(client: Client, school: SmallSchool, path: str) -> None:
    """Rows of the database, and rows that a query has put together."""
    own: dict[str, Any] = {"school": school.school}
    with inside(school.made):
        for n in range(205):
            if path == "rooms":
                Room.objects.create(name=f"Telpa {n:03}", **own)
            else:
                StudyGroup.objects.create(name=f"Grupa {n:03}", year=school.made.year, **own)
    school.sign_in(client, "superuser")
    last = "?page=5" if path == "rooms" else "?page=2"
    page = read(client.get(f"{_SCHOOL}{path}/{last}").content)
    assert page.one("nav", "pages").all("span")[0].text == f"{last[-1]}. lapa no {last[-1]}"
    assert len(page.one("table").one("tbody").all("tr")) == (6 if path == "rooms" else 5)


def test_no_list_is_missing_here() -> None:
    root = Path(django_settings.BASE_DIR) / "zvans" / "web" / "templates"
    with_list = {
        str(p.relative_to(root)) for p in root.rglob("*.html") if '"shared/_listing.html"' in p.read_text("utf-8")
    }
    report = "school/_import_preview.html"  # its rows come by a file: tests/web/school/test_import_rows.py
    owed = "journal/owed.html"  # its rows are of no table: tests/web/journal/test_owed.py
    figures = "office/figures.html"  # sums: tests/web/operator/test_offices.py
    acts = {"account/record.html", "account/looks.html"}  # in the order of time: tests/web/account/test_account.py
    offices = {
        "office/record.html",
        "office/record_of_person.html",
        "office/reports.html",
    }  # tests/web/office/test_office.py
    editors = {"editing/posts.html", "editing/offers.html"}  # tests/web/editing
    portal = {
        "support/tickets.html",
        "moderating/comments.html",
        "adverts/adverts.html",
        "adverts/advert.html",
    }  # tests/web/support, comments, adverts
    assert with_list == {one.template for one in LISTS} | {report, owed, figures} | acts | offices | editors | portal


def test_an_account_takes_so_many_lists_away_and_no_more(school: SmallSchool, client: Client) -> None:
    """C7: the page itself goes on; what is refused is not recorded as taken."""
    school.sign_in(client, "superuser")
    exports = Action.objects.filter(name="export_list")
    while not take([(EXPORTS, str(school.accounts["superuser"].pk))]):
        pass
    statuses = [client.get(f"/school/alfa/rooms/{query}").status_code for query in ("?as=csv", "?as=xlsx", "")]
    assert (statuses, exports.count()) == ([429, 429, 200], 0)
