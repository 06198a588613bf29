"""Who changed a post, what and when; and bringing an earlier version back (A6)."""

from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from zvans.audit.actor import Actor
from zvans.lib.policy import ChangedMeanwhile, NotAllowedNow
from zvans.portal.actions.restoring import restore_post
from zvans.portal.queries.versions import versions_of
from zvans.web.editing.changes_html import shown_versions
from zvans.web.editing.pages import address_of, editors_page, post_in
from zvans.web.shared.answers import done, shown
from zvans.web.shared.revision_field import RevisionField

if TYPE_CHECKING:
    from zvans.portal.models import Post


@editors_page(load=post_in)
def show(request: HttpRequest, post: "Post") -> HttpResponse:
    versions, page = versions_of(post, request.GET.get("page", "1"))
    context = {"section": "posts", "tab": "history", "post": post, "versions": shown_versions(versions), "page": page}
    return shown(request, "editing/history.html", context)


def _version_in(actor: Actor, post: str, action: int) -> "tuple[Post, int] | None":
    found = post_in(actor, post)
    return (found, action) if found is not None and action < 2**63 else None


@editors_page(load=_version_in, methods=("POST",))
def restore(request: HttpRequest, version: "tuple[Post, int]") -> HttpResponse:
    post, action = version
    seen = RevisionField().to_python(request.POST.get("seen"))
    try:
        restore_post(post=post, action_id=action, seen=seen, by=request.actor)  # type: ignore[attr-defined]
    except ChangedMeanwhile as changed:
        raise NotAllowedNow(
            _("Kāds šo rakstu tikmēr ir mainījis. Apskatiet vēsturi vēlreiz un tad atjaunojiet.")
        ) from changed
    return done(address_of(post), "restored")
