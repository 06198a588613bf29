"""Bringing an earlier version of a post back: a change like any other, after which the newer ones are still in the history (A6)."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from zvans.audit.actions import recorded
from zvans.audit.actor import Actor
from zvans.lib.policy import NotAllowedNow
from zvans.portal.actions.posts import POST_FIELDS, TRIP_FIELDS, change_post
from zvans.portal.models import Picture, Post
from zvans.portal.queries.versions import Row, post_as_after


def restore_post(*, post: Post, action_id: int, seen: int, by: Actor) -> Post:
    """Make a post what an action had left it as; whether it is published stays. `seen` is the revision that the editor looked at.

    Raises `NotAllowedNow` where that action did not touch the post, `ChangedMeanwhile` where another editor was quicker.
    """
    version = post_as_after(post, action_id)
    if version is None:
        raise NotAllowedNow(_("Tādas šā raksta versijas nav."))
    of_post, of_trip = version
    trip = {field: of_trip[field] for field in TRIP_FIELDS if field in of_trip} if of_trip else None
    with recorded("restore_post", by=by, schools=[], about=post, action=action_id):
        return change_post(post=post, facts=_facts(of_post), trip=trip, seen=seen, by=by)


def _facts(row: Row) -> Mapping[str, Any]:
    plain = {field: row[field] for field in POST_FIELDS if field in row}
    picture = Picture.objects.filter(pk=row.get("picture_id") or 0).first()
    pair = Post.objects.filter(pk=row.get("translation_of_id") or 0).first()
    return plain | {"picture": picture, "translation_of": pair}
