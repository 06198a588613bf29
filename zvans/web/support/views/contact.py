"""Writing to the support without signing in, and reading what it answered (A11). No session is looked up."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from zvans.lib.policy import NotAllowedNow, TooOften
from zvans.portal.actions.tickets import add_to_ticket, open_ticket
from zvans.portal.queries.tickets import said_to_sender, ticket_by_key
from zvans.portal.visitor import visitor
from zvans.web.shared.answers import done, done_in, sent
from zvans.web.shared.errors import later
from zvans.web.shared.guard import public
from zvans.web.shared.visiting import page_before, told_of
from zvans.web.support.forms import AddForm, ContactForm

_DONE = {"added": _("Paldies, Jūsu papildinājums ir saņemts.")}
# The page's address is its key: no other site and no index learns it. «no-referrer» would make browsers hide where a form comes from.
_SECRET = {"Referrer-Policy": "strict-origin", "X-Robots-Tag": "noindex, nofollow"}


@public
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest) -> HttpResponse:
    form = ContactForm(sent(request), initial={"page": page_before(request)})
    if request.method == "POST" and form.is_valid():
        try:
            return _opened(request, form)
        except TooOften as refusal:
            return _again(request, "support/contact.html", {"form": form}, refusal)
    return render(request, "support/contact.html", {"form": form}, status=422 if form.errors else 200)


def _opened(request: HttpRequest, form: ContactForm) -> HttpResponse:
    new = form.cleaned_data
    ticket = open_ticket(
        kind=new["kind"], name=new["name"], email=new["email"], text=new["text"], context=told_of(request, new["page"]),
        is_suspect=form.is_suspect, by=visitor(request.META.get("REMOTE_ADDR", "")),
    )  # fmt: skip
    return done(reverse("support:sent", args=[ticket.key]), "sent")


@public
@require_http_methods(["GET", "HEAD", "POST"])
def sent_ticket(request: HttpRequest, key: str) -> HttpResponse:
    """The ticket's page for who has written it: its number, what becomes of it, and a way to add something."""
    ticket = ticket_by_key(key)
    if ticket is None:
        raise Http404
    form = AddForm(sent(request))
    context = {
        "ticket": ticket, "form": form, "is_new": request.GET.get("done") == "sent", "done": done_in(request, _DONE),
        "said": said_to_sender(ticket), "was_masked": "xxxxxx-xxxxx" in ticket.text,
    }  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            add_to_ticket(
                ticket=ticket, text=form.cleaned_data["text"], by=visitor(request.META.get("REMOTE_ADDR", ""))
            )
        except TooOften as refusal:
            return _secret(_again(request, "support/sent.html", context, refusal))
        except NotAllowedNow as refusal:
            told = {"reason": refusal.reason, "back": reverse("support:sent", args=[key])}
            return _secret(render(request, "errors/409.html", told, status=409))
        return _secret(HttpResponseRedirect(f"{request.path}?done=added"))
    return _secret(render(request, "support/sent.html", context, status=422 if form.errors else 200))


def _again(request: HttpRequest, template: str, context: dict[str, Any], refusal: TooOften) -> HttpResponse:
    """Too much from one source: the form as it was sent, and when it can be sent again."""
    return later(render(request, template, context | {"minutes": refusal.minutes}), refusal)


def _secret(response: HttpResponse) -> HttpResponse:
    for name, value in _SECRET.items():
        response.headers[name] = value
    return response
