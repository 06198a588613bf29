"""Addresses that fail in each way a page can fail, beside our own."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import include, path
from django.views.decorators.csrf import csrf_protect


def broken(request: HttpRequest) -> HttpResponse:
    raise RuntimeError


def forbidden(request: HttpRequest) -> HttpResponse:
    raise PermissionDenied


@csrf_protect
def form(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


urlpatterns = [
    path("broken/", broken),
    path("forbidden/", forbidden),
    path("form/", form),
    path("", include("config.urls")),
]
handler404 = "zvans.web.shared.errors.not_found"
handler403 = "zvans.web.shared.errors.forbidden"
handler500 = "zvans.web.shared.errors.server_error"
