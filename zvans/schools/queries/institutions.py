"""The institutions of the installation, as their operator sees them: names, years, superusers, figures. No pupil."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from django.contrib.postgres.aggregates import StringAgg
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery, TextField, Value
from django.db.models.functions import Coalesce

from zvans.accounts.models import Account
from zvans.lib.database.latvian import folded, in_latvian_order
from zvans.lib.database.sight import in_sight_of
from zvans.lib.dates import today
from zvans.lib.text import search_key
from zvans.schools.enums import PositionKind
from zvans.schools.models import Employment, Enrolment, Municipality, Position, School, SchoolYear
from zvans.schools.models.dated import current


def municipalities() -> QuerySet[Municipality]:
    """Each with how many institutions it has (`schools_count`) and its place in a list (`place`)."""
    found = Municipality.objects.annotate(schools_count=Count("schools"), place=in_latvian_order("name"))
    return found.order_by("place", "pk")


def municipalities_named(rows: QuerySet[Municipality], text: str) -> QuerySet[Municipality]:
    """Those in whose name each word of a text is, whatever its capitals and marks."""
    rows = rows.annotate(key=folded("name"))
    for word in search_key(text).split()[:6]:
        rows = rows.filter(key__contains=word)
    return rows


def municipality_choices() -> list[tuple[str, str]]:
    """(key, name), in Latvian order."""
    return [(str(key), name) for key, name in municipalities().values_list("pk", "name")]


def municipality_of(key: int) -> Municipality | None:
    return Municipality.objects.filter(pk=key).first()


def is_municipality_taken(name: str, *, but: int | None = None) -> bool:
    """Whether another municipality has the name, in whatever case it is written."""
    return Municipality.objects.annotate(key=folded("name")).filter(key=search_key(name)).exclude(pk=but or 0).exists()


@contextmanager
def all_institutions() -> Iterator[QuerySet[School]]:
    """Every institution with its place in a list, its superusers of today and the last school year it has set up.

    Inside the block the rows of every school are in sight: it must be short, and must not be left before the rows are read.
    """
    on = today()
    superusers = (
        Position.objects.filter(current(on), school=OuterRef("pk"), kind=PositionKind.SUPERUSER)
        .filter(current(on, "employment__"))
        .order_by()
        .values("school")
    )
    years = SchoolYear.objects.filter(school=OuterRef("pk")).order_by("-starts_on").values("name")[:1]
    with in_sight_of(None):
        yield School.objects.select_related("municipality").annotate(
            place=in_latvian_order("name"),
            municipality_place=in_latvian_order("municipality__name"),
            superusers=Coalesce(
                Subquery(superusers.values(names=StringAgg("employment__name", ", ", order_by="employment__sort_key"))),
                Value("", output_field=TextField()),
            ),
            last_year=Coalesce(Subquery(years), Value("")),
        )


def institutions_named(rows: QuerySet[School], text: str) -> QuerySet[School]:
    """Those whose name, folded, has the words in it, or whose code begins with the text."""
    named = Q()
    for word in search_key(text).split():
        named &= Q(folded_name__contains=word)
    return rows.annotate(folded_name=folded("name")).filter(named | Q(code__startswith=text.strip().lower()))


def institution_of(code: str) -> School | None:
    return School.objects.select_related("municipality").filter(code=code).first()


def is_code_taken(code: str) -> bool:
    return School.objects.filter(code=code).exists()


def schools_coded(codes: Iterable[str]) -> list[int]:
    """The keys of those of these schools that are there."""
    return list(School.objects.filter(code__in=list(codes)).values_list("pk", flat=True))


@dataclass(frozen=True, slots=True)
class Superuser:
    employment: Employment
    since: date
    has_password: bool


@dataclass(frozen=True, slots=True)
class Figures:
    """How many people a school has today."""

    pupils: int
    staff: int
    years: str


def superusers_of(school: School) -> list[Superuser]:
    """Who sees to the school today, and whether a password has been issued to them."""
    on = today()
    with in_sight_of([school.pk]):
        positions = list(
            Position.objects.filter(
                current(on), current(on, "employment__"), school=school, kind=PositionKind.SUPERUSER
            )
            .filter(employment__person__isnull=False)
            .select_related("employment__person")
            .order_by("employment__sort_key", "pk")
        )
    people = [position.employment.person_id for position in positions]
    issued = set(
        Account.objects.filter(person__in=people, door="staff").exclude(password="").values_list("person_id", flat=True)
    )
    return [Superuser(p.employment, p.starts_on, p.employment.person_id in issued) for p in positions]


def superuser_of(school: School, public_id: str) -> Superuser | None:
    return next((found for found in superusers_of(school) if found.employment.public_id == public_id), None)


def figures_of(school: School) -> Figures:
    on = today()
    with in_sight_of([school.pk]):
        pupils = Enrolment.objects.filter(current(on), school=school).values("pupil").distinct().count()
        staff = Employment.objects.filter(current(on), school=school).count()
        years = SchoolYear.objects.filter(school=school).order_by("-starts_on").values_list("name", flat=True)
        return Figures(pupils, staff, ", ".join(years))
