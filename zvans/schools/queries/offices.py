"""Who holds an office, and what its holder sees of the schools: figures and those who set them up, no child (B14)."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.postgres.aggregates import StringAgg
from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery, TextField, Value
from django.db.models.functions import Coalesce

from zvans.accounts.enums import Office
from zvans.accounts.models import Person
from zvans.audit.actor import Actor
from zvans.lib.database.sight import in_sight_of
from zvans.lib.dates import today
from zvans.lib.text import sort_key
from zvans.schools.enums import PositionKind
from zvans.schools.models import ClassGroup, Employment, Enrolment, Municipality, OfficeHolder, Position, School
from zvans.schools.models.dated import current


def offices_of(person: Person) -> list[OfficeHolder]:
    """Those that have not ended, in the order in which they were given."""
    held = OfficeHolder.objects.filter(current(today()), person=person)
    return list(held.select_related("person", "municipality").order_by("starts_on", "pk"))


def officers() -> list[OfficeHolder]:
    """Everybody who holds an office today, in Latvian order. One statement."""
    held = OfficeHolder.objects.filter(current(today())).select_related("person", "municipality")
    return list(held.order_by("person__sort_key", "office", "pk"))


def office_of(person: str, key: int) -> OfficeHolder | None:
    """One of a person (by public id) that has not ended."""
    held = OfficeHolder.objects.filter(current(today()), person__public_id=person, pk=key)
    return held.select_related("person").first()


def municipality_in_care(actor: Actor) -> Municipality | None:
    """Whose schools a municipality's officer looks after."""
    held = OfficeHolder.objects.filter(current(today()), person=actor.person_id, office=Office.MUNICIPALITY)
    found = held.select_related("municipality").first()
    return found.municipality if found else None


@dataclass(frozen=True, slots=True)
class SchoolFigures:
    """How many people and classes a school has today, and who sets it up."""

    key: int
    name: str
    kind: str
    pupils: int
    classes: int
    staff: int
    superusers: str

    @property
    def place(self) -> str:
        """In Latvian order."""
        return sort_key(self.name)


@dataclass(frozen=True, slots=True)
class MunicipalityFigures:
    name: str
    schools: int
    pupils: int
    classes: int
    staff: int

    @property
    def place(self) -> str:
        """In Latvian order."""
        return sort_key(self.name)


def figures_of_municipality(municipality: Municipality) -> list[SchoolFigures]:
    """Each school with its figures. One statement beside those that set what is in sight."""
    return _figures(School.objects.filter(municipality=municipality))


def figures_of_country() -> list[MunicipalityFigures]:
    """Each municipality with the sums of its schools. Two statements, however many there are."""
    of = dict(School.objects.values_list("pk", "municipality"))
    sums: dict[int, list[SchoolFigures]] = {}
    for figures in _figures(School.objects.all()):
        sums.setdefault(of[figures.key], []).append(figures)
    names = Municipality.objects.values_list("pk", "name")
    return [_summed(name, sums.get(key, [])) for key, name in names]


def _summed(name: str, schools: Sequence[SchoolFigures]) -> MunicipalityFigures:
    return MunicipalityFigures(
        name,
        len(schools),
        sum(s.pupils for s in schools),
        sum(s.classes for s in schools),
        sum(s.staff for s in schools),
    )


def _counted(rows: QuerySet, what: str) -> Coalesce:
    """How many different ones of a school there are."""
    counted = (
        rows.filter(school=OuterRef("pk"))
        .order_by()
        .values("school")
        .annotate(n=Count(what, distinct=True))
        .values("n")
    )
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def _figures(schools: QuerySet[School]) -> list[SchoolFigures]:
    on = today()
    superusers = Position.objects.filter(
        current(on), current(on, "employment__"), school=OuterRef("pk"), kind=PositionKind.SUPERUSER
    )
    named = (
        superusers.order_by()
        .values("school")
        .values(names=StringAgg("employment__name", ", ", order_by="employment__sort_key"))
    )
    with in_sight_of(None):
        rows = schools.annotate(
            pupils=_counted(Enrolment.objects.filter(current(on)), "pupil"),
            classes=_counted(ClassGroup.objects.filter(current(on, "year__")), "pk"),
            staff=_counted(Employment.objects.filter(current(on), person__isnull=False), "person"),
            superusers=Coalesce(Subquery(named), Value("", output_field=TextField())),
        )
        return [
            SchoolFigures(s.pk, s.name, str(s.get_kind_display()), s.pupils, s.classes, s.staff, s.superusers)
            for s in rows.order_by("name")
        ]
