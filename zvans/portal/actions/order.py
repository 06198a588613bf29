"""The order of the posts that editors have pinned to the front page (A4)."""

from collections.abc import Mapping, Sequence

from django.db import connection
from django.db.models import Case, PositiveSmallIntegerField, Value, When
from django.utils.translation import gettext as _

from zvans.audit.actions import recorded
from zvans.audit.actor import Actor
from zvans.lib.policy import ChangedMeanwhile, NotAllowedNow
from zvans.portal.enums import Block, Language, PostState
from zvans.portal.models import Post
from zvans.portal.queries.front import MOST_PINNED, pinned_posts, stamp_of_order


def order_block(*, block: Block, language: Language, posts: Sequence[str], seen: str, by: Actor) -> None:
    """Pin these posts (by public id) to a block in this order, and unpin all others of the block in that language.

    `seen` is the stamp of the order that the editor began from. Raises `ChangedMeanwhile` where another editor was quicker, and
    `NotAllowedNow` where one of the posts is not of the block or not published, or too many would be pinned.
    """
    with recorded("order_block", by=by, schools=[], block=block, language=language):
        _wait_for_others(block, language)
        pinned = list(pinned_posts(block, language))
        if stamp_of_order(pinned) != seen:
            raise ChangedMeanwhile(stamp_of_order(pinned), order=[_("Kāds šo kārtību tikmēr ir mainījis.")])
        wanted = _found(block, language, posts)
        Post.objects.filter(pk__in=[post.pk for post in pinned if post.pk not in wanted]).update(pin=None)
        _place(wanted, {post.pk: post.pin for post in pinned})


def _place(wanted: Sequence[int], pins: Mapping[int, int | None]) -> None:
    """Only what moves is written: the history of a post tells nothing else."""
    moved = {key: place for place, key in enumerate(wanted, 1) if pins.get(key) != place}
    if moved:
        places = [When(pk=key, then=Value(place)) for key, place in moved.items()]
        Post.objects.filter(pk__in=moved).update(pin=Case(*places, output_field=PositiveSmallIntegerField()))


def _found(block: Block, language: Language, public_ids: Sequence[str]) -> list[int]:
    """Keys in the order that was asked for, each once."""
    ids = list(dict.fromkeys(public_ids))
    if len(ids) > MOST_PINNED:
        raise NotAllowedNow(_("Tik daudz rakstu piespraust nevar: vispirms kādu atspraudiet."))
    own = Post.objects.filter(block=block, language=language, state=PostState.PUBLISHED, public_id__in=ids)
    keys = dict(own.values_list("public_id", "pk"))
    if len(keys) != len(ids):
        raise NotAllowedNow(_("Kāds no rakstiem vairs nav šajā blokā: tas ir noņemts vai pārlikts citur."))
    return [keys[name] for name in ids]


def _wait_for_others(block: Block, language: Language) -> None:
    """One after the other: rows that nobody has pinned yet can't be locked."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"portal block {block} {language}"])
