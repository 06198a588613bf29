"""Taking down what a person has written on the portal, without asking the writer (C4)."""

from django.db.models import F

from zvans.accounts.models import Account, Person
from zvans.audit.actions import recorded
from zvans.audit.actor import Actor
from zvans.lib.dates import now
from zvans.notifications.actions.notices import tell
from zvans.notifications.enums import NoticeKind
from zvans.portal.enums import CommentState, PostState
from zvans.portal.models import Comment, Post


def remove_material(*, person: Person, reason: str, comments: bool, posts: bool, by: Actor) -> tuple[int, int]:
    """Remove the texts of all comments of a person, withdraw all posts, or both; returns how many comments and posts that were.

    The history keeps what was removed and by whom. The person is told that there was something, and why.
    """
    with recorded("remove_material", by=by, schools=[], about=person, reason=reason):
        removed = _remove_comments(person, reason, by) if comments else 0
        withdrawn = _withdraw_posts(person) if posts else 0
        if removed or withdrawn:
            for account in Account.objects.select_related("person").filter(person=person, is_active=True):
                tell(account, NoticeKind.MATERIAL_REMOVED, by=by, reason=reason)
    return removed, withdrawn


def _remove_comments(person: Person, reason: str, by: Actor) -> int:
    return (
        Comment.objects.filter(person=person)
        .exclude(state=CommentState.REMOVED, text="")
        .update(
            state=CommentState.REMOVED, held_for="", text="", reason=reason, decided_by=by.person_id, decided_at=now(),
            revision=F("revision") + 1,
        )
    )  # fmt: skip


def _withdraw_posts(person: Person) -> int:
    """One that was only offered is refused: nobody has read it."""
    own = Post.objects.filter(written_by=person)
    changed = {"pin": None, "revision": F("revision") + 1, "changed_at": now()}
    withdrawn = own.filter(state=PostState.PUBLISHED).update(state=PostState.WITHDRAWN, **changed)
    return withdrawn + own.filter(state=PostState.OFFERED).update(state=PostState.REFUSED, **changed)
