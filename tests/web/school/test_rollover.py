"""A school goes into its next year: proposed, looked at, confirmed, done at once (D3)."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
import time_machine
from django.test import Client

from tests.factories.people import make_account
from tests.factories.school import (
    MadeClass,
    add_members,
    inside,
    make_class,
    make_class_teacher,
    make_course,
    make_employee,
)
from tests.factories.small_school import SmallSchool
from tests.support.page import Element, read
from tests.support.statements import statements_of
from zvans.accounts.enums import Role
from zvans.accounts.models import Account
from zvans.audit.models import Action
from zvans.schools.enums import ValueSystem
from zvans.schools.models import (
    Break,
    ClassGroup,
    ClassTeacher,
    Course,
    CourseTeacher,
    Enrolment,
    SchoolYear,
    StudyGroup,
    StudyGroupMember,
    Term,
)
from zvans.schools.rollover import a_year_later, default_fate, next_name, school_day

PAGE = "/school/alfa/rollover/"
LAST_DAY, SUMMER_ENDS, BEGINS = date(2027, 5, 31), date(2027, 8, 31), date(2027, 9, 1)


@pytest.fixture(autouse=True)
def summer(school: SmallSchool) -> Iterator[None]:
    with time_machine.travel("2027-06-15 12:00 +0300", tick=False):
        yield


@pytest.fixture
def class_3a(school: SmallSchool) -> MadeClass:
    """A class of three in two groups, with a class teacher, a course by levels of all, one of a group, and one that is passed or not."""
    made = make_class(school.made, "3.a", grade=3)
    teacher, gone = (
        make_employee(school.made, "Anna", "Ozola"),
        make_employee(school.made, "Zigrīda", "Gaile", ends_on=LAST_DAY),
    )
    with inside(school.made):
        own: dict[str, Any] = {"school": school.school, "year": school.made.year, "class_group": made.group}
        groups = [StudyGroup.objects.create(name=n, division="1", **own) for n in ("1. grupa", "2. grupa")]
    add_members(school.made, groups[0], made.pupils[:2])
    add_members(school.made, groups[1], made.pupils[2:])
    make_class_teacher(school.made, made.group, teacher)
    make_course(school.made, made, subject="Matemātika", teachers=[teacher], value_system=ValueSystem.LEVELS)
    make_course(school.made, groups[0], subject="Angļu valoda", teachers=[gone], value_system=ValueSystem.LEVELS)
    make_course(school.made, made, subject="Sports", teachers=[teacher], value_system=ValueSystem.PASS)
    return made


def fields(page: Element) -> dict[str, Any]:
    """What the page's last form would send as it stands."""
    form, sent = page.one("main").all("form")[-1], {}
    for field in form.all("input"):
        kind, name = field.attributes.get("type", "text"), field.attributes.get("name", "")
        if name and (kind != "checkbox" or "checked" in field.attributes):
            sent.setdefault(name, []).append(field.attributes.get("value", "on"))
    for select in form.all("select"):
        sent[select.attributes["name"]] = [
            o.attributes["value"] for o in select.all("option") if "selected" in o.attributes
        ]
    return sent


def preview(client: Client, **more: Any) -> Element:
    answer = client.post(PAGE, fields(read(client.get(PAGE).content)) | {"step": "preview"} | more)
    assert answer.status_code == 200
    return read(answer.content)


def confirm(client: Client, page: Element) -> Any:
    return client.post(PAGE, fields(page) | {"step": "confirm"})


def places(school: SmallSchool) -> list[tuple[Any, ...]]:
    with inside(school.made):
        rows = Enrolment.objects.filter(school=school.school).order_by(
            "starts_on", "class_group__name", "pupil__sort_key", "pk"
        )
        return list(
            rows.values_list("class_group__name", "pupil__family_name", "begun", "starts_on", "ended", "ends_on")
        )


