"""What the editors' pages of one post have in common."""

from functools import partial
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from zvans.accounts.enums import Office
from zvans.audit.actor import Actor
from zvans.lib.dates import now
from zvans.lib.policy import NotAllowedNow
from zvans.portal.enums import PostState
from zvans.portal.policies import check_can_be_published
from zvans.portal.queries.editing import pair_of, post_for_editors
from zvans.portal.rules import can_throw_away
from zvans.web.editing.moment_form import AnswerForm, MomentForm
from zvans.web.office.pages import office_page
from zvans.web.shared.answers import done_in, shown

if TYPE_CHECKING:
    from zvans.portal.models import Post

editors_page = partial(office_page, Office.EDITOR)

DONE = {
    "written": _("Raksts ir saglabāts kā melnraksts."),
    "changed": _("Raksts ir saglabāts."),
    "published": _("Raksts ir publicēts."),
    "scheduled": _("Raksts parādīsies norādītajā brīdī."),
    "withdrawn": _("Raksts ir noņemts no portāla."),
    "restored": _("Agrākā versija ir atjaunota."),
    "pinned": _("Raksts ir piesprausts sākumlapā."),
    "accepted": _("Ekskursija ir publicēta. Piedāvātājs par to saņem vēstuli, ja ir norādījis e-pastu."),
    "refused": _("Piedāvājums ir noraidīts."),
    "thrown_away": _("Melnraksts ir dzēsts."),
}


def post_in(actor: Actor, post: str) -> "Post | None":
    return post_for_editors(post)


def address_of(post: "Post", page: str = "post") -> str:
    return reverse(f"editing:{page}", args=[post.public_id])


def post_page(
    request: HttpRequest,
    post: "Post",
    *,
    moment: MomentForm | None = None,
    answer: AnswerForm | None = None,
    refused: str = "",
) -> HttpResponse:
    """The page of a post: how it is now and what is possible. 409 where it was asked for something that is not."""
    moment, answer = moment or MomentForm(), answer or AnswerForm()
    context = {
        "section": "offers" if post.state == PostState.OFFERED else "posts",
        "tab": "post",
        "post": post,
        "pair": pair_of(post),
        "missing": _missing(post),
        "was_read": post.published_at is not None and post.published_at <= now(),
        "moment": moment,
        "answer": answer,
        "refused": refused,
        "done": done_in(request, DONE),
        "undo": _undo(request, post),
        "can_throw_away": can_throw_away(request.actor, post),  # type: ignore[attr-defined]
        "saved_as": {"written": "new", "changed": post.public_id}.get(request.GET.get("done", ""), ""),
    }
    response = shown(request, "editing/post.html", context, moment, answer)
    if refused:
        response.status_code = 409
    return response


def _undo(request: HttpRequest, post: "Post") -> str:
    """Where what was just done is taken back. A post that has not been read yet would come out at once: it is only put back by hand."""
    just = request.GET.get("done")
    if just in ("published", "scheduled") and post.state == PostState.PUBLISHED:
        return address_of(post, "withdraw")
    if just == "withdrawn" and post.state == PostState.WITHDRAWN and post.published_at and post.published_at <= now():
        return address_of(post, "publish")
    return ""


def _missing(post: "Post") -> str:
    """Why it can't be published as it is; empty where it can."""
    try:
        check_can_be_published(post)
    except NotAllowedNow as refusal:
        return refusal.reason
    return ""
