"""Answering a provider who has offered a trip: it is published, or refused, and who offered it is told by e-mail (A7)."""

from procrastinate.contrib.django import app

from zvans.audit.actions import recorded
from zvans.audit.actor import Actor
from zvans.portal.actions.posts import publish_post, raise_revision
from zvans.portal.enums import PostState
from zvans.portal.models import Post, Trip
from zvans.portal.policies import check_is_offered

OFFER_JOB = "email_offer_answer"


def accept_offer(*, post: Post, answer: str, by: Actor) -> Post:
    """Publish what was offered. Raises `NotAllowedNow` where it was answered already or can't be published as it is."""
    with recorded("accept_offer", by=by, schools=[], about=post):
        check_is_offered(Post.objects.select_for_update().get(pk=post.pk))
        published = publish_post(post=post, by=by)
        _mail(published, answer)
    return published


def refuse_offer(*, post: Post, answer: str, by: Actor) -> Post:
    """Refuse what was offered; it stays among what was refused. Without an answer no letter goes: what was offered may be a way to have
    us write to somebody who has never heard of it."""
    with recorded("refuse_offer", by=by, schools=[], about=post):
        current = Post.objects.select_for_update().get(pk=post.pk)
        check_is_offered(current)
        current.state = PostState.REFUSED
        raise_revision(current)
        if answer:
            _mail(current, answer)
    return current


def _mail(post: Post, answer: str) -> None:
    """Only where an address was left."""
    if Trip.objects.filter(post=post).exclude(offered_email="").exists():
        app.configure_task(OFFER_JOB).defer(
            post_id=post.pk, is_accepted=post.state == PostState.PUBLISHED, answer=answer
        )
