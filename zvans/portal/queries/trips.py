"""The catalogue of excursions (A7)."""

from django.db.models import Q, QuerySet

from zvans.portal.enums import Section
from zvans.portal.models import Post
from zvans.portal.queries.posts import posts_of


def trips(
    language: str, *, grade: int | None = None, region: str = "", price: int | None = None, topic: str = ""
) -> QuerySet[Post]:
    """Trips that suit a grade (0: pre-school), of a region, about a topic, that cost a pupil at most `price` cents; the newest first."""
    wanted = Q(trip__isnull=False)
    if grade is not None:
        wanted &= Q(trip__from_grade__lte=grade, trip__to_grade__gte=grade)
    if region:
        wanted &= Q(trip__region=region)
    if price is not None:
        wanted &= Q(trip__price_cents__lte=price)
    if topic:
        wanted &= Q(trip__topic=topic)
    return posts_of(Section.EXCURSIONS, language).filter(wanted)
