"""Saying something of a post (A8): the form, and all that has been said, with one's own that waits."""

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from zvans.audit.actor import Actor
from zvans.lib.policy import TooOften
from zvans.portal.actions.comments import choose_comment_name, post_comment
from zvans.portal.enums import CommentState
from zvans.portal.policies import why_not
from zvans.portal.queries.commenting import standing_of
from zvans.portal.queries.comments import comments_for, post_for_comments
from zvans.web.comments.forms import CommentForm
from zvans.web.comments.ways import comment_page
from zvans.web.public.addresses import post_address
from zvans.web.shared.answers import attempted, done, done_in, sent, shown
from zvans.web.shared.errors import later
from zvans.web.shared.guard import guarded

if TYPE_CHECKING:
    from zvans.portal.models import Post

_DONE = {
    "shown": _("Komentārs ir pievienots. Portālā tas parādīsies minūtes laikā."),
    "held": _("Komentārs ir saņemts un gaida moderatoru: pirms tam to redzat tikai Jūs."),
    "removed": _("Komentārs ir noņemts."),
}


def _post(actor: Actor, post: str) -> "Post | None":
    return post_for_comments(post)


@require_http_methods(["GET", "HEAD", "POST"])
@guarded(load=_post)
def write(request: HttpRequest, post: "Post") -> HttpResponse:
    actor = request.actor  # type: ignore[attr-defined]
    standing = standing_of(actor)
    form = CommentForm(sent(request), asks_name=not standing.name)
    made = None

    def act(new: Any) -> None:
        nonlocal made
        if "display_name" in new:
            choose_comment_name(name=new["display_name"], by=actor)
        made = post_comment(post=post, text=new["text"], by=actor)

    refusal = _tried(form, act) if request.method == "POST" else None
    if made is not None:
        return done(comment_page(post), "held" if made.state == CommentState.HELD else "shown")
    context = {
        "post": post, "post_page": post_address(post), "form": form, "standing": standing, "why_not": why_not(standing),
        "comments": comments_for(actor, post, request.GET.get("page", "last")), "done": done_in(request, _DONE),
    }  # fmt: skip
    answer = shown(request, "comments/write.html", context, form)
    return later(answer, refusal) if refusal else answer


def _tried(form: CommentForm, act: Any) -> TooOften | None:
    """Does it where the form is right, and as long as it may be done; what was typed stays."""
    try:
        attempted(form, act)
    except TooOften as refusal:
        said = gettext("Tik bieži komentēt nevar. Teksts palika šeit; nosūtiet to pēc %(minutes)s min.")
        form.add_error(None, said % {"minutes": refusal.minutes})
        return refusal
    return None
