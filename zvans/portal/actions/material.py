"""Taking down what a person has written on the portal, without asking the writer (C4)."""

from collections.abc import Collection
from typing import Any, Final

from django.db.models import F, QuerySet

from zvans.accounts.models import Person
from zvans.audit.actions import recorded
from zvans.audit.actor import Actor
from zvans.lib.dates import now
from zvans.notifications.actions.notices import tell_person
from zvans.notifications.enums import NoticeKind
from zvans.portal.enums import CommentState, PostState
from zvans.portal.models import Comment, Post
from zvans.portal.taken_off import mark_taken_off

EVERYTHING: Final = None


def remove_material(
    *, person: Person, reason: str, comments: Collection[str] | None = (), posts: Collection[str] | None = (), by: Actor
) -> tuple[int, int]:
    """Remove the texts of comments of a person and withdraw posts, by public ids or `EVERYTHING`; returns how many those were.

    The history keeps what was removed and by whom; the reason stands with each comment and in what the person is told, not in the record
    of actions, where nobody would look for what it says about somebody.
    """
    with recorded("remove_material", by=by, schools=[], about=person):
        removed = _remove_comments(_chosen(Comment.objects.filter(person=person), comments), reason, by)
        withdrawn = _withdraw_posts(_chosen(Post.objects.filter(written_by=person), posts))
        if removed or withdrawn:
            tell_person(person.pk, NoticeKind.MATERIAL_REMOVED, by=by, reason=reason)
    return removed, withdrawn


def _chosen(rows: QuerySet[Any], ids: Collection[str] | None) -> QuerySet[Any]:
    return rows if ids is EVERYTHING else rows.filter(public_id__in=ids)


def _remove_comments(comments: QuerySet[Comment], reason: str, by: Actor) -> int:
    mark_taken_off(comments.filter(state=CommentState.SHOWN).values_list("public_id", flat=True))
    return comments.exclude(state=CommentState.REMOVED, text="").update(
        state=CommentState.REMOVED, held_for="", text="", reason=reason, decided_by=by.person_id, decided_at=now(),
        revision=F("revision") + 1,
    )  # fmt: skip


def _withdraw_posts(posts: QuerySet[Post]) -> int:
    """One that was only offered is refused: nobody has read it."""
    mark_taken_off(posts.filter(state=PostState.PUBLISHED).values_list("public_id", flat=True))
    changed = {"pin": None, "revision": F("revision") + 1, "changed_at": now()}
    withdrawn = posts.filter(state=PostState.PUBLISHED).update(state=PostState.WITHDRAWN, **changed)
    return withdrawn + posts.filter(state=PostState.OFFERED).update(state=PostState.REFUSED, **changed)
