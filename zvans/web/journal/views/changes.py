"""What colleagues changed while a journal stands open: its page asks every few seconds (F4)."""

from datetime import timedelta
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from zvans.accounts.enums import Door
from zvans.journal.queries.changes import changes_of
from zvans.journal.queries.journal import course_for
from zvans.journal.rules import can_view_journal
from zvans.web.journal.keys import key_text
from zvans.web.journal.span import asked_span
from zvans.web.journal.views.cells import summaries_json
from zvans.web.shared.guard import guarded

if TYPE_CHECKING:
    from zvans.schools.models import Course

_LONGEST = 7 * 24 * 3600  # seconds


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
    cells = [
        {
            "lesson": key_text(c.lesson),
            "pupil": c.pupil,
            "text": c.cell.text,
            "mark": c.cell.mark,
            "absence": c.cell.absence,
        }
        | {"who": c.who}
        | ({"points": c.cell.points} if c.cell.points is not None else {})
        for c in changed
    ]
    return JsonResponse({"cells": cells, "summaries": summaries_json(request, course, [c.pupil for c in changed])})


def _age(text: str) -> timedelta | None:
    """A duration in whole seconds, at most a week."""
    if not (text.isascii() and text.isdigit() and len(text) < 9):
        return None
    return timedelta(seconds=min(int(text), _LONGEST))