def test_a_school_of_two_classes(client: Client, school: SmallSchool, class_3a: MadeClass) -> None:
    """Compared whole: year, semesters, breaks, classes, places, groups, courses and their marks, teachers, the record."""
    school.sign_in(client, "superuser")
    page = preview(client, repeats=[class_3a.pupils[2].pk], first="1.a, 3.a")
    facts = dict(zip([d.text for d in page.all("dt")], [d.text for d in page.all("dd")], strict=True))
    assert facts == {
        "Jaunais mācību gads": "01.09.2027. – 31.05.2028., brīvdienas: 8", "Pāriet nākamajā klasē": "2",
        "Paliek uz otru gadu": "1", "Absolvē": "3 (31.05.2027.)", "Aiziet": "0", "Jaunās pirmās klases": "1.a, 3.a",
        "Grupas": "2 vietas tajās: 2", "Žurnāli": "3",
    }  # fmt: skip
    assert [[c.text for c in row.children if isinstance(c, Element)] for row in page.one("tbody").all("tr")] == [
        ["3.a", "4.a", "2 · RādītĀbola LīgaBērziņš Jānis", "paliek: Čakste Čārlzs → 3.a"],
        ["9.b", "absolvē", "3 · RādītĀbola LīgaBērziņš JānisČakste Čārlzs", ""],
    ]
    before = places(school)
    with inside(school.made):
        assert SchoolYear.objects.filter(school=school.school).count() == 1
    assert confirm(client, page).headers["Location"] == f"{PAGE}?done=1"
    gone, up = ("graduated", LAST_DAY), ("year_over", SUMMER_ENDS)
    assert places(school) == [
        ("3.a", "Ābola", "enrolled", date(2026, 9, 1), *up), ("3.a", "Bērziņš", "enrolled", date(2026, 9, 1), *up),
        ("3.a", "Čakste", "enrolled", date(2026, 9, 1), *up), ("9.b", "Ābola", "enrolled", date(2026, 9, 1), *gone),
        ("9.b", "Aizgājis", "enrolled", date(2026, 9, 1), "", date(2026, 10, 30)),
        ("9.b", "Bērziņš", "enrolled", date(2026, 9, 1), *gone), ("9.b", "Čakste", "enrolled", date(2026, 9, 1), *gone),
        ("3.a", "Čakste", "repeated", BEGINS, "", None), ("4.a", "Ābola", "promoted", BEGINS, "", None),
        ("4.a", "Bērziņš", "promoted", BEGINS, "", None),
    ]  # fmt: skip
    assert len(before) == 7
    with inside(school.made):
        year = SchoolYear.objects.get(school=school.school, name="2027/28")
        assert list(Term.objects.filter(year=year).order_by("number").values_list("starts_on", "ends_on")) == [
            (BEGINS, date(2027, 12, 31)), (date(2028, 1, 1), date(2028, 5, 31)),
        ]  # fmt: skip
        assert list(Break.objects.filter(year=year).values_list("name", "starts_on", "ends_on")) == [
            ("Rudens brīvlaiks", date(2027, 10, 18), date(2027, 10, 22)),
            ("Latvijas Republikas Proklamēšanas diena", date(2027, 11, 18), date(2027, 11, 18)),
            ("Ziemassvētku vakars", date(2027, 12, 24), date(2027, 12, 24)),
            ("Vecgada diena", date(2027, 12, 31), date(2027, 12, 31)),
            ("Lielā Piektdiena", date(2028, 4, 14), date(2028, 4, 14)),
            ("Otrās Lieldienas", date(2028, 4, 17), date(2028, 4, 17)),
            ("Darba svētki; Latvijas Republikas Satversmes sapulces sasaukšanas diena", date(2028, 5, 1), date(2028, 5, 1)),
            ("Latvijas Republikas Neatkarības atjaunošanas diena", date(2028, 5, 4), date(2028, 5, 4)),
        ]  # fmt: skip
        classes = ClassGroup.objects.filter(year=year).order_by("grade", "name")
        assert list(classes.values_list("name", "grade")) == [("1.a", 1), ("3.a", 3), ("4.a", 4)]
        members = StudyGroupMember.objects.filter(group__year=year).order_by("group__name", "pupil__sort_key")
        assert list(members.values_list("group__name", "group__division", "pupil__family_name", "starts_on", "ends_on")) == [
            ("1. grupa", "1", "Ābola", BEGINS, None), ("1. grupa", "1", "Bērziņš", BEGINS, None),
            ("3.a", "", "Čakste", BEGINS, None), ("4.a", "", "Ābola", BEGINS, None), ("4.a", "", "Bērziņš", BEGINS, None),
        ]  # fmt: skip
        assert StudyGroupMember.objects.filter(group__year=school.made.year, ends_on=None).count() == 0
        courses = Course.objects.filter(year=year).order_by("subject__name")
        assert list(courses.values_list("subject__name", "name", "value_system", "course_groups__group__name")) == [
            ("Angļu valoda", "4.a 1. grupa", "points", "1. grupa"), ("Matemātika", "4.a", "points", "4.a"),
            ("Sports", "4.a", "pass", "4.a"),
        ]  # fmt: skip
        teachers = CourseTeacher.objects.filter(course__year=year).order_by("course__subject__name")
        assert list(teachers.values_list("course__subject__name", "employment__name", "starts_on", "ends_on")) == [
            ("Matemātika", "Ozola Anna", BEGINS, None), ("Sports", "Ozola Anna", BEGINS, None),
        ]  # fmt: skip
        led = ClassTeacher.objects.filter(class_group__year=year)
        assert list(led.values_list("class_group__name", "employment__name", "starts_on")) == [
            ("4.a", "Ozola Anna", BEGINS)
        ]
    assert list(Action.objects.filter(name="roll_over", cause_id=None).values_list("details", flat=True)) == [
        {"starts_on": "2027-09-01"}
    ]


