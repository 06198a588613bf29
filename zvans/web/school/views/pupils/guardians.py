"""Those who answer for a pupil."""

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse

from zvans.schools.actions.admission import admit_guardian
from zvans.schools.actions.families import call_earlier, change_guardian, end_guardian
from zvans.schools.queries.kin import is_family
from zvans.schools.queries.pupils import MANY_WARDS, wards_count
from zvans.schools.queries.staff import rights_of
from zvans.schools.queries.workplaces import Workplace
from zvans.schools.rules import can_give, can_manage_people
from zvans.web.school.forms.movement import EndForm, GuardianForm, TieForm
from zvans.web.school.forms.people import ContactsForm
from zvans.web.school.pages import school_page
from zvans.web.school.views.pupils.loading import (
    check_may_correct,
    corrected,
    form_page,
    guardianship_in,
    pupil_here_in,
    to_pupil,
)
from zvans.web.shared.answers import attempted

if TYPE_CHECKING:
    from zvans.accounts.models import Person
    from zvans.schools.models import Guardianship

_CONTACTS = ("given_name", "family_name", "phone", "email", "revision")


@school_page(rule=can_manage_people, load=pupil_here_in, methods=("GET", "POST"))
def add(request: HttpRequest, place: Workplace, pupil: "Person") -> HttpResponse:
    form = GuardianForm(request.POST or None, school=place.school, by=request.actor)  # type: ignore[attr-defined]

    def act(entered: Any) -> None:
        admit_guardian(
            pupil=pupil, facts=form.facts(), known=form.known, kind=entered["kind"], access=entered["access"],
            on=entered["on"], school=place.school, by=request.actor,  # type: ignore[attr-defined]
        )  # fmt: skip

    if request.method == "POST" and attempted(form, act):
        return to_pupil(place, pupil, "guardian")
    return form_page(request, place, "guardian_add.html", {"form": form, "pupil": pupil})


@school_page(rule=can_manage_people, load=guardianship_in, methods=("GET", "POST"))
def change(request: HttpRequest, place: Workplace, tie: "Guardianship") -> HttpResponse:
    form = TieForm(request.POST or None, initial={"kind": tie.kind, "access": tie.access})

    def act(entered: Any) -> None:
        change_guardian(guardianship=tie, school=place.school, by=request.actor, **entered)  # type: ignore[attr-defined]

    if request.method == "POST" and attempted(form, act):
        return to_pupil(place, tie.pupil, "tie")
    return _page(request, place, tie, form=form)


@school_page(rule=can_manage_people, load=guardianship_in, methods=("POST",))
def correct(request: HttpRequest, place: Workplace, tie: "Guardianship") -> HttpResponse:
    """A guardian's contacts are the guardian's own (C8): no other guardian reaches them, the school's corrections are on record."""
    check_may_correct(place, tie.guardian)
    form = ContactsForm(request.POST)
    if corrected(form, place, tie.guardian, request.actor):  # type: ignore[attr-defined]
        return to_pupil(place, tie.pupil, "contacts")
    return _page(request, place, tie, contacts=form)


@school_page(rule=can_manage_people, load=guardianship_in, methods=("POST",))
def end(request: HttpRequest, place: Workplace, tie: "Guardianship") -> HttpResponse:
    form = EndForm(request.POST)

    def act(entered: Any) -> None:
        end_guardian(guardianship=tie, last_day=entered["on"], school=place.school, by=request.actor)  # type: ignore[attr-defined]

    if attempted(form, act):
        return to_pupil(place, tie.pupil, "ended")
    return _page(request, place, tie, ending=form)


@school_page(rule=can_manage_people, load=guardianship_in, methods=("POST",))
def earlier(request: HttpRequest, place: Workplace, tie: "Guardianship") -> HttpResponse:
    call_earlier(guardianship=tie, school=place.school, by=request.actor)  # type: ignore[attr-defined]
    return to_pupil(place, tie.pupil, "order")


def _page(request: HttpRequest, place: Workplace, tie: "Guardianship", **forms: Any) -> HttpResponse:
    wards = wards_count(place.school, tie.guardian)
    shown = {
        "tie": tie,
        "pupil": tie.pupil,
        "form": TieForm(initial={"kind": tie.kind, "access": tie.access}),
        "contacts": ContactsForm(
            initial={name: getattr(tie.guardian, name) for name in _CONTACTS}, auto_id="contacts_%s"
        ),
        "ending": EndForm(auto_id="ending_%s"),
        "may_correct": can_give(place, rights_of(place.school, [tie.guardian])),
        "is_own": is_family(request.actor.person_id, [tie.guardian_id]),  # type: ignore[attr-defined]
        "wards": wards if wards > MANY_WARDS else 0,
    }
    return form_page(request, place, "guardian.html", shown | forms, "read_guardian")
