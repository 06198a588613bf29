"""What a school asks of its staff when they sign in, and help for those who have lost their second factor (B10)."""

from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from zvans.accounts.actions.factors import reset_factors
from zvans.accounts.enums import Door, Role
from zvans.accounts.models import Account, Person
from zvans.audit.actions import recorded
from zvans.audit.actor import Actor
from zvans.lib.dates import today
from zvans.lib.policy import ChangedMeanwhile, NotAcceptable, NotAllowedNow, stamp_of
from zvans.schools.actions.memberships import refresh_accounts
from zvans.schools.models import Employment, Enrolment, Guardianship, School
from zvans.schools.queries.staff import rights_of
from zvans.schools.queries.workplaces import workplace_for
from zvans.schools.rules import can_give


def rules_stamp(school: School) -> str:
    """Names the rules as somebody saw them."""
    return stamp_of(school.second_factor_from, school.longest_session_days)


def set_sign_in_rules(
    *, school: School, second_factor_from: date | None, longest_session_days: int, stamp: str, by: Actor
) -> None:
    """From which day staff need a second factor (None: they may have one), and how long anybody stays signed in.

    Everybody without one is told, and has a day at least. Raises `NotAcceptable` for a day that is too soon, `ChangedMeanwhile` where
    somebody has set other rules since (`stamp` is of what the writer saw).
    """
    day = second_factor_from.isoformat() if second_factor_from else None
    with recorded(
        "set_sign_in_rules", by=by, schools=[school.pk], about=school, second_factor_from=day, days=longest_session_days
    ):
        now = School.objects.select_for_update(no_key=True).get(pk=school.pk)
        if rules_stamp(now) != stamp:
            raise ChangedMeanwhile(rules_stamp(now), second_factor_from=_theirs(now))
        if second_factor_from != now.second_factor_from:
            _check_soon(second_factor_from)
        was_days = now.longest_session_days
        now.second_factor_from, now.longest_session_days = second_factor_from, longest_session_days
        now.save(update_fields=["second_factor_from", "longest_session_days"])
        refresh_accounts(_people(now, with_families=was_days != longest_session_days))


def _check_soon(day: date | None) -> None:
    if day is not None and day < today() + timedelta(days=1):
        raise NotAcceptable(
            "second_factor_from", _("Izvēlieties rītdienu vai vēlāku dienu: cilvēkiem vajag laiku to iestatīt.")
        )


def _theirs(now: School) -> str:
    said = date_format(now.second_factor_from, "d.m.Y.") if now.second_factor_from else _("nav prasīts")
    return _(
        "Tikmēr kāds noteikumus mainīja (otrais faktors: %(said)s). Ja saglabāsiet vēlreiz, paliks Jūsu ieraksts."
    ) % {"said": said}


def _people(school: School, *, with_families: bool) -> set[int]:
    staff = Employment.objects.filter(school=school, person__isnull=False).values_list("person_id", flat=True)
    found = {person for person in staff if person}
    if with_families:
        pupils = set(Enrolment.objects.filter(school=school).values_list("pupil_id", flat=True))
        found |= pupils | set(Guardianship.objects.filter(pupil__in=pupils).values_list("guardian_id", flat=True))
    return found


def reset_factors_of_employee(*, employment: Employment, by: Actor) -> None:
    """For somebody of the own school who has lost phone and codes. They are told; the password alone opens the account again.

    Raises `NotAllowedNow` for oneself, for whoever may do more here than who asks (`can_give`), for whoever holds an office, and for
    whoever belongs to another school too: the operator does that.
    """
    with recorded("reset_factors_of_employee", by=by, schools=[employment.school_id], about=employment):
        account = Account.objects.filter(person=employment.person_id or 0, door=Door.STAFF).first()
        if account is None or not account.has_second_factor:
            raise NotAllowedNow(_("Šai personai otrā faktora nav."))
        if account.pk == by.account_id:
            raise NotAllowedNow(_("Savu otro faktoru mainiet lapā «Mans konts»."))
        if not _may_open(employment, by):
            raise NotAllowedNow(
                _(
                    "Šai personai skolā ir plašākas tiesības nekā Jums. Otro faktoru noņem tas, kuram ir tikpat plašas tiesības."
                )
            )
        if account.offices or set(account.school_ids) - {employment.school_id} or _operates(account):
            raise NotAllowedNow(
                _("Ar šīs personas kontu var piekļūt ne tikai Jūsu skolai. Otro faktoru noņem sistēmas uzturētājs.")
            )
        reset_factors(account=account, by=by)


def _may_open(employment: Employment, by: Actor) -> bool:
    place = workplace_for(by, employment.school.code)
    people = [employment.person] if employment.person else []
    return place is not None and can_give(place, rights_of(place.school, people))


def _operates(account: Account) -> bool:
    return account.names.filter(role=Role.OPERATOR).exists()


def reset_factors_of_person(*, person: Person, by: Actor) -> None:
    """By the operator, for anybody: at both doors. Raises `NotAllowedNow` where there is nothing to take away."""
    with recorded("reset_factors_of_person", by=by, schools=[], about=person):
        accounts = list(Account.objects.filter(person=person, has_second_factor=True).exclude(pk=by.account_id or 0))
        if not accounts:
            raise NotAllowedNow(_("Šai personai otrā faktora nav."))
        for account in accounts:
            reset_factors(account=account, by=by)
