"""The page of a door, with whatever is to be said on it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from zvans.accounts.enums import Door
from zvans.integrations.providers import provider_named, providers_at
from zvans.lib.policy import TooOften
from zvans.web.shared.errors import later
from zvans.web.shared.onward import page_wanted
from zvans.web.sign_in.forms import SignInForm

# Why nobody is in who comes back from a provider (`views.provider`); the template has the words.
_SAID = frozenset(["away", "cancelled", "stale", "refused", "no_code", "nobody"])


def door_page(
    request: HttpRequest,
    door: Door,
    *,
    status: int = 200,
    form: SignInForm | None = None,
    wanted: str | None = None,
    **said: Any,
) -> HttpResponse:
    """`wanted` is where to go on to behind it, if not what the address says (`?next=…`)."""
    page: dict[str, Any] = {
        "form": form or SignInForm(),
        "door": door,
        "door_label": door.label,
        "at": f"sign_in:{door}",
        "wanted": page_wanted(request) if wanted is None else wanted,
        "providers": providers_at(door),
        "came_from": provider_named(request.GET.get("with", "")),
        "provider_said": request.GET.get("said", "") if request.GET.get("said") in _SAID else "",
    }
    return render(request, "sign_in/door.html", page | said, status=status)


def stopped(request: HttpRequest, door: Door, refusal: TooOften, **said: Any) -> HttpResponse:
    """It was tried too often."""
    return later(door_page(request, door, minutes=refusal.minutes, **said), refusal)
