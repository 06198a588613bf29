"""Two doors, and the way out (B1–B3)."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from zvans.accounts.actions.sign_in import sign_in, sign_out
from zvans.accounts.enums import Door
from zvans.web.shared.guard import ANYTHING, guarded, public
from zvans.web.shared.onward import onward
from zvans.web.sign_in.forms import SignInForm


@public
@never_cache
@require_http_methods(["GET", "POST"])
def family(request: HttpRequest) -> HttpResponse:
    return _door(request, Door.FAMILY)


@public
@never_cache
@require_http_methods(["GET", "POST"])
def staff(request: HttpRequest) -> HttpResponse:
    return _door(request, Door.STAFF)


@require_POST
@guarded(owing=ANYTHING)
def out(request: HttpRequest) -> HttpResponse:
    sign_out(by=request.actor)  # type: ignore[attr-defined]
    response = HttpResponseRedirect("/")
    response.delete_cookie(settings.SESSION_COOKIE)
    return response


def _door(request: HttpRequest, door: Door) -> HttpResponse:
    form = SignInForm(request.POST or None)
    opened = None
    if request.method == "POST" and form.is_valid():
        opened = sign_in(
            door=door,
            username=form.cleaned_data["username"],
            password=form.cleaned_data["password"],
            address=request.META.get("REMOTE_ADDR", ""),
        )
    if opened is None:
        failed = request.method == "POST"
        context = {"form": form, "door": door, "door_label": door.label, "failed": failed}
        return render(request, "sign_in/door.html", context, status=422 if failed else 200)
    response = onward(request, opened.role)
    response.set_cookie(
        settings.SESSION_COOKIE,
        opened.token,
        max_age=settings.SESSION_HOURS * 3600,
        secure=settings.SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response
