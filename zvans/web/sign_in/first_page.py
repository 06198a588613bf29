"""The first page behind a door."""

from urllib.parse import urlencode

from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from zvans.accounts.actions.sessions import SignedIn
from zvans.accounts.enums import Role
from zvans.accounts.queries.sessions import actor_for
from zvans.schools.queries.adults import must_be_asked
from zvans.web.shared.context import start_page
from zvans.web.shared.cookies import keep_signed_in


def let_in(request: HttpRequest, opened: SignedIn, wanted: str) -> HttpResponse:
    """On to the page wanted, or to where the role begins, with the cookies of who is in."""
    return keep_signed_in(_first_page(request, opened, wanted or start_page(opened.role)), opened)


def _first_page(request: HttpRequest, opened: SignedIn, wanted: str) -> HttpResponseRedirect:
    """A pupil who is of age is asked who sees the diary, until it is said (C8); everybody else goes on at once."""
    if opened.role == Role.PUPIL:
        with transaction.atomic():
            actor = actor_for(opened.token, request.META.get("REMOTE_ADDR", ""))
            if actor is not None and must_be_asked(actor):
                return HttpResponseRedirect(f"{reverse('account:who_sees')}?{urlencode({'next': wanted})}")
    return HttpResponseRedirect(wanted)