def test_twice_is_refused(client: Client, school: SmallSchool, class_3a: MadeClass) -> None:
    school.sign_in(client, "superuser")
    page = preview(client)
    assert confirm(client, page).status_code == 302
    done = places(school)
    again = confirm(client, page)
    assert (again.status_code, "Pāreja uz nākamo mācību gadu jau ir izdarīta." in again.content.decode()) == (409, True)
    assert places(school) == done
    assert (
        read(client.get(PAGE).content).one("main").one("p", "state").text
        == "Pāreja uz nākamo mācību gadu jau ir izdarīta."
    )


def test_twice_is_refused_where_everybody_graduates(client: Client, school: SmallSchool) -> None:
    school.sign_in(client, "superuser")
    page = preview(client)
    assert [confirm(client, page).status_code for _ in range(2)] == [302, 409]


def test_accounts_of_pupils_go_on_in_summer(client: Client, school: SmallSchool, class_3a: MadeClass) -> None:
    account = make_account(class_3a.pupils[0], school.school, role=Role.PUPIL, label="3.a")
    school.sign_in(client, "superuser")
    confirm(client, preview(client))
    account, graduate = Account.objects.get(pk=account.pk), Account.objects.get(pk=school.accounts["pupil"].pk)
    assert (account.school_ids, account.label) == ([school.school.pk], "3.a · Alfas vidusskola")
    assert (graduate.school_ids, graduate.label) == ([], "")


