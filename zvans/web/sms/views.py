"""Where the gateway of text messages calls. It shows its secret by HTTP Basic; whatever we answer is empty: a gateway may hand it on."""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from zvans.audit.actor import Actor
from zvans.notifications.actions.sms import take_report
from zvans.notifications.sms.gateway import is_genuine
from zvans.web.shared.guard import public

_View = Callable[[HttpRequest], HttpResponse]


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
        return view(request)

    return checked


@from_the_gateway
@require_safe
def report(request: HttpRequest) -> HttpResponse:
    """What became of a message: `?id=…&state=…`, as the address says that we gave the gateway with it."""
    state = request.GET.get("state", "")
    if state.isascii() and state.isdigit():
        take_report(request.GET.get("id", "")[:12], int(state), by=Actor.system("sms"))
    return HttpResponse()
