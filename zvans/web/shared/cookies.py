"""The cookies of somebody who signs in: the session, and the device, which opens nothing and outlives it."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from zvans.accounts.actions.sessions import SignedIn
from zvans.accounts.browsers import Browser

_DEVICE_SECONDS = 400 * 24 * 3600  # browsers keep no cookie longer
_LONGEST_TOKEN = 100


def browser_of(request: HttpRequest, *, is_kept: bool = False) -> Browser:
    """What the browser says of itself; `is_kept`: the person wants to stay signed in."""
    device = request.COOKIES.get(settings.DEVICE_COOKIE, "")
    agent = request.headers.get("User-Agent", "")
    return Browser(device if len(device) <= _LONGEST_TOKEN else "", agent, is_kept)


def keep_signed_in(response: HttpResponse, opened: SignedIn) -> HttpResponse:
    _set(response, settings.SESSION_COOKIE, opened.token, opened.seconds)
    if opened.device:
        _set(response, settings.DEVICE_COOKIE, opened.device, _DEVICE_SECONDS)
    return response


def _set(response: HttpResponse, name: str, value: str, seconds: int | None) -> None:
    response.set_cookie(name, value, max_age=seconds, secure=settings.SECURE, httponly=True, samesite="Lax")
