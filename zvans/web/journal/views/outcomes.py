"""Learning outcomes of a journal: the table, one outcome for the whole class, and what is asked."""

from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from zvans.accounts.enums import Door
from zvans.audit.actor import Actor
from zvans.journal.actions.levels import save_levels
from zvans.journal.actions.outcomes import (
    add_outcome,
    copy_outcomes,
    move_outcome,
    remove_outcome,
    rename_outcome,
    restore_outcome,
)
from zvans.journal.grammar import levels_of
from zvans.journal.queries.journal import course_for
from zvans.journal.queries.outcomes import Outcomes, journals_to_copy, outcome_in, outcomes_of
from zvans.journal.rules import can_view_journal, can_write_journal
from zvans.lib.dates import today
from zvans.schools.queries.course_groups import empty_course
from zvans.web.journal.batch import NotABatch, read_levels
from zvans.web.journal.legend import level_legend
from zvans.web.journal.outcome_form import OutcomeForm, edits_in, level_list, lines_of
from zvans.web.journal.outcomes_html import outcome_key, outcomes_table, reached_summary
from zvans.web.shared.answers import attempted, done_in
from zvans.web.shared.guard import guarded

if TYPE_CHECKING:
    from zvans.journal.models import Outcome
    from zvans.schools.models import Course

_DONE = {
    "added": _("Rezultāts ir pievienots."),
    "renamed": _("Rezultāts ir pārrakstīts. Līmeņi paliek."),
    "moved": _("Secība ir mainīta."),
    "removed": _("Rezultāts ir noņemts. Ierakstītos līmeņus var lasīt, un to var atjaunot."),
    "restored": _("Rezultāts ir atjaunots ar saviem līmeņiem."),
    "copied": _("Rezultāti ir pārņemti."),
    "nothing": _("Jaunu rezultātu tur nebija: visi šeit jau ir."),
    "saved": _("Līmeņi ir saglabāti."),
}


def _outcome_for(actor: Actor, course: str, outcome: int) -> "tuple[Course, Outcome] | None":
    found = course_for(actor, course)
    row = outcome_in(found, outcome) if found else None
    return (found, row) if found and row else None


def _can_view(actor: Actor, found: "tuple[Course, Outcome]") -> bool:
    return can_view_journal(actor, found[0])


def _can_write(actor: Actor, found: "tuple[Course, Outcome]") -> bool:
    return can_write_journal(actor, found[0])


@require_http_methods(["GET", "HEAD", "POST"])
@guarded(door=Door.STAFF, load=course_for, rule=can_view_journal)
def show(request: HttpRequest, course: "Course") -> HttpResponse:
    """The table, and under it what is asked; posted, one outcome more."""
    form = OutcomeForm(request.POST if request.method == "POST" else None, auto_id="new_%s")
    by = request.actor  # type: ignore[attr-defined]
    if request.method == "POST":
        _check_writes(by, course)
        if attempted(form, lambda new: add_outcome(course=course, text=new["text"], by=by)):
            return _to(course, "added")
    page = outcomes_of(course, today())
    can_write = _writes(by, course)
    context = _context(request, course) | {
        "page": page, "form": form, "table": outcomes_table(page, can_write=can_write),
        "nobody": None if page.pupils else empty_course(course), "may_fill": course.school_id in by.managed_ids,
        "others": _others(by, course) if can_write else [],
        "removed": [(row, _given(page, row.outcome_id)) for row in page.removed],
    }  # fmt: skip
    return render(request, "journal/outcomes.html", context, status=422 if form.is_bound else 200)


def _given(page: Outcomes, outcome: int) -> list[tuple[str, str]]:
    """Who has which level with an outcome."""
    found = [(pupil.name, page.level(pupil.pupil_id, outcome).text) for pupil in page.pupils]
    return [(name, level) for name, level in found if level]


def _others(actor: Actor, course: "Course") -> "list[Course]":
    return journals_to_copy(course, type(course).objects.visible_to(actor, on=today()))


def _context(request: HttpRequest, course: "Course") -> dict[str, Any]:
    return {
        "course": course,
        "can_write": _writes(request.actor, course),  # type: ignore[attr-defined]
        "is_closed": course.year.is_closed(today()),
        "levels": levels_of(course.value_system),
        "legend": level_legend(course.value_system),
        "longest": 4,
        "done": done_in(request, _DONE),
    }


def _writes(actor: Actor, course: "Course") -> bool:
    return not course.year.is_closed(today()) and can_write_journal(actor, course)


def _check_writes(actor: Actor, course: "Course") -> None:
    if not can_write_journal(actor, course):
        raise PermissionDenied


