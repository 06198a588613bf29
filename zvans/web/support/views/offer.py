"""A provider offers a trip for the catalogue, without signing in (A7). No session is looked up."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from zvans.lib.policy import TooOften
from zvans.portal.actions.offers import OFFERED_FIELDS, offer_trip
from zvans.portal.actions.pictures import MOST_BYTES
from zvans.portal.actions.posts import TRIP_FIELDS
from zvans.portal.visitor import visitor
from zvans.web.shared.answers import attempted, done
from zvans.web.shared.errors import later
from zvans.web.shared.guard import public
from zvans.web.shared.uploads import is_too_large
from zvans.web.support.offer_form import OfferForm

_TEMPLATE = "support/offer.html"


@public
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        form = OfferForm(initial={"language": get_language() or "lv"})
        return render(request, _TEMPLATE, {"form": form, "is_sent": request.GET.get("done") == "sent"})
    form = OfferForm(request.POST, request.FILES)
    if is_too_large(request):
        form.add_error("picture", _("Attēls ir pārāk liels: pieņemam attēlus līdz 20 MB."))
    try:
        if attempted(form, lambda new: _offer(request, form, new)):
            return done(reverse("support:offer"), "sent")
    except TooOften as refusal:
        return later(render(request, _TEMPLATE, {"form": form, "minutes": refusal.minutes}), refusal)
    return render(request, _TEMPLATE, {"form": form}, status=422)


def _offer(request: HttpRequest, form: OfferForm, new: Mapping[str, Any]) -> None:
    offer_trip(
        facts={field: new[field] for field in OFFERED_FIELDS},
        text=new["text"],
        trip={field: new[field] for field in (*TRIP_FIELDS, "offered_by", "offered_email")},
        picture=new["picture"].read(MOST_BYTES + 1) if new["picture"] else b"",
        is_suspect=form.is_suspect,
        by=visitor(request.META.get("REMOTE_ADDR", "")),
    )
