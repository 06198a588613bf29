"""Whose phone a message has come from, among the family of the pupil whose code it names (B6)."""

from collections.abc import Sequence

from zvans.accounts.queries.password_ways import FamilyMember, family_with_phone
from zvans.accounts.queries.people import person_with_code
from zvans.lib.dates import today
from zvans.schools.enums import Access
from zvans.schools.models import Guardianship
from zvans.schools.models.dated import current


def family_today(code: str, phone: str) -> Sequence[FamilyMember]:
    """The pupil, and who answers for the pupil today and may look: the names of those who did once stay with their accounts."""
    found = family_with_phone(code, phone)
    pupil = person_with_code(code) if found else None
    if pupil is None:
        return []
    held = Guardianship.objects.filter(current(today()), pupil=pupil).exclude(access=Access.NONE)
    people = {pupil.pk, *held.values_list("guardian", flat=True)}
    return [member for member in found if member.account.person_id in people]