def test_what_changed_after_the_preview_is_told(client: Client, school: SmallSchool, class_3a: MadeClass) -> None:
    school.sign_in(client, "superuser")
    page = preview(client)
    with inside(school.made):
        Enrolment.objects.filter(pupil=class_3a.pupils[0]).update(ends_on=date(2027, 5, 30), ended="left")
    before = places(school)
    answer = confirm(client, page)
    assert (answer.status_code, places(school)) == (409, before)
    assert read(answer.content).one(css_class="banner").text.startswith("Skolā tikmēr kaut kas mainījās.")
    assert confirm(client, read(answer.content)).status_code == 302


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"name-3": "10.a", "fate-9": "up"}, "Nākamgad būtu divas klases «10.a». Mainiet vienu nosaukumu."),
        ({"starts_on": "2027-05-31", "graduated_on": "2027-05-30"}, "Jaunajam gadam jāsākas pēc tam, kad beidzies šis."),
        ({"starts_on": "kad?"}, "Mācību gada pirmā diena: ierakstiet dienu."),
        ({"name-3": " "}, "3.a: ierakstiet, kā klasi sauks nākamgad."),
        ({"graduated_on": "2027-09-01"}, "Absolventu pēdējai dienai jābūt šajā mācību gadā vai vasarā pēc tā."),
        ({"break-0-to": "2027-01-01"}, "Brīvdienas «Rudens brīvlaiks» nav jaunajā mācību gadā."),
        ({"repeats": "pupil"}, "Bērziņš Jānis: nākamgad nav klases, kurā palikt uz otru gadu."),
    ],
)  # fmt: skip
def test_what_stands_in_the_way(
    client: Client, school: SmallSchool, class_3a: MadeClass, changed: dict[str, str], said: str
) -> None:
    keys = {"3": class_3a.group.pk, "9": school.class_9b.group.pk}
    more: dict[str, Any] = {
        f"{n}-{keys[k]}" if k in keys else name: v for name, v in changed.items() for n, _, k in [name.partition("-")]
    }
    if more.get("name-" + str(keys["3"])) == "10.a":
        more["name-" + str(keys["9"])] = "10.a"
    if "repeats" in more:
        more["repeats"] = class_3a.pupils[0].pk
    school.sign_in(client, "superuser")
    answer = client.post(PAGE, fields(read(client.get(PAGE).content)) | {"step": "confirm"} | more)
    page = read(answer.content)
    assert (answer.status_code, [li.text for li in page.one(css_class="banner").all("li")]) == (422, [said])
    assert SchoolYear.objects.filter(school=school.school).count() == 1


def test_a_class_that_joins_another_and_pupils_who_leave(
    client: Client, school: SmallSchool, class_3a: MadeClass
) -> None:
    class_3b = make_class(school.made, "3.b", grade=3, pupils=2)
    school.sign_in(client, "deputy")
    fate = {f"fate-{class_3b.group.pk}": f"joins-{class_3a.group.pk}"}
    confirm(client, preview(client, **fate, leaves=[class_3b.pupils[1].pk]))
    assert [row for row in places(school) if row[0] == "3.b" or row[3] == BEGINS] == [
        ("3.b", "Ābola", "enrolled", date(2026, 9, 1), "left", SUMMER_ENDS),
        ("3.b", "Bērziņš", "enrolled", date(2026, 9, 1), "year_over", SUMMER_ENDS),
        ("4.a", "Ābola", "promoted", BEGINS, "", None), ("4.a", "Bērziņš", "promoted", BEGINS, "", None),
        ("4.a", "Bērziņš", "promoted", BEGINS, "", None), ("4.a", "Čakste", "promoted", BEGINS, "", None),
    ]  # fmt: skip


def test_a_year_that_is_there_already_is_taken(client: Client, school: SmallSchool, class_3a: MadeClass) -> None:
    with inside(school.made):
        days = {"starts_on": date(2027, 9, 2), "ends_on": date(2028, 6, 2)}
        year = SchoolYear.objects.create(school=school.school, name="2027/28", **days)
        own: dict[str, Any] = {"school": school.school, "year": year}
        first = ClassGroup.objects.create(name="1.a", grade=1, **own)
        StudyGroup.objects.create(name="1.a", class_group=first, is_whole_class=True, **own)
    school.sign_in(client, "superuser")
    confirm(client, preview(client, first="1.a", starts_on="2027-09-20"))
    with inside(school.made):
        assert list(year.class_groups.order_by("name").values_list("name", flat=True)) == ["1.a", "4.a"]
        assert set(Enrolment.objects.filter(class_group__year=year).values_list("starts_on", flat=True)) == {
            date(2027, 9, 2)
        }


def test_it_costs_as_much_for_three_classes_as_for_one(
    client: Client, school: SmallSchool, class_3a: MadeClass
) -> None:
    school.sign_in(client, "superuser")
    one = statements_of(client, PAGE)
    make_class(school.made, "3.b", grade=3)
    make_class(school.made, "3.c", grade=3)
    assert statements_of(client, PAGE) == one


