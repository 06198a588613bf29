"""Both ways through a real gateway: a phone asks, the answer comes to it in parts, the report comes back (B6)."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.hashers import check_password

from tests.factories.phones import make_member
from tests.support.database import OwnDatabase
from tests.support.jobs import do_jobs
from tests.support.kannel import Kannel, kannel_at_work, until
from tests.support.live import live_server
from zvans.accounts.actions.password_ways import use_password_way
from zvans.accounts.enums import Role
from zvans.accounts.models import Account
from zvans.notifications.enums import SmsState
from zvans.notifications.models import ReceivedSms, SmsMessage
from zvans.schools.queries.school_names import school_names

pytestmark = pytest.mark.kannel

PHONE = "+37120000001"
SECRET = "a-secret-of-both"


@pytest.fixture
def site(fresh_database: OwnDatabase) -> Iterator[str]:
    with live_server() as address:
        yield address.removeprefix("http://")


@pytest.fixture
def kannel(site: str, settings: Any, tmp_path: Path) -> Iterator[Kannel]:
    with kannel_at_work(tmp_path, site, SECRET) as started:
        settings.SMS_ENABLED, settings.SMS_URL = True, started.url
        settings.SMS_USER, settings.SMS_PASSWORD, settings.SMS_SECRET = "zvans", "gateways-word", SECRET
        settings.ADDRESS, settings.SMS_REPORT_URL = "https://skola.example", f"http://{site}/sms/report/"
        yield started


def outcomes() -> list[str]:
    return list(ReceivedSms.objects.order_by("pk").values_list("outcome", flat=True))


def test_a_phone_asks_and_gets_its_way_in_parts_and_a_strangers_gets_nothing(kannel: Kannel, tmp_path: Path) -> None:
    mother = make_member(Role.MOTHER, PHONE)
    kannel.say("+37129999999", "EK 320000-00777")
    until(lambda: outcomes() == ["unknown"])
    kannel.say(PHONE, "ek  320000 00777 ")
    until(lambda: outcomes() == ["unknown", "sent"])
    assert do_jobs() == ["send_sms"]
    message = SmsMessage.objects.get()
    until(lambda: len(kannel.parts()) == message.parts)

    parts = kannel.parts()
    assert [(sender, phone) for sender, phone, _, _ in parts] == [("1800", PHONE)] * message.parts
    assert [(header[:3], header[4:]) for _, _, header, _ in parts] == [
        (b"\x05\x00\x03", bytes([message.parts, number])) for number in range(1, message.parts + 1)
    ]
    assert [len(part) for *_, part in parts[:-1]] == [67 * 2] * (message.parts - 1)
    text = b"".join(part for *_, part in parts).decode("utf-16-be")
    found = re.fullmatch(
        r"Jauna parole \(mamma\): https://skola\.example/p/#(\S+)\n"
        r"Der 15 minūtes, vienreiz\. Ja to nelūdzāt Jūs, saiti neatveriet un pastāstiet skolai\.",
        text,
    )
    assert found is not None, text

    until(lambda: SmsMessage.objects.get().state == SmsState.DELIVERED)
    logs = "".join(path.read_text(errors="replace") for path in tmp_path.glob("*box.log"))
    assert [hidden in logs for hidden in ("00777", found[1], PHONE)] == [
        False
    ] * 3  # at the level that docs/text-messages.md names
    use_password_way(token=found[1], password="vilnis-bura-7-osta", address="127.0.0.1", schools=school_names)
    assert check_password("vilnis-bura-7-osta", Account.objects.get(pk=mother.pk).password)
