"""The portal of the demo: its posts with their pictures, what readers said of them, and how often they were read (A4–A8)."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from random import Random

from zvans.accounts.enums import Office
from zvans.audit.actions import recorded
from zvans.audit.actor import Actor
from zvans.demo.posts import CommentText, PostText
from zvans.demo.rows.entries import instant
from zvans.demo.rows.pictures import Pictures
from zvans.lib.dates import now, today
from zvans.portal.actions.indexing import index_post
from zvans.portal.enums import PostState, Section
from zvans.portal.markup import clean_html
from zvans.portal.models import Comment, Picture, Post, PostCount, PostDay, Trip
from zvans.portal.naming import name_key
from zvans.schools.models import OfficeHolder

_CREDIT = "zvana zīmējums"
_BATCH = 1000
_AWAKE = (8, 22)  # the hours in which comments are written
_FORGOTTEN_IN = 6  # days, in which half as many come to read


def fill_portal(texts: Sequence[PostText], pictures: Pictures, by: Actor) -> dict[str, Post]:
    """Publish the posts, by key, as the demo's editor has written them, at moments counted back from today."""
    editor = OfficeHolder.objects.get(office=Office.EDITOR).person_id
    with recorded("fill_demo_portal", by=by, schools=[], posts=len(texts)):
        drawn = {key: future.result() for key, future in pictures.items()}
        Picture.objects.bulk_create(drawn.values())
        posts = _posts(texts, drawn, editor)
        Trip.objects.bulk_create(_trips(texts, posts))
        for post in posts.values():
            index_post(post)
        Comment.objects.bulk_create(_comments(texts, posts))
        _count(texts, posts)
    return posts


def _posts(texts: Sequence[PostText], drawn: Mapping[str, Picture], editor: int) -> dict[str, Post]:
    pins = _pins(texts)
    posts = {text.key: _post(text, drawn[text.key], pins.get(text.key), editor) for text in texts}
    Post.objects.bulk_create(posts.values())
    for text in texts:
        if text.translation_of in posts:
            posts[text.key].translation_of = posts[text.translation_of]
    Post.objects.bulk_update([p for p in posts.values() if p.translation_of], ["translation_of"])
    return posts


def _post(text: PostText, picture: Picture, pin: int | None, editor: int) -> Post:
    moment = published_at(text)
    return Post(
        section=text.section,
        audience=text.audience,
        language=text.language,
        title=text.title,
        lead=text.lead,
        body=clean_html(text.body),
        author=text.author,
        source=text.source,
        source_url=text.source_url,
        picture=picture,
        picture_alt=text.alt,
        picture_credit=_CREDIT,
        state=PostState.PUBLISHED,
        published_at=moment,
        block=text.block,
        pin=pin,
        written_by_id=editor,
        created_at=moment - timedelta(days=1),
        changed_at=moment,
    )


def _pins(texts: Sequence[PostText]) -> dict[str, int]:
    """The pinned ones of each block count from one, the newest first."""
    pinned = sorted((text for text in texts if text.pin), key=lambda text: (text.days_ago, text.key))
    blocks: dict[str, list[str]] = {}
    for text in pinned:
        blocks.setdefault(text.block, []).append(text.key)
    return {key: place for keys in blocks.values() for place, key in enumerate(keys, 1)}


def published_at(text: PostText) -> datetime:
    """What is of today, and would come later in the day, came a while ago."""
    return min(
        instant(today() - timedelta(days=text.days_ago), time.fromisoformat(text.at)), now() - timedelta(hours=1)
    )


def _trips(texts: Sequence[PostText], posts: Mapping[str, Post]) -> Iterator[Trip]:
    for text in texts:
        if text.section == Section.EXCURSIONS:
            price = text.trip.get("price")
            told = {name: value for name, value in text.trip.items() if name != "price"}
            yield Trip(post=posts[text.key], price_cents=None if price is None else round(price * 100), **told)


def _comments(texts: Sequence[PostText], posts: Mapping[str, Post]) -> Iterator[Comment]:
    for text in texts:
        for comment in text.comments:
            post = posts[text.key]
            at, key = _said_at(comment, post), name_key(comment.name)
            yield Comment(post=post, name=comment.name, name_key=key, text=comment.text, created_at=at)


def _said_at(comment: CommentText, post: Post) -> datetime:
    """After the post and before now."""
    random, (opens, closes) = Random(comment.text), _AWAKE
    wanted = instant(
        today() - timedelta(days=comment.days_ago), time(random.randrange(opens, closes), random.randrange(60))
    )
    first = post.published_at + timedelta(minutes=random.randint(9, 55)) if post.published_at else wanted
    return min(max(wanted, first), now())


def _count(texts: Sequence[PostText], posts: Mapping[str, Post]) -> None:
    days = {text.key: list(_days(text)) for text in texts}
    PostDay.objects.bulk_create(
        (PostDay(post=posts[key], on=on, views=views) for key, found in days.items() for on, views in found),
        batch_size=_BATCH,
    )
    PostCount.objects.bulk_create(
        PostCount(post=posts[key], views=sum(views for _on, views in found)) for key, found in days.items()
    )


def _days(text: PostText) -> Iterator[tuple[date, int]]:
    """Most readers come in the first days; of what lasts some come always."""
    ages = range(text.days_ago + 1)
    always = 0.15 if text.block == "lasting" else 0.01
    weights = [0.5 ** (age / _FORGOTTEN_IN) + always for age in ages]
    left, rest = text.views, sum(weights)
    for age, weight in zip(ages, weights, strict=True):
        views = round(left * weight / rest)
        left, rest = left - views, rest - weight
        if views:
            yield today() - timedelta(days=text.days_ago - age), views
