"""What stands on a row: the rows that refer to it, of whatever package. The models know; nothing is imported from above."""

from datetime import date

from django.db.models import Count, ForeignObjectRel, Max, Min, Model, QuerySet

from zvans.schools.models import SchoolYear


def _referring(row: Model) -> list[ForeignObjectRel]:
    return [rel for rel in row._meta.related_objects if not rel.many_to_many]


def _rows(rel: ForeignObjectRel, row: Model) -> QuerySet[Model]:
    """Rows of one table that refer to a row of a school."""
    found = rel.related_model._base_manager.filter(**{rel.field.name: row, "school": row.school_id})  # type: ignore[attr-defined]
    return found.order_by()


def standing_on(row: Model, *, but: tuple[str, ...] = ()) -> int:
    """How many rows refer to a row. `but` names the tables that go with it, such as «term». One statement a table."""
    tables = [rel for rel in _referring(row) if rel.related_model._meta.model_name not in but]
    return sum(_rows(rel, row).aggregate(n=Count("pk"))["n"] for rel in tables)


def _having(row: Model, field: str) -> list[ForeignObjectRel]:
    return [rel for rel in _referring(row) if any(f.name == field for f in rel.related_model._meta.fields)]


def days_on(year: SchoolYear, first: date | None = None, last: date | None = None) -> tuple[date, date] | None:
    """The first and the last day of a year that lessons are written on, of the whole year or from `first` to `last`."""
    days: list[date] = []
    for rel in _having(year, "on"):
        rows = _rows(rel, year)
        if first is not None and last is not None:
            rows = rows.filter(on__gte=first, on__lte=last)
        days += [day for day in rows.aggregate(a=Min("on"), b=Max("on")).values() if day is not None]
    return (min(days), max(days)) if days else None


def last_begun(year: SchoolYear, *, but: tuple[str, ...] = ("term", "break")) -> date | None:
    """The last day on which something of a year begins: its timetables."""
    tables = [rel for rel in _having(year, "starts_on") if rel.related_model._meta.model_name not in but]
    days = [_rows(rel, year).aggregate(a=Max("starts_on"))["a"] for rel in tables]
    return max((day for day in days if day is not None), default=None)
