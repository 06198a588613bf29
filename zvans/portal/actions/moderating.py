"""What moderators decide (A8, C4). Keeping an author out of discussions is an action of `oversight`."""

from typing import Any

from django.utils.translation import gettext as _

from zvans.audit.actions import recorded
from zvans.audit.actor import Actor
from zvans.lib.dates import now
from zvans.lib.policy import ChangedMeanwhile, NotAllowedNow
from zvans.notifications.actions.notices import tell_person
from zvans.notifications.enums import NoticeKind
from zvans.portal.enums import CommentState
from zvans.portal.models import Comment, CommentReport
from zvans.portal.policies import check_moderates
from zvans.portal.taken_off import mark_taken_off


def let_comment_through(*, comment: Comment, seen: int, by: Actor) -> None:
    """Show it, and settle what was reported. Also one that a moderator had removed, but not one that its author took away.

    `seen` is the revision that the moderator looked at. Raises `ChangedMeanwhile` where another has decided since, `NotAllowedNow` for
    whoever is no moderator any more.
    """
    with recorded("let_comment_through", by=by, schools=[], about=comment):
        current = _to_decide(comment, seen, by)
        _decide(current, by, state=CommentState.SHOWN, held_for="", reason="")


def remove_comment(*, comment: Comment, reason: str, seen: int, by: Actor) -> None:
    """Take it off the portal; its author is told why. The rest as in `let_comment_through`."""
    with recorded("remove_comment", by=by, schools=[], about=comment):
        current = _to_decide(comment, seen, by)
        _decide(current, by, state=CommentState.REMOVED, reason=reason)
        mark_taken_off([current.public_id])
        tell_person(current.person_id, NoticeKind.COMMENT_REMOVED, by=by, post=current.post.title, reason=reason)


def _to_decide(comment: Comment, seen: int, by: Actor) -> Comment:
    check_moderates(by)
    current = Comment.objects.select_for_update(of=("self",)).select_related("post", "decided_by").get(pk=comment.pk)
    if current.state == CommentState.REMOVED and current.decided_by_id == current.person_id:
        raise NotAllowedNow(_("Komentāru ir noņēmis pats autors: vairs nav, ko lemt."))
    if not current.text:
        raise NotAllowedNow(_("Šo komentāru ir dzēsis sistēmas uzturētājs: vairs nav, ko lemt."))
    if current.revision != seen:
        raise ChangedMeanwhile(str(current.revision), **{"": [_what_happened(current)]})
    return current


def _what_happened(current: Comment) -> str:
    told = {"who": current.decided_by or _("lasītāju ziņojumi"), "state": current.get_state_display()}
    said = _("Komentārs tikmēr ir mainījies: tagad tas ir «%(state)s» (%(who)s).") % told
    return said + " " + _("Ja nospiedīsiet vēlreiz, paliks Jūsu lēmums.")


def _decide(current: Comment, by: Actor, **facts: Any) -> None:
    for name, value in facts.items():
        setattr(current, name, value)
    current.decided_by_id, current.decided_at = by.person_id, now()
    current.revision += 1
    current.save()
    CommentReport.objects.filter(comment=current, is_settled=False).update(is_settled=True)
