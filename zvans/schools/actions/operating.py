"""What the operator of the installation does: operators themselves, municipalities, institutions, their first superusers (B14, D1)."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from zvans.accounts.actions.devices import NOTICE_JOB
from zvans.accounts.actions.passwords import issue_password
from zvans.accounts.enums import Door, Role
from zvans.accounts.models import Account, Person, SignInName
from zvans.accounts.queries.people import person_with_code
from zvans.audit.actions import recorded
from zvans.audit.actor import Actor
from zvans.lib.dates import today
from zvans.lib.policy import NotAllowedNow
from zvans.schools.actions.changes import Changes
from zvans.schools.actions.memberships import refresh_accounts
from zvans.schools.actions.people import PersonFacts, add_person, codes_of, name_accounts
from zvans.schools.actions.staff import Hire, employ, give_position
from zvans.schools.actions.telling import tell_of_superuser
from zvans.schools.enums import PositionKind
from zvans.schools.models import Employment, Enrolment, Guardianship, Municipality, School
from zvans.schools.models.dated import current
from zvans.schools.queries.institutions import superusers_of


@dataclass(frozen=True, slots=True)
class Issued:
    """`password` is empty where the person has one already and keeps it."""

    person: Person
    password: str


def make_operator(*, person: PersonFacts, by: Actor) -> Issued:
    """Let somebody run the installation, with a new password; a known person keeps their name.

    A second factor is needed from the next day (B14). Raises `NotAllowedNow` for somebody who works at a school: who sees every
    school's set-up sees no pupil with the same account.
    """
    with recorded("make_operator", by=by, schools=[]):
        found = person_with_code(person.code) or add_person(person=person, by=by)
        if _staff_names(found).exclude(role=Role.OPERATOR).exists():
            raise NotAllowedNow(_("Šī persona jau strādā skolā. Par uzturētāju izvēlieties citu cilvēku."))
        changes = Changes()
        name_accounts(changes, Door.STAFF, [(found.pk, codes_of([found.pk])[found.pk], Role.OPERATOR)])
        changes.write()
        refresh_accounts([found.pk])
        account = Account.objects.get(person=found, door=Door.STAFF)
        return Issued(found, issue_password(account=account, by=by))


def _staff_names(person: Person) -> QuerySet[SignInName]:
    return SignInName.objects.filter(account__person=person, door=Door.STAFF)


def rename_municipality(*, municipality: Municipality, name: str, by: Actor) -> None:
    with recorded("rename_municipality", by=by, schools=[], about=municipality, before=municipality.name, after=name):
        municipality.name = name
        municipality.save(update_fields=["name"])


def change_school(
    *, school: School, municipality: Municipality, name: str, short_name: str, kind: str, by: Actor
) -> None:
    """Its code stays: addresses and command lines call it by that."""
    before = [school.municipality_id, school.name, school.short_name, school.kind]
    with recorded("change_school", by=by, schools=[school.pk], about=school, before=before):
        school.municipality, school.name, school.short_name, school.kind = municipality, name, short_name, kind
        school.save(update_fields=["municipality", "name", "short_name", "kind"])
        if before[2] != short_name:
            refresh_accounts(_people_of(school))  # it stands beside their names


def _people_of(school: School) -> set[int]:
    pupils = set(Enrolment.objects.filter(school=school).values_list("pupil_id", flat=True))
    guardians = set(Guardianship.objects.filter(pupil__in=pupils).values_list("guardian_id", flat=True))
    staff = Employment.objects.filter(school=school, person__isnull=False).values_list("person_id", flat=True)
    return pupils | guardians | {person for person in staff if person}


def make_superuser(*, school: School, person: PersonFacts, by: Actor) -> Issued:
    """Somebody who sets the school up: known or new, employed or not yet. Who signs in already keeps the password.

    The other superusers of the school are told. Raises `NotAllowedNow` for an operator.
    """
    on = today()
    with recorded("make_superuser", by=by, schools=[school.pk], about=school):
        found = person_with_code(person.code) or add_person(person=person, school=school, by=by)
        if _staff_names(found).filter(role=Role.OPERATOR).exists():
            raise NotAllowedNow(_("Šī persona uztur sistēmu. Par skolas virslietotāju izvēlieties citu cilvēku."))
        known = Employment.objects.filter(current(on), school=school, person=found).order_by("pk").first()
        employment = known or employ(school=school, hires=[Hire(found)], starts_on=on, by=by)[0]
        before = {one.employment.person_id or 0 for one in superusers_of(school)}
        give_position(employment=employment, kind=PositionKind.SUPERUSER, starts_on=on, by=by)
        if found.pk not in before:
            tell_of_superuser(found, before, school)
        return Issued(found, _first_password(found, by))


def _first_password(person: Person, by: Actor) -> str:
    changes = Changes()
    name_accounts(changes, Door.STAFF, [(person.pk, codes_of([person.pk]).get(person.pk), Role.STAFF)])
    changes.write()
    refresh_accounts([person.pk])
    account = Account.objects.get(person=person, door=Door.STAFF)
    return "" if account.password else issue_password(account=account, by=by)


def issue_superuser_password(*, school: School, person: Person, by: Actor) -> Issued:
    """A new password for somebody who sets the school up; the old one and its sessions end, and the account is told.

    Raises `NotAllowedNow` where there is no account, and where it holds an office (B14): that opens more than the school.
    """
    with recorded("issue_superuser_password", by=by, schools=[school.pk], about=school):
        return _issued_anew(_staff_account(person), school.short_name, by)


def issue_staff_password(*, person: Person, by: Actor) -> Issued:
    """A new password for a member of staff whom no school can help, because the account opens more than one (B7, B10); as above.

    Raises `NotAllowedNow` as well where one school alone is opened: that is its superuser's to do.
    """
    with recorded("issue_staff_password", by=by, schools=[], about=person):
        account = _staff_account(person)
        if len(account.school_ids) < 2:
            raise NotAllowedNow(_("Šis darbinieks strādā vienā skolā: paroli izsniedz tās virslietotājs."))
        return _issued_anew(account, "", by)


def _staff_account(person: Person) -> Account:
    account = Account.objects.filter(person=person, door=Door.STAFF).first()
    if account is None:
        raise NotAllowedNow(_("Šai personai nav personas koda, ar ko pieslēgties. Ierakstiet to vēlreiz ar kodu."))
    if account.offices:
        raise NotAllowedNow(_("Šai personai ir arī amats sistēmā. Vispirms beidziet amatu, tad izsniedziet paroli."))
    return account


def _issued_anew(account: Account, school: str, by: Actor) -> Issued:
    password = issue_password(account=account, by=by)
    app.configure_task(NOTICE_JOB).defer(account_id=account.pk, kind="password_issued", details={"school": school})
    return Issued(account.person, password)
