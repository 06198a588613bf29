"""Saving cells in the background: the grid and the lesson screen speak to this (F4)."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_POST

from zvans.accounts.enums import Door
from zvans.journal.actions.cells import CellAnswer, save_cells
from zvans.journal.queries.grid import Summary, summaries_of
from zvans.journal.queries.journal import course_for
from zvans.journal.rules import can_write_journal
from zvans.web.journal.batch import NotABatch, read_batch
from zvans.web.journal.grid_html import mean_words
from zvans.web.journal.keys import key_text
from zvans.web.journal.span import asked_span
from zvans.web.shared.guard import guarded
from zvans.web.shared.words import decimal

if TYPE_CHECKING:
    from zvans.schools.models import Course

_NONE = Summary()


@require_POST
@guarded(door=Door.STAFF, load=course_for, rule=can_write_journal)
def save(request: HttpRequest, course: "Course") -> HttpResponse:
    """Each cell is answered for itself."""
    try:
        batch = read_batch(request, course)
    except NotABatch as error:
        return JsonResponse({"error": str(error)}, status=422)
    answers = save_cells(course=course, batch=batch.uuid, edits=batch.edits, by=request.actor)  # type: ignore[attr-defined]
    cells = [_cell(answer) for answer in answers]
    return JsonResponse({"cells": cells, "summaries": summaries_json(request, course, [a.pupil for a in answers])})


def _cell(answer: CellAnswer) -> dict[str, Any]:
    """`points` says what a percent counts as."""
    return {
        "lesson": key_text(answer.lesson),
        "pupil": answer.pupil,
        "status": answer.status,
        "text": answer.text,
        "mark": answer.mark,
        "absence": answer.absence,
        "reason": str(answer.reason),
    } | ({"points": answer.points} if answer.points is not None else {})


def summaries_json(request: HttpRequest, course: "Course", pupils: Iterable[int]) -> dict[int, dict[str, Any]]:
    """What the rows of these pupils come to, over the days that the page shows; a lesson's screen shows none."""
    span = asked_span(request.GET)
    if span is None:
        return {}
    found = summaries_of(course, span.start, span.end, earlier="earlier" in request.GET)
    return {pupil: _summary(found.get(pupil, _NONE)) for pupil in set(pupils)}


def all_summaries(request: HttpRequest, course: "Course") -> dict[int, dict[str, Any]]:
    """What all rows come to, over the days that the page shows."""
    span = asked_span(request.GET)
    found = summaries_of(course, span.start, span.end, earlier="earlier" in request.GET) if span else {}
    return {pupil: _summary(summary) for pupil, summary in found.items()}


def _summary(summary: Summary) -> dict[str, Any]:
    return {
        "mean": decimal(summary.mean) if summary.mean is not None else "",
        "counted": summary.counted,
        "absent": summary.absent,
        "unexcused": summary.unexcused,
        "about": mean_words(summary),
    } | ({"weighted": True} if summary.is_weighted else {})
