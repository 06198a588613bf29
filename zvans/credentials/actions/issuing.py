"""Passwords that a school issues: to families in a letter or a text message, to its staff in a letter (B5, B7).

A password stands only in what is handed back, or in the encrypted message; it is kept nowhere else (B13).
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Generic, TypeVar

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from zvans.accounts.actions.allowances import Limit, spend, take
from zvans.accounts.actions.passwords import issue_password
from zvans.accounts.models import Account, Person
from zvans.accounts.queries.people import operators_among
from zvans.accounts.queries.use import opened_among
from zvans.audit.actions import record_of_each, recorded
from zvans.audit.actor import Actor
from zvans.credentials.enums import Standing
from zvans.credentials.policies import (
    check_agreed,
    check_can_get_sms,
    check_is_schools_to_issue,
    check_is_settled,
    check_is_somebody,
    check_issues_first,
    check_password_unchanged,
    check_phone_rests,
    check_phone_unchanged,
    check_still_there,
)
from zvans.credentials.queries.members import PURPOSE, ClassPlace, Member, stamp_for
from zvans.credentials.queries.staff import Employee
from zvans.credentials.rules import can_issue_to
from zvans.notifications.actions.notices import tell
from zvans.notifications.actions.sms import send_sms
from zvans.notifications.enums import NoticeKind
from zvans.notifications.policies import check_sms_on
from zvans.schools.actions.personal_data import correct_person
from zvans.schools.actions.readings import record_codes_read
from zvans.schools.models import School
from zvans.schools.people_policies import check_is_of_others
from zvans.schools.queries.pupils import codes_shown
from zvans.schools.queries.ties import strangers_to

Whose = TypeVar("Whose")
SMS_LASTS = timedelta(hours=24)  # an evening without the gateway, or a phone switched off, loses nothing

# A class with all its parents on each of five pages, and a family with several children on one phone; then by and by (C7).
_SENT_BY_ONE = Limit("passwords sent", holds=400, an_hour=120)
_SENT_TO_PHONE = Limit("passwords to a phone", holds=6, an_hour=1)


@dataclass(frozen=True, slots=True)
class Issued(Generic[Whose]):
    """What goes into a letter. `username` is the personal code, empty where there is none any more."""

    whose: Whose
    username: str
    password: str


def issue_letters(*, place: ClassPlace, members: Sequence[Member], by: Actor) -> list[Issued[Member]]:
    """New passwords for these people of a class, as their letters need them. Raises `NotAllowedNow`, and has done nothing then."""
    school = place.school
    with recorded("issue_letters", by=by, schools=[school.pk], about=place.class_group, people=len(members)):
        passwords = _issue_to_family(school, members, by)
        codes = codes_shown([member.pupil for member in members])
        record_codes_read(of=codes, school=school, by=by)
        _record_with_pupils("issue_letter", members, school, by)
    return [Issued(m, codes.get(m.pupil.pk, ""), passwords[m.person.pk]) for m in members]


def issue_staff_letters(*, school: School, employees: Sequence[Employee], by: Actor) -> list[Issued[Employee]]:
    """The same for those who work at the school."""
    with recorded("issue_letters", by=by, schools=[school.pk], about=school, people=len(employees)):
        opened = opened_among(employee.account.pk for employee in employees if employee.account is not None)
        keys = [employee.employment.person_id or 0 for employee in employees]
        operators, new = operators_among(keys), strangers_to(school, keys)
        for employee in employees:
            check_is_schools_to_issue(employee.account, school, opened=opened, operators=operators, strangers=new)
        people = [_Whose(e.employment.person, e.account, e.stamp) for e in employees]  # type: ignore[arg-type]
        passwords = _issue(school, people, by, opened)
        codes = codes_shown([row.person for row in people])
        record_codes_read(of=codes, school=school, by=by)
    return [Issued(e, codes.get(key, ""), passwords[key]) for e, key in zip(employees, keys, strict=True)]


def send_passwords(*, place: ClassPlace, members: Sequence[Member], by: Actor) -> int:
    """New passwords for these people, each by a text message to the phone that is known. Returns how many.

    Raises `NotAllowedNow`, and `TooOften` for who has sent very many.
    """
    check_sms_on()
    school = place.school
    with recorded("send_passwords", by=by, schools=[school.pk], about=place.class_group, people=len(members)):
        for member in members:
            check_can_get_sms(member.person.phone)
        _spend([(member.person.phone, member.person) for member in members], by)
        passwords = _issue_to_family(school, members, by)
        for member in members:
            _send(member, member.person.phone, passwords[member.person.pk], school, by)
        _record_with_pupils("issue_sms", members, school, by)
    return len(members)


def send_password(
    *, place: ClassPlace, member: Member, phone: str, revision: int, is_agreed: bool, by: Actor
) -> None:  # fmt: skip
    """Store somebody's phone, where it is another now, and send a new password to it.

    Raises `NotAcceptable`, and has done nothing then: no phone, somebody else has corrected it since `revision`, or the person has made up
    a password already and nobody `is_agreed` to replace it. A phone that changes is told to its owner (C8).
    """
    check_sms_on()
    school = place.school
    with recorded("send_passwords", by=by, schools=[school.pk], about=place.class_group, people=1):
        check_can_get_sms(phone)
        check_agreed(is_agreed or member.standing != Standing.CHOSEN)
        if phone != member.person.phone:
            values = {"phone": phone}
            check_phone_unchanged(
                correct_person(person=member.person, values=values, revision=revision, school=school, by=by)
            )
        _spend([(phone, member.person)], by)
        passwords = _issue_to_family(school, [member], by)
        _send(member, phone, passwords[member.person.pk], school, by)
        _record_with_pupils("issue_sms", [member], school, by)


def _spend(sent: Sequence[tuple[str, Person]], by: Actor) -> None:
    """A message to each phone. Raises `TooOften` for who sends, `NotAcceptable` for a phone."""
    spend(*[(_SENT_BY_ONE, str(by.account_id))] * len(sent))
    if take([(_SENT_TO_PHONE, phone) for phone, _person in sent]):
        for phone, person in sent:  # which of them
            check_phone_rests(take([(_SENT_TO_PHONE, phone)]), person)


def _record_with_pupils(name: str, members: Sequence[Member], school: School, by: Actor) -> None:
    """The families see it with their children (C2)."""
    record_of_each(name, of=[member.pupil.pk for member in members], kind=Person, by=by, schools=[school.pk])


@dataclass(frozen=True, slots=True)
class _Whose:
    person: Person
    account: Account | None
    stamp: str


def _issue_to_family(school: School, members: Sequence[Member], by: Actor) -> dict[int, str]:
    """Nobody of the own family gets one, nor does, of a school that has only just entered them, who uses the account already or was
    entered by somebody else before (C3, C8).
    """
    opened = opened_among(member.account.pk for member in members if member.account is not None)
    used = [m for m in members if m.account is not None and (m.account.pk in opened or m.standing == Standing.CHOSEN)]
    check_is_of_others(not all(can_issue_to(by, member) for member in members))
    new = strangers_to(school, {member.person.pk for member in members})
    check_is_settled([member.person for member in used if member.person.pk in new])
    check_issues_first([member.person for member in members if member.person.pk in new])
    return _issue(school, members, by, opened)


def _issue(school: School, people: Sequence[Any], by: Actor, opened: Collection[int]) -> dict[int, str]:
    """Person → password. `opened`: accounts whose people have been inside, and are told.

    Whoever issues to one of them at the same time waits, and finds that it has changed.
    """
    check_is_somebody(people)
    wanted = {row.account.pk: row for row in people if row.account is not None}
    rows = Account.objects.select_for_update(of=("self",)).filter(pk__in=wanted, is_active=True).order_by("pk")
    accounts = list(rows.select_related("person"))
    check_still_there(len(accounts) == len(people))
    check_password_unchanged([a.person for a in accounts if stamp_for(a) != wanted[a.pk].stamp])
    return {account.person_id: _issue_one(account, school, by, is_used=account.pk in opened) for account in accounts}


def _issue_one(account: Account, school: School, by: Actor, *, is_used: bool) -> str:
    is_used = is_used or bool(account.password)
    password = issue_password(account=account, by=by)
    if is_used:
        tell(account, NoticeKind.PASSWORD_ISSUED, by=by, school=school.short_name)
    return password


def _send(member: Member, phone: str, password: str, school: School, by: Actor) -> None:
    with translation.override(settings.LANGUAGE_CODE):
        text = _(
            "%(address)s\nIeeja: Skolēns / vecāks\nLietotājvārds: skolēna personas kods\nParole (%(role)s, %(pupil)s): %(password)s\n"
            "Pieslēdzoties izdomāsiet savu."
        ) % {
            "address": settings.ADDRESS, "role": member.role.label, "pupil": member.pupil.given_name, "password": password,
        }  # fmt: skip
    if member.account is not None:
        send_sms(member.account, phone, PURPOSE, text, SMS_LASTS, school=school.pk, by=by)
