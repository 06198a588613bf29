"""The door of every page: who looks, what is loaded, whether they may.

    @guarded(load=journal_for, rule=can_view_journal)
    def show(request, course): ...

A guarded view runs in one transaction that the signed-in account's schools bound. `load(actor, **path)` reads through `visible_to`:
what one can't see is not found (404). `rule(actor, obj)` says whether one may (403). A policy's refusal is a 409 with its reason.
A script says whose page it is on («X-Zvans-Account»): signed in as somebody else meanwhile, nobody sends what another person typed (401).
Whoever owes something first (`Owing`: a code, a password of the own, the terms, a second factor) is led to the page that settles it and
back; a script gets 401 with «X-Zvans-Owes». Only views that say so (`owing=…`) answer them.
Everything else is `@public`: no account, no database. A test walks the addresses: each view is one or the other.
"""

from collections.abc import Callable, Collection
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from zvans.accounts.enums import Owing
from zvans.accounts.queries.sessions import actor_for
from zvans.audit.actor import Actor
from zvans.lib.policy import NotAllowedNow, TooOften
from zvans.web.shared.errors import too_often
from zvans.web.shared.ways import came_from, way_back

type_of_view = Callable[..., HttpResponse]

ANYTHING = frozenset(Owing)


def public(view: type_of_view) -> type_of_view:
    """A page for everyone, signed in or not: it reads nothing that belongs to anybody."""
    view.is_public = True  # type: ignore[attr-defined]
    return view


def guarded(
    *,
    load: Callable[..., Any] | None = None,
    rule: Callable[[Actor, Any], bool] | None = None,
    door: str | None = None,
    owing: Collection[str] = (),
) -> Callable[[type_of_view], type_of_view]:
    """Guard a view by door, loader and rule. The view gets `(request)`, or `(request, obj)` where there is a loader.

    `owing`: what those may still owe whom the view answers, e.g. `{Owing.TERMS}`; `ANYTHING` for the way out.
    """

    def decorate(view: type_of_view) -> type_of_view:
        @wraps(view)
        def guarded_view(request: HttpRequest, **path: Any) -> HttpResponse:
            with transaction.atomic():
                response = _answer(view, request, path, load, rule, door, owing)
                if response.status_code >= 500:
                    transaction.set_rollback(True)
            return response

        guarded_view.is_guarded = True  # type: ignore[attr-defined]
        return guarded_view

    return decorate


def _answer(
    view: type_of_view,
    request: HttpRequest,
    path: dict[str, Any],
    load: Callable[..., Any] | None,
    rule: Callable[[Actor, Any], bool] | None,
    door: str | None,
    owing: Collection[str],
) -> HttpResponse:
    token = request.COOKIES.get(settings.SESSION_COOKIE)
    actor = actor_for(token, request.META.get("REMOTE_ADDR", "")) if token else None
    request.actor = actor  # type: ignore[attr-defined]
    if actor is None:
        return _to_sign_in(request, door)
    if request.headers.get("X-Zvans-Account", str(actor.account_id)) != str(actor.account_id):
        return HttpResponse(status=401, headers={"X-Zvans-Account": "other"})
    if actor.owes and actor.owes not in owing:
        return _to_step(request, actor.owes)
    if door is not None and actor.door != door:
        raise Http404
    loaded: list[Any] = []
    if load is not None:
        loaded = [load(actor, **path)]
        if loaded[0] is None:
            raise Http404
    if rule is not None and not rule(actor, *loaded):
        raise PermissionDenied
    try:
        return view(request, *loaded)
    except NotAllowedNow as refusal:
        told = {"reason": refusal.reason, "back": way_back(request)}
        return render(request, "errors/409.html", told, status=409)
    except TooOften as refusal:
        return too_often(request, refusal)


def _to_sign_in(request: HttpRequest, door: str | None) -> HttpResponse:
    """A page leads to the door and back again; a script is told 401 and keeps what it holds."""
    if _is_script(request):
        return HttpResponse(status=401)
    return _lead_to(reverse(f"sign_in:{door or 'family'}"), request)


def _to_step(request: HttpRequest, owes: str) -> HttpResponse:
    """The same for somebody who is signed in and must do something first."""
    if _is_script(request):
        return HttpResponse(status=401, headers={"X-Zvans-Owes": str(owes)})
    return _lead_to(step_page(owes), request)


def step_page(owes: str) -> str:
    """Where one does what is owed."""
    return f"/sign-in/{owes.replace('_', '-')}/"


def _is_script(request: HttpRequest) -> bool:
    return bool(request.headers.get("X-Requested-With") or request.headers.get("HX-Request"))


def _lead_to(address: str, request: HttpRequest) -> HttpResponse:
    wanted = _page_of(request)
    return HttpResponseRedirect(f"{address}?{urlencode({'next': wanted})}" if wanted else address)


def _page_of(request: HttpRequest) -> str:
    """The page asked for; for a form, the page it stood on: nobody can come back to a form's own address."""
    if request.method in ("GET", "HEAD"):
        return request.get_full_path()
    return came_from(request)
