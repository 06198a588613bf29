"""After the right password: the second factor (B10). And the page for those who must set one up first."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zvans.accounts.actions.passkeys import ask_to_show, challenge_of
from zvans.accounts.actions.sessions import SignedIn
from zvans.accounts.actions.showing_factors import show_code, show_passkey
from zvans.accounts.enums import Owing
from zvans.accounts.queries.factors import account_of, factors_of
from zvans.lib.policy import TooOften
from zvans.web.shared.answers import sent
from zvans.web.shared.cookies import browser_of, keep_signed_in
from zvans.web.shared.errors import later
from zvans.web.shared.guard import guarded
from zvans.web.shared.onward import onward, page_wanted
from zvans.web.shared.passkeys import asked, site_of, ticket_of
from zvans.web.sign_in.forms import FactorForm


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@guarded(owing={Owing.FACTOR})
def show(request: HttpRequest) -> HttpResponse:
    """Six digits, a recovery code, or what a passkey has signed."""
    by = request.actor  # type: ignore[attr-defined]
    if by.owes != Owing.FACTOR:
        return onward(request, by.role)
    form = FactorForm(sent(request))
    if not form.is_bound or not form.is_valid():
        return _page(request, form, {}, 422 if form.is_bound else 200)
    try:
        opened = _opened(request, form)
    except TooOften as refusal:
        return later(_page(request, FactorForm(), {"minutes": refusal.minutes}, 429), refusal)
    if opened is None:
        return _page(request, FactorForm(), {"failed": "passkey" if form.cleaned_data["answer"] else "code"}, 422)
    return keep_signed_in(onward(request, opened.role), opened)


def _page(request: HttpRequest, form: FactorForm, more: dict[str, Any], status: int) -> HttpResponse:
    """Nothing typed comes back: each code is another."""
    page = {"form": form, "heading": _("Otrais faktors"), "factors": factors_of(request.actor)}  # type: ignore[attr-defined]
    return render(request, "sign_in/factor.html", page | more, status=status)


def _opened(request: HttpRequest, form: FactorForm) -> SignedIn | None:
    by, browser = request.actor, browser_of(request)  # type: ignore[attr-defined]
    answer = form.cleaned_data["answer"]
    if not answer:
        return show_code(code=form.cleaned_data["code"], by=by, browser=browser)
    challenge = challenge_of(ticket_of(request), account_of(by))
    if challenge is None:
        return None
    return show_passkey(answer=answer, challenge=challenge, site=site_of(request), by=by, browser=browser)


@never_cache
@require_POST
@guarded(owing={Owing.FACTOR})
def options(request: HttpRequest) -> HttpResponse:
    """For the script: which passkeys may answer, and to what."""
    return asked(ask_to_show(account=account_of(request.actor), site=site_of(request)))  # type: ignore[attr-defined]


@never_cache
@require_safe
@guarded(owing={Owing.SECOND_FACTOR})
def owed(request: HttpRequest) -> HttpResponse:
    """A school or an office requires one, and the day has come: it is set up before anything else."""
    by = request.actor  # type: ignore[attr-defined]
    if by.owes != Owing.SECOND_FACTOR:
        return onward(request, by.role)
    page = {"heading": _("Iestatiet otro faktoru"), "next": page_wanted(request)}
    return render(request, "sign_in/second_factor.html", page)
