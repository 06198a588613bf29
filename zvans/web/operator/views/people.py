"""Finding a person in the whole installation. Names stand in the address; a personal code never does (B13), so it is sent."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from zvans.accounts.queries.people import can_be_searched
from zvans.audit.actions import recorded
from zvans.schools.queries.merge_requests import merges_asked_for
from zvans.schools.queries.offices import officers
from zvans.schools.queries.people_found import SHOWN, People, find_by_code, find_people
from zvans.web.operator.forms import CodeForm
from zvans.web.operator.pages import operator_page
from zvans.web.shared.answers import done_in


@never_cache
@operator_page(methods=("GET", "POST"))
def find(request: HttpRequest) -> HttpResponse:
    done = done_in(request, {"declined": _("Pieteikums ir noraidīts. Skola redz iemeslu.")})
    page = {
        "section": "people",
        "first": None,
        "done": done,
        "asked": merges_asked_for(),
        "officers": officers(),
        **searched(request),
    }
    return render(request, "operator/people.html", page, status=422 if page["form"].errors else 200)


def searched(request: HttpRequest, unless_said: str = "") -> dict[str, Any]:
    """Both forms, and who was found by one of them. Each search is recorded, with how many it found."""
    query, form, people = request.GET.get("q", unless_said).strip()[:100], CodeForm(), None
    if request.method == "POST":
        query = ""
        form = CodeForm(request.POST)
        people = find_by_code(form.cleaned_data["code"]) if form.is_valid() else None
    elif can_be_searched(query):
        people = find_people(query)
    if people is not None:
        _record(request, people)
    return {"query": query, "form": form, "people": people, "shown": SHOWN}


def _record(request: HttpRequest, people: People) -> None:
    way = "code" if request.method == "POST" else "name"
    with recorded("find_people", by=request.actor, schools=[], way=way, found=len(people.found)):  # type: ignore[attr-defined]
        pass
