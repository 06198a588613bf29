"""Pages for what went wrong, in plain words and with a way on."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from zvans.lib.policy import TooOften

_SECONDS = "30"  # until one may ask again: the database comes back by itself in less, or somebody sees to it


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "errors/400.html", status=400)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "errors/404.html", status=404)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "errors/403.html", status=403)


def server_error(request: HttpRequest) -> HttpResponse:
    return render(request, "errors/500.html", status=500)


def unavailable(request: HttpRequest) -> HttpResponse:
    """The database is away: nothing is asked of it, and nobody is named. A script that saves gets no page."""
    request.actor = None  # type: ignore[attr-defined]
    if request.headers.get("X-Requested-With") == "zvans" or request.content_type == "application/json":
        answer = HttpResponse(status=503)
    else:
        answer = render(request, "errors/503.html", status=503)
    answer.headers["Retry-After"] = _SECONDS
    return answer


def no_page_here(request: HttpRequest, allowed: str) -> HttpResponse:
    answer = render(request, "errors/405.html", status=405)
    answer.headers["Allow"] = allowed
    return answer


def too_often(request: HttpRequest, refusal: TooOften) -> HttpResponse:
    return later(render(request, "errors/429.html", {"minutes": refusal.minutes}), refusal)


def later(response: HttpResponse, refusal: TooOften) -> HttpResponse:
    """The same with a page of another's: 429, and when it can be tried again."""
    response.status_code = 429
    response.headers["Retry-After"] = str(refusal.seconds)
    return response


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return render(request, "errors/csrf.html", status=403)
