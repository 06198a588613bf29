from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from zvans.web.shared.guard import guarded, public


@guarded()
def floor(request: HttpRequest) -> HttpResponse:
    """The least that any page of ours costs: a session, who it belongs to, a template that says so."""
    return render(request, "bench/floor.html")


@public
def bare(request: HttpRequest) -> HttpResponse:
    """The least that any answer costs: nobody is asked for, nothing is looked up."""
    return HttpResponse("<!doctype html><title>bare</title>")
