"""The gateway says what became of a message (B6)."""

from base64 import b64encode
from datetime import timedelta

import pytest
from django.test import Client

from tests.factories.people import make_account, make_person
from tests.support.gateway import Gateway
from tests.support.jobs import do_jobs
from zvans.notifications.actions.sms import send_sms
from zvans.notifications.enums import SmsState
from zvans.notifications.models import SmsMessage

pytestmark = pytest.mark.django_db


def signed(secret: str) -> dict[str, str]:
    return {"Authorization": "Basic " + b64encode(f"gateway:{secret}".encode()).decode()}


GENUINE = signed("a-secret-of-both")


@pytest.fixture
def message(gateway: Gateway) -> SmsMessage:
    sent = send_sms(make_account(make_person()), "+37120000001", "password_way", "Sveiki", timedelta(hours=1))
    do_jobs()
    return sent


def test_a_delivered_message_is_said_to_be_so(client: Client, message: SmsMessage) -> None:
    for _ in range(2):  # gateways repeat what was not answered in time
        answer = client.get("/sms/report/", {"id": message.public_id, "state": "1"}, headers=GENUINE)
        assert (answer.status_code, answer.content) == (200, b"")
    message.refresh_from_db()
    assert message.state == SmsState.DELIVERED


@pytest.mark.parametrize(
    "headers", [{}, signed("another"), {"Authorization": "Bearer x"}, {"Authorization": "Basic ā"}]
)
def test_nobody_but_the_gateway_can_say_anything(client: Client, message: SmsMessage, headers: dict[str, str]) -> None:
    answer = client.get("/sms/report/", {"id": message.public_id, "state": "1"}, headers=headers)
    message.refresh_from_db()
    assert (answer.status_code, answer.content, message.state) == (401, b"", SmsState.ACCEPTED)


@pytest.mark.parametrize(
    "said", [{}, {"id": "xxxxxxxxxx", "state": "1"}, {"state": "²"}, {"id": "x\0", "state": "9" * 40}]
)
def test_what_says_nothing_of_ours_is_let_pass(client: Client, message: SmsMessage, said: dict[str, str]) -> None:
    answer = client.get("/sms/report/", said, headers=GENUINE)
    message.refresh_from_db()
    assert (answer.status_code, answer.content, message.state) == (200, b"", SmsState.ACCEPTED)


def test_without_a_secret_everybody_would_be_the_gateway(client: Client, message: SmsMessage, settings: object) -> None:
    settings.SMS_SECRET = ""  # type: ignore[attr-defined]
    assert client.get("/sms/report/", headers=signed("")).status_code == 401
    settings.SMS_ENABLED = False  # type: ignore[attr-defined]
    assert client.get("/sms/report/", headers=signed("")).status_code == 404
