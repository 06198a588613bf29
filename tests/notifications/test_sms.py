"""Text messages out (B6, B7): once, or said not to be known; nothing promised is lost while the gateway is down."""

import signal
import threading
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.db import connection, transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from tests.factories.people import make_account, make_person
from tests.support.database import OwnDatabase
from tests.support.gateway import Gateway, settings_of
from tests.support.jobs import do_jobs
from tests.support.program import environment_of, start_zvans
from zvans.accounts.enums import Role
from zvans.accounts.models import Account
from zvans.audit.actor import Actor
from zvans.audit.models import Action
from zvans.lib.dates import now
from zvans.lib.policy import NotAllowedNow
from zvans.notifications.actions.sms import deliver_sms, send_sms, sweep_sms, take_report
from zvans.notifications.enums import SmsState
from zvans.notifications.models import SmsMessage

WORKER = Actor.system("worker")
TEXT = "Jauna parole: k7mq9-xfd2h. Der 15 minūtes."
PHONE = "+37120000001"
DAY = timedelta(days=1)


def mother() -> Account:
    return make_account(make_person("Anna", "Liepa"), role=Role.MOTHER)


def promised(valid_for: timedelta = DAY) -> SmsMessage:
    return send_sms(mother(), PHONE, "password_way", TEXT, valid_for)


def state() -> tuple[str, int, bool]:
    """Of the only message: its state, how often it was offered, whether its text is kept."""
    message = SmsMessage.objects.get()
    return message.state, message.attempts, message.text is not None


@pytest.mark.django_db
def test_what_is_promised_is_handed_over_once_and_its_text_forgotten(gateway: Gateway) -> None:
    message = promised()
    assert TEXT.encode() not in bytes(message.text or b"")
    assert (do_jobs(), state()) == (["send_sms"], (SmsState.ACCEPTED, 1, False))
    [(path, headers, body)] = gateway.requests
    wanted = {
        "Content-Type": "text/plain; charset=UTF-8",
        "X-Kannel-Username": "zvans",
        "X-Kannel-Password": "gateways-word",
        "X-Kannel-From": "1800",
        "X-Kannel-To": PHONE,
        "X-Kannel-Coding": "2",
        "X-Kannel-Validity": "1439",
        "X-Kannel-DLR-Mask": "19",
        "X-Kannel-DLR-URL": f"https://gateway:a-secret-of-both@skola.example/sms/report/?id={message.public_id}&state=%d",
    }
    assert (path, body, {name: headers[name] for name in wanted}) == ("/cgi-bin/sendsms", TEXT, wanted)

    deliver_sms(message.pk, by=WORKER)
    sweep_sms(by=WORKER)
    assert (gateway.texts, do_jobs()) == ([TEXT], [])


@pytest.mark.django_db
def test_records_hold_neither_phone_nor_text(gateway: Gateway) -> None:
    """B13."""
    promised()
    do_jobs()
    records = list(Action.objects.order_by("pk").values_list("name", "details"))
    assert [name for name, _ in records] == ["send_sms", "begin_sms", "finish_sms"]
    assert [hidden in str(records) for hidden in ("2000000", "k7mq9", "parole")] == [False] * 3
    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(args::text, ' ') FROM procrastinate_jobs")
        assert cursor.fetchone()[0] == f'{{"message_id": {SmsMessage.objects.get().pk}}}'


@pytest.mark.django_db
def test_nothing_goes_out_for_what_was_not_done(gateway: Gateway) -> None:
    with transaction.atomic():
        promised()
        transaction.set_rollback(True)
    assert (do_jobs(), gateway.requests) == ([], [])


@pytest.mark.django_db
def test_where_there_is_no_gateway_nothing_is_promised(settings: Any) -> None:
    settings.SMS_ENABLED = False
    with pytest.raises(NotAllowedNow):
        promised()
    assert not SmsMessage.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("status", "becomes"),
    [
        (200, (SmsState.ACCEPTED, 1, False)),
        (403, (SmsState.WAITING, 1, True)),  # it does not know us: somebody has to see to it
        (503, (SmsState.WAITING, 1, True)),
        (400, (SmsState.FAILED, 1, False)),
        (502, (SmsState.UNKNOWN, 1, False)),  # a proxy before it: who knows
        (0, (SmsState.UNKNOWN, 1, False)),
    ],
)
def test_each_answer_means_one_thing(gateway: Gateway, status: int, becomes: tuple[str, int, bool]) -> None:
    gateway.status = status
    promised()
    do_jobs()
    assert (len(gateway.requests), state()) == (1, becomes)


