"""What the account was told; the newest unseen stand on its other pages too."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from zvans.notifications.actions.notices import see_notices
from zvans.notifications.queries.notices import notices_of
from zvans.web.shared import notices
from zvans.web.shared.guard import guarded
from zvans.web.shared.ways import way_back


@require_safe
@guarded()
def show(request: HttpRequest) -> HttpResponse:
    lines = [notices.shown(line) for line in notices_of(request.actor)]  # type: ignore[attr-defined]
    return render(request, "notices/show.html", {"lines": lines, "is_unseen": not all(line.is_seen for line in lines)})


@require_POST
@guarded()
def seen(request: HttpRequest) -> HttpResponse:
    """«Skaidrs»: those that stood there, not those that have come since."""
    ids = [int(key) for key in request.POST.getlist("notice") if key.isascii() and key.isdigit() and len(key) < 19]
    see_notices(ids, by=request.actor)  # type: ignore[attr-defined]
    return HttpResponseRedirect(way_back(request))
