"""Two doors, and the way out (B1–B3)."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from zvans.accounts.actions.sessions import SignedIn
from zvans.accounts.actions.sign_in import sign_in, sign_out
from zvans.accounts.enums import Door
from zvans.lib.policy import NotAllowedNow, TooOften
from zvans.web.shared.answers import sent
from zvans.web.shared.cookies import browser_of
from zvans.web.shared.guard import ANYTHING, guarded, public
from zvans.web.shared.onward import page_wanted
from zvans.web.sign_in.door_page import door_page, stopped
from zvans.web.sign_in.first_page import let_in
from zvans.web.sign_in.forms import SignInForm


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest, door: Door) -> HttpResponse:
    form = SignInForm(sent(request), initial={"is_kept": False})
    if not form.is_bound:
        return door_page(request, door, form=form)
    try:
        opened = _opened(request, door, form)
    except TooOften as refusal:
        return stopped(request, door, refusal, form=form)
    except NotAllowedNow as barred:
        return door_page(request, door, form=form, refusal=barred.reason, status=422)
    if opened is None:
        return door_page(request, door, form=form, failed=True, status=422)
    return let_in(request, opened, page_wanted(request))


def _opened(request: HttpRequest, door: Door, form: SignInForm) -> SignedIn | None:
    if not form.is_valid():
        return None
    typed = form.cleaned_data
    return sign_in(
        door=door,
        username=typed["username"],
        password=typed["password"],
        address=request.META.get("REMOTE_ADDR", ""),
        browser=browser_of(request, is_kept=typed["is_kept"]),
    )


@require_POST
@guarded(owing=ANYTHING)
def out(request: HttpRequest) -> HttpResponse:
    sign_out(by=request.actor)  # type: ignore[attr-defined]
    response = HttpResponseRedirect("/")
    response.delete_cookie(settings.SESSION_COOKIE)
    return response
