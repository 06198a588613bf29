"""Two doors, and the way out (B1–B3)."""

from math import ceil
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from zvans.accounts.actions.sessions import SignedIn
from zvans.accounts.actions.sign_in import sign_in, sign_out
from zvans.accounts.enums import Door, Role
from zvans.accounts.queries.sessions import actor_for
from zvans.lib.policy import NotAllowedNow, TooOften
from zvans.schools.queries.adults import must_be_asked
from zvans.web.shared.answers import sent
from zvans.web.shared.context import start_page
from zvans.web.shared.cookies import browser_of, keep_signed_in
from zvans.web.shared.guard import ANYTHING, guarded, public
from zvans.web.shared.onward import onward, page_wanted
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
    form = SignInForm(sent(request), initial={"is_kept": False})
    page: dict[str, Any] = {"form": form, "door": door, "door_label": door.label, "failed": form.is_bound}
    if not form.is_bound:
        return render(request, "sign_in/door.html", page)
    try:
        opened = _opened(request, door, form)
    except TooOften as refusal:
        page |= {"failed": False, "minutes": ceil(refusal.seconds / 60)}
        response = render(request, "sign_in/door.html", page, status=429)
        response.headers["Retry-After"] = str(refusal.seconds)
        return response
    except NotAllowedNow as barred:
        return render(request, "sign_in/door.html", page | {"failed": False, "refusal": barred.reason}, status=422)
    if opened is None:
        return render(request, "sign_in/door.html", page, status=422)
    return keep_signed_in(_first_page(request, opened), opened)


def _first_page(request: HttpRequest, opened: SignedIn) -> HttpResponseRedirect:
    """A pupil who is of age is asked who sees the diary, until it is said (C8); everybody else goes on at once."""
    if opened.role == Role.PUPIL:
        with transaction.atomic():
            actor = actor_for(opened.token, request.META.get("REMOTE_ADDR", ""))
            if actor is not None and must_be_asked(actor):
                wanted = page_wanted(request) or start_page(opened.role)
                return HttpResponseRedirect(f"{reverse('account:who_sees')}?{urlencode({'next': wanted})}")
    return onward(request, opened.role)


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
