"""Publishing a post, at once or at a moment to come, and taking it off again."""

from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse

from zvans.lib.policy import NotAllowedNow
from zvans.portal.actions.posts import publish_post, schedule_post, withdraw_post
from zvans.web.editing.moment_form import MomentForm
from zvans.web.editing.pages import address_of, editors_page, post_in, post_page
from zvans.web.shared.answers import attempted, done

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
