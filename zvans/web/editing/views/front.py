"""The blocks of the front page: what is pinned and in which order, and what follows by date (A4)."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from zvans.lib.policy import ChangedMeanwhile, NotAllowedNow
from zvans.portal.actions.order import order_block
from zvans.portal.enums import Block, Language
from zvans.portal.queries.front import blocks_to_order, pinned_posts, stamp_of_order
from zvans.web.editing.pages import address_of, editors_page, post_in, post_page
from zvans.web.shared.answers import done, done_in, shown

if TYPE_CHECKING:
    from zvans.portal.models import Post

_DONE = {"ordered": _("Kārtība ir saglabāta.")}


@editors_page()
def show(request: HttpRequest) -> HttpResponse:
    return _page(request, _language(request.GET.get("language", "")))


@editors_page(load=lambda actor, block: Block(block) if block in Block.values else None, methods=("POST",))
def order(request: HttpRequest, block: Block) -> HttpResponse:
    """What stands in the form is the order; a button of it moves one post. The second of two editors is told, and nothing is changed."""
    language = _language(request.POST.get("language", ""))
    posts = _moved(request.POST.getlist("post"), request.POST.get("move", ""))
    try:
        order_block(block=block, language=language, posts=posts, seen=request.POST.get("seen", ""), by=request.actor)  # type: ignore[attr-defined]
    except ChangedMeanwhile as refusal:
        return _page(request, language, refused=refusal.errors["order"][0], status=422)
    except NotAllowedNow as refusal:
        return _page(request, language, refused=refusal.reason, status=409)
    return HttpResponseRedirect(f"{reverse('editing:front')}?language={language}&done=ordered")


@editors_page(load=post_in, methods=("POST",))
def pin(request: HttpRequest, post: "Post") -> HttpResponse:
    """After those that are pinned already."""
    if not post.block:
        raise Http404
    block, language = Block(post.block), Language(post.language)
    pinned = list(pinned_posts(block, language))
    posts, seen = [*(one.public_id for one in pinned), post.public_id], stamp_of_order(pinned)
    try:
        order_block(block=block, language=language, posts=posts, seen=seen, by=request.actor)  # type: ignore[attr-defined]
    except (ChangedMeanwhile, NotAllowedNow) as refusal:
        return post_page(request, post, refused=getattr(refusal, "reason", "") or str(_("Mēģiniet vēlreiz.")))
    return done(address_of(post), "pinned")


def _language(asked: str) -> Language:
    return Language(asked) if asked in Language.values else Language.LATVIAN


def _moved(posts: Sequence[str], move: str) -> list[str]:
    """The order after «up:…», «down:…», «pin:…» or «unpin:…» of one post; what is none of these changes nothing."""
    how, _, post = move.partition(":")
    order = list(posts)
    if how == "pin":
        return [*order, post]
    if post not in order:
        return order
    place = order.index(post)
    order.remove(post)
    if how in ("up", "down"):
        order.insert(max(0, place + (1 if how == "down" else -1)), post)
    return order


def _page(request: HttpRequest, language: Language, *, refused: str = "", status: int = 200) -> HttpResponse:
    context: dict[str, Any] = {
        "section": "front", "blocks": blocks_to_order(language), "language": language, "languages": Language.choices,
        "refused": refused, "done": done_in(request, _DONE),
    }  # fmt: skip
    response = shown(request, "editing/front.html", context)
    response.status_code = status
    return response
