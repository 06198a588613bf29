"""Pages that are there for a few and not found by everybody else: those of the operator and of the holders of offices (B14)."""

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from zvans.accounts.enums import Door
from zvans.audit.actor import Actor
from zvans.web.shared.guard import guarded

_View = Callable[..., HttpResponse]


def closed_page(
    may: Callable[[Actor], bool], load: Callable[..., Any] | None, methods: Sequence[str]
) -> Callable[[_View], _View]:
    """Guard a page by who comes. `load(actor, **path)` finds what the address names; the view gets `(request[, found])`."""

    def decorate(view: _View) -> _View:
        def loaded(actor: Actor, **path: Any) -> tuple[Any, ...] | None:
            if not may(actor):
                return None
            if load is None:
                return ()
            found = load(actor, **path)
            return None if found is None else (found,)

        @require_http_methods([*methods, *(["HEAD"] if "GET" in methods else [])])
        @guarded(door=Door.STAFF, load=loaded)
        @wraps(view)
        def shown(request: HttpRequest, found: tuple[Any, ...]) -> HttpResponse:
            return view(request, *found)

        return shown

    return decorate
