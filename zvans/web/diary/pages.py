"""What the diary's pages have in common: the door, the child chosen, who looks, the ways between them."""

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from zvans.accounts.enums import Door
from zvans.web.diary.family import Family, chosen_in, family_for
from zvans.web.diary.homework_html import Viewer
from zvans.web.diary.parts_html import choices_html, who_html
from zvans.web.diary.words import words
from zvans.web.shared.guard import guarded

_View = Callable[[HttpRequest, Family], HttpResponse]
SECTIONS = ("home", "week", "marks")


def family_page(view: _View) -> Callable[..., HttpResponse]:
    """A page for families only: to staff it is not found. Who has no child any more is told so."""

    @require_safe
    @guarded(load=family_for, door=Door.FAMILY)
    @wraps(view)
    def show(request: HttpRequest, family: Family) -> HttpResponse:
        family = chosen_in(request, family)
        if not family.children:
            return render(request, "diary/nobody.html", page_of(family, ""))
        return view(request, family)

    return show


def page_of(family: Family, section: str, **query: date | int | str) -> dict[str, Any]:
    """What every page of the diary shows: whose it is, its neighbours, and the children one may choose from."""
    return {
        "family": family,
        "who": who_html(family),
        "section": section,
        "ways": {name: family.address(name) for name in SECTIONS},
        "choices": choices_html(family, section, **query) if section else "",
    }


def viewer_of(request: HttpRequest, family: Family, *, back: str = "") -> Viewer:
    """How the lines of a page are built for the one who looks; `back` is the page they stand on, if it is another than this."""
    week = family.address("week")
    return Viewer(
        words=words(get_language() or ""),
        may_tick=family.is_pupil,
        csrf_token=get_token(request) if family.is_pupil else "",
        back=back or request.get_full_path(),
        week=f"{week}{'&amp;' if '?' in week else '?'}on=",
    )
