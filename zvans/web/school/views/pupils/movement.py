"""A pupil comes, moves and leaves."""

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse

from zvans.schools.actions.admission import admit_pupil
from zvans.schools.actions.movement import enrol_pupil_by_hand, leave_school, move_pupil
from zvans.schools.queries.pupils import classes_to_enter
from zvans.schools.queries.workplaces import Workplace
from zvans.schools.rules import can_manage_people
from zvans.web.school.forms.movement import EnrolForm, LeaveForm, MoveForm, PlaceForm
from zvans.web.school.pages import school_page
from zvans.web.school.views.pupils.loading import form_page, pupil_here_in, pupil_in, to_pupil
from zvans.web.shared.answers import attempted

if TYPE_CHECKING:
    from zvans.accounts.models import Person


@school_page(rule=can_manage_people, methods=("GET", "POST"))
def enrol(request: HttpRequest, place: Workplace) -> HttpResponse:
    by = request.actor  # type: ignore[attr-defined]
    form = EnrolForm(request.POST or None, school=place.school, by=by, classes=classes_to_enter(place.school))
    admitted: list[Person] = []

    def act(entered: Any) -> None:
        admitted.append(
            admit_pupil(
                facts=form.facts(), known=form.known, class_group=entered["class_group"], on=entered["on"],
                order=entered["order"], by=request.actor,  # type: ignore[attr-defined]
            )
        )  # fmt: skip

    if request.method == "POST" and attempted(form, act):
        return to_pupil(place, admitted[0], "enrolled")
    return form_page(request, place, "enrol.html", {"form": form})


@school_page(rule=can_manage_people, load=pupil_here_in, methods=("GET", "POST"))
def move(request: HttpRequest, place: Workplace, pupil: "Person") -> HttpResponse:
    form = MoveForm(request.POST or None, classes=classes_to_enter(place.school))

    def act(entered: Any) -> None:
        move_pupil(pupil=pupil, by=request.actor, **entered)  # type: ignore[attr-defined]

    if request.method == "POST" and attempted(form, act):
        return to_pupil(place, pupil, "moved")
    return form_page(request, place, "move.html", {"form": form, "pupil": pupil})


@school_page(rule=can_manage_people, load=pupil_here_in, methods=("GET", "POST"))
def leave(request: HttpRequest, place: Workplace, pupil: "Person") -> HttpResponse:
    form = LeaveForm(request.POST or None)

    def act(entered: Any) -> None:
        leave_school(pupil=pupil, school=place.school, by=request.actor, **entered)  # type: ignore[attr-defined]

    if request.method == "POST" and attempted(form, act):
        return to_pupil(place, pupil, "left")
    return form_page(request, place, "leave.html", {"form": form, "pupil": pupil})


@school_page(rule=can_manage_people, load=pupil_in, methods=("GET", "POST"))
def come_back(request: HttpRequest, place: Workplace, pupil: "Person") -> HttpResponse:
    form = PlaceForm(request.POST or None, classes=classes_to_enter(place.school))

    def act(entered: Any) -> None:
        enrol_pupil_by_hand(pupil=pupil, by=request.actor, **entered)  # type: ignore[attr-defined]

    if request.method == "POST" and attempted(form, act):
        return to_pupil(place, pupil, "enrolled")
    return form_page(request, place, "come_back.html", {"form": form, "pupil": pupil})
