"""What stands on a row: the rows that refer to it, of whatever package. The models know; nothing is imported from above."""

from django.db.models import Count, ForeignObjectRel, Model, QuerySet


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
