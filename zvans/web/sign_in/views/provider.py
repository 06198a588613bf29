"""Through the state's or a school's sign-in, and back (B15).

What went wrong, the door says: its address holds nothing of what the provider sent.
"""

import logging
from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from zvans.accounts.actions.provider_sign_in import count_post, sign_in_as, take_answer
from zvans.accounts.enums import Door
from zvans.integrations.asking import own_metadata, proof_in, question, sealed
from zvans.integrations.proofs import Declined, NoCode, Proof, ProviderAway, ProviderRefused
from zvans.integrations.providers import Provider, provider_named
from zvans.integrations.tickets import SECONDS, Ticket, new_ticket, ticket_in
from zvans.lib.policy import TooOften
from zvans.schools.queries.institutions import schools_coded
from zvans.web.shared.cookies import browser_of
from zvans.web.shared.guard import public
from zvans.web.shared.onward import page_wanted
from zvans.web.sign_in.door_page import stopped
from zvans.web.sign_in.first_page import let_in

_log = logging.getLogger(__name__)
_COOKIE, _ANSWER, _PATH = "zvans_provider", "zvans_provider_answer", "/sign-in/"
_LONGEST_STATE = 100


@public
@never_cache
@require_safe
def leave(request: HttpRequest, door: str, provider: str) -> HttpResponse:
    """To the provider. A page of somebody else's sends nobody there: it leads to the door."""
    asked = _found(provider)
    if door not in asked.doors:
        raise Http404
    wanted = page_wanted(request)
    if request.headers.get("Sec-Fetch-Site") == "cross-site":
        return _to_door(door, wanted)
    ticket = new_ticket(provider=asked.key, door=door, wanted=wanted, is_kept="kept" in request.GET)
    try:
        response = HttpResponseRedirect(question(asked, ticket, _back(asked)))
    except ProviderAway:
        return _to_door(door, wanted, asked, "away")
    _keep(response, _COOKIE, ticket.sealed(), SECONDS)
    return response


@public
@csrf_exempt  # SAML posts from the provider's own page; what it opens, opens only in the browser that asked
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def come_back(request: HttpRequest, provider: str) -> HttpResponse:
    """With the provider's answer."""
    asked = _found(provider)
    if request.method == "POST":
        return _posted(request, asked)
    ticket = ticket_in(request.COOKIES.get(_COOKIE, ""), provider=asked.key, state=request.GET.get("state", ""))
    if ticket is None or ticket.door not in asked.doors:
        return _to_door(asked.doors[0], "", asked, "stale")
    try:
        response = _answered(request, asked, ticket)
    except TooOften as refusal:
        return stopped(request, Door(ticket.door), refusal, wanted=ticket.wanted)
    for cookie in (_COOKIE, _ANSWER):
        response.delete_cookie(cookie, path=_PATH, samesite="Lax")
    return response


@public
@never_cache
@require_safe
def metadata(request: HttpRequest, provider: str) -> HttpResponse:
    """What the keepers of a SAML provider want to know of this installation."""
    asked = _found(provider)
    if asked.kind != "saml":
        raise Http404
    return HttpResponse(own_metadata(asked, _back(asked)), content_type="application/samlmetadata+xml")


def _posted(request: HttpRequest, asked: Provider) -> HttpResponse:
    """A post from another site brings no cookies of ours along. The browser is sent here once more, by itself, with the answer sealed."""
    if asked.kind != "saml":
        return HttpResponseNotAllowed(["GET", "HEAD"])
    try:
        count_post(address=request.META.get("REMOTE_ADDR", ""))
        answer = sealed(asked, request.POST.get("SAMLResponse", ""), _back(asked))
    except ProviderAway:
        return _to_door(asked.doors[0], "", asked, "away")
    except TooOften as refusal:
        return stopped(request, Door(asked.doors[0]), refusal)
    state = urlencode({"state": request.POST.get("RelayState", "")[:_LONGEST_STATE]})
    response = HttpResponseRedirect(f"{request.path}?{state}")
    _keep(response, _ANSWER, answer, SECONDS)
    return response


def _answered(request: HttpRequest, asked: Provider, ticket: Ticket) -> HttpResponse:
    address, browser = request.META.get("REMOTE_ADDR", ""), browser_of(request, is_kept=ticket.is_kept)
    if not take_answer(state=ticket.state, address=address):
        return _to_door(ticket.door, ticket.wanted, asked, "stale")
    try:
        proof, said = _proof(request, asked, ticket)
    except Declined:
        return _to_door(ticket.door, ticket.wanted, asked, "cancelled")
    except ProviderAway:
        return _to_door(ticket.door, ticket.wanted, asked, "away")
    opened = sign_in_as(
        door=ticket.door,
        code=proof.code if proof else None,
        way=asked.key,
        within=None if asked.is_for_everybody else schools_coded(asked.schools),
        has_shown_factor=bool(proof and proof.is_second_factor),
        address=address,
        browser=browser,
    )
    return let_in(request, opened, ticket.wanted) if opened else _to_door(ticket.door, ticket.wanted, asked, said)


def _proof(request: HttpRequest, asked: Provider, ticket: Ticket) -> tuple[Proof | None, str]:
    """And what is to be said where nobody is let in."""
    answer = request.GET.dict() | {"sealed": request.COOKIES.get(_ANSWER, "")}
    try:
        return proof_in(asked, ticket, answer, _back(asked)), "nobody"
    except Declined:
        raise
    except NoCode:
        return None, "no_code"
    except ProviderRefused as refusal:
        _log.warning("An answer of the provider %s is refused: %s", asked.key, refusal.why)
        return None, "refused"


def _found(key: str) -> Provider:
    found = provider_named(key)
    if found is None:
        raise Http404
    return found


def _back(asked: Provider) -> str:
    """As the provider knows it: of the installation's own address, whatever host was asked for."""
    return f"{settings.ADDRESS}{reverse('sign_in:provider_back', args=[asked.key])}"


def _to_door(door: str, wanted: str, asked: Provider | None = None, said: str = "") -> HttpResponse:
    words = {"next": wanted, "with": asked.key if asked else "", "said": said}
    query = urlencode({name: word for name, word in words.items() if word})
    return HttpResponseRedirect(f"{reverse(f'sign_in:{door}')}{'?' if query else ''}{query}")


def _keep(response: HttpResponse, name: str, value: str, seconds: int) -> None:
    """«Lax»: the way back comes from the provider's site, as a link does."""
    response.set_cookie(name, value, max_age=seconds, path=_PATH, secure=settings.SECURE, httponly=True, samesite="Lax")
