"""Second factors of one's own (B10): passkeys, an app with codes, recovery codes. They change soon after a proof only."""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import segno
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zvans.accounts.actions.code_generators import add_code_generator, address_of, new_secret, remove_code_generator
from zvans.accounts.actions.factors import prove_again
from zvans.accounts.actions.passkeys import add_passkey, ask_to_register, challenge_of, remove_passkey
from zvans.accounts.actions.recovery_codes import renew_recovery_codes
from zvans.accounts.enums import Owing
from zvans.accounts.queries.factors import account_of, factors_of, has_generator, is_proved_lately, passkey_of
from zvans.audit.actor import Actor
from zvans.lib.policy import NotAcceptable
from zvans.web.account.forms import GeneratorForm, PasskeyForm, ProveForm, sealed, unsealed
from zvans.web.shared.answers import attempted, done, done_in, sent, shown
from zvans.web.shared.context import start_page
from zvans.web.shared.guard import guarded
from zvans.web.shared.onward import onward, page_wanted
from zvans.web.shared.passkeys import asked, site_of, ticket_of

if TYPE_CHECKING:
    from zvans.accounts.models import Passkey

_DONE = {
    "passkey": _("Piekļuves atslēga ir pievienota."),
    "passkey_removed": _("Piekļuves atslēga ir noņemta. Izdzēsiet to arī ierīcē."),
    "generator": _("Kodu lietotne ir iestatīta."),
    "generator_removed": _("Kodu lietotne ir noņemta."),
}
_OWING = {Owing.SECOND_FACTOR}
_View = Callable[..., HttpResponse]


def _proved(view: _View) -> _View:
    """First the password once more, if it was typed long ago; then back here."""

    @wraps(view)
    def proved(request: HttpRequest, *found: Any) -> HttpResponse:
        if is_proved_lately(request.actor):  # type: ignore[attr-defined]
            return view(request, *found)
        way = request.get_full_path() if request.method in ("GET", "HEAD") else reverse("account:factors")
        return HttpResponseRedirect(f"{reverse('account:prove')}?{urlencode({'next': way})}")

    return proved


@never_cache
@require_safe
@guarded()
def show(request: HttpRequest) -> HttpResponse:
    page = {"factors": factors_of(request.actor), "done": done_in(request, _DONE)}  # type: ignore[attr-defined]
    return _page(request, "factors.html", page)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@guarded(owing=_OWING)
def prove(request: HttpRequest) -> HttpResponse:
    """The password once more."""
    by, form = request.actor, ProveForm(sent(request))  # type: ignore[attr-defined]

    def act(typed: Mapping[str, Any]) -> None:
        if not prove_again(password=typed["password"], by=by):
            raise NotAcceptable("password", str(_("Tā nav šī konta parole. Ierakstiet vēlreiz.")))

    if attempted(form, act):
        return onward(request, by.role)
    return shown(request, "account/prove.html", _context(request) | {"form": form}, form)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@guarded(owing=_OWING)
@_proved
def generator(request: HttpRequest) -> HttpResponse:
    """The secret waits in the form, sealed, until its first code proves that the app has it."""
    by = request.actor  # type: ignore[attr-defined]
    secret = unsealed(request.POST.get("sealed", ""), by.account_id) or new_secret()
    form = GeneratorForm(sent(request))
    codes: list[str] = []

    def act(typed: Mapping[str, Any]) -> None:
        codes[:] = add_code_generator(secret=secret, code=typed["code"], by=by)

    if request.method == "POST" and attempted(form, act):
        return _added(request, codes, "generator")
    page = {
        "form": form, "sealed": sealed(secret, by.account_id), "secret": " ".join(secret[n : n + 4] for n in range(0, len(secret), 4)),
        "qr": _drawn(address_of(secret, who=by.full_name, product=settings.PRODUCT_NAME)), "is_replaced": has_generator(by),
    }  # fmt: skip
    return shown(request, "account/generator.html", _context(request) | page, form)


def _drawn(text: str) -> Any:
    """Black on white, dark page or light: cameras want it so."""
    code = segno.make(text, error="m").svg_inline(
        scale=5, border=4, dark="#000", light="#fff", svgclass="qr", omitsize=True
    )
    return mark_safe(code)  # noqa: S308 - drawn by us


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@guarded(load=lambda actor: has_generator(actor) or None)
@_proved
def generator_remove(request: HttpRequest, found: bool) -> HttpResponse:
    if request.method == "POST":
        remove_code_generator(by=request.actor)  # type: ignore[attr-defined]
        return done(reverse("account:factors"), "generator_removed")
    return _page(request, "generator_remove.html", {})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@guarded(owing=_OWING)
@_proved
def passkey_add(request: HttpRequest) -> HttpResponse:
    by, form = request.actor, PasskeyForm(sent(request))  # type: ignore[attr-defined]
    codes: list[str] = []

    def act(typed: Mapping[str, Any]) -> None:
        challenge = challenge_of(ticket_of(request), account_of(by))
        codes[:] = add_passkey(
            answer=typed["answer"], challenge=challenge, site=site_of(request), name=typed["name"], by=by
        )

    if request.method == "POST" and attempted(form, act):
        return _added(request, codes, "passkey")
    return shown(request, "account/passkey_add.html", _context(request) | {"form": form}, form)


@never_cache
@require_POST
@guarded(owing=_OWING)
@_proved
def passkey_options(request: HttpRequest) -> HttpResponse:
    """For the script: what the device is to make a key for."""
    return asked(ask_to_register(account=account_of(request.actor), site=site_of(request)))  # type: ignore[attr-defined]


def _passkey_in(actor: Actor, passkey: int) -> "Passkey | None":
    return passkey_of(actor, passkey)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@guarded(load=_passkey_in)
@_proved
def passkey_remove(request: HttpRequest, passkey: "Passkey") -> HttpResponse:
    if request.method == "POST":
        remove_passkey(passkey=passkey, by=request.actor)  # type: ignore[attr-defined]
        return done(reverse("account:factors"), "passkey_removed")
    return _page(request, "passkey_remove.html", {"passkey": passkey})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@guarded(load=lambda actor: factors_of(actor))
@_proved
def recovery(request: HttpRequest, factors: Any) -> HttpResponse:
    """New codes stand on the page that answers, and nowhere else."""
    if request.method == "POST":
        return _codes_shown(request, renew_recovery_codes(by=request.actor))  # type: ignore[attr-defined]
    return _page(request, "recovery.html", {"factors": factors})


def _added(request: HttpRequest, codes: list[str], what: str) -> HttpResponse:
    if codes:
        return _codes_shown(request, codes)
    wanted = page_wanted(request)
    return HttpResponseRedirect(wanted) if wanted else done(reverse("account:factors"), what)


def _codes_shown(request: HttpRequest, codes: list[str]) -> HttpResponse:
    way = page_wanted(request) or start_page(request.actor.role)  # type: ignore[attr-defined]
    return _page(request, "recovery_codes.html", {"codes": codes, "onward": way})


def _context(request: HttpRequest) -> dict[str, Any]:
    return {"section": "factors", "next": page_wanted(request)}


def _page(request: HttpRequest, template: str, more: dict[str, Any]) -> HttpResponse:
    return render(request, f"account/{template}", _context(request) | more)
