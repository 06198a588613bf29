"""What editors do to posts: write, publish now or at a moment to come, withdraw (A6)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from zvans.audit.actions import recorded
from zvans.audit.actor import Actor
from zvans.lib.dates import now
from zvans.lib.policy import ChangedMeanwhile
from zvans.portal.actions.indexing import index_post
from zvans.portal.enums import PostState, Section
from zvans.portal.markup import clean_html
from zvans.portal.models import Post, Trip
from zvans.portal.policies import check_can_be_published

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

    Raises `ChangedMeanwhile`, with what stands there now at each field that both have touched, where another editor was quicker.
    """
    with recorded("change_post", by=by, schools=[], about=post):
        current = Post.objects.select_for_update().get(pk=post.pk)
        if current.revision != seen:
            raise ChangedMeanwhile(str(current.revision), **_differences(current, facts))
        _fill(current, facts)
        _raise_revision(current)
        _save_trip(current, trip)
        index_post(current)
    return current


def publish_post(*, post: Post, at: datetime | None = None, by: Actor) -> Post:
    """Show a post to everybody, at once or from a moment to come; one that was published keeps its moment unless another is given.

    Raises `NotAllowedNow` where it has no text, or a picture that nobody has described.
    """
    with recorded("publish_post", by=by, schools=[], about=post):
        current = Post.objects.select_for_update().get(pk=post.pk)
        check_can_be_published(current)
        current.published_at = at or current.published_at or now()
        current.state = PostState.PUBLISHED
        _raise_revision(current)
    return current


def withdraw_post(*, post: Post, by: Actor) -> Post:
    """Take a post off the portal; its address says that it is not there any more, and it can be published again."""
    return _set_state("withdraw_post", post, PostState.WITHDRAWN, by)


def refuse_post(*, post: Post, by: Actor) -> Post:
    """Refuse what a provider has offered; it stays among what was refused."""
    return _set_state("refuse_post", post, PostState.REFUSED, by)


def _set_state(name: str, post: Post, state: PostState, by: Actor) -> Post:
    with recorded(name, by=by, schools=[], about=post):
        current = Post.objects.select_for_update().get(pk=post.pk)
        current.state, current.pin = state, None
        _raise_revision(current)
    return current


def _fill(post: Post, facts: Mapping[str, Any]) -> None:
    for field in POST_FIELDS:
        if field in facts:
            setattr(post, field, facts[field])
    post.body = clean_html(post.body)
    if not post.block:
        post.pin = None


def _raise_revision(post: Post) -> None:
    post.revision += 1
    post.changed_at = now()
    post.save()


def _save_trip(post: Post, trip: Mapping[str, Any] | None) -> None:
    """A post that leaves the catalogue keeps what was said of the trip, should it come back."""
    if trip is not None and post.section == Section.EXCURSIONS:
        Trip.objects.update_or_create(post=post, defaults=dict(trip))


def _differences(current: Post, facts: Mapping[str, Any]) -> dict[str, Any]:
    """What stands in the fields where the two differ; where only other things were changed, the form as a whole says so."""
    told = {
        field: [_("Tikmēr kāds ir ierakstījis: %(value)s") % {"value": getattr(current, field) or "–"}]
        for field in POST_FIELDS
        if field in facts and field != "picture" and getattr(current, field) != facts[field]
    }
    return told or {"title": [_("Kāds šo rakstu tikmēr ir mainījis.")]}
