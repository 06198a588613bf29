"""How much a post is read, by day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q

from zvans.lib.dates import days_between, today
from zvans.portal.enums import CommentState
from zvans.portal.models import Comment, Post, PostCount, PostDay

_DAYS = 30


@dataclass(frozen=True, slots=True)
class PostFigures:
    """`days` are the last thirty with their readers, the oldest first; `views` counts all days there were."""

    days: Sequence[tuple[date, int]]
    views: int
    comments: int
    held: int

    @property
    def most(self) -> int:
        return max(count for _, count in self.days)

    @property
    def lately(self) -> int:
        return sum(count for _, count in self.days)


def figures_of(post: Post) -> PostFigures:
    """Three statements."""
    first = today() - timedelta(days=_DAYS - 1)
    counted = dict(PostDay.objects.filter(post=post, on__gte=first).values_list("on", "views"))
    views = PostCount.objects.filter(post=post).values_list("views", flat=True).first() or 0
    said = Comment.objects.filter(post=post).aggregate(
        shown=Count("pk", filter=Q(state=CommentState.SHOWN)), held=Count("pk", filter=Q(state=CommentState.HELD))
    )
    days = [(day, counted.get(day, 0)) for day in days_between(first, today())]
    return PostFigures(days, views, said["shown"], said["held"])