def test_the_old_year_is_closed_and_can_still_be_read(client: Client, school: SmallSchool) -> None:
    close = "/school/alfa/rollover/close/2026-09-01/"
    school.sign_in(client, "superuser")
    assert client.get("/school/alfa/rollover/close/2025-09-01/").status_code == 404
    with time_machine.travel("2027-05-31 12:00 +0300", tick=False):
        assert client.post(close).status_code == 409
    assert client.post(close).headers["Location"] == f"{close}?done=1"
    assert client.post(close).status_code == 409
    with inside(school.made):
        assert SchoolYear.objects.get(school=school.school).closed_on == date(2027, 6, 15)
    school.sign_in(client, "teacher")
    for address in (f"/journal/{school.course.public_id}/", f"/journal/{school.course.public_id}/2026-11-23/3/1/"):
        page = client.get(address)
        assert page.status_code == 200
        assert "Šis mācību gads ir slēgts, to var tikai lasīt." in page.content.decode()


def test_another_school_is_left_alone(client: Client, school: SmallSchool, class_3a: MadeClass) -> None:
    """The superuser of one school may touch the rows of both."""
    other = make_class(school.other, "5.a", grade=5)
    school.accounts["superuser"].school_ids = sorted([school.school.pk, school.other.school.pk])
    school.accounts["superuser"].save()
    school.sign_in(client, "superuser")
    assert client.get("/school/beta/rollover/").status_code == 404
    confirm(client, preview(client, repeats=[other.pupils[0].pk], leaves=[other.pupils[1].pk]))
    with inside(school.other):
        rows = Enrolment.objects.filter(class_group=other.group).values_list("ended", "ends_on")
        assert list(rows) == [("", None)] * 3
        assert SchoolYear.objects.filter(school=school.other.school).count() == 1


def test_names_and_days_a_year_later() -> None:
    saturday = date(2028, 6, 3)
    assert [school_day(saturday, step=n) for n in (-1, 1)] == [date(2028, 6, 2), date(2028, 6, 5)]

    assert [next_name(n) for n in ("9.a", "12.b", "1.a klase", "Taureņi", "10. IB")] == [
        "10.a",
        "13.b",
        "2.a klase",
        "Taureņi",
        "11. IB",
    ]
    assert [default_fate(n, g) for n, g in (("9.a", None), ("9.a", 9), ("12.b", None), ("8.a", None), ("Taureņi", None))] == [
        "graduates", "graduates", "graduates", "up", "up",
    ]  # fmt: skip
    assert [a_year_later(d) for d in (date(2028, 2, 29), date(2027, 9, 1))] == [date(2029, 2, 28), date(2028, 9, 1)]


def test_public_holidays_are_those_of_the_new_year(client: Client, school: SmallSchool, class_3a: MadeClass) -> None:
    """Easter moves; the school's own breaks stay in their weeks."""
    school.sign_in(client, "superuser")
    with inside(school.made):
        own = {"school": school.school, "year": school.made.year}
        Break.objects.filter(**own).delete()
        for name, day in (("Proklamēšanas diena", date(2026, 11, 18)), ("Lielā Piektdiena", date(2027, 3, 26))):
            Break.objects.create(**own, name=name, starts_on=day, ends_on=day)
        Break.objects.create(**own, name="Skolas svētki", starts_on=date(2026, 10, 9), ends_on=date(2026, 10, 9))
        Break.objects.create(**own, name="Rudens", starts_on=date(2026, 10, 19), ends_on=date(2026, 10, 23))
    sent = fields(read(client.get(PAGE).content))
    found = [sent[f"break-{n}-from"][0] for n in range(len([name for name in sent if name.endswith("-from")]))]
    assert found == [
        "2027-10-09", "2027-10-18", "2027-11-18", "2027-12-24", "2027-12-31", "2028-04-14", "2028-04-17", "2028-05-01", "2028-05-04",
    ]  # fmt: skip
