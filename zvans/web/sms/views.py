"""Where the gateway of text messages calls. It shows its secret by HTTP Basic; whatever we answer is empty: a gateway may hand it on."""

import logging
from collections.abc import Callable
from datetime import UTC, datetime
from functools import wraps

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from zvans.audit.actor import Actor
from zvans.lib.database.away import is_away
from zvans.notifications.actions.received_sms import receive_sms
from zvans.notifications.actions.sms import take_report
from zvans.notifications.sms.gateway import is_genuine
from zvans.web.shared.guard import public

_log = logging.getLogger(__name__)
_View = Callable[[HttpRequest], HttpResponse]
_LONGEST_KEY, _LONGEST_BYTES = 80, 2000


def from_the_gateway(view: _View) -> _View:
    """Nobody else gets further than here, and where no gateway is connected there is nothing at the address."""

    @public
    @csrf_exempt
    @wraps(view)
    def checked(request: HttpRequest) -> HttpResponse:
        if not settings.SMS_ENABLED:
            raise Http404
        if not is_genuine(request.headers.get("Authorization", "")):
            return HttpResponse(status=401)
        try:
            return view(request)
        except Exception as problem:
            if not is_away(problem):
                raise
            return HttpResponse(status=503)  # the gateway comes again with the same message

    return checked


@from_the_gateway
@require_POST
def received(request: HttpRequest) -> HttpResponse:
    """A message from a phone: `?id=…&at=…` (the gateway's number for it, seconds of Unix time), the text as body.

    An answer by text message is a message of its own, to the registered phone.
    """
    key, sent_at = request.GET.get("id", ""), _time(request.GET.get("at", ""))
    if not (0 < len(key) <= _LONGEST_KEY and key.isascii() and key.isprintable()) or sent_at is None:
        _log.warning("A text message came without its id or time: see docs/text-messages.md")
        return HttpResponse(status=400)
    receive_sms(
        gateway_key=key, sender=request.headers.get("X-Kannel-From", ""), text=_text(request), sent_at=sent_at,
    )  # fmt: skip
    return HttpResponse()


@from_the_gateway
@require_safe
def report(request: HttpRequest) -> HttpResponse:
    """What became of a message: `?id=…&state=…`, as the address says that we gave the gateway with it."""
    key, state = request.GET.get("id", ""), request.GET.get("state", "")
    if key.isalnum() and state.isascii() and state.isdigit():
        take_report(key, int(state[:3]), by=Actor.system("sms"))
    return HttpResponse()


def _time(seconds: str) -> datetime | None:
    try:
        return datetime.fromtimestamp(int(seconds), UTC)
    except (ValueError, OverflowError, OSError):
        return None


def _text(request: HttpRequest) -> str:
    """In whatever alphabet it came; what can't be read is no message for us."""
    body = request.body[:_LONGEST_BYTES]
    try:
        return body.decode(str((request.content_params or {}).get("charset", "utf-8")), errors="replace")
    except LookupError:
        return ""
