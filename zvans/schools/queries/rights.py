"""What somebody may do, and by what: positions, classes, journals; or a tie to a child."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from zvans.accounts.models import Person
from zvans.audit.actor import Actor
from zvans.lib.dates import today
from zvans.schools.enums import Access, GuardianKind, Permission, PositionKind
from zvans.schools.models import ClassTeacher, CourseTeacher, Employment, Enrolment, Guardianship, Position
from zvans.schools.models.dated import current

# As one is told about oneself: «Ko drīkstat: redzēt un rakstīt».
_MAY = {
    Access.FULL: _("redzēt un rakstīt"),
    Access.READ: _("tikai redzēt"),
    Access.NONE: _("neko: piekļuve ir liegta"),
}


@dataclass(frozen=True, slots=True)
class HeldPosition:
    kind: str
    title: str
    since: date
    permissions: Sequence[str]


@dataclass(frozen=True, slots=True)
class SchoolRights:
    """What somebody has in one school today: positions, classes led, journals kept."""

    school: str
    since: date
    positions: Sequence[HeldPosition]
    classes: Sequence[str]
    journals: Sequence[str]


@dataclass(frozen=True, slots=True)
class ChildRights:
    """By which tie somebody sees a child, and how far. `places` are its classes and schools today."""

    name: str
    kind: str
    access: str
    since: date
    places: Sequence[str]


def rights_at_work(actor: Actor) -> Sequence[SchoolRights]:
    """School by school, in order of their names. Four statements."""
    on, person = today(), actor.person_id or 0
    if not actor.is_staff:
        return []
    mine = Employment.objects.filter(current(on), person_id=person).select_related("school").order_by("school__name")
    employments = list(mine)
    positions = Position.objects.filter(current(on), employment__in=employments).order_by("starts_on", "pk")
    led = ClassTeacher.objects.filter(current(on), employment__in=employments).select_related("class_group")
    taught = CourseTeacher.objects.filter(current(on), employment__in=employments, course__year__ends_on__gte=on)
    journals = taught.order_by("course__subject__sort_key", "course__name").values_list(
        "employment", "course__subject__name", "course__name"
    )
    return [
        SchoolRights(
            e.school.name,
            e.starts_on,
            [_position(p) for p in positions if p.employment_id == e.pk],
            sorted(row.class_group.name for row in led if row.employment_id == e.pk),
            [f"{subject}, {name}" for key, subject, name in journals if key == e.pk],
        )
        for e in employments
    ]


def _position(position: Position) -> HeldPosition:
    allowed = [str(right.label) for right in Permission if right in position.allowed]
    return HeldPosition(str(PositionKind(position.kind).label), position.title, position.starts_on, allowed)


def rights_in_family(actor: Actor) -> Sequence[ChildRights]:
    """Child by child. A pupil has the own diary. Two statements."""
    if not actor.is_family:
        return []
    on, person = today(), actor.person_id or 0
    ties = list(
        Guardianship.objects.filter(current(on), guardian_id=person).select_related("pupil").order_by("pupil__sort_key")
    )
    places = Enrolment.objects.filter(current(on), Q(pupil_id=person) | Q(pupil__in=[tie.pupil_id for tie in ties]))
    where: dict[int, list[str]] = {}
    for pupil, group, school in places.order_by("school__name").values_list(
        "pupil", "class_group__name", "school__short_name"
    ):
        where.setdefault(pupil, []).append(f"{group}, {school}")
    own = Person.objects.filter(pk=person if person in where else 0)
    return [ChildRights(str(me), "", str(_MAY[Access.FULL]), on, where[me.pk]) for me in own] + [
        ChildRights(
            str(tie.pupil), str(GuardianKind(tie.kind).label), str(_MAY[Access(tie.access)]), tie.starts_on, where.get(tie.pupil_id, [])
        )
        for tie in ties
    ]  # fmt: skip
