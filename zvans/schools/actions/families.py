"""Guardians and their wards."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Q

from zvans.accounts.enums import Door
from zvans.accounts.models import Person, SignInName
from zvans.audit.actions import recorded
from zvans.audit.actor import Actor
from zvans.lib.dates import today
from zvans.schools.actions.changes import Changes
from zvans.schools.actions.memberships import refresh_accounts
from zvans.schools.actions.people import codes_of, name_accounts
from zvans.schools.actions.telling import tell_of_guardians
from zvans.schools.enums import Access, least
from zvans.schools.models import Enrolment, Guardianship, School
from zvans.schools.people_policies import (
    check_can_be_guardian,
    check_guardian_ends,
    check_is_of_others,
    check_pupil_lets,
)
from zvans.schools.queries.adults import said_of
from zvans.schools.queries.kin import is_family


@dataclass(frozen=True, slots=True)
class Ward:
    """A pupil and one who answers for that pupil; `kind` is a `GuardianKind`, `call_order` says whom to call first."""

    pupil: Person
    guardian: Person
    kind: str
    call_order: int = 1
    access: str = Access.FULL


def add_guardians(*, wards: Sequence[Ward], starts_on: date, by: Actor, school: School | None = None) -> None:
    """Make people guardians of pupils. The pupil's personal code becomes a name of the guardian's family account (B2). They hear of it,
    and so do those who answer for the pupils already (C8).

    Raises `NotAllowedNow` where one of them is who acts, or of the own family, and for more than a pupil of age lets them see.
    """
    if not wards:
        return
    with recorded("add_guardians", by=by, guardians=len(wards), starts_on=starts_on.isoformat()):
        tied = {person.pk for ward in wards for person in (ward.pupil, ward.guardian)}
        check_is_of_others(is_family(by.person_id, tied))
        changes, said = Changes(), _said(wards)
        for ward in wards:
            word = said.get((ward.pupil.pk, ward.guardian.pk))  # ended and entered again, it is still the pupil's word
            if word is not None:
                check_pupil_lets(word, ward.access)
            changes.add(
                Guardianship(
                    pupil=ward.pupil, guardian=ward.guardian, kind=ward.kind, call_order=ward.call_order,
                    access=ward.access, starts_on=starts_on, chosen_on=word.chosen_on if word else None,
                )
            )  # fmt: skip
        codes = codes_of([ward.pupil.pk for ward in wards])
        names = [(ward.guardian.pk, codes.get(ward.pupil.pk), ward.kind) for ward in wards]
        name_accounts(changes, Door.FAMILY, names)
        changes.write()
        refresh_accounts({ward.guardian.pk for ward in wards})
        tell_of_guardians([(ward.pupil, ward.guardian) for ward in wards], school)


def as_pupils_let(wards: Sequence[Ward]) -> list[Ward]:
    """A file says nothing of access: whoever comes back by one sees what a pupil of age has said."""
    said = _said(wards)
    words = [(ward, said.get((ward.pupil.pk, ward.guardian.pk))) for ward in wards]
    return [replace(ward, access=least(ward.access, word.access)) if word else ward for ward, word in words]


def _said(wards: Sequence[Ward]) -> dict[tuple[int, int], Guardianship]:
    pupils, guardians = {ward.pupil.pk for ward in wards}, {ward.guardian.pk for ward in wards}
    return said_of(Q(pupil__in=pupils, guardian__in=guardians))


def add_guardian(*, pupil: Person, guardian: Person, kind: str, starts_on: date, by: Actor) -> None:
    add_guardians(wards=[Ward(pupil, guardian, kind)], starts_on=starts_on, by=by)


def add_guardian_by_hand(*, ward: Ward, school: School, starts_on: date, by: Actor) -> None:
    """As a school enters one, after those whom the pupil has already. Raises `NotAcceptable` where it can't be."""
    with recorded("add_guardian", by=by, schools=[school.pk], about=ward.pupil, guardian=ward.guardian.pk):
        Person.objects.select_for_update().get(pk=ward.pupil.pk)
        held = _held(ward.pupil)
        check_can_be_guardian(ward.pupil, ward.guardian, held)
        last = Ward(ward.pupil, ward.guardian, ward.kind, len(held) + 1, ward.access)
        add_guardians(wards=[last], starts_on=starts_on, school=school, by=by)


def name_wards(guardian: Person, school: School) -> None:
    """A step of another action: the codes of the school's pupils whom somebody answers for open their family account (B2)."""
    pupils = Enrolment.objects.filter(school=school).values("pupil")
    wards = Guardianship.objects.filter(guardian=guardian, ends_on=None, pupil__in=pupils)
    kinds = dict(wards.values_list("pupil", "kind"))
    codes = codes_of(list(kinds))
    changes = Changes()
    name_accounts(changes, Door.FAMILY, [(guardian.pk, codes.get(pupil), kind) for pupil, kind in kinds.items()])
    changes.write()


def change_guardian(*, guardianship: Guardianship, kind: str, access: str, school: School, by: Actor) -> None:
    """Who the guardian is to the pupil, and how far they may look (C8). The role that they sign in with follows.

    Raises `NotAcceptable` for more than a pupil of age lets them see.
    """
    with recorded("change_guardian", by=by, schools=[school.pk], about=guardianship, kind=kind, access=access):
        check_is_of_others(is_family(by.person_id, [guardianship.guardian_id]))
        check_pupil_lets(guardianship, access)
        changes = Changes()
        changes.alter(guardianship, kind=kind, access=access)
        changes.write()
        code = codes_of([guardianship.pupil_id]).get(guardianship.pupil_id)
        names = SignInName.objects.filter(account__person=guardianship.guardian_id, door=Door.FAMILY, name_hash=code)
        names.update(role=kind)
        refresh_accounts([guardianship.guardian_id])


def end_guardian(*, guardianship: Guardianship, last_day: date, school: School, by: Actor) -> None:
    """From the next day on the guardian sees nothing of the pupil; that they were one stays on record."""
    with recorded("end_guardian", by=by, schools=[school.pk], about=guardianship, last_day=last_day.isoformat()):
        check_is_of_others(is_family(by.person_id, [guardianship.guardian_id]))
        check_guardian_ends(guardianship, last_day)
        changes = Changes()
        changes.alter(guardianship, ends_on=last_day)
        changes.write()
        refresh_accounts([guardianship.guardian_id])


def call_earlier(*, guardianship: Guardianship, school: School, by: Actor) -> None:
    """Call this guardian before the one who was called just before."""
    with recorded("order_guardians", by=by, schools=[school.pk], about=guardianship):
        rows = _held(guardianship.pupil)
        place = next((n for n, row in enumerate(rows) if row.pk == guardianship.pk), 0)
        if place:
            rows[place - 1], rows[place] = rows[place], rows[place - 1]
        changes = Changes()
        for number, row in enumerate(rows, 1):
            changes.alter(row, call_order=number)
        changes.write()


def _held(pupil: Person) -> list[Guardianship]:
    """Guardianships that have not ended, in the order of calling."""
    rows = Guardianship.objects.filter(Q(ends_on=None) | Q(ends_on__gte=today()), pupil=pupil)
    return list(rows.order_by("call_order", "pk"))
