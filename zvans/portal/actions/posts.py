"""What editors do to posts: write, publish now or at a moment to come, withdraw, throw away what was only begun (A6)."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from zvans.audit.actions import recorded
from zvans.audit.actor import Actor
from zvans.lib.dates import now
from zvans.lib.policy import ChangedMeanwhile
from zvans.portal.actions.indexing import index_post
from zvans.portal.enums import PostState, Section
from zvans.portal.markup import clean_html, plain_text, readable
from zvans.portal.models import Post, Trip
from zvans.portal.policies import check_can_be_published, check_is_draft, check_is_published, check_is_to_come
from zvans.portal.prices import in_euros
from zvans.portal.queries.versions import post_at_revision
from zvans.portal.taken_off import mark_taken_off

POST_FIELDS = (
    "section", "audience", "language", "translation_of", "title", "lead", "body", "author", "source", "source_url", "picture",
    "picture_alt", "picture_credit", "block", "has_comments",
)  # fmt: skip
TRIP_FIELDS = (
    "place", "region", "topic", "from_grade", "to_grade", "price_cents", "contact_name", "email", "phone", "website", "map_url",
)  # fmt: skip


def write_post(*, facts: Mapping[str, Any], trip: Mapping[str, Any] | None = None, by: Actor) -> Post:
    """A new draft. `facts` by the names of `POST_FIELDS`; `trip`, by `TRIP_FIELDS`, where it is one of the catalogue of excursions."""
    with recorded("write_post", by=by, schools=[]):
        post = Post(written_by_id=by.person_id)
        _fill(post, facts)
        post.save()
        _save_trip(post, trip)
        index_post(post)
    return post


def change_post(
    *, post: Post, facts: Mapping[str, Any], trip: Mapping[str, Any] | None = None, seen: int, by: Actor
) -> Post:
    """Change a post; `seen` is the revision that the editor began from.

    Raises `ChangedMeanwhile`, with what stands there now at each field that both have touched, where another editor was quicker;
    `NotAcceptable` where a post that is published would lack what one must have.
    """
    with recorded("change_post", by=by, schools=[], about=post):
        current = Post.objects.select_for_update().get(pk=post.pk)
        if current.revision != seen:
            raise ChangedMeanwhile(str(current.revision), **_differences(current, facts, trip, seen))
        _fill(current, facts)
        raise_revision(current)
        _save_trip(current, trip)
        if current.state == PostState.PUBLISHED:
            check_can_be_published(current)
        index_post(current)
    return current


def publish_post(*, post: Post, at: datetime | None = None, by: Actor) -> Post:
    """Show a post to everybody, at once or from a moment on; one that everybody could read before keeps its moment unless another is given.

    Raises `NotAcceptable` where it has no text, or a picture that nobody has described.
    """
    with recorded("publish_post", by=by, schools=[], about=post):
        return _publish(post, at)


def schedule_post(*, post: Post, at: datetime, by: Actor) -> Post:
    """Show a post from a moment to come. Raises `NotAcceptable` where the moment has gone by, else as `publish_post` does."""
    with recorded("schedule_post", by=by, schools=[], about=post):
        check_is_to_come(at)
        return _publish(post, at)


def withdraw_post(*, post: Post, by: Actor) -> Post:
    """Take a post off the portal, or out of the queue of those to come; its address says that it is not there any more, and it can
    be published again. Raises `NotAllowedNow` where it is not published."""
    with recorded("withdraw_post", by=by, schools=[], about=post):
        current = Post.objects.select_for_update().get(pk=post.pk)
        check_is_published(current)
        if current.is_scheduled:
            current.published_at = None  # nobody has read it: published later, it is new then
        current.state, current.pin = PostState.WITHDRAWN, None
        raise_revision(current)
        mark_taken_off([current.public_id])
    return current


def throw_away_draft(*, post: Post, seen: int, by: Actor) -> None:
    """Remove a draft for good; history keeps what it was. `seen` is the revision that its author looked at.

    Raises `NotAllowedNow` where it is none any more, `ChangedMeanwhile` where another editor has written in it since.
    """
    with recorded("throw_away_draft", by=by, schools=[], about=post):
        current = Post.objects.select_for_update().get(pk=post.pk)
        check_is_draft(current)
        if current.revision != seen:
            raise ChangedMeanwhile(str(current.revision))
        current.delete()


def _publish(post: Post, at: datetime | None) -> Post:
    current = Post.objects.select_for_update().get(pk=post.pk)
    check_can_be_published(current)
    was_to_come = current.published_at is not None and current.published_at > now()
    current.published_at = at or (None if was_to_come else current.published_at) or now()
    current.state = PostState.PUBLISHED
    raise_revision(current)
    index_post(current)
    return current


def _fill(post: Post, facts: Mapping[str, Any]) -> None:
    stood = (post.block, post.language)
    for field in POST_FIELDS:
        if field in facts:
            setattr(post, field, readable(facts[field]) if isinstance(facts[field], str) else facts[field])
    post.body = clean_html(post.body)
    if not post.block or stood != (post.block, post.language):
        post.pin = None  # a place in another list says nothing of this one


def raise_revision(post: Post) -> None:
    """Keep a change, so that whoever began from what was before is told."""
    post.revision += 1
    post.changed_at = now()
    post.save()


def _save_trip(post: Post, trip: Mapping[str, Any] | None) -> None:
    """A post that leaves the catalogue keeps what was said of the trip, should it come back."""
    if trip is not None and post.section == Section.EXCURSIONS:
        Trip.objects.update_or_create(post=post, defaults=dict(trip))


def _differences(
    current: Post, facts: Mapping[str, Any], trip: Mapping[str, Any] | None, seen: int
) -> dict[str, list[str]]:
    """What stands in the fields that somebody has changed since and that differ from what was sent; and what happened, for the whole."""
    post_was, trip_was = post_at_revision(current, seen) or ({}, None)
    changed = list(_changed(current, POST_FIELDS, facts, post_was))
    stands = Trip.objects.filter(post=current).first() if trip else None
    if trip and stands:
        changed += _changed(stands, TRIP_FIELDS, trip, trip_was or {})
    told = {field: [_("Tikmēr kāds ir ierakstījis: %(value)s") % {"value": value}] for field, value in changed}
    whole = _("Kāds šo rakstu tikmēr ir mainījis. Ja saglabāsiet vēlreiz, paliks Jūsu ierakstītais.")
    return told | {"": [whole]}


def _changed(
    row: Post | Trip, fields: Iterable[str], sent: Mapping[str, Any], was: Mapping[str, Any]
) -> Iterator[tuple[str, str]]:
    for field in fields:
        column = f"{field}_id" if field in ("picture", "translation_of") else field
        stands = getattr(row, column)
        is_theirs = column not in was or was[column] != stands
        if field in sent and is_theirs and getattr(row, field) != sent[field]:
            yield field, _read(row, field)


def _read(row: Post | Trip, field: str) -> str:
    value = getattr(row, field)
    if field == "body":
        return Truncator(plain_text(value)).words(60)
    if field == "has_comments":
        return _("jā") if value else _("nē")
    if field == "picture":
        return _("cits attēls") if value else _("bez attēla")
    if field == "price_cents" and value is not None:
        return in_euros(value)
    shown = getattr(row, f"get_{field}_display", lambda: value)()
    return "–" if shown is None or shown == "" else str(shown)
