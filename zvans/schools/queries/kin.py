"""Who belongs together with whom: in any school, and after a tie has ended too (C8)."""

from collections.abc import Collection

from zvans.schools.models import Guardianship


def kin_of(*people: int | None) -> set[int]:
    """Ids of these, of those whom they answer or answered for, and of all who answer or answered for those. Two statements."""
    own = {person for person in people if person is not None}
    if not own:
        return own
    pupils = own | set(Guardianship.objects.filter(guardian__in=own).values_list("pupil", flat=True))
    return pupils | set(Guardianship.objects.filter(pupil__in=pupils).values_list("guardian", flat=True))


def is_family(person: int | None, people: Collection[int]) -> bool:
    """Whether somebody is one of these, or belongs together with one of them."""
    return not kin_of(person).isdisjoint(people)


def guardians_of(pupil: int) -> set[int]:
    """All who answer or answered for a pupil."""
    return set(Guardianship.objects.filter(pupil=pupil).values_list("guardian", flat=True))


def families_of(people: Collection[int]) -> dict[int, frozenset[int]]:
    """What `kin_of` says of each of these. Two statements."""
    wards: dict[int, set[int]] = {person: {person} for person in people}
    for guardian, pupil in Guardianship.objects.filter(guardian__in=people).values_list("guardian", "pupil"):
        wards[guardian].add(pupil)
    of_pupil: dict[int, set[int]] = {}
    pupils = set().union(*wards.values())
    for pupil, guardian in Guardianship.objects.filter(pupil__in=pupils).values_list("pupil", "guardian"):
        of_pupil.setdefault(pupil, set()).add(guardian)
    return {
        person: frozenset(own.union(*(of_pupil.get(pupil, set()) for pupil in own))) for person, own in wards.items()
    }
