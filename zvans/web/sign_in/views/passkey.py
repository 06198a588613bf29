"""«Pieslēgties ar piekļuves atslēgu»: no username and no password (B10)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from zvans.accounts.actions.passkey_sign_in import sign_in_with_passkey
from zvans.accounts.actions.passkeys import ask_to_show, challenge_of
from zvans.accounts.enums import Door
from zvans.lib.policy import NotAllowedNow, TooOften
from zvans.web.shared.cookies import browser_of
from zvans.web.shared.guard import public
from zvans.web.shared.onward import page_wanted
from zvans.web.shared.passkeys import asked, site_of, ticket_of
from zvans.web.sign_in.door_page import door_page, stopped
from zvans.web.sign_in.first_page import let_in


@public
@never_cache
@require_POST
def options(request: HttpRequest) -> HttpResponse:
    """For the script. Nobody is named: the device says whose key it has."""
    return asked(ask_to_show(account=None, site=site_of(request)))


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest, door: Door) -> HttpResponse:
    """Whoever comes here by a link, as after the choice of a language, finds the door."""
    if request.method != "POST":
        return redirect(f"sign_in:{door}")
    try:
        opened = sign_in_with_passkey(
            door=door,
            answer=request.POST.get("answer", ""),
            challenge=challenge_of(ticket_of(request), None),
            site=site_of(request),
            address=request.META.get("REMOTE_ADDR", ""),
            browser=browser_of(request, is_kept=bool(request.POST.get("is_kept"))),
        )
    except TooOften as refusal:
        return stopped(request, door, refusal)
    except NotAllowedNow as barred:
        return door_page(request, door, refusal=barred.reason, status=422)
    if opened is None:
        return door_page(request, door, passkey_failed=True, status=422)
    return let_in(request, opened, page_wanted(request))
