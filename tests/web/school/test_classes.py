"""Classes as a school keeps them (D1, D2)."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from tests.factories.people import sign_in
from tests.factories.school import (
    MONDAY,
    inside,
    make_class,
    make_course,
    make_employee,
    make_staff_account,
)
from tests.factories.small_school import SmallSchool
from tests.support.page import Element, read
from zvans.schools.models import ClassGroup, ClassTeacher, Course, StudyGroup

LIST = "/school/alfa/classes/"
ADD = "/school/alfa/classes/2026-09-01/add/"


@pytest.fixture
def superuser(client: Client, school: SmallSchool) -> Client:
    school.sign_in(client, "superuser")
    return client


def table(client: Client, address: str = LIST) -> list[list[str]]:
    body = read(client.get(address).content).one("table", "table").one("tbody")
    return [[cell.text for cell in row.children if isinstance(cell, Element)] for row in body.all("tr")]


def address_of(school: SmallSchool, step: str = "") -> str:
    return f"/school/alfa/classes/{school.class_9b.group.public_id}/{step}"


def errors(answer: Any) -> list[str]:
    return [element.text for element in read(answer.content).all(css_class="error")]


def close(school: SmallSchool) -> None:
    with inside(school.made):
        school.made.year.closed_on = MONDAY
        school.made.year.save()


def test_the_list(superuser: Client, school: SmallSchool) -> None:
    """By grade, then by name; 10 after 9."""
    make_class(school.made, "10.a", pupils=1, grade=10)
    make_class(school.made, "9.a", pupils=0)
    assert table(superuser) == [["9.a", "9", "", "0"], ["9.b", "9", "Liepiņa Dace", "3"], ["10.a", "10", "", "1"]]


def test_the_list_of_another_schools_superuser_holds_only_one_school(client: Client, school: SmallSchool) -> None:
    """Who sees to two schools sees each by itself."""
    person = school.accounts["superuser"].person
    make_employee(school.other, person=person)
    with inside(school.other):
        school.accounts["superuser"].school_ids = [school.made.school.pk, school.other.school.pk]
        school.accounts["superuser"].save()
    make_class(school.other, "5.c", pupils=1, grade=5)
    school.sign_in(client, "superuser")
    assert [row[0] for row in table(client)] == ["9.b"]


def test_add(superuser: Client, school: SmallSchool) -> None:
    answer = superuser.post(ADD, {"name": " 2.a ", "grade": "2"})
    assert answer.headers["Location"] == f"{LIST}2026-09-01/?done=added"
    with inside(school.made):
        made = ClassGroup.objects.get(name="2.a")
        groups = StudyGroup.objects.filter(class_group=made).values_list("name", "is_whole_class")
        assert (made.grade, list(groups)) == (2, [("2.a", True)])


@pytest.mark.parametrize(
    ("entered", "said"),
    [
        ({"name": "9.B", "grade": "9"}, "Šajā gadā klase ar tādu nosaukumu jau ir. Izvēlieties citu."),
        ({"name": "  ", "grade": "9"}, "Ierakstiet klases nosaukumu, piemēram, 9.b."),
    ],
)
def test_a_name_that_can_not_be(superuser: Client, entered: dict[str, str], said: str) -> None:
    answer = superuser.post(ADD, entered)
    assert (answer.status_code, errors(answer)) == (422, [said])


def test_no_class_is_added_to_a_closed_year(superuser: Client, school: SmallSchool) -> None:
    close(school)
    assert superuser.post(ADD, {"name": "2.a", "grade": "2"}).status_code == 409
    assert [row[0] for row in table(superuser)] == ["9.b"]


def test_rename(superuser: Client, school: SmallSchool) -> None:
    """The whole-class group and the names of its courses follow."""
    seen = {"was_name": "9.b", "was_grade": "9"}
    answer = superuser.post(address_of(school, "change/"), {"name": "9.c", "grade": "9", **seen})
    assert answer.status_code == 302
    with inside(school.made):
        assert list(StudyGroup.objects.values_list("name", flat=True)) == ["9.c"]
        assert sorted(Course.objects.values_list("name", flat=True)) == ["9.c", "9.c"]


def test_who_renames_second_is_told(superuser: Client, school: SmallSchool) -> None:
    seen = {"was_name": "9.b", "was_grade": "9"}
    superuser.post(address_of(school, "change/"), {"name": "9.c", "grade": "9", **seen})
    answer = superuser.post(address_of(school, "change/"), {"name": "9.d", "grade": "9", **seen})
    assert answer.status_code == 409
    assert "Kāds tikmēr šo klasi mainīja: tagad tā ir 9.c." in answer.content.decode()


def test_another_class_teacher(superuser: Client, school: SmallSchool) -> None:
    """The one before ends the day before; nothing is overwritten."""
    teacher = make_employee(school.made, "Rita", "Rota", ends_on=date(2027, 1, 31))
    answer = superuser.post(address_of(school, "lead/"), {"employment": teacher.public_id, "starts_on": "2026-12-01"})
    assert answer.status_code == 302
    with inside(school.made):
        rows = ClassTeacher.objects.order_by("starts_on").values_list("employment__name", "starts_on", "ends_on")
        assert list(rows) == [
            ("Liepiņa Dace", date(2026, 9, 1), date(2026, 11, 30)),
            ("Rota Rita", date(2026, 12, 1), date(2027, 1, 31)),
        ]


def test_a_class_teacher_who_can_not_be(superuser: Client, school: SmallSchool) -> None:
    late = make_employee(school.made, "Rita", "Rota", starts_on=date(2027, 1, 4))
    foreign = make_employee(school.other, "Ausma", "Sveša")
    said = {}
    for who, on in ((late, "2026-12-01"), (late, "2027-07-01"), (foreign, "2026-12-01")):
        answer = superuser.post(address_of(school, "lead/"), {"employment": who.public_id, "starts_on": on})
        assert answer.status_code == 422
        said[who.name, on] = errors(answer)
    assert said == {
        ("Rota Rita", "2026-12-01"): ["Rota Rita tajā dienā skolā nestrādā. Izvēlieties citu dienu vai darbinieku."],
        ("Rota Rita", "2027-07-01"): ["Šī diena nav mācību gadā: tas ir no 01.09.2026. līdz 31.05.2027."],
        ("Sveša Ausma", "2026-12-01"): ["Tāda darbinieka sarakstā nav. Izvēlieties no saraksta."],
    }


def test_only_an_empty_class_goes(superuser: Client, school: SmallSchool) -> None:
    empty, taught = make_class(school.made, "1.a", pupils=0), make_class(school.made, "1.b", pupils=0)
    make_course(school.made, taught)
    for group, status in ((empty.group, 302), (taught.group, 409), (school.class_9b.group, 409)):
        assert superuser.post(f"{LIST}{group.public_id}/remove/").status_code == status
    assert [row[0] for row in table(superuser)] == ["1.b", "9.b"]


def test_a_class_of_another_school_is_not_here(client: Client, school: SmallSchool) -> None:
    """Also for who sees to both schools."""
    foreign = make_class(school.other, "5.c", pupils=1, grade=5).group
    both = make_staff_account(
        school.made, make_employee(school.made, "Divu", "Skolu"), managed_ids=[school.made.school.pk]
    )
    both.school_ids = [school.made.school.pk, school.other.school.pk]
    both.save()
    with inside(school.made):
        both.person.employments.get().positions.update(kind="superuser")
    sign_in(client, both)
    assert client.get(address_of(school)).status_code == 200
    assert client.get(f"/school/alfa/classes/{foreign.public_id}/").status_code == 404
    for step in ("change/", "lead/", "remove/"):
        assert client.post(f"/school/alfa/classes/{foreign.public_id}/{step}").status_code == 404


def test_the_page_of_a_class(superuser: Client, school: SmallSchool) -> None:
    """Pupils in Latvian order lead to their own pages, journals to theirs."""
    page = read(superuser.get(address_of(school)).content).one("main")
    pupils, courses = (body.links() for body in page.all("tbody"))
    people = {person.register_name: person.public_id for person in school.class_9b.pupils}
    names = ["Ābola Līga", "Bērziņš Jānis", "Čakste Čārlzs"]
    assert pupils == [(name, f"/school/alfa/pupils/{people[name]}/") for name in names]
    assert courses == [
        (str(course.subject.name), f"/school/alfa/teaching/{course.public_id}/")
        for course in (school.course, school.history)
    ]
