from collections.abc import Callable
from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from zvans.lib.database.away import is_away
from zvans.lib.network import plain
from zvans.web.shared.errors import no_page_here, unavailable

_Next = Callable[[HttpRequest], HttpResponse]

# Everything comes from us, nothing is inline (K3).
_POLICY = "; ".join(
    [
        "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self'", "font-src 'self'",
        "connect-src 'self'", "manifest-src 'self'", "worker-src 'self'", "form-action 'self'", "frame-ancestors 'none'",
        "base-uri 'none'",
    ]
)  # fmt: skip
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cache-Control": "no-store",  # whatever doesn't say itself that it may be kept, as public pages do
}


def _address_behind(proxies: int, request: HttpRequest) -> str:
    """Who asks, as the outermost of our own proxies saw it: what stands further left in the header anybody can have written."""
    seen = str(request.META.get("REMOTE_ADDR", ""))
    if not proxies:
        return seen
    forwarded = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",")]
    claimed = forwarded[-proxies] if len(forwarded) >= proxies else ""
    try:
        return str(ip_address(claimed))
    except ValueError:
        return seen


class SecurityHeaders:
    """Behind TLS the proxy speaks plain http to us: the setting says that visitors don't, not a header that anybody can send."""

    def __init__(self, get_response: _Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.SECURE:
            request.META["wsgi.url_scheme"] = "https"
        request.META["REMOTE_ADDR"] = plain(_address_behind(settings.PROXIES, request))
        response = self.get_response(request)
        for name, value in _HEADERS.items():
            response.headers.setdefault(name, value)
        if settings.SECURE:
            response.headers.setdefault("Strict-Transport-Security", "max-age=31536000; includeSubDomains")
        return response


class Language:
    """Latvian, unless this browser chose otherwise. What it prefers by default is not asked: Latvian comes first (K1)."""

    def __init__(self, get_response: _Next) -> None:
        self.get_response = get_response
        self.known = {code for code, _ in settings.LANGUAGES}

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.actor = None  # type: ignore[attr-defined]
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        language = chosen if chosen in self.known else settings.LANGUAGE_CODE
        translation.activate(language)
        request.LANGUAGE_CODE = language
        response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


class NoPageHere:
    """An address that only takes what is sent says so in words to whoever opens it, say by reloading what they had sent."""

    def __init__(self, get_response: _Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code == 405 and "text/html" in request.headers.get("Accept", ""):
            return no_page_here(request, response["Allow"])
        return response


class DatabaseAway:
    """While the database can't be reached every page says so in plain words, and a script is told to come back: it keeps what it holds."""

    def __init__(self, get_response: _Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return unavailable(request) if is_away(exception) else None
