"""Offices that the operator entrusts to people, beside or without work in a school (B14)."""

from django.utils.translation import gettext as _

from zvans.accounts.actions.passwords import issue_password
from zvans.accounts.enums import Door, Office, Role
from zvans.accounts.models import Account, Person, SignInName
from zvans.accounts.queries.people import person_with_code
from zvans.audit.actions import recorded
from zvans.audit.actor import Actor
from zvans.lib.dates import today
from zvans.lib.policy import NotAcceptable
from zvans.schools.actions.changes import Changes
from zvans.schools.actions.memberships import refresh_accounts
from zvans.schools.actions.operating import Issued
from zvans.schools.actions.people import PersonFacts, add_person, codes_of, name_accounts
from zvans.schools.models import Municipality, OfficeHolder
from zvans.schools.models.dated import current


def give_office(*, person: Person, office: str, municipality: Municipality | None, by: Actor) -> Issued:
    """From today, with an account at the staff door; a second factor is needed a day later. Who signs in already keeps the password.

    Raises `NotAcceptable`: without a personal code there is nothing to sign in with; who runs the installation is overseen by others.
    """
    of = municipality if office == Office.MUNICIPALITY else None
    with recorded("give_office", by=by, schools=[], about=person, office=office, municipality=of.pk if of else None):
        Person.objects.select_for_update().get(pk=person.pk)
        _check_can_have(person, office, of)
        OfficeHolder.objects.create(person=person, office=office, municipality=of, starts_on=today())
        return Issued(person, _opened(person, by))


def give_office_to_new(*, facts: PersonFacts, office: str, municipality: Municipality | None, by: Actor) -> Issued:
    """The same by personal code, for somebody who may be unknown yet; a known person keeps their name."""
    with recorded("add_officer", by=by, schools=[]):
        found = person_with_code(facts.code) or add_person(person=facts, by=by)
        return give_office(person=found, office=office, municipality=municipality, by=by)


def _check_can_have(person: Person, office: str, municipality: Municipality | None) -> None:
    if office == Office.MUNICIPALITY and municipality is None:
        raise NotAcceptable("municipality", _("Izvēlieties pašvaldību."))
    if not codes_of([person.pk]):
        raise NotAcceptable("office", _("Šai personai nav personas koda, ar ko pieslēgties."))
    if SignInName.objects.filter(account__person=person, role=Role.OPERATOR).exists():
        raise NotAcceptable("office", _("Šī persona uztur sistēmu. Amatam izvēlieties citu cilvēku."))
    if OfficeHolder.objects.filter(current(today()), person=person, office=office).exists():
        raise NotAcceptable("office", _("Šis amats personai jau ir."))


def _opened(person: Person, by: Actor) -> str:
    """A first password, or nothing where there is one."""
    changes = Changes()
    name_accounts(changes, Door.STAFF, [(person.pk, codes_of([person.pk])[person.pk], Role.OFFICER)])
    changes.write()
    refresh_accounts([person.pk])
    account = Account.objects.get(person=person, door=Door.STAFF)
    return "" if account.password else issue_password(account=account, by=by)


def end_office(*, holder: OfficeHolder, by: Actor) -> None:
    """From this moment. One that was given today never was: its record is in the history."""
    with recorded("end_office", by=by, schools=[], about=holder.person, office=holder.office):
        yesterday = today().fromordinal(today().toordinal() - 1)
        if holder.starts_on > yesterday:
            OfficeHolder.objects.filter(pk=holder.pk).delete()
        else:
            OfficeHolder.objects.filter(pk=holder.pk).update(ends_on=yesterday)
        refresh_accounts([holder.person_id])
