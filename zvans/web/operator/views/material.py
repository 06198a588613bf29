"""What a person has written on the portal, and taking it down (C4)."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from zvans.audit.actor import Actor
from zvans.portal.actions.material import EVERYTHING, remove_material
from zvans.portal.queries.material import material_of
from zvans.schools.queries.people_found import people_known_as
from zvans.web.operator.forms import MaterialForm
from zvans.web.operator.pages import operator_page
from zvans.web.shared.answers import attempted, done, done_in, sent, shown

_DONE = {"removed": _("Noņemts. Cilvēkam tas ir paziņots kopā ar iemeslu.")}


def _person_in(actor: Actor, person: str) -> Any:
    return next(iter(people_known_as([person])), None)


@operator_page(load=_person_in, methods=("GET", "POST"))
def show(request: HttpRequest, first: Any) -> HttpResponse:
    form = MaterialForm(sent(request))

    def act(told: Any) -> None:
        posts = EVERYTHING if told["all_posts"] else form.ticked_posts
        comments = EVERYTHING if told["all_comments"] else form.ticked_comments
        remove_material(person=first.person, reason=told["reason"], posts=posts, comments=comments, by=request.actor)  # type: ignore[attr-defined]

    if request.method == "POST" and attempted(form, act):
        return done(reverse("operator:material", args=[first.person.public_id]), "removed")
    context = {"section": "people", "first": first, "material": material_of(first.person), "form": form}
    return shown(request, "operator/material.html", context | {"done": done_in(request, _DONE)}, form)
