"""Text messages in: the way to a new password for those whose phone the school knows (B6).

Whoever the message names as its sender can be forged. So what it leads to goes to the registered phone only, is short-lived and used once,
and the person is told by other ways too. Nothing is answered to anybody else: an answer would say who is known.
"""

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from zvans.accounts.actions.allowances import Limit, take
from zvans.accounts.actions.password_ways import WAY_LASTS, open_password_way
from zvans.accounts.contacts import InvalidContact, normalised_phone
from zvans.accounts.personal_code import keyed_hash
from zvans.accounts.queries.password_ways import FamilyMember
from zvans.audit.actions import recorded
from zvans.audit.actor import Actor
from zvans.lib.dates import now
from zvans.notifications.actions.notices import tell
from zvans.notifications.actions.sms import send_sms
from zvans.notifications.enums import NoticeKind
from zvans.notifications.models import ReceivedSms, SmsMessage
from zvans.notifications.queries.family import family_today
from zvans.notifications.sms.asked import read
from zvans.notifications.sms.numbers import can_get_sms

_log = logging.getLogger(__name__)

_LATE = timedelta(minutes=15)
_FROM_A_PHONE = Limit("sms from a phone", holds=6, an_hour=6)
_FOR_A_CODE = Limit("sms for a code", holds=10, an_hour=10)


def receive_sms(*, gateway_key: str, sender: str, text: str, sent_at: datetime) -> None:
    """Do what a message asks for, once. `gateway_key` is the gateway's own number for it; text and code are kept nowhere."""
    by = Actor.system("sms")
    phone = _phone(sender)
    with recorded("receive_sms", by=by, schools=[]):
        received, is_new = ReceivedSms.objects.get_or_create(
            gateway_key=gateway_key,
            defaults={"phone_hash": keyed_hash(f"phone {phone}"), "sent_at": sent_at, "outcome": "begun"},
        )
        if is_new:
            received.outcome = _outcome(phone, text, sent_at, by)
            received.save(update_fields=["outcome"])


def forget_sms(before: datetime, *, by: Actor) -> None:
    """Remove what came in and what went out before that: it serves nobody any more, and holds numbers of phones.

    An old message can't be played again: it is too late by its own time.
    """
    old = ReceivedSms.objects.filter(received_at__lt=before), SmsMessage.objects.filter(expires_at__lt=before)
    if any(rows.exists() for rows in old):
        with recorded("forget_sms", by=by, schools=[]):
            for rows in old:
                rows.delete()


def _phone(sender: str) -> str:
    """As the school keeps it: gateways name a sender with and without the plus. Empty for a name or a short number."""
    try:
        return normalised_phone(sender)
    except InvalidContact:
        pass
    try:
        return normalised_phone(f"+{sender}")
    except InvalidContact:
        return ""


def _outcome(phone: str, text: str, sent_at: datetime, by: Actor) -> str:
    if abs(now() - sent_at) > _LATE:
        _log.warning("A text message is %d minutes old by the gateway's clock: nothing is done", _minutes(sent_at))
        return "late"
    asked = read(text)
    if asked is None or not can_get_sms(phone):  # what is not sent to is not answered either
        return "other"
    if take([(_FROM_A_PHONE, phone)]):
        return "flood"
    family = family_today(asked.code, phone)
    if not family:
        return "unknown"
    if take([(_FOR_A_CODE, asked.code)]):  # counted only where something would be sent: strangers can't use it up
        return "flood"
    with translation.override(settings.LANGUAGE_CODE):
        return _answered(family, asked.choice, phone, by)


def _minutes(sent_at: datetime) -> int:
    return round((now() - sent_at).total_seconds() / 60)


def _answered(family: Sequence[FamilyMember], choice: int, phone: str, by: Actor) -> str:
    if len(family) == 1:
        _send_way(family[0], phone, by)
        return "sent"
    if 1 <= choice <= len(family):
        _send_way(family[choice - 1], phone, by)
        return "sent"
    send_sms(family[0].account, phone, "which", _which(family), WAY_LASTS, by=by)
    return "asked"


def _send_way(member: FamilyMember, phone: str, by: Actor) -> None:
    token = open_password_way(account=member.account, by=by)
    text = _(
        "Jauna parole (%(role)s): %(address)s/p/#%(token)s\n"
        "Der 15 minūtes, vienreiz. Ja to nelūdzāt Jūs, saiti neatveriet un pastāstiet skolai."
    )
    told = text % {"role": member.role.label, "address": settings.ADDRESS, "token": token}
    send_sms(member.account, phone, "password_way", told, WAY_LASTS, by=by)
    tell(member.account, NoticeKind.PASSWORD_WAY_SENT, by=by, phone=f"…{phone[-3:]}")


def _which(family: Sequence[FamilyMember]) -> str:
    """The roles with their numbers. Two in one role are told apart by their names."""
    roles = [member.role for member in family]
    lines = [f"{number} – {_named(member, roles.count(member.role) > 1)}" for number, member in enumerate(family, 1)]
    text = _(
        "Šis tālrunis skolā ierakstīts vairākiem: %(lines)s. Sūtiet vēlreiz ar numuru beigās, piemēram: %(keyword)s xxxxxx-xxxxx 1"
    )
    return text % {"lines": ", ".join(lines), "keyword": settings.SMS_KEYWORD}


def _named(member: FamilyMember, is_not_alone: bool) -> str:
    label = str(member.role.label)
    return f"{label} {member.account.person.given_name}" if is_not_alone else label