@require_POST
@guarded(door=Door.STAFF, load=course_for, rule=can_write_journal)
def save(request: HttpRequest, course: "Course") -> HttpResponse:
    """The table's script speaks to this as the grid's does to `cells`: an outcome stands in the place of the lesson."""
    try:
        batch, edits = read_levels(request)
    except NotABatch as error:
        return JsonResponse({"error": str(error)}, status=422)
    answers = save_levels(course=course, batch=batch, edits=edits, by=request.actor)  # type: ignore[attr-defined]
    page = outcomes_of(course, today())
    cells = [
        {
            "lesson": outcome_key(a.outcome), "pupil": a.pupil, "status": a.status, "text": a.text, "mark": a.revision,
            "absence": 0, "reason": a.reason,
        }
        for a in answers
    ]  # fmt: skip
    summaries = {pupil: reached_summary(page.reached(pupil)) for pupil in {answer.pupil for answer in answers}}
    return JsonResponse({"cells": cells, "summaries": summaries})


@require_http_methods(["GET", "HEAD", "POST"])
@guarded(door=Door.STAFF, load=_outcome_for, rule=_can_view)
def show_one(request: HttpRequest, found: "tuple[Course, Outcome]") -> HttpResponse:
    """One outcome for the whole class; posted, its levels."""
    course, outcome = found
    by, page = request.actor, outcomes_of(course, today())  # type: ignore[attr-defined]
    row = next((row for row in (*page.outcomes, *page.removed) if row.outcome_id == outcome.pk), None)
    if row is None:
        return HttpResponseRedirect(reverse("journal:outcomes", args=[course.public_id]))
    lines, status = lines_of(page, row), 200
    if request.method == "POST":
        _check_writes(by, course)
        edits = edits_in(page, row, request.POST.dict())
        answers = save_levels(course=course, batch=_batch(request), edits=edits, by=by)
        states = {answer.status for answer in answers}
        if states <= {"saved"}:
            address = reverse("journal:outcome", args=[course.public_id, outcome.pk])
            return HttpResponseRedirect(f"{address}?done=saved")
        lines = lines_of(outcomes_of(course, today()), row, answers, edits)
        status = 422 if "refused" in states else 409
    return _one(request, course, row, lines, _rename_form(row), status)


def _rename_form(row: Any) -> OutcomeForm:
    return OutcomeForm(initial={"text": row.text, "stamp": f"{row.revision}"})


def _one(
    request: HttpRequest, course: "Course", row: Any, lines: list[Any], form: OutcomeForm, status: int
) -> HttpResponse:
    context = _context(request, course) | {
        "row": row, "form": form, "list": level_list(lines, levels_of(course.value_system)), "batch": uuid4(),
        "can_judge": not row.is_removed and _writes(request.actor, course),  # type: ignore[attr-defined]
        "lines": lines,
    }  # fmt: skip
    return render(request, "journal/outcome.html", context, status=status)


def _batch(request: HttpRequest) -> UUID:
    try:
        return UUID(request.POST.get("batch", ""))
    except ValueError:
        return uuid4()


@require_POST
@guarded(door=Door.STAFF, load=_outcome_for, rule=_can_write)
def rename(request: HttpRequest, found: "tuple[Course, Outcome]") -> HttpResponse:
    course, outcome = found
    form, by = OutcomeForm(request.POST), request.actor  # type: ignore[attr-defined]
    if attempted(form, lambda new: rename_outcome(outcome=outcome, by=by, **new)):
        return _to(course, "renamed")
    page = outcomes_of(course, today())
    row = next((row for row in (*page.outcomes, *page.removed) if row.outcome_id == outcome.pk), None)
    if row is None:
        return _to(course, "removed")
    return _one(request, course, row, lines_of(page, row), form, 422)


@require_POST
@guarded(door=Door.STAFF, load=_outcome_for, rule=_can_write)
def move(request: HttpRequest, found: "tuple[Course, Outcome]") -> HttpResponse:
    move_outcome(outcome=found[1], is_up="up" in request.POST, by=request.actor)  # type: ignore[attr-defined]
    return _to(found[0], "moved")


@require_POST
@guarded(door=Door.STAFF, load=_outcome_for, rule=_can_write)
def remove(request: HttpRequest, found: "tuple[Course, Outcome]") -> HttpResponse:
    remove_outcome(outcome=found[1], by=request.actor)  # type: ignore[attr-defined]
    return _to(found[0], "removed")


@require_POST
@guarded(door=Door.STAFF, load=_outcome_for, rule=_can_write)
def restore(request: HttpRequest, found: "tuple[Course, Outcome]") -> HttpResponse:
    restore_outcome(outcome=found[1], by=request.actor)  # type: ignore[attr-defined]
    return _to(found[0], "restored")


@require_POST
@guarded(door=Door.STAFF, load=course_for, rule=can_write_journal)
def copy(request: HttpRequest, course: "Course") -> HttpResponse:
    """From another journal of the subject, which the address's teacher can see."""
    by = request.actor  # type: ignore[attr-defined]
    chosen = request.POST.get("source", "")
    source = next((other for other in _others(by, course) if other.public_id == chosen), None)
    if source is None:
        return _to(course, "nothing")
    return _to(course, "copied" if copy_outcomes(course=course, source=source, by=by) else "nothing")


def _to(course: "Course", done: str) -> HttpResponse:
    return HttpResponseRedirect(f"{reverse('journal:outcomes', args=[course.public_id])}?done={done}")
