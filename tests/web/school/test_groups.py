"""Classes are parted into groups by the school, since timetables come without pupils (D2)."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from tests.factories.people import make_person
from tests.factories.school import MadeClass, add_members, inside, make_class, make_course
from tests.factories.small_school import SmallSchool
from tests.support.page import Element, read
from tests.support.statements import statements_of
from zvans.accounts.models import Person
from zvans.audit.models import Action
from zvans.schools.models import Enrolment, SchoolYear, StudyGroup, StudyGroupMember

STARTS_ON, TODAY = date(2026, 9, 1), date(2026, 11, 23)


def part(school: SmallSchool, made: MadeClass, *names: str, division: str = "1") -> list[StudyGroup]:
    with inside(school.made):
        own: dict[str, Any] = {"school": school.school, "year": made.group.year, "class_group": made.group}
        return [StudyGroup.objects.create(name=name, division=division, **own) for name in names]


def address_of(group: StudyGroup) -> str:
    assert group.class_group is not None
    return f"/school/alfa/groups/{group.class_group.public_id}/{group.pk}/"


def stored(school: SmallSchool) -> list[tuple[str, str, date, date | None]]:
    """Who is in which part of a class: group, family name, from, to."""
    with inside(school.made):
        rows = StudyGroupMember.objects.filter(group__is_whole_class=False)
        return list(
            rows.order_by("group__name", "pupil__sort_key", "starts_on").values_list(
                "group__name", "pupil__family_name", "starts_on", "ends_on"
            )
        )


def chosen(page: Element) -> dict[str, str]:
    """What the page's radios say: label of each that is checked («pupil» → «group»)."""
    labels = [
        i.attributes["aria-label"]
        for i in page.all("input")
        if "checked" in i.attributes and "aria-label" in i.attributes
    ]
    return dict(label.split(": ") for label in labels)


def form(
    made: MadeClass, seats: dict[Person, StudyGroup | None], was: dict[Person, StudyGroup] | None = None, **more: str
) -> dict[str, str]:
    sent = {f"was-{p.pk}": str(was[p].pk) if was and p in was else "" for p in made.pupils}
    sent |= {f"seat-{p.pk}": str(group.pk) if group else "" for p, group in seats.items()}
    return sent | {"starts_on": STARTS_ON.isoformat()} | more


def test_what_is_divided_and_what_is_not(client: Client, school: SmallSchool) -> None:
    first, second = part(school, school.class_9b, "1. grupa", "2. grupa")
    part(school, school.class_9b, "Meitenes", "Zēni", division="2")
    part(school, make_class(school.made, "8.a", pupils=0, grade=8), "A", "B")
    add_members(school.made, first, school.class_9b.pupils[:1])
    add_members(school.made, second, school.class_9b.pupils[1:2])
    school.sign_in(client, "superuser")
    table = read(client.get("/school/alfa/groups/").content).one("tbody")
    assert [[cell.text for cell in row.children if isinstance(cell, Element)] for row in table.all("tr")] == [
        ["8.a", "A, B", "0", "klasē nav skolēnu", ""],
        ["9.b", "1. grupa (1), 2. grupa (1)", "3", "1", ""],
        ["9.b", "Meitenes, Zēni", "3", "neviens nav sadalīts", "9.b:meitenes un zēni"],
    ]


def test_the_list_costs_as_much_for_three_classes_as_for_one(client: Client, school: SmallSchool) -> None:
    part(school, school.class_9b, "1. grupa", "2. grupa")
    school.sign_in(client, "superuser")
    one = statements_of(client, "/school/alfa/groups/")
    for name in ("9.a", "9.c"):
        part(school, make_class(school.made, name), "1. grupa", "2. grupa")
    assert statements_of(client, "/school/alfa/groups/") == one <= 12


