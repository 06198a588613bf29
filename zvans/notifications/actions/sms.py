"""Text messages out (B6, B7). What is promised waits in the database; the worker hands it to the gateway.

WAITING → SENDING is written before the gateway is asked, and only one can write it: nothing goes out twice, whoever else does the same
job. A message found in SENDING whose worker is gone may have left: nobody sends it again by itself.
"""

from datetime import datetime, timedelta

from django.db.models import F, QuerySet
from procrastinate.contrib.django import app

from zvans.accounts.models import Account
from zvans.accounts.personal_code import decrypted, encrypted
from zvans.audit.actions import recorded
from zvans.audit.actor import Actor
from zvans.lib.dates import now
from zvans.notifications.enums import SmsState
from zvans.notifications.models import SmsMessage
from zvans.notifications.policies import check_is_sent_to, check_sms_on
from zvans.notifications.sms.gateway import Answer, hand_over
from zvans.notifications.sms.parts import parts_of

SMS_JOB = "send_sms"
_PAUSES = (5, 15, 30, 60, 120, 300, 600)  # seconds; the last one again and again, until the message expires
_GONE = timedelta(minutes=2)  # the gateway is waited for less long: who sends longer than this is gone
_FORGOTTEN = timedelta(minutes=20)  # longer than any pause: a message that waits so long has lost its job
_ENDS = {
    Answer.ACCEPTED: SmsState.ACCEPTED,
    Answer.REFUSED: SmsState.FAILED,
    Answer.UNKNOWN: SmsState.UNKNOWN,
}
_REPORTED = {1: SmsState.DELIVERED, 2: SmsState.FAILED, 16: SmsState.FAILED}
_ON_ITS_WAY = (SmsState.SENDING, SmsState.ACCEPTED, SmsState.UNKNOWN)


def send_sms(
    account: Account,
    phone: str,
    purpose: str,
    text: str,
    valid_for: timedelta,
    *,
    school: int | None = None,
    by: Actor | None = None,
) -> SmsMessage:
    """Promise a text message, in the transaction of what it is about. Raises `NotAllowedNow` where there is no gateway,
    and for a number to which none is sent.

    `phone` is normalised; `purpose` names the kind of message in records («password_way»). Later than `valid_for` from now it is not sent.
    `school` (id) is the one that sends it.
    """
    check_sms_on()
    check_is_sent_to(phone)
    key_id, kept = encrypted(text)
    parts = parts_of(text)
    by = by or Actor.system("sms")
    with recorded("send_sms", by=by, schools=[], about=account, purpose=purpose, parts=parts):
        message = SmsMessage.objects.create(
            account=account, phone=phone, purpose=purpose, sent_for=school, key_id=key_id, text=kept, parts=parts,
            expires_at=now() + valid_for,
        )  # fmt: skip
        _queue(message.pk)
    return message


def deliver_sms(message_id: int, *, by: Actor) -> None:
    """Hand a message that waits to the gateway. Done again, or by two at once, it does nothing more."""
    message = SmsMessage.objects.filter(pk=message_id, state=SmsState.WAITING).first()
    if message is None:
        return
    text = decrypted(
        message.key_id, bytes(message.text or b"")
    )  # before anything is said to have begun: a key may be missing
    if not _begin(message, by):
        return
    minutes = int((message.expires_at - now()).total_seconds() // 60)
    answer = hand_over(phone=message.phone, text=text, key=message.public_id, minutes=minutes)
    _finish(message, answer, by)


def take_report(public_id: str, reported: int, *, by: Actor) -> None:
    """What became of a message, by the bits of the gateway's report. The first word is the last one: reports come again."""
    state = _REPORTED.get(reported)
    message = SmsMessage.objects.filter(public_id=public_id, state__in=_ON_ITS_WAY).first() if state else None
    if message is not None and state:
        with recorded("sms_reported", by=by, schools=[], about=message, state=state):
            _change(message.pk, _ON_ITS_WAY, state)


def sweep_sms(*, by: Actor) -> None:
    """Say of what a killed worker was sending that nobody knows, of what came too late that it failed, and find lost jobs again."""
    at = now()
    gone = SmsMessage.objects.filter(state=SmsState.SENDING, changed_at__lt=at - _GONE)
    late = SmsMessage.objects.filter(state=SmsState.WAITING, expires_at__lte=at)
    lost = SmsMessage.objects.filter(state=SmsState.WAITING, expires_at__gt=at, changed_at__lt=at - _FORGOTTEN)
    if not (gone.exists() or late.exists() or lost.exists()):
        return
    with recorded("sweep_sms", by=by, schools=[]):
        _end(gone, SmsState.UNKNOWN, at)
        _end(late, SmsState.FAILED, at)
        for key in lost.values_list("pk", flat=True):
            _queue(key)
        lost.update(changed_at=at)


def _begin(message: SmsMessage, by: Actor) -> bool:
    """Whether the message is ours to send now: not too late, and nobody else was faster."""
    at = now()
    waiting = SmsMessage.objects.filter(pk=message.pk, state=SmsState.WAITING)
    with recorded("begin_sms", by=by, schools=[], about=message):
        if message.expires_at <= at:
            _end(waiting, SmsState.FAILED, at)
            return False
        return waiting.update(state=SmsState.SENDING, attempts=F("attempts") + 1, changed_at=at) == 1


def _finish(message: SmsMessage, answer: Answer, by: Actor) -> None:
    with recorded("finish_sms", by=by, schools=[], about=message, answer=answer.value):
        if answer in _ENDS:
            _change(message.pk, (SmsState.SENDING,), _ENDS[answer])  # unless a report was faster
            return
        SmsMessage.objects.filter(pk=message.pk, state=SmsState.SENDING).update(
            state=SmsState.WAITING, changed_at=now()
        )
        _queue(message.pk, _PAUSES[min(message.attempts, len(_PAUSES) - 1)])


def _change(message_id: int, of: tuple[SmsState, ...], to: SmsState) -> None:
    _end(SmsMessage.objects.filter(pk=message_id, state__in=of), to, now())


def _end(messages: QuerySet[SmsMessage], state: SmsState, at: datetime) -> bool:
    """Into a state from which nothing is sent; the text is forgotten."""
    return messages.update(state=state, text=None, changed_at=at) > 0


def _queue(message_id: int, seconds: int = 0) -> None:
    later = {"schedule_in": {"seconds": seconds}} if seconds else {}
    app.configure_task(SMS_JOB, **later).defer(message_id=message_id)  # type: ignore[arg-type]
