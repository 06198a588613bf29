"""Publishing a post, at once or at a moment to come, taking it off again, throwing away what was only begun."""

from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from zvans.audit.actor import Actor
from zvans.lib.policy import ChangedMeanwhile, NotAllowedNow
from zvans.portal.actions.posts import publish_post, schedule_post, throw_away_draft, withdraw_post
from zvans.portal.rules import can_throw_away
from zvans.web.editing.moment_form import MomentForm
from zvans.web.editing.pages import address_of, editors_page, post_in, post_page
from zvans.web.shared.answers import attempted, done, shown
from zvans.web.shared.revision_field import RevisionField

if TYPE_CHECKING:
    from zvans.portal.models import Post


@editors_page(load=post_in, methods=("POST",))
def publish(request: HttpRequest, post: "Post") -> HttpResponse:
    try:
        publish_post(post=post, by=request.actor)  # type: ignore[attr-defined]
    except NotAllowedNow as refusal:
        return post_page(request, post, refused=refusal.reason)
    return done(address_of(post), "published")


@editors_page(load=post_in, methods=("POST",))
def schedule(request: HttpRequest, post: "Post") -> HttpResponse:
    form = MomentForm(request.POST)
    try:
        if attempted(form, lambda told: schedule_post(post=post, at=told["at"], by=request.actor)):  # type: ignore[attr-defined]
            return done(address_of(post), "scheduled")
    except NotAllowedNow as refusal:
        return post_page(request, post, refused=refusal.reason)
    return post_page(request, post, moment=form)


@editors_page(load=post_in, methods=("POST",))
def withdraw(request: HttpRequest, post: "Post") -> HttpResponse:
    try:
        withdraw_post(post=post, by=request.actor)  # type: ignore[attr-defined]
    except NotAllowedNow as refusal:
        return post_page(request, post, refused=refusal.reason)
    return done(address_of(post), "withdrawn")


def _own(actor: Actor, post: str) -> "Post | None":
    found = post_in(actor, post)
    return found if found is not None and can_throw_away(actor, found) else None


@editors_page(load=_own, methods=("GET", "POST"))
def throw_away(request: HttpRequest, post: "Post") -> HttpResponse:
    """Asked once more before it is gone."""
    if request.method != "POST":
        return shown(request, "editing/throw_away.html", {"section": "posts", "post": post})
    seen = RevisionField().to_python(request.POST.get("seen"))
    try:
        throw_away_draft(post=post, seen=seen, by=request.actor)  # type: ignore[attr-defined]
    except ChangedMeanwhile as changed:
        raise NotAllowedNow(_("Kāds šo melnrakstu tikmēr ir mainījis. Izlasiet to, pirms dzēšat.")) from changed
    return done(reverse("editing:posts"), "thrown_away")
