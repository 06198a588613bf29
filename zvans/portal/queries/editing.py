"""Posts as their editors see them: all of them, whatever state they are in (A6)."""

import re

from django.contrib.postgres.search import SearchQuery
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce

from zvans.lib.database.latvian import in_latvian_order
from zvans.lib.dates import now
from zvans.lib.text import search_key
from zvans.portal.enums import PostState
from zvans.portal.models import Picture, Post

_SCHEDULED = "scheduled"  # a state for the eye: published, but its moment is still to come
_ID = re.compile(r"(?<![2-9a-z])[2-9a-z]{10}(?![2-9a-z])")
_MANY = 5  # candidates that are shown where a title is not enough


def posts_for_editors() -> QuerySet[Post]:
    """Without their text; with `views`, and to be ordered by `place`, the title's in Latvian order (selected, it would be worked out for
    each row that a page skips)."""
    posts = Post.objects.defer("body", "lead", "search", "search_title")
    return posts.annotate(views=Coalesce(F("count__views"), 0)).alias(place=in_latvian_order("title"))


def posts_titled(posts: QuerySet[Post], text: str) -> QuerySet[Post]:
    """Those in whose title words begin as the words of the text do, whatever their marks."""
    words = search_key(text).split()
    if not words:
        return posts.none()
    return posts.filter(
        search_title=SearchQuery(" & ".join(f"{word}:*" for word in words), config="simple", search_type="raw")
    )


def posts_in_state(posts: QuerySet[Post], state: str) -> QuerySet[Post]:
    """By a `PostState`, or «scheduled»."""
    if state == _SCHEDULED:
        return posts.filter(state=PostState.PUBLISHED, published_at__gt=now())
    if state == PostState.PUBLISHED:
        return posts.published()  # type: ignore[attr-defined]
    return posts.filter(state=state)


def offered_trips() -> QuerySet[Post]:
    """What providers have offered and nobody has answered; the longest waiting first."""
    return posts_for_editors().filter(state=PostState.OFFERED).select_related("trip")


def post_for_editors(public_id: str) -> Post | None:
    """Any post, with its text, picture, trip and pair."""
    posts = Post.objects.select_related("picture", "trip", "translation_of", "written_by")
    return posts.defer("search", "search_title").filter(public_id=public_id).first()


def picture_by_id(public_id: str) -> Picture | None:
    return Picture.objects.filter(public_id=public_id).first()


def posts_meant(text: str, language: str, but: Post | None = None) -> list[Post]:
    """Which posts in a language an editor may mean by an address or a title; one where it is clear. At most a few."""
    posts = (
        Post.objects.filter(language=language).exclude(pk=but.pk if but else 0).defer("body", "search", "search_title")
    )
    by_address = posts.filter(public_id__in=_ID.findall(text.split("?")[0]))
    by_title = posts.filter(title__iexact=" ".join(text.split()))
    return list(by_address[:_MANY]) or list(by_title[:_MANY]) or list(posts_titled(posts, text)[:_MANY])


def pair_of(post: Post) -> Post | None:
    """The same post in the other language, whichever of the two names the other, in any state."""
    if post.translation_of_id:
        return post.translation_of
    return Post.objects.filter(Q(translation_of=post.pk)).defer("body", "search", "search_title").first()
