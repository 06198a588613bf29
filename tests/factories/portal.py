"""Posts as editors write them."""

from datetime import datetime
from typing import Any

from zvans.audit.actor import Actor
from zvans.portal.actions.posts import publish_post, write_post
from zvans.portal.models import Post

_EDITORS = Actor.system("editors")


def a_draft(
    title: str = "Zvans skan", *, trip: dict[str, Any] | None = None, by: Actor = _EDITORS, **facts: Any
) -> Post:
    told = {"section": "news", "title": title, "lead": "Īsi par to.", "body": "<p>Garāk par to.</p>"} | facts
    return write_post(facts=told, trip=trip, by=by)


def a_post(title: str = "Zvans skan", *, at: datetime | None = None, by: Actor = _EDITORS, **facts: Any) -> Post:
    """A post that everybody may read, since `at`."""
    return publish_post(post=a_draft(title, by=by, **facts), at=at, by=by)


def a_trip(title: str = "Uz bāku", *, at: datetime | None = None, by: Actor = _EDITORS, **trip: Any) -> Post:
    told = {
        "place": "Zvanupe",
        "region": "vidzeme",
        "topic": "nature",
        "from_grade": 1,
        "to_grade": 9,
        "price_cents": 350,
    } | trip
    return a_post(title, at=at, by=by, section="excursions", trip=told)
