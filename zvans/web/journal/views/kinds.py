"""The kind of work of a column, chosen from the grid."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from zvans.accounts.enums import Door
from zvans.audit.actor import Actor
from zvans.journal.actions.lessons import choose_kind
from zvans.journal.queries.lesson import LessonPage, lesson_for
from zvans.journal.rules import can_write_journal
from zvans.lib.policy import NotAllowedNow
from zvans.web.journal.grid_html import kind_words
from zvans.web.journal.views.cells import all_summaries
from zvans.web.shared.guard import guarded


def _can_write(actor: Actor, page: LessonPage) -> bool:
    return can_write_journal(actor, page.course)


@require_POST
@guarded(door=Door.STAFF, load=lesson_for, rule=_can_write)
def choose(request: HttpRequest, page: LessonPage) -> HttpResponse:
    """`kind` is what is chosen, `was` what the writer saw; 0 or nothing is none. A script gets the column's head and all means."""
    is_script = request.headers.get("X-Requested-With") == "zvans"
    kind = _number(request.POST.get("kind", ""))
    try:
        choose_kind(page=page, work_kind=kind, was=_number(request.POST.get("was", "")), by=request.actor)  # type: ignore[attr-defined]
    except NotAllowedNow as refusal:
        if not is_script:
            raise
        return JsonResponse({"reason": refusal.reason, "kind": page.work_kind_id or 0}, status=409)
    if not is_script:
        return HttpResponseRedirect(reverse("journal:grid", args=[page.course.public_id]))
    found = next((k for k in page.kinds if k.kind_id == kind), None)
    answer = {
        "kind": kind,
        "short": found.short_name if found else "",
        "name": kind_words(found.name, found.weight, is_formative=found.is_formative) if found else "",
        "formative": bool(found and found.is_formative),
        "summaries": all_summaries(request, page.course),
    }
    return JsonResponse(answer)


def _number(text: str) -> int:
    """A kind's number; 0 for none, and -1, which no kind has, for nonsense."""
    if not text:
        return 0
    return int(text) if text.isascii() and text.isdigit() and len(text) < 15 else -1