@pytest.mark.django_db
def test_an_hour_without_the_gateway_loses_nothing(gateway: Gateway, settings: Any) -> None:
    settings.SMS_URL = "http://127.0.0.1:9/cgi-bin/sendsms"  # nobody listens
    with time_machine.travel("2026-11-23 12:00 +0200", tick=False) as clock:
        message = promised()
        pauses = []
        while sum(pauses) < 3600:
            assert do_jobs() == ["send_sms"]
            job = ProcrastinateJob.objects.order_by("-pk").first()
            assert job is not None
            assert job.scheduled_at is not None
            pauses.append(round((job.scheduled_at - now()).total_seconds()))
            clock.shift(pauses[-1])
        assert (pauses, state()) == ([5, 15, 30, 60, 120, *[300] * 1, *[600] * 6], (SmsState.WAITING, 12, True))
        settings.SMS_URL = gateway.url
        assert (do_jobs(), gateway.texts, state()) == (["send_sms"], [TEXT], (SmsState.ACCEPTED, 13, False))
        assert message.pk == SmsMessage.objects.get().pk


@pytest.mark.django_db
@pytest.mark.parametrize("by_sweep", [False, True])
def test_what_would_come_too_late_is_not_sent(gateway: Gateway, by_sweep: bool) -> None:
    with time_machine.travel("2026-11-23 12:00 +0200", tick=False) as clock:
        promised(timedelta(minutes=15))
        clock.shift(timedelta(minutes=15))
        if by_sweep:
            sweep_sms(by=WORKER)
        do_jobs()
    assert (gateway.requests, state()) == ([], (SmsState.FAILED, 0, False))


@pytest.mark.django_db
def test_a_message_that_has_lost_its_job_finds_another(gateway: Gateway) -> None:
    """The database went away while a job was at it: the job has failed, the message waits."""
    with time_machine.travel(now(), tick=False) as clock:
        promised()
        ProcrastinateJob.objects.get()
        with connection.cursor() as cursor:
            cursor.execute("SELECT max(id) FROM procrastinate_jobs")
            lost = cursor.fetchone()[0]
        clock.shift(timedelta(minutes=21))
        sweep_sms(by=WORKER)
        sweep_sms(by=WORKER)
        assert ProcrastinateJob.objects.filter(pk__gt=lost).count() == 1
    do_jobs()
    assert (gateway.texts, state()) == ([TEXT], (SmsState.ACCEPTED, 1, False))


@pytest.mark.django_db
def test_a_report_says_what_became_of_it_once(gateway: Gateway) -> None:
    message = promised()
    take_report(message.public_id, 1, by=WORKER)
    assert state() == (SmsState.WAITING, 0, True)  # nobody has sent it yet: not its report
    do_jobs()
    for reported, becomes in (
        (8, SmsState.ACCEPTED),
        (2, SmsState.FAILED),
        (1, SmsState.FAILED),
        (99, SmsState.FAILED),
    ):
        take_report(message.public_id, reported, by=WORKER)
        assert state()[0] == becomes
    take_report("xxxxxxxxxx", 1, by=WORKER)
    assert Action.objects.filter(name="sms_reported").count() == 1


def test_a_worker_killed_over_a_message_leaves_it_unknown(
    fresh_database: OwnDatabase, tmp_path: Path, gateway: Gateway
) -> None:
    """The request is out, the answer not in: nobody sends it again by itself, and a report that comes still counts."""
    gateway.status = None
    message = promised()
    environment = environment_of(fresh_database, tmp_path) | settings_of(gateway.url)
    worker = start_zvans("worker", "--once", environment=environment)
    has_taken = gateway.has_taken.wait(60)
    worker.send_signal(signal.SIGKILL)
    assert (has_taken, worker.communicate()[0]) == (True, "")
    assert state() == (SmsState.SENDING, 1, True)

    gateway.status = 202
    deliver_sms(message.pk, by=WORKER)  # another worker takes its job up
    with time_machine.travel(now() + timedelta(minutes=3)):
        sweep_sms(by=WORKER)
    deliver_sms(message.pk, by=WORKER)
    assert (len(gateway.requests), state()) == (1, (SmsState.UNKNOWN, 1, False))
    take_report(message.public_id, 1, by=WORKER)
    assert state()[0] == SmsState.DELIVERED


def test_two_workers_at_one_message_send_it_once(fresh_database: OwnDatabase, gateway: Gateway) -> None:
    message = promised()

    def work() -> None:
        deliver_sms(message.pk, by=WORKER)
        connection.close()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (gateway.texts, state()) == ([TEXT], (SmsState.ACCEPTED, 1, False))
