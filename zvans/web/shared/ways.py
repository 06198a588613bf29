"""Where somebody came from, and where they can go on."""

from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from django.http import HttpRequest
from django.urls import Resolver404, resolve

_SAID = {"done", "saved", "divided"}  # what a page says after something was done: it must not say it again


def came_from(request: HttpRequest) -> str:
    """The page of this installation that led here, with its search and filters; empty where it is not known."""
    page = urlsplit(request.headers.get("Referer", ""))
    return urlunsplit(("", "", page.path, page.query, "")) if page.netloc == request.get_host() else ""


def way_back(request: HttpRequest) -> str:
    """The page to look at after a refusal: the one that led here, else the nearest above this address."""
    page = urlsplit(came_from(request))
    if not page.path or (request.method == "GET" and page.path == request.path):
        return _above(request.path)
    kept = [(key, value) for key, value in parse_qsl(page.query) if key not in _SAID]
    return urlunsplit(("", "", page.path, urlencode(kept), ""))


def _above(address: str) -> str:
    parts = address.strip("/").split("/")
    for length in range(len(parts) - 1, 0, -1):
        above = f"/{'/'.join(parts[:length])}/"
        if _is_page(above):
            return above
    return "/"


def _is_page(address: str) -> bool:
    """Whether a view stands there that can be looked at; where it says nothing of its methods, it can."""
    try:
        return "GET" in getattr(resolve(address).func, "methods", ("GET",))
    except Resolver404:
        return False
