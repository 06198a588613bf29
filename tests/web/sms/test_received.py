"""The gateway hands us a message (B6)."""

from base64 import b64encode
from typing import Any

import pytest
from django.db import connections
from django.test import Client

from tests.factories.phones import CODE, make_member
from tests.support.gateway import Gateway
from zvans.accounts.enums import Role
from zvans.lib.dates import now
from zvans.notifications.models import ReceivedSms, SmsMessage

pytestmark = pytest.mark.django_db

PHONE = "+37120000001"


def signed(secret: str) -> str:
    return "Basic " + b64encode(f"gateway:{secret}".encode()).decode()


@pytest.fixture(autouse=True)
def mother(gateway: Gateway) -> None:
    make_member(Role.MOTHER, PHONE)


def post(client: Client, body: bytes = f"EK {CODE}".encode(), **changed: Any) -> tuple[int, bytes]:
    said = {
        "id": "9c-1", "at": str(int(now().timestamp())), "kind": 'text/plain; charset="UTF-8"',
        "headers": {"Authorization": signed("a-secret-of-both"), "X-Kannel-From": PHONE},
    } | changed  # fmt: skip
    answer = client.post(
        f"/sms/in/?id={said['id']}&at={said['at']}", body, content_type=said["kind"], headers=said["headers"]
    )
    return answer.status_code, answer.content


def outcomes() -> list[str]:
    return list(ReceivedSms.objects.order_by("pk").values_list("outcome", flat=True))


def test_genuine_calls_are_answered_alike_with_nothing(client: Client) -> None:
    """Whatever it was: the gateway might hand an answer on to the sender."""
    bodies = [f"EK {CODE}".encode(), b"EK 320000-00778", b"Labdien", b"", b"\xff\xfe\x00", b"EK " * 5000]
    answers = [post(client, body, id=f"a-{number}") for number, body in enumerate(bodies)]
    assert answers == [(200, b"")] * len(bodies)
    assert (outcomes(), SmsMessage.objects.count()) == (["sent", "unknown", "other", "other", "other", "other"], 1)


def test_it_is_read_in_its_own_alphabet(client: Client) -> None:
    assert post(client, f"EK {CODE}".encode("utf-16-be"), kind='text/plain; charset="UTF-16BE"') == (200, b"")
    assert post(client, f"EK {CODE}".encode(), kind='text/plain; charset="klingon"', id="2") == (200, b"")
    assert outcomes() == ["sent", "other"]


@pytest.mark.parametrize("authorization", ["", signed("another"), signed(""), "Bearer a-secret-of-both"])
def test_anybody_else_is_not_heard(client: Client, authorization: str) -> None:
    headers = {"Authorization": authorization, "X-Kannel-From": PHONE}
    assert (post(client, headers=headers), outcomes()) == ((401, b""), [])


@pytest.mark.parametrize(
    "changed", [{"id": ""}, {"id": "x" * 81}, {"id": "%00"}, {"id": "ā"}, {"at": ""}, {"at": "soon"}, {"at": "9" * 30}]
)
def test_what_could_not_be_told_from_a_repetition_is_refused(client: Client, changed: dict[str, str]) -> None:
    assert (post(client, **changed), outcomes()) == ((400, b""), [])


def test_the_same_call_played_again_does_nothing(client: Client) -> None:
    assert [post(client) for _ in range(3)] == [(200, b"")] * 3
    assert (outcomes(), SmsMessage.objects.count()) == (["sent"], 1)


def test_while_the_database_is_away_the_gateway_is_to_come_again(client: Client) -> None:
    reached = connections["default"]
    lost = connections.create_connection("default")
    lost.settings_dict = lost.settings_dict | {"HOST": "127.0.0.1", "PORT": "1"}
    connections["default"] = lost
    try:
        assert post(client) == (503, b"")
    finally:
        connections["default"] = reached
    assert (post(client), outcomes()) == ((200, b""), ["sent"])
