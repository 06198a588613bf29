"""After the right password: who guesses the second factor gets nowhere, and its person hears of it (B10)."""

from datetime import timedelta
from typing import Any

import pytest
from django.db.models import F
from django.test import Client

from tests.support.jobs import do_jobs
from tests.support.page import read
from tests.web.account.factors import set_up_app, type_password
from zvans.accounts.models import Account, Allowance
from zvans.notifications.models import Notice

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


@pytest.mark.parametrize("typed", ["ķirsis", "１２３４５６"])
def test_whatever_is_typed_is_no_code(client: Client, teacher: Account, door: Client, code: str, typed: str) -> None:
    """Letters, and digits of other scripts: refused like any wrong code."""
    set_up_app(client)
    type_password(door, code)
    answer = door.post("/sign-in/factor/", {"code": typed})
    assert (answer.status_code, "Kods neder." in answer.content.decode()) == (422, True)


def test_guessing_is_slowed_down(client: Client, teacher: Account, door: Client, code: str, noon: Any) -> None:
    _, codes = set_up_app(client)
    type_password(door, code)
    found = [door.post("/sign-in/factor/", {"code": "guess"}).status_code for _ in range(9)]
    assert found == [422] * 8 + [429]
    answer = door.post("/sign-in/factor/", {"code": codes[0]})
    assert (answer.status_code, int(answer.headers["Retry-After"]) > 60) == (429, True)
    assert "Mēģiniet vēlreiz pēc 8 minūtēm." in read(answer.content).text


def test_guessing_becomes_slower_and_is_told(
    client: Client, teacher: Account, door: Client, code: str, noon: Any
) -> None:
    """B10: who guesses here has the password. After sixteen in a row one an hour is left; one that is right begins anew."""
    _, codes = set_up_app(client)
    type_password(door, code)

    def guessed(times: int) -> list[int]:
        return [door.post("/sign-in/factor/", {"code": "guess"}).status_code for _ in range(times)]

    def told() -> list[dict[str, str]]:
        do_jobs()
        return list(Notice.objects.filter(kind="factor_refused").values_list("details", flat=True))

    assert (guessed(2), told(), guessed(6), told()) == ([422] * 2, [], [422] * 6, [{"what": "codes_tried"}])
    Allowance.objects.update(at=F("at") - timedelta(hours=1))
    assert guessed(9) == [422] * 8 + [429]
    Allowance.objects.update(at=F("at") - timedelta(hours=1))
    assert guessed(2) == [422, 422]  # sixteen, and one for each of the two hours
    assert guessed(1) == [429]
    assert len(told()) == 1
    Allowance.objects.update(at=F("at") - timedelta(hours=12))
    assert (guessed(1), len(told())) == ([422], 2)
    assert door.post("/sign-in/factor/", {"code": codes[0]}).status_code == 302
    door.post("/sign-out/")
    type_password(door, code)
    assert (guessed(2), len(told()), guessed(7)) == ([422] * 2, 2, [422] * 6 + [429])
