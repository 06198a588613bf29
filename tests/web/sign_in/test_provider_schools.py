"""For whom a provider may speak (B15, C3): whoever keeps it can say to be anybody."""

from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import Client

from tests.factories.people import arranging, make_account, make_person
from tests.factories.school import make_school
from tests.support.provider import OidcProvider
from tests.web.sign_in.providers import LEAVE, came_back, changed, coded, nobody_is_in, told
from zvans.accounts.enums import Door, Office, Role
from zvans.accounts.models import Account, Session
from zvans.audit.models import Action

pytestmark = pytest.mark.django_db


def _only_alfa(settings: Any) -> None:
    changed(settings, is_for_everybody=False, schools=["alfa", "not there"])


def test_whom_it_speaks_for_must_be_said(client: Client, valsts: OidcProvider, settings: Any) -> None:
    changed(settings, is_for_everybody=False)
    assert "eParakstu" not in client.get("/sign-in/staff/").content.decode()
    assert [client.get(address).status_code for address in (LEAVE["staff"], "/sign-in/with/valsts/")] == [404, 404]
    with pytest.raises(ImproperlyConfigured):
        changed(settings, is_for_everybody=True, schools=["alfa"])


@pytest.mark.parametrize(
    ("schools", "role", "fields", "comes_in"),
    [
        (["alfa"], Role.STAFF, {}, True),
        (["alfa"], Role.MOTHER, {}, True),
        ([], Role.STAFF, {}, False),
        (["beta"], Role.STAFF, {}, False),
        (["alfa", "beta"], Role.STAFF, {}, False),
        (["alfa", "beta"], Role.MOTHER, {}, False),
        (["alfa"], Role.STAFF, {"managed_ids": ["beta"]}, False),
        (["alfa"], Role.STAFF, {"offices": [Office.EDITOR]}, False),
        (["alfa"], Role.OPERATOR, {}, False),
        (["alfa"], Role.OFFICER, {}, False),
    ],
)
def test_a_provider_of_a_school_speaks_for_those_who_are_there_only(
    client: Client,
    valsts: OidcProvider,
    settings: Any,
    schools: list[str],
    role: Role,
    fields: dict[str, Any],
    comes_in: bool,
) -> None:
    """The others read what nobody reads, and the record says no more of them. A provider for everybody lets all of them in."""
    both = {code: make_school(code, f"{code} skola").school for code in ("alfa", "beta")}
    code = valsts.person["serialNumber"].removeprefix("PNOLV-").replace("-", "")
    fields = fields | {"managed_ids": [both[one].pk for one in fields.get("managed_ids", [])]}
    account = make_account(
        coded(make_person("Ilze", "Kalniņa"), code), *[both[one] for one in schools], role=role, code=code, **fields
    )
    door = Door.FAMILY if role == Role.MOTHER else Door.STAFF
    _only_alfa(settings)
    where = came_back(client, valsts, LEAVE[door])
    if comes_in:
        assert (Session.objects.get().account, where) == (account, "/home/" if door == Door.FAMILY else "/today/")
        return
    assert (where, nobody_is_in(client)) == (told("nobody", door), True)
    assert list(Action.objects.filter(name="sign_in_refused").values_list("details", flat=True)) == [
        {"door": door, "names": 0, "device": "", "way": "valsts"}
    ]
    changed(settings, is_for_everybody=True, schools=[])
    assert came_back(Client(), valsts, LEAVE[door]) != told("nobody", door)


def test_another_name_of_an_operator_opens_nothing_either(client: Client, valsts: OidcProvider, settings: Any) -> None:
    code = valsts.person["serialNumber"].removeprefix("PNOLV-").replace("-", "")
    account = make_account(coded(make_person("Ilze", "Kalniņa"), code), make_school().school, code=code)
    with arranging():
        account.names.create(door=Door.STAFF, role=Role.OPERATOR, name_hash=b"x" * 32)
    _only_alfa(settings)
    assert (came_back(client, valsts), nobody_is_in(client)) == (told("nobody"), True)
    with arranging():
        Account.objects.get().names.filter(role=Role.OPERATOR).delete()
    assert came_back(client, valsts) == "/today/"
