"""The blocks of the front page as editors order them: what is pinned, and what follows by date (A4)."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from zvans.lib.dates import now
from zvans.lib.policy import stamp_of
from zvans.portal.enums import Block, Language, PostState
from zvans.portal.models import Post
from zvans.portal.queries.posts import FEATURED, LISTED

MOST_PINNED = 20
_FOLLOWING = 10  # beyond those that are shown, to choose from


@dataclass(frozen=True, slots=True)
class Placed:
    """A post in a block. `place` counts from 1 where it is shown on the front page, else None: it waits, or there is no room."""

    post: Post
    place: int | None
    waits: bool  # scheduled: it takes its place when its moment comes


@dataclass(frozen=True, slots=True)
class BlockToOrder:
    """`stamp` names the order of the pinned as it is seen here; `room` is how many the front page shows, `featured` of them as cards."""

    block: Block
    pinned: Sequence[Placed]
    following: Sequence[Placed]
    stamp: str
    room: int
    featured: int = FEATURED

    @property
    def fall_off(self) -> int:
        """How many of the pinned the front page has no room for."""
        return sum(1 for placed in self.pinned if placed.place is None and not placed.waits)


def pinned_posts(block: Block, language: str) -> QuerySet[Post]:
    """In the editors' order. Each language has an order of its own: a page begins with what is written in its language."""
    posts = Post.objects.filter(block=block, language=language, pin__isnull=False, state=PostState.PUBLISHED)
    return posts.defer("body", "lead", "search", "search_title").order_by("pin", "-published_at", "-pk")


def stamp_of_order(pinned: Sequence[Post]) -> str:
    return stamp_of(*(post.pk for post in pinned))


def blocks_to_order(language: Language) -> list[BlockToOrder]:
    """Both blocks. Four statements."""
    return [_block(block, language) for block in Block]


def _block(block: Block, language: Language) -> BlockToOrder:
    room = FEATURED + LISTED[block]
    pinned = list(pinned_posts(block, language))
    by_date = _by_date(block, language)[: room + _FOLLOWING]
    shown = 0
    placed = []
    for post in [*pinned, *by_date]:
        waits = post.is_scheduled
        shown += not waits
        placed.append(Placed(post, shown if not waits and shown <= room else None, waits))
    return BlockToOrder(block, placed[: len(pinned)], placed[len(pinned) :], stamp_of_order(pinned), room)


def _by_date(block: Block, language: Language) -> QuerySet[Post]:
    posts = Post.objects.filter(block=block, language=language, pin__isnull=True, state=PostState.PUBLISHED)
    return (
        posts.filter(Q(published_at__lte=now()))
        .defer("body", "lead", "search", "search_title")
        .order_by("-published_at", "-pk")
    )
