"""What one person has written on the portal (C4)."""

from collections.abc import Sequence
from dataclasses import dataclass

from zvans.accounts.models import Person
from zvans.portal.enums import CommentState, PostState
from zvans.portal.models import Comment, Post

_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Material:
    """Counts of all, and the newest of each. Comments that were removed already and posts that nobody can read are not counted."""

    posts_count: int
    posts: Sequence[Post]
    comments_count: int
    comments: Sequence[Comment]

    @property
    def is_empty(self) -> bool:
        return not self.posts_count and not self.comments_count


def material_of(person: Person) -> Material:
    """Four statements."""
    posts = Post.objects.filter(written_by=person, state__in=[PostState.PUBLISHED, PostState.OFFERED])
    comments = Comment.objects.filter(person=person).exclude(state=CommentState.REMOVED)
    newest = posts.defer("body", "search", "search_title").order_by("-changed_at", "-pk")
    said = comments.select_related("post").defer("post__body", "post__search", "post__search_title")
    return Material(
        posts.count(), list(newest[:_SHOWN]), comments.count(), list(said.order_by("-created_at", "-pk")[:_SHOWN])
    )
