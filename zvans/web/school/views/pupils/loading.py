"""What the addresses of pupils' pages name: looked for inside the one school only."""

from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from zvans.audit.actor import Actor
from zvans.schools.actions.personal_data import correct_person
from zvans.schools.actions.readings import record_reading
from zvans.schools.queries.pupils import guardianship_of, person_in_school, pupil_of, pupils_here
from zvans.schools.queries.staff import rights_of
from zvans.schools.queries.workplaces import Workplace
from zvans.schools.rules import can_give
from zvans.web.school.forms.people import RevisedForm
from zvans.web.school.pages import page_of
from zvans.web.shared.answers import attempted

if TYPE_CHECKING:
    from zvans.accounts.models import Person
    from zvans.schools.models import Guardianship


def pupil_in(place: Workplace, pupil: str) -> "Person | None":
    """A pupil of the school, past, present or coming."""
    return pupil_of(place.school, pupil)


def pupil_here_in(place: Workplace, pupil: str) -> "Person | None":
    """Of one who has left, the person and the family are no longer the school's to see to."""
    return pupils_here(place.school).filter(public_id=pupil).first()


def guardianship_in(place: Workplace, pupil: str, guardian: str) -> "Guardianship | None":
    return guardianship_of(place.school, pupil, guardian)


def person_in(place: Workplace, person: str) -> "Person | None":
    return person_in_school(place.school, person)


def pupil_address(place: Workplace, pupil: "Person", done: str = "") -> str:
    address = reverse("school:pupil", kwargs={"school": place.school.code, "pupil": pupil.public_id})
    return f"{address}?done={done}" if done else address


def to_pupil(place: Workplace, pupil: "Person", done: str) -> HttpResponseRedirect:
    return HttpResponseRedirect(pupil_address(place, pupil, done))


def check_may_correct(place: Workplace, person: "Person") -> None:
    """A guardian or a grown pupil may work here too: nobody corrects who may do more in the school."""
    if not can_give(place, rights_of(place.school, [person])):
        raise PermissionDenied


def corrected(form: RevisedForm, place: Workplace, person: "Person", by: Actor) -> bool:
    """Whether what was sent is stored; who was second, or changes what is not the school's to change yet, reads it in the form."""
    done: list[bool] = []

    def act(entered: Any) -> None:
        values, revision = form.values(), entered["revision"]
        done.append(correct_person(person=person, values=values, revision=revision, school=place.school, by=by))

    if not attempted(form, act):
        return False
    if not done[0]:
        person.refresh_from_db()
        form.show_both(person, person.revision)
    return done[0]


def form_page(
    request: HttpRequest, place: Workplace, template: str, shown: dict[str, Any], reads: str = "read_pupil"
) -> HttpResponse:
    """A form: as asked for, or what was sent and does not fit (422). That it was looked at is on record with its pupil, as `reads` (C2)."""
    if "pupil" in shown:
        record_reading(reads, of=[shown["pupil"].pk], school=place.school, by=request.actor)  # type: ignore[attr-defined]
    status = 422 if request.method == "POST" else 200
    return render(request, f"school/pupils/{template}", page_of(place, "pupils") | shown, status=status)
