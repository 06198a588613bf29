"""Posts as editors write them."""

from datetime import datetime, timedelta
from typing import Any

from PIL import Image

from zvans.audit.actions import recorded
from zvans.audit.actor import Actor
from zvans.lib.dates import now
from zvans.portal.actions.pictures import keep_image
from zvans.portal.actions.posts import publish_post, write_post
from zvans.portal.models import Picture, Post

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


def a_picture(colour: str = "steelblue", size: tuple[int, int] = (1000, 625)) -> Picture:
    with recorded("keep_picture", by=_EDITORS, schools=[]):
        return keep_image(Image.new("RGB", size, colour))


def make_posts() -> list[Post]:
    """A front page, sections with long titles, a trip and a post in both languages: what one looks at."""
    picture = {"picture": a_picture(), "picture_alt": "Zila krāsa.", "picture_credit": "Zīmējis Jānis Kalnbērziņš"}
    body = "<p>Teksts ar <a href='https://avize.example/'>saiti</a>.</p><h2>Ko ņemt līdzi</h2><ul><li>Cimdus</li><li>Tēju</li></ul>"
    long = (
        "Novada matemātikas olimpiāde: 143 dalībnieki, pieci uzdevumi un viena neatrisināta ģeometrija „12.klašu“ grupā"
    )
    first = a_post(long, block="new", author="Ilze Kalnbērziņa-Ozoliņa", body=body, **picture)
    others = [
        a_post(f"Raksts {n}", at=now() - timedelta(days=n), block=block, section=section, **(picture if n == 1 else {}))
        for block, section in (
            ("new", "news"),
            ("lasting", "useful"),
            ("lasting", "money"),
            ("", "steam"),
            ("", "about"),
        )
        for n in (1, 2, 3)
    ]
    trip = a_trip(
        map_url="https://karte.example/", contact_name="Anna", phone="+371 2000 0000", email="anna@baka.example"
    )
    return [first, *others, trip, a_post("Maths olympiad", language="en", translation_of=first, body=body)]
