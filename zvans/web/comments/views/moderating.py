"""What moderators look at and decide (A8)."""

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from zvans.accounts.enums import Office
from zvans.audit.actor import Actor
from zvans.portal.actions.moderating import let_comment_through, remove_comment
from zvans.portal.enums import CommentState
from zvans.portal.offensive import offensive_words
from zvans.portal.queries.comments import (
    all_comments,
    comment_by_id,
    decided,
    decisions_on,
    reports_of,
    roles_of,
    waiting_comments,
    with_text,
)
from zvans.web.comments.forms import DecisionForm, RemovalForm
from zvans.web.office.exports import taken_as_file
from zvans.web.office.pages import office_page
from zvans.web.public.addresses import post_address
from zvans.web.shared.acts import act_of
from zvans.web.shared.answers import attempted, done, done_in, sent, shown
from zvans.web.shared.listing import Column, Filter, Listing
from zvans.web.shared.words import moment, role_name

if TYPE_CHECKING:
    from zvans.portal.models import Comment

_DONE = {"let_through": _("Komentārs ir redzams."), "removed": _("Komentārs ir noņemts. Autors saņem paziņojumu.")}
_ON_A_PAGE = 50
_EXCERPT = 80


def _link(comment: "Comment") -> str:
    return reverse("comments:decide", args=[comment.public_id])


def _excerpt(comment: "Comment") -> str:
    text = " ".join(comment.text.split())
    return text if len(text) <= _EXCERPT else f"{text[:_EXCERPT].rstrip()}…"


_LISTING = Listing(
    name=_("Komentāri"),
    columns=[
        Column("at", _("Kad"), lambda row: moment(row.created_at), ("created_at",), _link, is_name=True),
        Column("name", _("Vārds"), lambda row: row.name, ("name",)),
        Column("text", _("Teksts"), _excerpt),
        Column("post", _("Raksts"), lambda row: row.post.title),
        Column("state", _("Stāvoklis"), lambda row: row.get_state_display(), ("state",)),
        Column("decided", _("Lemts"), lambda row: moment(row.decided_at) if row.decided_at else "", ("decided_at",)),
        Column("by", _("Kas lēmis"), lambda row: str(row.decided_by or "")),
    ],
    search=with_text,
    filters=[
        Filter("state", _("Stāvoklis"), CommentState.choices, lambda rows, state: rows.filter(state=state)),
        Filter("decided", _("Lemts"), [("yes", _("moderators ir lēmis"))], lambda rows, _value: decided(rows)),
    ],
    sort="-at",
)


@office_page(Office.MODERATOR)
def queue(request: HttpRequest) -> HttpResponse:
    rows = waiting_comments()
    context = {
        "section": "moderating", "comments": rows[:_ON_A_PAGE], "count": rows.count(), "done": done_in(request, _DONE),
    }  # fmt: skip
    return shown(request, "moderating/queue.html", context)


@office_page(Office.MODERATOR)
def show_all(request: HttpRequest) -> HttpResponse:
    rows = all_comments()
    if file := taken_as_file(request, _LISTING, rows, "comments"):
        return file
    context = {"section": "comments", "list": _LISTING.page(request, rows)}
    return shown(request, "moderating/comments.html", context)


def _comment(actor: Actor, comment: str) -> "Comment | None":
    return comment_by_id(comment)


@office_page(Office.MODERATOR, load=_comment, methods=("GET", "POST"))
def show(request: HttpRequest, comment: "Comment") -> HttpResponse:
    """The comment with what is known of it; sending the form removes it."""
    form = RemovalForm(sent(request), initial={"stamp": comment.revision})

    def act(new: Any) -> None:
        remove_comment(comment=comment, reason=new["reason"], seen=new["stamp"], by=request.actor)  # type: ignore[attr-defined]

    if request.method == "POST" and attempted(form, act):
        return done(reverse("comments:queue"), "removed")
    return shown(request, "moderating/comment.html", _context(comment, form), form)


@office_page(Office.MODERATOR, load=_comment, methods=("POST",))
def let_through(request: HttpRequest, comment: "Comment") -> HttpResponse:
    form = DecisionForm(request.POST)

    def act(new: Any) -> None:
        let_comment_through(comment=comment, seen=new["stamp"], by=request.actor)  # type: ignore[attr-defined]

    if attempted(form, act):
        return done(reverse("comments:queue"), "let_through")
    removal = RemovalForm(initial={"stamp": form["stamp"].value()})
    context = _context(comment, removal) | {"refused": form.non_field_errors()}
    return shown(request, "moderating/comment.html", context, form)


def _context(seen: "Comment", form: RemovalForm) -> dict[str, Any]:
    """Read anew: another moderator may have been quicker."""
    comment = comment_by_id(seen.public_id) or seen
    person = comment.person
    return {
        "section": "moderating", "comment": comment, "form": form, "post_page": post_address(comment.post),
        "is_gone": comment.state == CommentState.REMOVED and (comment.decided_by_id == comment.person_id or not comment.text),
        "words": offensive_words(comment.text), "reports": reports_of(comment)[:_ON_A_PAGE],
        "decisions": [(moment(one.at), act_of(one.name), one.who) for one in decisions_on(comment)],
        "roles": [role_name(role) for role in roles_of(person)] if person else [],
    }  # fmt: skip
