"""What people do to their own comments, and readers to those of others (A8, C7)."""

from datetime import timedelta

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from zvans.accounts.actions.allowances import Limit, give_back, source_of, take
from zvans.audit.actions import recorded
from zvans.audit.actor import Actor
from zvans.lib.dates import now
from zvans.lib.policy import NotAcceptable, NotAllowedNow, TooOften
from zvans.portal.enums import CommentState, HeldFor
from zvans.portal.limits import COMMENT, COMMENT_NAME, REPORT_COMMENT, REPORT_ONCE
from zvans.portal.markup import as_kept
from zvans.portal.models import Comment, Commenter, CommentReport, Post
from zvans.portal.naming import name_key
from zvans.portal.offensive import has_link, offensive_words
from zvans.portal.policies import check_display_name, check_may_comment, check_takes_comments
from zvans.portal.queries.commenting import standing_of
from zvans.portal.taken_off import mark_taken_off
from zvans.portal.visitor import visitor

HOLD = 3  # reports from as many sources hold a comment until a moderator decides
HOLD_AGAIN = 12  # the same once a moderator has let it through: who wants it gone needs more than a few friends
_TWICE = timedelta(minutes=10)  # the same words sent again meanwhile are a second press of the button


def post_comment(*, post: Post, text: str, by: Actor) -> Comment:
    """Say something of a post, under the name of today. Words and links that the filter knows wait for a moderator.

    Raises `NotAllowedNow` for whoever may not, or where comments are closed; `NotAcceptable` where a name is still to be chosen;
    `TooOften` (C7). Sent twice it is said once. Personal codes are left out (B13).
    """
    text = as_kept(text, Comment, "text")
    with recorded("post_comment", by=by, schools=[], about=post):
        standing = standing_of(by)
        check_takes_comments(post)
        check_may_comment(standing)
        if not standing.name:
            raise NotAcceptable("display_name", _("Izvēlieties vārdu, ar kādu komentāru rādīt."))
        if (said := _counted_or_said(post, text, by)) is not None:
            return said
        reason = _held_for(text)
        state = CommentState.HELD if reason else CommentState.SHOWN
        return Comment.objects.create(
            post=post, person_id=by.person_id, name=standing.name, name_key=name_key(standing.name), text=text, state=state,
            held_for=reason,
        )  # fmt: skip


def _counted_or_said(post: Post, text: str, by: Actor) -> Comment | None:
    """What was said already, just now, and so does not count. Counting locks the person's allowance: of two at once the second looks
    when the first is done."""
    use = [(COMMENT, f"{by.person_id}")]
    wait = take(use)
    earlier = Comment.objects.filter(post=post, person=by.person_id or 0, text=text, created_at__gt=now() - _TWICE)
    said = earlier.exclude(state=CommentState.REMOVED).first()
    if said is None and wait:
        raise TooOften(wait)
    if said is not None and not wait:
        give_back(use)
    return said


def _held_for(text: str) -> str:
    if offensive_words(text):
        return HeldFor.WORDS
    return HeldFor.LINK if has_link(text) else ""


def _count(limit: Limit, what: str) -> None:
    if wait := take([(limit, what)]):
        raise TooOften(wait)


def withdraw_comment(*, comment: Comment, by: Actor) -> None:
    """Take the own comment away; it does not come back. Of one that is gone nothing is written.

    Raises `NotAllowedNow` for somebody else's.
    """
    if comment.person_id is None or comment.person_id != by.person_id:
        raise NotAllowedNow(_("Tas nav Jūsu komentārs."))
    with transaction.atomic():
        if Comment.objects.select_for_update().get(pk=comment.pk).state != CommentState.REMOVED:
            _withdraw(comment, by)


def _withdraw(comment: Comment, by: Actor) -> None:
    with recorded("withdraw_comment", by=by, schools=[], about=comment):
        Comment.objects.filter(pk=comment.pk).update(
            state=CommentState.REMOVED, decided_by=F("person"), decided_at=now(), revision=F("revision") + 1
        )
        CommentReport.objects.filter(comment=comment, is_settled=False).update(is_settled=True)
        mark_taken_off([comment.public_id])


def choose_comment_name(*, name: str, by: Actor) -> None:
    """Comment under this name from now on; what was said before keeps the name that it had.

    Raises `NotAllowedNow` for whoever may not comment, `NotAcceptable` for a name that won't do, `TooOften`.
    """
    name = " ".join(name.split())
    with recorded("choose_comment_name", by=by, schools=[]):
        standing = standing_of(by)
        check_may_comment(standing)
        person_id = by.person_id or 0
        check_display_name(name, person_id=person_id, standing=standing, family_name=by.family_name)
        if name == standing.display_name:
            return
        _count(COMMENT_NAME, f"{by.person_id}")
        try:
            with transaction.atomic():
                Commenter.objects.update_or_create(
                    person_id=person_id, defaults={"display_name": name, "name_key": name_key(name)}
                )
        except IntegrityError:  # somebody was quicker by a moment
            raise NotAcceptable("display_name", _("Ar šo vārdu jau komentē kāds cits. Izvēlieties citu.")) from None


def use_own_name(*, by: Actor) -> None:
    """Comment under the own name again. Raises `NotAllowedNow` where the school's rules do not allow it yet."""
    with recorded("use_own_name", by=by, schools=[]):
        standing = standing_of(by)
        check_may_comment(standing)
        if not standing.may_use_own_name:
            told = {"age": standing.own_name_from}
            raise NotAllowedNow(_("Ar savu vārdu Jūsu skolas skolēni komentē no %(age)s gadu vecuma.") % told)
        Commenter.objects.filter(person=by.person_id or 0).delete()


def report_comment(*, comment: Comment, text: str, address: str) -> None:
    """A reader, known by the address alone, finds that a comment should not stand there.

    A source (a home, a school) has one voice for a comment; further ones are thanked for and change nothing. Three hold the comment until
    a moderator decides; after that it takes twelve new ones. Raises `TooOften` for a source that reports much.
    """
    by, source = visitor(address), source_of(address)
    with recorded("report_comment", by=by, schools=[], about=comment):
        _count(REPORT_COMMENT, source)
        if take([(REPORT_ONCE, f"{comment.pk} {source}")]):
            return
        current = Comment.objects.select_for_update().get(pk=comment.pk)
        CommentReport.objects.create(comment=current, text=as_kept(text, CommentReport, "text"))
        if current.state == CommentState.SHOWN and _is_enough(current):
            _hold(current, by)


def _is_enough(comment: Comment) -> bool:
    needed = HOLD if comment.decided_at is None else HOLD_AGAIN
    return CommentReport.objects.filter(comment=comment, is_settled=False).count() >= needed


def _hold(comment: Comment, by: Actor) -> None:
    with recorded("hold_comment", by=by, schools=[], about=comment):
        Comment.objects.filter(pk=comment.pk).update(
            state=CommentState.HELD, held_for=HeldFor.REPORTS, revision=F("revision") + 1
        )
        mark_taken_off([comment.public_id])
