"""One lesson's screen: who is here, what was taught and set, marks (F2, F6)."""

from typing import Any
from uuid import uuid4

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.text import capfirst
from django.views.decorators.http import require_http_methods

from zvans.accounts.enums import Door
from zvans.audit.actor import Actor
from zvans.journal.policies import check_can_mark
from zvans.journal.queries.late import late_in
from zvans.journal.queries.lesson import LessonPage, lesson_for, lesson_page
from zvans.journal.rules import can_view_journal, can_write_journal
from zvans.lib.dates import today
from zvans.lib.policy import NotAllowedNow
from zvans.schools.queries.course_groups import empty_course
from zvans.web.journal.did import did_in, lead_on
from zvans.web.journal.keys import lesson_address
from zvans.web.journal.legend import mark_legend
from zvans.web.journal.lesson_form import LessonForm, lesson_form, revisions_of
from zvans.web.journal.lesson_html import attendance_list, lines_of, mark_list
from zvans.web.journal.lesson_saving import Outcome, save_lesson
from zvans.web.journal.owed_list import WHAT, late_words
from zvans.web.shared.guard import guarded


def _can_view(actor: Actor, page: LessonPage) -> bool:
    return can_view_journal(actor, page.course)


@require_http_methods(["GET", "HEAD", "POST"])
@guarded(door=Door.STAFF, load=lesson_for, rule=_can_view)
def show(request: HttpRequest, page: LessonPage) -> HttpResponse:
    if request.method == "POST":
        return _save(request, page)
    return _page(request, page, lesson_form(page))


def _save(request: HttpRequest, page: LessonPage) -> HttpResponse:
    actor = request.actor  # type: ignore[attr-defined]
    if not can_write_journal(actor, page.course):
        raise PermissionDenied
    outcome = save_lesson(page, request.POST, actor)
    if request.headers.get("X-Requested-With") == "zvans":
        return _told(page, outcome)
    if outcome.status == 200:
        return lead_on(f"{lesson_address(page.course.public_id, page.key)}?saved=1", outcome.action)
    fresh = lesson_page(page.course, page.key) or page
    return _page(request, fresh, LessonForm({**request.POST.dict(), **revisions_of(fresh)}, kinds=page.kinds), outcome)


def _told(page: LessonPage, outcome: Outcome) -> HttpResponse:
    """For the page's own script: what it needs to go on from, and both texts where somebody else wrote meanwhile."""
    fresh = lesson_page(page.course, page.key) or page
    answer = revisions_of(fresh) | {
        "theirs": outcome.theirs,
        "reason": outcome.reason,
        "errors": outcome.form.errors.get_json_data(),
    }
    return JsonResponse(answer, status=outcome.status)


def _page(request: HttpRequest, page: LessonPage, form: LessonForm, outcome: Outcome | None = None) -> HttpResponse:
    lines = lines_of(page, outcome)
    context: dict[str, Any] = {
        "nobody": None if page.pupils else empty_course(page.course),
        "may_fill": page.course.school_id in request.actor.managed_ids,  # type: ignore[attr-defined]
        "did": did_in(request),
        "page": page,
        "has_cells": any(line.cell.text for line in page.pupils),
        "form": form,
        "outcome": outcome,
        "theirs": (outcome.theirs if outcome else None) or {"topic": "", "homework_text": ""},
        "attendance": attendance_list(lines, page.absence_codes),
        "mark_list": mark_list(lines, page.course.value_system),
        "marks": mark_legend(page.course.value_system, page.bounds),
        "kinds": page.kinds,
        "is_closed": page.course.year.is_closed(today()),
        "can_write": not page.course.year.is_closed(today()) and can_write_journal(request.actor, page.course),  # type: ignore[attr-defined]
        "refusal": _refusal(page),
        "late": [(capfirst(str(WHAT[late.what])), late_words(late.days)) for late in late_in(page)],
        "batch": uuid4(),
        "saved": "saved" in request.GET,
        "account": request.actor.account_id,  # type: ignore[attr-defined]
    }
    return render(request, "journal/lesson.html", context, status=outcome.status if outcome else 200)


def _refusal(page: LessonPage) -> str:
    """Why marks and absences can't be written in this lesson; empty where they can."""
    try:
        check_can_mark(page.key.on, page.state, today())
    except NotAllowedNow as refusal:
        return refusal.reason
    return ""