def test_a_class_is_divided_and_one_pupil_moved_later(client: Client, school: SmallSchool) -> None:
    first, second = part(school, school.class_9b, "1. grupa", "2. grupa")
    school.sign_in(client, "deputy")
    page = read(client.get(address_of(first)).content)
    assert [i.attributes["value"] for i in page.all("input") if i.attributes.get("name") == "starts_on"] == [
        "2026-09-01"
    ]
    janis, liga, carlzs = school.class_9b.pupils
    sent = client.post(address_of(first), form(school.class_9b, {janis: first, liga: second, carlzs: None}))
    assert sent.headers["Location"] == f"{address_of(first)}?saved=2"
    assert stored(school) == [("1. grupa", "Bērziņš", STARTS_ON, None), ("2. grupa", "Ābola", STARTS_ON, None)]
    page = read(client.get(address_of(second)).content)
    assert chosen(page) == {"Ābola Līga": "2. grupa", "Bērziņš Jānis": "1. grupa", "Čakste Čārlzs": "nevienā grupā"}
    assert [i.attributes["value"] for i in page.all("input") if i.attributes.get("name") == "starts_on"] == [
        "2026-11-23"
    ]
    was = {janis: first, liga: second}
    moved = form(school.class_9b, {janis: second, liga: None, carlzs: None}, was, starts_on="2026-11-23")
    assert client.post(address_of(first), moved).status_code == 302
    assert stored(school) == [
        ("1. grupa", "Bērziņš", STARTS_ON, date(2026, 11, 22)), ("2. grupa", "Ābola", STARTS_ON, date(2026, 11, 22)),
        ("2. grupa", "Bērziņš", TODAY, None),
    ]  # fmt: skip
    assert list(Action.objects.filter(cause_id=None, name="divide_pupils").values_list("details", flat=True)) == [
        {"pupils": 2}, {"pupils": 2},
    ]  # fmt: skip


def test_a_move_from_an_earlier_day_takes_the_place_of_what_began_later(client: Client, school: SmallSchool) -> None:
    first, second = part(school, school.class_9b, "1. grupa", "2. grupa")
    janis = school.class_9b.pupils[0]
    add_members(school.made, first, [janis], starts_on=TODAY)
    school.sign_in(client, "superuser")
    client.post(address_of(first), form(school.class_9b, {janis: second}, {janis: first}))
    assert stored(school) == [("2. grupa", "Bērziņš", STARTS_ON, None)]


def test_who_came_later_joins_on_that_day(client: Client, school: SmallSchool) -> None:
    first, _ = part(school, school.class_9b, "1. grupa", "2. grupa")
    late = make_person("Nora", "Jaunā")
    with inside(school.made):
        Enrolment.objects.create(
            school=school.school, class_group=school.class_9b.group, pupil=late, starts_on=date(2026, 10, 5)
        )
    school.class_9b.pupils.append(late)
    school.sign_in(client, "superuser")
    client.post(address_of(first), form(school.class_9b, {late: first}))
    assert stored(school) == [("1. grupa", "Jaunā", date(2026, 10, 5), None)]


def test_two_who_divide_one_class_at_once(client: Client, school: SmallSchool) -> None:
    first, second = part(school, school.class_9b, "1. grupa", "2. grupa")
    janis, liga, carlzs = school.class_9b.pupils
    school.sign_in(client, "superuser")
    client.post(address_of(first), form(school.class_9b, {janis: first, liga: first, carlzs: None}))
    school.sign_in(client, "deputy")
    answer = client.post(address_of(first), form(school.class_9b, {janis: second, liga: None, carlzs: second}))
    page = read(answer.content)
    assert answer.status_code == 409
    assert page.one(css_class="banner").text.startswith("Kāds tikmēr sadalīja tos pašus skolēnus.")
    assert [e.text for e in page.one("tbody").all("span", "state")] == ["tagad: 1. grupa"]
    assert chosen(page) == {"Ābola Līga": "1. grupa", "Bērziņš Jānis": "2. grupa", "Čakste Čārlzs": "2. grupa"}
    assert stored(school) == [("1. grupa", "Ābola", STARTS_ON, None), ("1. grupa", "Bērziņš", STARTS_ON, None)]
    again = {
        i.attributes["name"]: i.attributes["value"]
        for i in page.all("input")
        if i.attributes.get("name", "").startswith("was-")
    }
    again |= {f"seat-{janis.pk}": str(second.pk), f"seat-{liga.pk}": str(first.pk), f"seat-{carlzs.pk}": str(second.pk)}
    assert client.post(address_of(first), again | {"starts_on": "2026-09-01"}).status_code == 302
    assert stored(school) == [
        ("1. grupa", "Ābola", STARTS_ON, None), ("2. grupa", "Bērziņš", STARTS_ON, None), ("2. grupa", "Čakste", STARTS_ON, None),
    ]  # fmt: skip


