"""Where passkeys of this installation belong, and the cookie in which a challenge waits for its answer."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.request import split_domain_port

from zvans.accounts.actions.passkeys import Asked, Site

_COOKIE = "zvans_passkey"
_SECONDS = 300


def site_of(request: HttpRequest) -> Site:
    """The host that was asked for, which is one of the installation's own (`ALLOWED_HOSTS`)."""
    host = request.get_host()
    return Site(split_domain_port(host)[0], f"{request.scheme}://{host}", settings.PRODUCT_NAME)


def asked(what: Asked) -> HttpResponse:
    """What the browser's script hands to the device."""
    response = HttpResponse(what.options, content_type="application/json")
    response.set_cookie(
        _COOKIE, what.ticket, max_age=_SECONDS, secure=settings.SECURE, httponly=True, samesite="Strict"
    )
    return response


def ticket_of(request: HttpRequest) -> str:
    return request.COOKIES.get(_COOKIE, "")
