"""The door of those whom the operator has entrusted an office (B14): to everybody else its pages are not found."""

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from zvans.accounts.enums import Door, Office, Role
from zvans.audit.actor import Actor
from zvans.web.shared.guard import guarded

_View = Callable[..., HttpResponse]


def office_page(
    *offices: Office, load: Callable[..., Any] | None = None, methods: Sequence[str] = ("GET",)
) -> Callable[[_View], _View]:
    """Guard a page of the holders of one of these offices (none named: of any, or of none any more). The view gets `(request[, found])`."""

    def decorate(view: _View) -> _View:
        def loaded(actor: Actor, **path: Any) -> tuple[Any, ...] | None:
            if not set(actor.offices) & set(offices or Office.values) and not (
                actor.role == Role.OFFICER and not offices
            ):
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