@pytest.mark.parametrize("day", ["", "2026-02-30", "2026-08-31", "2027-06-01"])
def test_a_day_outside_of_the_year_is_refused_and_nothing_typed_is_lost(
    client: Client, school: SmallSchool, day: str
) -> None:
    first, second = part(school, school.class_9b, "1. grupa", "2. grupa")
    janis, *_ = school.class_9b.pupils
    school.sign_in(client, "superuser")
    answer = client.post(address_of(first), form(school.class_9b, {janis: second}, starts_on=day))
    page = read(answer.content)
    assert (answer.status_code, page.one("p", "error").text) == (
        422,
        "Izvēlieties dienu no 01.09.2026. līdz 31.05.2027..",
    )
    assert chosen(page)["Bērziņš Jānis"] == "2. grupa"
    assert stored(school) == []


def test_proposals_change_nothing_until_saved(client: Client, school: SmallSchool) -> None:
    girls, _ = part(school, school.class_9b, "Zēni", "Meitenes")
    for person, sex in zip(school.class_9b.pupils, ("m", "f", ""), strict=True):
        person.sex = sex
        with inside(school.made):
            person.save()
    last_year(school, {"Zēni": [2], "Meitenes": [0]})
    add_members(school.made, girls, [school.class_9b.pupils[1]])
    before = stored(school)
    school.sign_in(client, "superuser")
    pages = {
        n: read(client.get(f"{address_of(girls)}?propose={n}").content)
        for n in ("halves", "sexes", "last-year", "clear")
    }
    none = "nevienā grupā"
    assert {name: list(chosen(page).values()) for name, page in pages.items()} == {  # Ābola, Bērziņš, Čakste
        "halves": ["Meitenes", "Meitenes", "Zēni"], "sexes": ["Meitenes", "Zēni", none],
        "last-year": ["Zēni", "Meitenes", "Zēni"], "clear": [none, none, none],
    }  # fmt: skip
    assert pages["sexes"].one(css_class="banner").text.endswith("paliek, kur bija: Čakste Čārlzs")
    assert stored(school) == before


def last_year(school: SmallSchool, members: dict[str, list[int]]) -> None:
    """Groups of the year before, of what are pupils of 9.b now (by their place)."""
    with inside(school.made):
        dates = {"starts_on": date(2025, 9, 1), "ends_on": date(2026, 5, 29)}
        year = SchoolYear.objects.create(school=school.school, name="2025/26", **dates)
        for name, places in members.items():
            group = StudyGroup.objects.create(school=school.school, year=year, name=name, division="1")
            add_members(school.made, group, [school.class_9b.pupils[place] for place in places], **dates)


def test_all_undivided_classes_at_once(client: Client, school: SmallSchool) -> None:
    halves = part(school, school.class_9b, "1. grupa", "2. grupa")
    class_9c = make_class(school.made, "9.c")
    begun = part(school, class_9c, "A", "B")
    add_members(school.made, begun[0], class_9c.pupils[2:])
    part(school, make_class(school.made, "9.d"), "I", "II")
    school.sign_in(client, "superuser")
    keys = [str(groups[0].pk) for groups in (halves, begun)]
    answer = client.post("/school/alfa/groups/divide/", {"division": [*keys, "nekas", "99999999999999999999"]})
    assert answer.headers["Location"] == "/school/alfa/groups/?divided=1"
    assert stored(school) == [
        ("1. grupa", "Ābola", STARTS_ON, None), ("1. grupa", "Bērziņš", STARTS_ON, None),
        ("2. grupa", "Čakste", STARTS_ON, None), ("A", "Čakste", STARTS_ON, None),
    ]  # fmt: skip


