"""What tests of the pages of staff read and arrange."""

from typing import Any

from django.test import Client

from tests.factories.people import sign_in
from tests.factories.school import inside, make_employee, make_staff_account
from tests.factories.small_school import SmallSchool
from tests.support.page import Element, read
from zvans.schools.enums import Permission, PositionKind
from zvans.schools.models import Employment, Position
from zvans.schools.queries.staff import state_of

LIST = "/school/alfa/staff/"


def table(client: Client, address: str = LIST) -> list[list[str]]:
    body = read(client.get(address).content).one("table", "table").one("tbody")
    return [[cell.text for cell in row.children if isinstance(cell, Element)] for row in body.all("tr")]


def errors(answer: Any) -> list[str]:
    return [element.text for element in read(answer.content).all(css_class="error")]


def employment_of(school: SmallSchool, persona: str) -> Employment:
    with inside(school.made):
        return Employment.objects.select_related("person").get(person=school.accounts[persona].person)


def address_of(employment: Employment, step: str = "") -> str:
    return f"{LIST}{employment.public_id}/{step}"


def state(school: SmallSchool, employment: Employment) -> str:
    with inside(school.made):
        return state_of(Employment.objects.select_related("person").get(pk=employment.pk))


def positions(school: SmallSchool, employment: Employment) -> list[tuple[Any, ...]]:
    with inside(school.made):
        rows = Position.objects.filter(employment=employment).order_by("pk")
        return list(rows.values_list("kind", "title", "permissions", "starts_on", "ends_on"))


def clerk(client: Client, school: SmallSchool, *rights: Permission) -> Employment:
    """Signs in somebody of the support staff with rights that the school has given."""
    employment = make_employee(school.made, "Lana", "Lietvede", PositionKind.SUPPORT)
    with inside(school.made):
        Position.objects.filter(employment=employment).update(permissions=list(rights))
    client.cookies.clear()
    sign_in(client, make_staff_account(school.made, employment))
    return employment
