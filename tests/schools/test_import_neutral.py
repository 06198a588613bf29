"""What an import says of people whom another school knows is what it says of people whom nobody knows (C3)."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.db import transaction

from tests.factories.people import LONG_AGO, arranging
from tests.schools.oneroster import ROWS, package
from tests.schools.oneroster_school import AUTUMN, BY, new_school, refused
from tests.schools.oneroster_school import bring as bring_package
from tests.schools.test_people_import import FATHER, JANIS, MOTHER, TEACHER, Importer, make_school
from zvans.accounts.models import Person
from zvans.lib.database.sight import in_sight_of
from zvans.schools.actions.people import PersonFacts, add_people
from zvans.schools.imports.report import Report
from zvans.schools.models import Guardianship, ImportChoice, School

pytestmark = pytest.mark.django_db


@pytest.fixture
def bring(tmp_path: Path) -> Importer:
    return Importer(tmp_path)


def said(report: Report) -> list[Any]:
    lines = [(line.outcome, line.kind, line.name, line.row, str(line.reason)) for line in report.lines]
    return [lines, [(note.code, str(note.text), note.names) for note in report.notes], report.as_json()]


def in_world(act: Callable[[], Any], where: Callable[[], Any] = lambda: None) -> Any:
    with transaction.atomic():
        where()
        found = act()
        transaction.set_rollback(True)
    return found


OWN = "skolēns;Roberts;Zariņš;320000-00006;9.b;;;;;;"
FILES = {
    "a pupil and the mother": [JANIS, MOTHER],
    "the mother as somebody else": [JANIS, MOTHER.replace("māte", "aizbildnis")],
    "names without marks": [JANIS.replace("Jānis;Bērziņš", "Janis;Berzins"), MOTHER.replace("Bērziņa", "Berzina")],
    "two mothers of a name": [JANIS, MOTHER, MOTHER.replace("29111222", "29333444")],
    "a teacher without marks": [TEACHER.replace("Kalniņa", "Kalnina")],
    "a mother known by her phone": [OWN, MOTHER.replace("00001", "00006")],
}


@pytest.mark.parametrize("name", FILES)
@time_machine.travel(AUTUMN, tick=False)
def test_a_preview_of_people(name: str, bring: Importer) -> None:
    school, other = make_school(), make_school("beta")

    def known() -> None:
        bring(other, JANIS, MOTHER.replace("29111222;", "29111222;anna@majas.example"), FATHER, TEACHER)

    def previewed() -> list[Any]:
        return said(bring(school, *FILES[name], apply=False))

    assert in_world(previewed) == in_world(previewed, known)


def families(school: School) -> list[Any]:
    with in_sight_of([school.pk]):
        pupils = Person.objects.filter(enrolments__school=school).values("pk")
    ties = Guardianship.objects.filter(pupil__in=list(pupils.values_list("pk", flat=True))).order_by("call_order")
    return list(ties.values_list("guardian__given_name", "guardian__phone", "guardian__email", "guardian__born_on"))


@pytest.mark.parametrize(("email", "people"), [("", 1), ("anna@majas.example", 2)])
@time_machine.travel(AUTUMN, tick=False)
def test_a_mother_by_her_phone_brings_nothing_along(email: str, people: int, bring: Importer) -> None:
    """Of whom the file says all that there is to see she is the same person; else another one, and no mail of hers comes along."""
    school, other = make_school(), make_school("beta")

    def known() -> None:
        bring(other, JANIS, MOTHER.replace("29111222;", f"29111222;{email}"))

    def brought() -> list[Any]:
        return [said(bring(school, *FILES["a mother known by her phone"])), families(school)]

    assert in_world(brought) == in_world(brought, known)
    known()
    brought()
    assert Person.objects.filter(given_name="Anna").count() == people


def users(code: str) -> list[str]:
    """Those of the package: the first pupil with a code, the guardian of nobody with a phone."""
    janis = f'u1,,,true,janis,{{LV:{code}}},Jānis,Bērziņš,,,,,"g1,g2"'
    return [janis, *ROWS["users"][1:8], "g3,,,true,nenis,,Neviena,Vecāks,,,+371 20000003,,", ROWS["users"][-1]]


@time_machine.travel(AUTUMN, tick=False)
def test_a_package_with_a_code_of_another_name(tmp_path: Path) -> None:
    """As with one that is no code: the person comes in without it, and the report says so."""
    school, taken = new_school(), "010111-20006"
    add_people(people=[PersonFacts("Cits", "Vārds", taken.replace("-", ""))], by=BY)

    def brought(code: str) -> list[Any]:
        report = bring_package(package(tmp_path, rows=ROWS | {"users": users(code)}), school)
        with in_sight_of([school.pk]):
            pupil = Person.objects.get(given_name="Jānis", family_name="Bērziņš")
        return [said(report), pupil.born_on, pupil.codes.count()]

    mistyped = in_world(lambda: brought("010111-20007"))
    assert in_world(lambda: brought(taken)) == mistyped
    assert ("odd_codes", "Personas kodi, kas nav derīgi: tos neierakstām.", ("Bērziņš Jānis",)) in mistyped[0][1]


@time_machine.travel(AUTUMN, tick=False)
def test_a_package_with_a_code_of_somebody_here(tmp_path: Path) -> None:
    """Of its own people the school is told, so that nobody is entered twice."""
    school, code = new_school(), "320000-00077"
    bring_package(package(tmp_path, rows=ROWS | {"users": users(code)}), school)
    with in_sight_of([school.pk]):
        ImportChoice.objects.filter(name="u1").delete()  # else it is the one whom the package means, with another name
    rows = [row.replace("Jānis,", "Roberts,") for row in users(code)]
    report = bring_package(package(tmp_path, rows=ROWS | {"users": rows}), school, apply=False)
    reason = "Skolā ar šo personas kodu ir kāds ar citu vārdu. Izlabojiet pakotnē vārdu vai kodu."
    assert ("pupil", "Bērziņš Roberts", 2, reason) in refused(report)


def adult(given: str, family: str, phone: str = "", email: str = "") -> None:
    pupil, grown = add_people(
        people=[PersonFacts("Bērns", family), PersonFacts(given, family, phone=phone, email=email)], by=BY
    )
    with arranging():
        Guardianship.objects.create(pupil=pupil, guardian=grown, kind="mother", starts_on=LONG_AGO)


ADULTS: dict[str, Callable[[], Any]] = {
    "one of the name and mail": lambda: adult("Ieva", "Bērziņa", "+37120000001", "ieva@majas.example"),
    "one with more contacts": lambda: adult("Ieva", "Bērziņa", "+37129999999", "ieva@majas.example"),
    "two of the name and mail": lambda: [adult("Ieva", "Bērziņa", email="ieva@majas.example") for _ in range(2)],
    "a guardian of nobody here": lambda: adult("Neviena", "Vecāks", "+37120000003"),
    "a teacher": lambda: adult("Ilze", "Kalniņa", email="ilze@skola.example"),
}


@pytest.mark.parametrize("case", ADULTS)
@time_machine.travel(AUTUMN, tick=False)
def test_a_package_with_adults_of_another_school(case: str, tmp_path: Path) -> None:
    school = new_school()

    def brought() -> list[Any]:
        report = bring_package(package(tmp_path, rows=ROWS | {"users": users("320000-00077")}), school)
        return [said(report), families(school)]

    assert in_world(brought) == in_world(brought, ADULTS[case])
