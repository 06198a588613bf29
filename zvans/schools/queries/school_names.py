"""What schools are called."""

from collections.abc import Iterable

from zvans.schools.models import School


def school_names(school_ids: Iterable[int]) -> list[str]:
    """Long and short, of the schools that an account belongs to."""
    found = School.objects.filter(pk__in=list(school_ids)).order_by("pk").values_list("name", "short_name")
    return [name for names in found for name in names]
