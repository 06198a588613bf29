"""The demo's phone: text messages that stay in the house."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tests.factories.phones import make_member
from tests.support.jobs import do_jobs
from tests.support.page import read
from zvans.accounts.enums import Role
from zvans.notifications.sms import local


@pytest.fixture
def at_home(settings: Any, tmp_path: Path) -> None:
    settings.SMS_URL, settings.SMS_ENABLED, settings.DATA_DIR = local.URL, True, tmp_path


@pytest.mark.django_db
def test_a_message_goes_in_and_the_answer_comes_to_the_phone(client: Client, at_home: None) -> None:
    make_member(Role.MOTHER, "+37120000001")
    answer = client.post("/dev/phone/", {"sender": "20000001", "text": "ek 320000-00777"})
    assert (answer.status_code, answer["Location"], do_jobs()) == (302, "/dev/phone/?done=sent", ["send_sms"])
    page = read(client.get("/dev/phone/").content).one("main")
    [message] = page.all("li")
    assert message.text.startswith("+37120000001")
    assert "Jauna parole (mamma):" in message.text


@pytest.mark.django_db
def test_an_empty_one_is_not_sent(client: Client, at_home: None) -> None:
    assert client.post("/dev/phone/", {"sender": "", "text": ""}).status_code == 422


@pytest.mark.parametrize("url", ["", "https://gateway.example/sendsms"])
def test_there_is_no_such_phone_elsewhere(client: Client, settings: Any, url: str) -> None:
    settings.SMS_URL, settings.SMS_ENABLED = url, bool(url)
    assert [client.get("/dev/phone/").status_code, client.post("/dev/phone/").status_code] == [404, 404]
