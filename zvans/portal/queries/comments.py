"""Comments as readers, their authors and moderators see them (A8)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from zvans.accounts.models import Person
from zvans.audit.actor import Actor
from zvans.audit.models import Action
from zvans.lib.text import search_key
from zvans.portal.enums import CommentState
from zvans.portal.models import Comment, CommentReport, Post

ON_A_PAGE = 100
DECISIONS = ("let_comment_through", "remove_comment", "withdraw_comment", "hold_comment")


@dataclass(frozen=True, slots=True)
class CommentPage:
    """A page of a post's comments, the oldest first."""

    rows: list[Comment]
    count: int
    number: int
    pages: int

    @property
    def previous(self) -> int:
        return self.number - 1 if self.number > 1 else 0

    @property
    def next(self) -> int:
        return self.number + 1 if self.number < self.pages else 0


@dataclass(frozen=True, slots=True)
class Decision:
    """`name` is that of the action."""

    at: datetime
    name: str
    who: str


def shown_comments(post: Post) -> QuerySet[Comment]:
    """What everybody may read of a post, the oldest first."""
    return Comment.objects.filter(post=post, state=CommentState.SHOWN).order_by("created_at", "pk")


def comments_page(post: Post, number: str = "1") -> CommentPage | None:
    """A page of what everybody may read; two statements. None where there is no such page."""
    page = _page(shown_comments(post), number)
    return page if number == str(page.number) else None


def comments_for(actor: Actor, post: Post, number: Any = "last") -> CommentPage:
    """What everybody may read, and one's own that wait or that a moderator has removed. `number` «last»: where a new one stands; one that
    is no number is the first page."""
    own = Q(person=actor.person_id or 0) & (Q(state=CommentState.HELD) | _removed_by_others())
    rows = Comment.objects.filter(Q(state=CommentState.SHOWN) | own, post=post).order_by("created_at", "pk")
    return _page(rows, number)


def _removed_by_others() -> Q:
    return Q(state=CommentState.REMOVED) & ~Q(decided_by=F("person"))


def _page(rows: QuerySet[Comment], number: Any) -> CommentPage:
    pages = Paginator(rows, ON_A_PAGE)
    page = pages.page(pages.num_pages) if number == "last" else pages.get_page(number)
    return CommentPage(list(page.object_list), pages.count, page.number, pages.num_pages)


def post_for_comments(public_id: str) -> Post | None:
    """A post that everybody may read."""
    return Post.objects.published().filter(public_id=public_id).first()


def shown_comment(public_id: str) -> Comment | None:
    """One that everybody may read, with its post."""
    posts = Post.objects.published()
    return (
        Comment.objects.filter(public_id=public_id, state=CommentState.SHOWN, post__in=posts)
        .select_related("post")
        .first()
    )


def own_comment(actor: Actor, public_id: str) -> Comment | None:
    return Comment.objects.filter(public_id=public_id, person=actor.person_id or 0).select_related("post").first()


def own_comments(actor: Actor) -> QuerySet[Comment]:
    """All that somebody has said, the newest first; what they took away themselves is gone for them."""
    rows = Comment.objects.filter(person=actor.person_id or 0).exclude(
        state=CommentState.REMOVED, decided_by=F("person")
    )
    return rows.select_related("post").order_by("-created_at", "-pk")


def waiting_comments() -> QuerySet[Comment]:
    """What moderators must look at: held, or shown and reported (`reported`: how often since the last decision). The oldest first.

    A statement at once for the few that are reported, so that the rest need not be gone through.
    """
    unsettled = CommentReport.objects.filter(is_settled=False)
    reported = list(unsettled.values_list("comment_id", flat=True).distinct())
    counts = unsettled.filter(comment=OuterRef("pk")).order_by().values("comment").annotate(count=Count("*"))
    waiting = Q(state=CommentState.HELD) | Q(pk__in=reported, state=CommentState.SHOWN)
    rows = Comment.objects.filter(waiting).annotate(reported=Coalesce(Subquery(counts.values("count")), 0))
    return rows.select_related("post", "person").order_by("created_at", "pk")


def all_comments() -> QuerySet[Comment]:
    return Comment.objects.select_related("post", "decided_by").order_by("-created_at", "-pk")


def with_text(rows: QuerySet[Comment], text: str) -> QuerySet[Comment]:
    """Those whose text, name or author has these letters in it."""
    folded = search_key(text)
    found = Q(text__icontains=text) | Q(name__icontains=text)
    return rows.filter(found | Q(person__search_key__startswith=folded)) if folded else rows.filter(found)


def decided(rows: QuerySet[Comment]) -> QuerySet[Comment]:
    """Those that a moderator has decided on."""
    return rows.filter(decided_at__isnull=False).exclude(decided_by=F("person"))


def comment_by_id(public_id: str) -> Comment | None:
    """Any, as moderators see it."""
    return Comment.objects.filter(public_id=public_id).select_related("post", "person", "decided_by").first()


def reports_of(comment: Comment) -> QuerySet[CommentReport]:
    """The newest first; settled ones too."""
    return CommentReport.objects.filter(comment=comment).order_by("-created_at", "-pk")


def decisions_on(comment: Comment) -> list[Decision]:
    """What moderators, or its author, have done to it, the oldest first. Two statements."""
    done = Action.objects.filter(object_kind=Comment._meta.label_lower, object_id=comment.pk, name__in=DECISIONS)
    acts = list(done.order_by("at", "pk").values_list("at", "name", "person_id"))
    names = {person.pk: str(person) for person in Person.objects.filter(pk__in={key for *_, key in acts})}
    return [Decision(at, name, names.get(key or 0, "")) for at, name, key in acts]


def comments_of(person: Person) -> QuerySet[Comment]:
    """All of one author, the newest first."""
    return Comment.objects.filter(person=person).select_related("post").order_by("-created_at", "-pk")


def author_by_id(public_id: str) -> Person | None:
    """Somebody who has said something; nobody else is looked up from the moderators' pages."""
    return Person.objects.filter(public_id=public_id, comments__isnull=False).distinct().first()


def roles_of(person: Person) -> list[str]:
    """What somebody can sign in as."""
    return sorted(set(person.accounts.values_list("names__role", flat=True)) - {None})
