"""What colleagues changed while a journal stands open: its page asks every few seconds (F4)."""

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from zvans.accounts.enums import Door
from zvans.audit.actor import Actor
from zvans.journal.enums import LessonState
from zvans.journal.queries.changes import ChangedCell, LessonTexts, changes_of, texts_now
from zvans.journal.queries.journal import course_for
from zvans.journal.rules import can_view_journal
from zvans.timetable.queries.plan import LessonKey
from zvans.web.journal.keys import key_text
from zvans.web.journal.lesson_form import FORMATIVE
from zvans.web.journal.span import asked_span
from zvans.web.journal.views.cells import summaries_json
from zvans.web.shared.guard import guarded

if TYPE_CHECKING:
    from zvans.schools.models import Course

_LONGEST = 7 * 24 * 3600  # seconds
# What a lesson's screen shows: revisions of lesson and homework, whether attendance is confirmed, whether it is cancelled.
_SEEN = re.compile(r"(\d{1,9})-(\d{1,9})-([01])-([01])", re.ASCII)


@require_safe
@guarded(door=Door.STAFF, load=course_for, rule=can_view_journal)
def show(request: HttpRequest, course: "Course") -> HttpResponse:
    """The cells of the page's days that were written in within the last `age` seconds; 204 where none were."""
    span, age = asked_span(request.GET), _age(request.GET.get("age", ""))
    if span is None or age is None:
        return JsonResponse({"error": "span, age"}, status=422)
    changed = changes_of(course, span.start, span.end, age)
    if not changed:
        return HttpResponse(status=204)
    cells = [_cell(cell) for cell in changed]
    return JsonResponse({"cells": cells, "summaries": summaries_json(request, course, [c.pupil for c in changed])})


def _cell(changed: ChangedCell) -> dict[str, Any]:
    cell = changed.cell
    return {
        "lesson": key_text(changed.lesson), "pupil": changed.pupil, "text": cell.text, "mark": cell.mark, "absence": cell.absence,
        "who": changed.who,
    } | ({"points": cell.points} if cell.points is not None else {})  # fmt: skip


def _lesson_for(actor: Actor, course: str, on: date, number: int, part: int) -> "tuple[Course, LessonKey] | None":
    found = course_for(actor, course)
    return (found, LessonKey(found.pk, on, number, part)) if found else None


def _can_view(actor: Actor, found: "tuple[Course, LessonKey]") -> bool:
    return can_view_journal(actor, found[0])


@require_safe
@guarded(door=Door.STAFF, load=_lesson_for, rule=_can_view)
def of_lesson(request: HttpRequest, found: "tuple[Course, LessonKey]") -> HttpResponse:
    """What was written in a lesson since its screen was drawn: cells of the last `age` seconds, texts of other revisions than `seen`,
    `attended` and `state` that are others; 204 where nothing was."""
    course, key = found
    seen, age = _SEEN.fullmatch(request.GET.get("seen", "")), _age(request.GET.get("age", ""))
    if seen is None or age is None:
        return JsonResponse({"error": "seen, age"}, status=422)
    revisions = int(seen[1]), int(seen[2])
    changed = [cell for cell in changes_of(course, key.on, key.on, age) if cell.lesson == key]
    now = texts_now(course, key, revisions)
    told = {
        "cells": [_cell(cell) for cell in changed],
        "texts": _texts(now) if _is_other(now, revisions) else None,
    } | _state(now)
    are_same = (bool(now.attendance_at), now.state == LessonState.CANCELLED) == (seen[3] == "1", seen[4] == "1")
    return HttpResponse(status=204) if are_same and not (told["cells"] or told["texts"]) else JsonResponse(told)


def _is_other(now: LessonTexts, seen: tuple[int, int]) -> bool:
    return (now.revision, now.homework_revision) != seen


def _texts(now: LessonTexts) -> dict[str, Any]:
    """As the form's fields hold them."""
    kind = now.work_kind_id or (FORMATIVE if now.is_formative else "")
    due_on = now.homework_due_on if now.homework_text else None
    return {
        "topic": now.topic, "is_formative": "1" if now.is_formative else "", "work_kind": f"{kind}",
        "homework_text": now.homework_text, "homework_due_on": due_on.isoformat() if due_on else None,
        "revision": now.revision, "homework_revision": now.homework_revision, "who": now.who,
    }  # fmt: skip


def _state(now: LessonTexts) -> dict[str, Any]:
    at = date_format(localtime(now.attendance_at), "d.m.Y. H:i") if now.attendance_at else ""
    attended = _("atzīmēta %(time)s") % {"time": at} if at else ""
    return {"attendance": attended, "is_cancelled": now.state == LessonState.CANCELLED}


def _age(text: str) -> timedelta | None:
    """A duration in whole seconds, at most a week."""
    if not (text.isascii() and text.isdigit() and len(text) < 9):
        return None
    return timedelta(seconds=min(int(text), _LONGEST))