def test_a_group_of_pupils_of_two_classes(client: Client, school: SmallSchool) -> None:
    class_8a = make_class(school.made, "8.a", pupils=1, grade=8)
    school.sign_in(client, "superuser")
    assert client.post("/school/alfa/groups/new/", {"name": " "}).status_code == 422
    answer = client.post("/school/alfa/groups/new/", {"name": "Vācu  valoda"})
    address = answer.headers["Location"]
    again = client.post("/school/alfa/groups/new/", {"name": "Vācu valoda"})
    assert (again.status_code, read(again.content).one("p", "error").text) == (
        422, "Grupa ar šādu nosaukumu šajā mācību gadā jau ir. Izvēlieties citu nosaukumu.",
    )  # fmt: skip
    page = read(
        client.get(f"{address}?class={class_8a.group.public_id}&class={school.class_9b.group.public_id}").content
    )
    assert [label.text for label in page.one("main").all("form")[-1].all("label")] == [
        "Bērziņš Jānis", "Ābola Līga", "Bērziņš Jānis", "Čakste Čārlzs", "No kuras dienas",
    ]  # fmt: skip
    ticked = [class_8a.pupils[0].pk, school.class_9b.pupils[1].pk]
    shown = " ".join(str(p.pk) for p in [*class_8a.pupils, *school.class_9b.pupils])
    sent = {"in": ticked, "shown": shown, "was": "", "starts_on": "2026-09-01"}
    assert client.post(address, sent).headers["Location"] == f"{address}?saved=2"
    assert stored(school) == [("Vācu valoda", "Ābola", STARTS_ON, None), ("Vācu valoda", "Bērziņš", STARTS_ON, None)]
    out = {"in": ticked[1:], "shown": shown, "was": " ".join(map(str, ticked)), "starts_on": "2026-11-23"}
    client.post(address, out)
    assert stored(school) == [
        ("Vācu valoda", "Ābola", STARTS_ON, None), ("Vācu valoda", "Bērziņš", STARTS_ON, date(2026, 11, 22)),
    ]  # fmt: skip


def test_groups_of_another_school_or_class_are_not_there(client: Client, school: SmallSchool) -> None:
    """The superuser of one school and what belongs to another one, under the address of one's own."""
    (own, *_), foreign_class = part(school, school.class_9b, "1. grupa", "2. grupa"), make_class(school.other, "9.d")
    with inside(school.other):
        year = school.other.year
        foreign = StudyGroup.objects.create(
            school=school.other.school, year=year, class_group=foreign_class.group, name="1. grupa"
        )
        choir = StudyGroup.objects.create(school=school.other.school, year=year, name="Koris")
    school.accounts["superuser"].school_ids = sorted([school.school.pk, school.other.school.pk])
    school.accounts["superuser"].save()
    school.sign_in(client, "superuser")
    found = {
        address: client.get(f"/school/alfa/groups/{address}/").status_code
        for address in (
            f"{school.class_9b.group.public_id}/{own.pk}", f"{school.class_9b.group.public_id}/{foreign.pk}",
            f"{foreign_class.group.public_id}/{foreign.pk}", f"own/{choir.pk}", f"own/{own.pk}", "own/99999999999999999999",
        )
    }  # fmt: skip
    assert list(found.values()) == [200, 404, 404, 404, 404, 404]
    stranger = foreign_class.pupils[0]
    client.post(
        address_of(own), form(school.class_9b, {}) | {f"was-{stranger.pk}": "", f"seat-{stranger.pk}": str(own.pk)}
    )
    assert stored(school) == []


def test_a_closed_year_is_not_divided(client: Client, school: SmallSchool) -> None:
    first, _ = part(school, school.class_9b, "1. grupa", "2. grupa")
    with inside(school.made):
        SchoolYear.objects.filter(school=school.school).update(closed_on=TODAY)
    school.sign_in(client, "superuser")
    sent = form(school.class_9b, {school.class_9b.pupils[0]: first})
    assert client.post(address_of(first), sent).status_code == 409
    assert client.post("/school/alfa/groups/divide/", {"division": [first.pk]}).status_code == 409
    assert client.post("/school/alfa/groups/new/", {"name": "Koris"}).status_code == 409
    assert stored(school) == []


def test_a_lesson_of_an_empty_group_says_so_and_leads_there(client: Client, school: SmallSchool) -> None:
    first, _ = part(school, school.class_9b, "1. grupa", "2. grupa")
    course = make_course(school.made, first, subject="Angļu valoda", slots=[(1, 5)])
    account = school.accounts["superuser"]
    found = []
    for managed in ([school.school.pk], []):
        account.managed_ids = managed
        account.save()
        school.sign_in(client, "superuser")
        for address in (f"/journal/{course.public_id}/", f"/journal/{course.public_id}/2026-11-23/5/1/"):
            empty = read(client.get(address).content).one("div", "empty")
            found.append((empty.one("h2").text, empty.all("p")[0].text, [link for _, link in empty.links()]))
    said = ("Grupā vēl nav skolēnu", "Neviens skolēns nav ielikts grupā: 9.b 1. grupa.")
    assert found == [(*said, [address_of(first)])] * 2 + [(*said, [])] * 2
