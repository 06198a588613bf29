"""What waits for the demo's editor and moderator: a draft, a post for another day, a provider's offer, comments that are held (A6–A8)."""

from collections.abc import Mapping
from datetime import time, timedelta
from typing import Any

from zvans.accounts.enums import Office
from zvans.accounts.models import Person
from zvans.audit.actions import recorded
from zvans.audit.actor import Actor
from zvans.demo.reading import content
from zvans.demo.rows.entries import instant
from zvans.lib.dates import now, today
from zvans.portal.actions.indexing import index_post
from zvans.portal.enums import CommentState, PostState
from zvans.portal.markup import clean_html
from zvans.portal.models import Comment, CommentReport, Post, Trip
from zvans.portal.naming import name_key
from zvans.schools.models import OfficeHolder

_MORNING = time(9, 30)


def fill_desks(posts: Mapping[str, Post], by: Actor) -> None:
    """`posts`: those that are published, by key; comments on others are left out."""
    found = content("desk")
    editor = OfficeHolder.objects.get(office=Office.EDITOR).person_id
    with recorded("fill_demo_desks", by=by, schools=[]):
        waiting = [
            _post(found["draft"], state=PostState.DRAFT, written_by_id=editor),
            _scheduled(found["scheduled"], editor),
            _post(found["offered"], state=PostState.OFFERED),
        ]
        Post.objects.bulk_create(waiting)
        Trip.objects.create(post=waiting[-1], **found["offered"]["trip"])
        for post in waiting:
            index_post(post)
        held = [one for one in found["held"] if one["post"] in posts]
        comments = Comment.objects.bulk_create(_comment(one, posts[one["post"]]) for one in held)
        CommentReport.objects.bulk_create(
            CommentReport(comment=comment, text=text)
            for comment, one in zip(comments, held, strict=True)
            for text in one.get("reports", ())
        )


def _scheduled(found: Mapping[str, Any], editor: int) -> Post:
    moment = instant(today() + timedelta(days=found["in_days"]), _MORNING)
    return _post(found, state=PostState.PUBLISHED, published_at=moment, written_by_id=editor)


def _post(found: Mapping[str, Any], **facts: Any) -> Post:
    told = {name: found[name] for name in ("section", "audience", "title", "lead", "author", "block")}
    return Post(**told, body=clean_html(found["body"]), **facts)


def _comment(found: Mapping[str, Any], post: Post) -> Comment:
    given, family = found["given"], found["family"]
    return Comment(
        post=post,
        person=Person.objects.filter(given_name=given, family_name=family).first(),
        name=f"{given} {family}",
        name_key=name_key(f"{given} {family}"),
        text=found["text"],
        state=CommentState.HELD,
        held_for=found["held_for"],
        created_at=max(now() - timedelta(hours=2), (post.published_at or now()) + timedelta(minutes=20)),
    )
