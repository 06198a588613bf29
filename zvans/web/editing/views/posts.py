"""All posts of the portal, and the page of one."""

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from zvans.portal.enums import Audience, Language, PostState, Section
from zvans.portal.queries.editing import pair_of, posts_for_editors, posts_in_state, posts_titled
from zvans.web.editing.pages import DONE, address_of, editors_page, post_in, post_page
from zvans.web.office.exports import taken_as_file
from zvans.web.public.addresses import post_address
from zvans.web.public.sections import SECTIONS
from zvans.web.shared.answers import done_in, shown
from zvans.web.shared.listing import Column, Filter, Listing, State
from zvans.web.shared.words import moment

if TYPE_CHECKING:
    from zvans.portal.models import Post

_STATES = [
    (PostState.DRAFT, _("melnraksti")),
    ("scheduled", _("gaida savu brīdi")),
    (PostState.PUBLISHED, _("publicētie")),
    (PostState.WITHDRAWN, _("noņemtie")),
    (PostState.OFFERED, _("piedāvātie")),
    (PostState.REFUSED, _("noraidītie")),
]
_MARKS = {
    PostState.DRAFT: State("changed", "pen"),
    PostState.OFFERED: State("changed", "flag"),
    PostState.PUBLISHED: State("done", "tick"),
    PostState.WITHDRAWN: State("missing", "cross"),
    PostState.REFUSED: State("missing", "cross"),
}


def state_in_words(post: "Post") -> str:
    return str(_("gaida savu brīdi")) if post.is_scheduled else str(post.get_state_display())


def _mark(post: "Post") -> State:
    return State("new", "half") if post.is_scheduled else _MARKS[PostState(post.state)]


def _when(post: "Post") -> str:
    return moment(post.published_at) if post.published_at else ""


LISTING = Listing(
    name=_("Raksti"),
    columns=[
        Column("title", _("Virsraksts"), lambda post: post.title, ("place",), address_of, is_name=True),
        Column("section", _("Sadaļa"), lambda post: post.get_section_display(), ("section",)),
        Column("state", _("Stāvoklis"), state_in_words, ("state",), state=_mark),
        Column("when", _("Publicēts"), _when, ("published_at",)),
        Column("changed", _("Mainīts"), lambda post: moment(post.changed_at), ("changed_at",)),
        Column("language", _("Valoda"), lambda post: post.get_language_display(), ("language",)),
        Column("audience", _("Kam"), lambda post: post.get_audience_display(), ("audience",)),
        Column("views", _("Lasījumi"), lambda post: post.views, ("views",), kind="number"),
    ],
    search=posts_titled,
    filters=[
        Filter("section", _("Sadaļa"), Section.choices, lambda rows, chosen: rows.filter(section=chosen)),
        Filter("state", _("Stāvoklis"), _STATES, posts_in_state),
        Filter("language", _("Valoda"), Language.choices, lambda rows, chosen: rows.filter(language=chosen)),
        Filter("audience", _("Kam"), Audience.choices, lambda rows, chosen: rows.filter(audience=chosen)),
    ],
    sort="-changed",
    ties=["changed_at"],  # which has an index
)


@editors_page()
def show_all(request: HttpRequest) -> HttpResponse:
    rows = posts_for_editors()
    if file := taken_as_file(request, LISTING, rows, "posts"):
        return file
    context = {"section": "posts", "list": LISTING.page(request, rows), "done": done_in(request, DONE)}
    return shown(request, "editing/posts.html", context)


@editors_page(load=post_in)
def show(request: HttpRequest, post: "Post") -> HttpResponse:
    return post_page(request, post)


@editors_page(load=post_in)
def preview(request: HttpRequest, post: "Post") -> HttpResponse:
    """As readers will see it; for the editors only, so it is neither kept nor found by search engines."""
    page: Any = post
    page.views, page.comment_count = 0, 0
    context = {
        "post": page, "section": SECTIONS[post.section], "other": pair_of(post), "related": [], "canonical": post_address(post),
        "structured": "", "back": address_of(post),
    }  # fmt: skip
    response = render(request, "editing/preview.html", context)
    response.headers["X-Robots-Tag"] = "noindex"
    return response
