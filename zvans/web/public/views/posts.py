"""The front page, the sections and the posts (A4, A6, A7)."""

from typing import Any

from django.core.paginator import Paginator
from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from zvans.lib.database.away import is_away
from zvans.lib.dates import today
from zvans.portal.enums import Audience, Section
from zvans.portal.queries.comments import comments_page
from zvans.portal.queries.posts import (
    blocks_of_home,
    post_by_id,
    posts_of,
    related_posts,
    translation_of,
    was_published,
    years_of,
)
from zvans.portal.queries.trips import trips
from zvans.web.public.addresses import post_address, section_address
from zvans.web.public.filters import TRIP_FILTERS, chosen_in, is_page, is_year, shown_filters
from zvans.web.public.found import structured_post
from zvans.web.public.kept import kept
from zvans.web.public.page import public_page
from zvans.web.public.sections import MENU, SECTIONS
from zvans.web.shared.guard import public
from zvans.web.shared.namedays import day_in_words, names_on

_ROWS = 20


@public
@kept()
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    weekday, date = day_in_words(today()).split(", ")
    page: dict[str, Any] = {"weekday": weekday, "date": date, "names": names_on(today()), "sections": MENU[1:]}
    try:
        page["blocks"] = [block for block in blocks_of_home(_language()) if block.featured]
    except DatabaseError as error:
        if not is_away(error):
            raise
        return render(
            request, "public/home.html", page | {"blocks": [], "is_away": True}
        )  # the doors stand all the same
    return public_page(request, "public/home.html", **page)


@public
@kept(
    audience=Audience.values.__contains__,
    year=is_year,
    page=is_page,
    **{name: dict(choices).__contains__ for name, _, choices in TRIP_FILTERS},
)
@require_safe
def section(request: HttpRequest, slug: str) -> HttpResponse:
    if slug not in SECTIONS:
        raise Http404
    here = Section(slug)
    return _catalogue(request) if here == Section.EXCURSIONS else _list(request, here)


def _list(request: HttpRequest, here: Section) -> HttpResponse:
    years = years_of(here, _language())
    filters = shown_filters(
        request, [("audience", Audience.choices), ("year", [(str(year), str(year)) for year in years])]
    )
    chosen = chosen_in(filters)
    posts = posts_of(here, _language())
    if "audience" in chosen:
        posts = posts.filter(audience__in=[chosen["audience"], Audience.EVERYONE])
    if "year" in chosen:
        posts = posts.filter(published_at__year=int(chosen["year"]))
    return _paged(request, here, posts, filters)


def _catalogue(request: HttpRequest) -> HttpResponse:
    filters = shown_filters(request, [(name, choices) for name, _, choices in TRIP_FILTERS])
    narrowed = {name: turn(value) for name, turn, _ in TRIP_FILTERS if (value := chosen_in(filters).get(name))}
    return _paged(request, Section.EXCURSIONS, trips(_language(), **narrowed), filters)


def _paged(request: HttpRequest, here: Section, posts: Any, filters: Any) -> HttpResponse:
    pages = Paginator(posts, _ROWS)
    asked = request.GET.get("page", "1")
    if not is_page(asked) or not 1 <= int(asked) <= pages.num_pages:
        raise Http404
    page = pages.page(int(asked))
    return public_page(
        request,
        "public/section.html",
        section=SECTIONS[here],
        posts=page.object_list,
        page=page,
        filters=filters,
        canonical=section_address(here, page.number),
        is_narrowed=bool(chosen_in(filters)),
    )


@public
@kept(comments=is_page)
@require_safe
def post(request: HttpRequest, post: str, slug: str = "") -> HttpResponse:
    """The id decides; an address with another title, as after a correction, leads to today's."""
    found = post_by_id(post)
    if found is None:
        if was_published(post):
            return render(request, "public/gone.html", status=410)
        raise Http404
    if slug != found.slug:
        return HttpResponsePermanentRedirect(post_address(found))
    comments = comments_page(found, request.GET.get("comments", "1"))
    if comments is None:
        raise Http404
    return public_page(
        request,
        "public/post.html",
        post=found,
        comments=comments,
        section=SECTIONS[found.section],
        other=translation_of(found),
        related=related_posts(found),
        canonical=post_address(found),
        structured=structured_post(found),
    )


def _language() -> str:
    return get_language() or "lv"
