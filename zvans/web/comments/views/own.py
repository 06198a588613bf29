"""What somebody has said, and under which name they go on (A8)."""

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zvans.audit.actor import Actor
from zvans.portal.actions.comments import choose_comment_name, use_own_name, withdraw_comment
from zvans.portal.enums import CommentState
from zvans.portal.policies import why_not
from zvans.portal.queries.commenting import standing_of
from zvans.portal.queries.comments import own_comment, own_comments
from zvans.web.comments.forms import NameForm
from zvans.web.comments.ways import comment_page
from zvans.web.shared.answers import attempted, done, done_in, sent, shown
from zvans.web.shared.guard import guarded

if TYPE_CHECKING:
    from zvans.portal.models import Comment

_DONE = {
    "removed": _("Komentārs ir noņemts."),
    "named": _("Turpmāk komentāri būs ar šo vārdu. Agrākie paliek, kā bija."),
}
_SHOWN = 200


@require_safe
@guarded()
def show(request: HttpRequest) -> HttpResponse:
    return _page(request, NameForm())


@require_POST
@guarded()
def choose_name(request: HttpRequest) -> HttpResponse:
    form, by = NameForm(sent(request)), request.actor  # type: ignore[attr-defined]
    if attempted(form, lambda new: choose_comment_name(name=new["display_name"], by=by)):
        return done(reverse("comments:own"), "named")
    return _page(request, form)


@require_POST
@guarded()
def own_name(request: HttpRequest) -> HttpResponse:
    use_own_name(by=request.actor)  # type: ignore[attr-defined]
    return done(reverse("comments:own"), "named")


def _page(request: HttpRequest, form: NameForm) -> HttpResponse:
    actor = request.actor  # type: ignore[attr-defined]
    standing = standing_of(actor)
    context: dict[str, Any] = {
        "section": "comments", "standing": standing, "why_not": why_not(standing), "form": form,
        "comments": own_comments(actor)[:_SHOWN], "done": done_in(request, _DONE),
    }  # fmt: skip
    return shown(request, "comments/own.html", context, form)


def _own(actor: Actor, comment: str) -> "Comment | None":
    return own_comment(actor, comment)


@require_http_methods(["GET", "HEAD", "POST"])
@guarded(load=_own)
def remove(request: HttpRequest, comment: "Comment") -> HttpResponse:
    """Asked once more before it is gone: it does not come back."""
    is_own_list = "own" in request.GET
    back = reverse("comments:own") if is_own_list else comment_page(comment.post)
    if request.method == "POST":
        withdraw_comment(comment=comment, by=request.actor)  # type: ignore[attr-defined]
        return done(back, "removed")
    if comment.state == CommentState.REMOVED:
        return HttpResponseRedirect(back)
    return shown(request, "comments/remove.html", {"comment": comment, "back": back, "is_own_list": is_own_list})
