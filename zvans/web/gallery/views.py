"""Each component in each state, for those who build pages. Shown in development, or where the setting GALLERY is on."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from zvans.audit.actor import Actor
from zvans.web.gallery.forms import SampleForm
from zvans.web.shared.guard import public

_PEOPLE = {
    "staff": Actor(None, None, "staff", "staff", "Anastasija", "Bērziņa-Kalniņmuižniece", label="Upeslejas vidusskola"),
    "family": Actor(None, None, "family", "guardian", "Krišjānis", "Zvirgzdiņš", label="Elizabete · Kārlis"),
}


@public
@require_safe
def show(request: HttpRequest) -> HttpResponse:
    _only_where_it_belongs()
    return render(request, "gallery/show.html", {"form": SampleForm({"kind": "2", "due_on": "20.11.2026."})})


@public
@require_safe
def frame(request: HttpRequest, kind: str) -> HttpResponse:
    """The frame of a signed-in page, around an invented person."""
    _only_where_it_belongs()
    if kind not in _PEOPLE:
        raise Http404
    role = "matemātikas skolotāja" if kind == "staff" else "cita atbildīgā persona"
    return render(request, f"gallery/{kind}.html", {"actor": _PEOPLE[kind], "role_label": role})


def _only_where_it_belongs() -> None:
    if not settings.GALLERY:
        raise Http404
