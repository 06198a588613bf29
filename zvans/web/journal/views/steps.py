"""From a lesson to the next one of the same day, and «nobody is absent» in one press."""

from datetime import date
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from zvans.accounts.enums import Door
from zvans.audit.actor import Actor
from zvans.journal.actions.lessons import confirm_attendance
from zvans.journal.queries.journal import course_for
from zvans.journal.queries.lesson import LessonPage, lesson_for
from zvans.journal.queries.today import TodayLesson, teacher_day
from zvans.journal.rules import can_write_journal
from zvans.lib.policy import NotAllowedNow
from zvans.timetable.queries.plan import LessonKey
from zvans.web.journal.did import lead_on, undo_offer
from zvans.web.journal.keys import lesson_address
from zvans.web.shared.guard import guarded


def _can_write(actor: Actor, page: LessonPage) -> bool:
    return can_write_journal(actor, page.course)


@require_POST
@guarded(door=Door.STAFF, load=lesson_for, rule=_can_write)
def nobody_absent(request: HttpRequest, page: LessonPage) -> HttpResponse:
    """Attendance is written down as it stands: who is marked stays marked. Back to the day, or to the lesson."""
    if request.headers.get("X-Requested-With") == "zvans":
        return _told(request, page)
    action = confirm_attendance(page=page, by=request.actor)  # type: ignore[attr-defined]
    if "day" in request.POST:
        return lead_on(reverse("journal:day", args=[page.key.on]), action)
    return lead_on(f"{lesson_address(page.course.public_id, page.key)}?saved=1", action)


def _told(request: HttpRequest, page: LessonPage) -> HttpResponse:
    """For a page's own script, which may have waited for a network: `batch` makes a repeat count once, 409 says why it is not possible."""
    try:
        batch = UUID(request.POST["batch"]) if "batch" in request.POST else None
        action = confirm_attendance(page=page, by=request.actor, batch=batch)  # type: ignore[attr-defined]
    except ValueError:
        return JsonResponse({"error": "batch"}, status=422)
    except NotAllowedNow as refusal:
        return JsonResponse({"reason": refusal.reason}, status=409)
    return JsonResponse(undo_offer(page.course.public_id, "confirm_attendance", action) | {"did": action})


def _key_for(actor: Actor, course: str, on: date, number: int, part: int) -> LessonKey | None:
    found = course_for(actor, course)
    return LessonKey(found.pk, on, number, part) if found else None


@require_safe
@guarded(door=Door.STAFF, load=_key_for)
def before(request: HttpRequest, key: LessonKey) -> HttpResponse:
    lessons = teacher_day(request.actor, key.on).lessons  # type: ignore[attr-defined]
    return _to(next((lesson for lesson in reversed(lessons) if _place(lesson.key) < _place(key)), None), key.on)


@require_safe
@guarded(door=Door.STAFF, load=_key_for)
def after(request: HttpRequest, key: LessonKey) -> HttpResponse:
    lessons = teacher_day(request.actor, key.on).lessons  # type: ignore[attr-defined]
    return _to(next((lesson for lesson in lessons if _place(lesson.key) > _place(key)), None), key.on)


def _place(key: LessonKey) -> tuple[int, int, int]:
    """A lesson's place in its day."""
    return key.number, key.part, key.course_id


def _to(lesson: TodayLesson | None, on: date) -> HttpResponse:
    """To a lesson, or to the day where that was its first or last one."""
    if lesson is None:
        return HttpResponseRedirect(reverse("journal:day", args=[on]))
    return HttpResponseRedirect(lesson_address(lesson.course.public_id, lesson.key))
