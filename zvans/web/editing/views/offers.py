"""Trips that providers have offered: looked at, published or refused, with an answer (A7)."""

from typing import TYPE_CHECKING

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from zvans.lib.policy import NotAllowedNow
from zvans.portal.actions.offer_answers import accept_offer, refuse_offer
from zvans.portal.queries.editing import offered_trips, posts_titled
from zvans.web.editing.moment_form import AnswerForm
from zvans.web.editing.pages import address_of, editors_page, post_in, post_page
from zvans.web.office.exports import taken_as_file
from zvans.web.shared.answers import attempted, done, shown
from zvans.web.shared.listing import Column, Listing
from zvans.web.shared.words import moment

if TYPE_CHECKING:
    from zvans.portal.models import Post

_LISTING = Listing(
    name=_("Piedāvātās ekskursijas"),
    columns=[
        Column("at", _("Kad"), lambda post: moment(post.created_at), ("created_at",)),
        Column("title", _("Ekskursija"), lambda post: post.title, ("place",), address_of, is_name=True),
        Column("where", _("Kur"), lambda post: post.trip.place, ("trip__place",)),
        Column("who", _("Kas piedāvā"), lambda post: post.trip.offered_by, ("trip__offered_by",)),
    ],
    search=posts_titled,
    sort="at",
)


@editors_page()
def show_all(request: HttpRequest) -> HttpResponse:
    rows = offered_trips()
    if file := taken_as_file(request, _LISTING, rows, "offers"):
        return file
    return shown(request, "editing/offers.html", {"section": "offers", "list": _LISTING.page(request, rows)})


@editors_page(load=post_in, methods=("POST",))
def answer(request: HttpRequest, post: "Post") -> HttpResponse:
    if not {"accept", "refuse"} & request.POST.keys():
        raise BadRequest("neither of our buttons")
    form = AnswerForm(request.POST)
    is_accepted = "accept" in request.POST
    act = accept_offer if is_accepted else refuse_offer
    try:
        if attempted(form, lambda told: act(post=post, answer=told["answer"], by=request.actor)):  # type: ignore[attr-defined]
            return done(address_of(post), "accepted" if is_accepted else "refused")
    except NotAllowedNow as refusal:
        return post_page(request, post, answer=form, refused=refusal.reason)
    return post_page(request, post, answer=form)
