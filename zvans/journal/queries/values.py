"""What a school gives marks for and how percents become points, with the days on which it holds."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Q, QuerySet, Subquery
from django.db.models.functions import JSONObject

from zvans.journal.models import PercentScale, WorkKind
from zvans.journal.queries.journal import Code
from zvans.journal.scale import USUAL_BOUNDS
from zvans.lib.database.compiled import Later, Param, Row, compiled
from zvans.schools.models import AbsenceCode, School
from zvans.schools.models.dated import current
from zvans.schools.queries.workplaces import Workplace


class Kind(NamedTuple):
    """A kind of work that a lesson's marks may be for, on the days on which the school has it."""

    kind_id: int
    name: str
    short_name: str
    weight: Decimal
    is_formative: bool
    starts_on: date
    ends_on: date | None

    def holds_on(self, day: date) -> bool:
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)


class Signs(NamedTuple):
    """What a journal's page must know of its school: codes and bounds of percent of the last day, kinds of work of all days."""

    codes: tuple[Code, ...]
    bounds: Sequence[Decimal]
    kinds: tuple[Kind, ...]


class Scale(NamedTuple):
    """A school's bounds of percent from a day on, until a day (none: until further notice)."""

    starts_on: date
    ends_on: date | None
    bounds: Sequence[Decimal]

    def holds_on(self, day: date) -> bool:
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)


_scales = compiled(
    lambda: (
        PercentScale.objects.filter(
            Q(ends_on__isnull=True) | Q(ends_on__gte=Param("start")),
            starts_on__lte=Param("end"),
            school_id=Param("school"),
        )
        .order_by("starts_on")
        .values_list("starts_on", "ends_on", "bounds")
    )
)


def scales_of(school_id: int, start: date, end: date) -> list[Scale]:
    """The school's scales that hold on some day from start to end: one statement."""
    return [Scale(*row) for row in _scales(school=school_id, start=start, end=end)]


def bounds_on(scales: Sequence[Scale], day: date) -> Sequence[Decimal]:
    """The bounds that hold on a day; the usual ones where the school has said nothing of it."""
    return next((scale.bounds for scale in scales if scale.holds_on(day)), USUAL_BOUNDS)


_OVERLAPS = Q(ends_on__isnull=True) | Q(ends_on__gte=Param("start"))
_kinds = compiled(
    lambda: (
        WorkKind.objects.filter(_OVERLAPS, starts_on__lte=Param("on"), school_id=Param("school"))
        .order_by("is_formative", "-weight", "name", "starts_on")
        .values_list("id", "name", "short_name", "weight", "is_formative", "starts_on", "ends_on")
    )
)


def kinds_on(school_id: int, day: date) -> list[Kind]:
    """What the school gives marks for on a day: one statement."""
    return [Kind(*row) for row in _kinds(school=school_id, start=day, on=day)]


def _signs_of() -> Any:
    """The codes of a day, each row with what else the page needs: the database finds that once, and it is no statement more."""
    ours = {"school_id": Param("school"), "starts_on__lte": Param("on")}
    kinds = WorkKind.objects.filter(_OVERLAPS, **ours).order_by("is_formative", "-weight", "name", "starts_on")
    as_row = JSONObject(
        **{name: name for name in ("id", "name", "short_name", "weight", "is_formative", "starts_on", "ends_on")}
    )
    scale = PercentScale.objects.filter(current(Param("on")), school_id=Param("school")).order_by("-starts_on")
    return (
        AbsenceCode.objects.filter(current(Param("on")), school_id=Param("school"))
        .order_by("id")
        .annotate(bounds=Subquery(scale.values("bounds")[:1]), kinds=ArraySubquery(kinds.values_list(as_row)))
        .values_list("code", "label", "is_late", "is_excused", "counts", "bounds", "kinds")
    )


_signs = compiled(_signs_of)


def ask_signs(school_id: int, start: date, end: date) -> Later[Signs]:
    """Codes, bounds and kinds of work of a journal's days: one statement, as the codes alone."""
    rows = _signs.ask(school=school_id, start=start, on=end)
    return lambda: _signs_in(rows(), school_id, start, end)


def _signs_in(rows: Sequence[Row], school_id: int, start: date, end: date) -> Signs:
    if not rows:  # a school without absence codes
        scales, kinds = scales_of(school_id, end, end), _kinds(school=school_id, start=start, on=end)
        return Signs((), bounds_on(scales, end), tuple(Kind(*row) for row in kinds))
    bounds, kinds = rows[0][5:]
    return Signs(tuple(Code(*row[:5]) for row in rows), bounds or USUAL_BOUNDS, tuple(map(_kind, kinds)))


def _kind(row: dict[str, Any]) -> Kind:
    ends_on = row["ends_on"]
    return Kind(
        row["id"], row["name"], row["short_name"], Decimal(str(row["weight"])), row["is_formative"],
        date.fromisoformat(row["starts_on"]), date.fromisoformat(ends_on) if ends_on else None,
    )  # fmt: skip


def kinds_of(school: School) -> QuerySet[WorkKind]:
    """All kinds of work the school has and had, each with `lessons`: how many lessons have it."""
    return WorkKind.objects.filter(school=school).annotate(lessons=Count("lesson"))


def kind_in(place: Workplace, kind: int) -> WorkKind | None:
    return kinds_of(place.school).filter(pk=kind).first()


def all_scales(school: School) -> list[Scale]:
    """Every scale that the school has entered, the newest first."""
    rows = PercentScale.objects.filter(school=school).order_by("-starts_on")
    return [Scale(*row) for row in rows.values_list("starts_on", "ends_on", "bounds")]
