"""Searching the portal: posts, answers to common questions, sections; never anything that is behind the doors (A3)."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from zvans.accounts.actions.allowances import source_of, spend
from zvans.lib.policy import TooOften
from zvans.portal.enums import Audience, Section
from zvans.portal.limits import SEARCH
from zvans.portal.queries.search import MOST, ROWS, Found, find_posts, stems_in
from zvans.portal.wording import has_all
from zvans.web.public.faq import find_questions
from zvans.web.public.filters import chosen_in, is_page, shown_filters
from zvans.web.public.page import public_page
from zvans.web.public.sections import MENU
from zvans.web.shared.errors import too_often
from zvans.web.shared.guard import public

_LONGEST, _QUESTIONS = 100, 5


@public
@require_safe
def show(request: HttpRequest) -> HttpResponse:
    question = " ".join(request.GET.get("q", "")[:_LONGEST].split())
    filters = shown_filters(request, [("section", Section.choices), ("audience", Audience.choices)])
    page: dict[str, Any] = {"question": question, "filters": filters, "is_narrowed": bool(chosen_in(filters))}
    stems = stems_in(question)
    if not stems:
        return public_page(request, "public/search.html", **page)
    try:
        spend((SEARCH, source_of(str(request.META.get("REMOTE_ADDR", "")))))
    except TooOften as refusal:
        return too_often(request, refusal)
    number = _page_number(request)
    found = find_posts(question, language=get_language() or "lv", page=number, **chosen_in(filters))
    page |= {"found": found, "number": number, "pages": max(1, -(-found.count // ROWS)), "most": MOST}
    if number == 1 and not page["is_narrowed"]:
        page |= {"sections": _sections(stems), "questions": find_questions(question)[:_QUESTIONS]}
    return public_page(request, "public/search.html", **page, nothing=_is_nothing(found, page))


def _is_nothing(found: Found, page: dict[str, Any]) -> bool:
    return not (found.count or page.get("sections") or page.get("questions"))


def _page_number(request: HttpRequest) -> int:
    asked = request.GET.get("page", "1")
    return min(max(1, int(asked)), MOST // ROWS) if is_page(asked) else 1


def _sections(stems: list[str]) -> list[Any]:
    return [section for section in MENU if section.slug and has_all(f"{section.title} {section.summary}", stems)]
