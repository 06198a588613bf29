from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from zvans.web.shared.guard import guarded


@guarded()
def floor(request: HttpRequest) -> HttpResponse:
    """The least that any page of ours costs: a session, who it belongs to, a template that says so."""
    return render(request, "bench/floor.html")
