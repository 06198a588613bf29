"""Who sees whom. Every page of the family loads through here: a tie that has ended takes its pupil off all of them (B11, C3)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from zvans.accounts.enums import Role
from zvans.audit.actor import Actor
from zvans.lib.database.compiled import Param, compiled
from zvans.schools.enums import Access
from zvans.schools.models import Enrolment
from zvans.schools.models.dated import current


@dataclass(frozen=True, slots=True)
class Child:
    """A pupil in one school, as the pupil or a guardian sees it. Who attends two schools is two of these.

    `order` is the place among all children of the one who looks: it stays when only one of them is shown.
    """

    order: int
    person_id: int
    public_id: str
    given_name: str
    family_name: str
    class_name: str
    school_id: int
    school: str

    @property
    def key(self) -> tuple[int, int]:
        return self.person_id, self.school_id

    @property
    def full_name(self) -> str:
        return f"{self.given_name} {self.family_name}"


def _enrolled(whose: Q) -> QuerySet:
    """The latest enrolment comes last: it names the class of a day on which one ends and the next begins."""
    rows = Enrolment.objects.filter(whose & current(Param("on")))
    return rows.order_by("pupil__sort_key", "pupil_id", "school_id", "starts_on").values_list(
        "pupil_id", "pupil__public_id", "pupil__given_name", "pupil__family_name", "class_group__name",
        "school_id", "school__short_name",
    )  # fmt: skip


def _guarded_by(me: Param) -> Q:
    """One condition, so that whose guardianship it is, whether it holds and lets one look are asked of the same row."""
    looks = Q(pupil__guardianships__access__any=[Access.FULL.value, Access.READ.value])
    return Q(pupil__guardianships__guardian_id=me) & looks & current(Param("on"), "pupil__guardianships__")


_oneself = compiled(lambda: _enrolled(Q(pupil_id=Param("me"))))
_wards = compiled(lambda: _enrolled(_guarded_by(Param("me"))))


def children_of(actor: Actor, on: date) -> tuple[Child, ...]:
    """The pupils whose diary the actor may open on a day: a pupil's own, a guardian's each, in every school they attend.

    Both ties must hold that day, guardianship and enrolment. Staff have no diary.
    """
    if not actor.is_family:
        return ()
    rows = (_oneself if actor.role == Role.PUPIL else _wards)(me=actor.person_id, on=on)
    latest = {(row[0], row[5]): row for row in rows}
    return tuple(Child(order, *row) for order, row in enumerate(latest.values()))


def by_key(children: Sequence[Child]) -> dict[tuple[int, int], Child]:
    return {child.key: child for child in children}
