"""The pupil's tick: with a script the line is changed in place, without one the page comes back (K3)."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from zvans.accounts.enums import Door
from zvans.diary.queries.homework import FamilyHomework, homework_for
from zvans.diary.rules import can_tick
from zvans.journal.actions.homework_ticks import tick_homework, untick_homework
from zvans.web.diary.family import Family
from zvans.web.diary.homework_html import due_html
from zvans.web.diary.pages import viewer_of
from zvans.web.shared.guard import guarded


@require_POST
@guarded(load=homework_for, rule=can_tick, door=Door.FAMILY)
def done(request: HttpRequest, homework: FamilyHomework) -> HttpResponse:
    tick_homework(homework=homework.homework, by=request.actor)  # type: ignore[attr-defined]
    return _answer(request, homework)


@require_POST
@guarded(load=homework_for, rule=can_tick, door=Door.FAMILY)
def not_done(request: HttpRequest, homework: FamilyHomework) -> HttpResponse:
    untick_homework(homework=homework.homework, by=request.actor)  # type: ignore[attr-defined]
    return _answer(request, homework)


def _answer(request: HttpRequest, homework: FamilyHomework) -> HttpResponse:
    family = Family([homework.child], is_pupil=True)
    back = _back(request) or family.address("week", on=homework.homework.due_on)
    if not request.htmx:  # type: ignore[attr-defined]
        return HttpResponseRedirect(f"{back}#homework-{homework.homework.pk}-{homework.child.person_id}")
    return HttpResponse(due_html(homework.line, homework.child, viewer_of(request, family, back=back)))


def _back(request: HttpRequest) -> str:
    """The page the tick stands on, if it is one of ours."""
    address = request.POST.get("back", "")
    ours = url_has_allowed_host_and_scheme(address, allowed_hosts=None) and address.startswith("/")
    return address if ours else ""
