"""A break and a day of other bells, and what addresses call them."""

from typing import Any

from tests.factories.school import inside
from tests.factories.small_school import ENDED, SmallSchool
from zvans.schools.models import BellDay, BellSchedule, Break


def calendar_places(school: SmallSchool) -> dict[str, Any]:
    """The usual bells, a day in October that has passed, and the autumn break."""
    with inside(school.made):
        bells = BellSchedule.objects.get(school=school.school)
        day = BellDay.objects.create(school=school.school, schedule=bells, starts_on=ENDED, ends_on=ENDED)
        off = Break.objects.get(school=school.school)
    return {"bells": bells.pk, "day": day.pk, "off": off.pk}
