"""Columns of a journal: a new one, one that does not take place, what stands in a wrong one; and taking back what was done."""

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from zvans.accounts.enums import Door
from zvans.audit.actor import Actor
from zvans.journal.actions.columns import add_column, cancel_lesson, remove_column, restore_lesson
from zvans.journal.actions.moving import move_entries
from zvans.journal.actions.undo import ChangedSince, undo_action
from zvans.journal.queries.columns import columns_near, move_plan
from zvans.journal.queries.done import UNDO, changed_rows, own_action
from zvans.journal.queries.journal import course_for
from zvans.journal.queries.lesson import LessonPage, lesson_for, lesson_page
from zvans.journal.queries.values import kinds_on
from zvans.journal.rules import can_write_journal
from zvans.lib.dates import today
from zvans.lib.policy import NotAcceptable
from zvans.web.journal.column_forms import ColumnForm, MoveForm
from zvans.web.journal.did import asked_back, lead_on
from zvans.web.journal.keys import cell_address, lesson_address
from zvans.web.shared.guard import guarded

if TYPE_CHECKING:
    from zvans.audit.models import Action
    from zvans.schools.models import Course


def _can_write(actor: Actor, page: LessonPage) -> bool:
    return can_write_journal(actor, page.course)


@require_http_methods(["GET", "HEAD", "POST"])
@guarded(door=Door.STAFF, load=course_for, rule=can_write_journal)
def new(request: HttpRequest, course: "Course") -> HttpResponse:
    kinds = kinds_on(course.school_id, today())
    form = ColumnForm(request.POST if request.method == "POST" else None, kinds=kinds, initial={"on": today()})
    if form.is_bound and form.is_valid():
        try:
            key, action = add_column(course=course, **form.cleaned_data, by=request.actor)  # type: ignore[attr-defined]
            return lead_on(cell_address(course.public_id, key), action)
        except NotAcceptable as refusal:
            form.add_error(refusal.field, refusal.reason)
    return render(
        request, "journal/column_new.html", {"course": course, "form": form}, status=422 if form.errors else 200
    )


@require_POST
@guarded(door=Door.STAFF, load=lesson_for, rule=_can_write)
def cancel(request: HttpRequest, page: LessonPage) -> HttpResponse:
    action = cancel_lesson(page=page, by=request.actor)  # type: ignore[attr-defined]
    return lead_on(lesson_address(page.course.public_id, page.key), action)


@require_POST
@guarded(door=Door.STAFF, load=lesson_for, rule=_can_write)
def restore(request: HttpRequest, page: LessonPage) -> HttpResponse:
    action = restore_lesson(page=page, by=request.actor)  # type: ignore[attr-defined]
    return lead_on(lesson_address(page.course.public_id, page.key), action)


@require_POST
@guarded(door=Door.STAFF, load=lesson_for, rule=_can_write)
def remove(request: HttpRequest, page: LessonPage) -> HttpResponse:
    action = remove_column(page=page, by=request.actor)  # type: ignore[attr-defined]
    return lead_on(reverse("journal:grid", args=[page.course.public_id]), action)


@require_http_methods(["GET", "HEAD", "POST"])
@guarded(door=Door.STAFF, load=lesson_for, rule=_can_write)
def move(request: HttpRequest, page: LessonPage) -> HttpResponse:
    """What stays behind, because its place is taken, is shown there: the page of what is left."""
    form = MoveForm(request.POST if request.method == "POST" else None, page=page, columns=columns_near(page))
    target = lesson_page(page.course, form.cleaned_data["to"]) if form.is_bound and form.is_valid() else None
    if target is None:
        plan = move_plan(page, page.key, page.lesson_id)
        context = {"page": page, "form": form, "count": len(plan.moves), "left": None}
        return render(request, "journal/move.html", context, status=422 if form.errors else 200)
    moved = move_entries(page=page, to=target, by=request.actor)  # type: ignore[attr-defined]
    if not moved.left:
        return lead_on(cell_address(page.course.public_id, target.key), moved.action)
    undo = reverse("journal:undo", args=[page.course.public_id, moved.action])
    context = {"page": page, "target": target, "left": moved.left, "moved": moved.count, "undo": undo}
    return render(request, "journal/moved.html", context)


def _action_for(actor: Actor, course: str, action: int) -> "tuple[Course, Action] | None":
    """What the actor has done in a journal that is still theirs to write in; what others did is not found."""
    found = course_for(actor, course)
    done = own_action(actor, action, found) if found else None
    return (found, done) if found and done and done.name != UNDO else None


def _can_undo(actor: Actor, found: "tuple[Course, Action]") -> bool:
    return can_write_journal(actor, found[0])


@require_POST
@guarded(door=Door.STAFF, load=_action_for, rule=_can_undo)
def undo(request: HttpRequest, found: "tuple[Course, Action]") -> HttpResponse:
    course, action = found
    back = asked_back(request, reverse("journal:grid", args=[course.public_id]))
    only, by = "only" in request.POST, request.actor  # type: ignore[attr-defined]
    try:
        undoing = undo_action(course=course, action=action, by=by, only_unchanged=only)
    except ChangedSince as changed:
        context: dict[str, Any] = {
            "course": course,
            "rows": changed_rows(changed.rows),
            "others": changed.others,
            "back": back,
        }
        return render(request, "journal/changed_since.html", context, status=409)
    if request.headers.get("X-Requested-With") == "zvans":
        return HttpResponse(status=204)
    return lead_on(back, undoing)
