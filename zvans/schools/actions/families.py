"""Guardians and their wards."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from zvans.accounts.enums import Door
from zvans.accounts.models import Person
from zvans.audit.actions import recorded
from zvans.audit.actor import Actor
from zvans.schools.actions.changes import Changes
from zvans.schools.actions.memberships import refresh_accounts
from zvans.schools.actions.people import codes_of, name_accounts
from zvans.schools.models import Guardianship


@dataclass(frozen=True, slots=True)
class Ward:
    """A pupil and one who answers for that pupil; `kind` is a `GuardianKind`, `call_order` says whom to call first."""

    pupil: Person
    guardian: Person
    kind: str
    call_order: int = 1


def add_guardians(*, wards: Sequence[Ward], starts_on: date, by: Actor) -> None:
    """Make people guardians of pupils. The pupil's personal code becomes a name of the guardian's family account (B2)."""
    if not wards:
        return
    with recorded("add_guardians", by=by, guardians=len(wards), starts_on=starts_on.isoformat()):
        changes = Changes()
        for ward in wards:
            changes.add(
                Guardianship(
                    pupil=ward.pupil, guardian=ward.guardian, kind=ward.kind, call_order=ward.call_order,
                    starts_on=starts_on,
                )
            )  # fmt: skip
        codes = codes_of([ward.pupil.pk for ward in wards])
        names = [(ward.guardian.pk, codes.get(ward.pupil.pk), ward.kind) for ward in wards]
        name_accounts(changes, Door.FAMILY, names)
        changes.write()
        refresh_accounts({ward.guardian.pk for ward in wards})


def add_guardian(*, pupil: Person, guardian: Person, kind: str, starts_on: date, by: Actor) -> None:
    add_guardians(wards=[Ward(pupil, guardian, kind)], starts_on=starts_on, by=by)
