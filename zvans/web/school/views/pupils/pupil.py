"""A pupil's page, and what is corrected in it."""

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from zvans.lib.policy import NotAcceptable
from zvans.schools.actions.looking_up import is_code_taken
from zvans.schools.actions.personal_data import (
    give_code,
    keep_file,
    name_pupil,
)
from zvans.schools.actions.readings import record_codes_read, record_reading
from zvans.schools.queries.pupils import card_of, code_of, places_of
from zvans.schools.queries.workplaces import Workplace
from zvans.schools.rules import can_manage_people
from zvans.web.school.answers import exported
from zvans.web.school.forms.people import CodeForm, FileForm, PersonForm
from zvans.web.school.pages import page_of, school_page
from zvans.web.school.views.pupils.loading import (
    check_may_correct,
    corrected,
    form_page,
    pupil_here_in,
    pupil_in,
    to_pupil,
)
from zvans.web.shared.answers import attempted, done_in
from zvans.web.shared.listing import Column, Listing

if TYPE_CHECKING:
    from zvans.accounts.models import Person

_DONE = {
    "enrolled": _("Skolēns ir uzņemts."),
    "moved": _("Skolēna klase ir mainīta."),
    "left": _("Pēdējā diena skolā ir ierakstīta."),
    "corrected": _("Personas dati ir saglabāti."),
    "file": _("Personas lieta ir saglabāta."),
    "code": _("Personas kods ir mainīts."),
    "guardian": _("Atbildīgā persona ir pievienota."),
    "tie": _("Radniecība un piekļuve ir saglabātas."),
    "contacts": _("Saziņa ir saglabāta."),
    "ended": _("Atbildīgajai personai ir ierakstīta pēdējā diena."),
    "order": _("Zvanīšanas secība ir mainīta."),
    "merged": _("Abi ieraksti ir apvienoti vienā."),
}
_FILE = ("number", "address", "came_from", "notes")


def _with_order(said: str, order: str) -> str:
    return f"{said}, " + gettext("rīk. %(order)s") % {"order": order} if order else said


_PLACES = Listing(
    name=_("Vietas klasēs"),
    columns=[
        Column("from", _("No dienas"), lambda row: row.starts_on, ("starts_on",)),
        Column(
            "class", _("Klase"), lambda row: f"{row.class_group.name} · {row.class_group.year.name}",
            ("class_group__sort_key",), is_name=True,
        ),
        Column("begun", _("Kā sākās"), lambda row: _with_order(row.get_begun_display(), row.begun_order)),
        Column("until", _("Līdz"), lambda row: row.ends_on, ("ends_on",)),
        Column("ended", _("Kā beidzās"), lambda row: _with_order(row.get_ended_display(), row.ended_order)),
    ],
    sort="-from",
)  # fmt: skip


@school_page(rule=can_manage_people, load=pupil_in)
def show(request: HttpRequest, place: Workplace, pupil: "Person") -> HttpResponse:
    record_reading("read_pupil", of=[pupil.pk], school=place.school, by=request.actor)  # type: ignore[attr-defined]
    places = places_of(place.school, pupil)
    if _PLACES.asked_file(request):
        return exported(request, place, _PLACES, places, "places", person="pupil")
    shown = {
        "card": card_of(place.school, pupil), "pupil": pupil, "list": _PLACES.page(request, places),
        "done": done_in(request, _DONE),
    }  # fmt: skip
    return render(request, "school/pupils/pupil.html", page_of(place, "pupils") | shown)


@school_page(rule=can_manage_people, load=pupil_here_in, methods=("GET", "POST"))
def edit(request: HttpRequest, place: Workplace, pupil: "Person") -> HttpResponse:
    """Two who edit one person: the second sees both values."""
    check_may_correct(place, pupil)
    form = PersonForm(request.POST or None, initial={n: getattr(pupil, n) for n in (*PersonForm.base_fields,)})
    if request.method == "POST" and corrected(form, place, pupil, request.actor):  # type: ignore[attr-defined]
        return to_pupil(place, pupil, "corrected")
    return form_page(request, place, "edit.html", {"form": form, "pupil": pupil}, "read_pupil_data")


@school_page(rule=can_manage_people, load=pupil_in, methods=("GET", "POST"))
def keep(request: HttpRequest, place: Workplace, pupil: "Person") -> HttpResponse:
    now = card_of(place.school, pupil).file
    initial = {name: getattr(now, name, "") for name in _FILE} | {"revision": now.revision if now else 0}
    form = FileForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        revision = form.cleaned_data["revision"]
        if keep_file(
            school=place.school, pupil=pupil, values=form.values(), revision=revision,
            by=request.actor,  # type: ignore[attr-defined]
        ):  # fmt: skip
            return to_pupil(place, pupil, "file")
        now = card_of(place.school, pupil).file
        form.show_both(now, now.revision if now else 0)
    return form_page(request, place, "file.html", {"form": form, "pupil": pupil}, "read_pupil_file")


def _give_code(pupil: "Person", code: str, place: Workplace, by: Any) -> None:
    if is_code_taken(code, person=pupil, school=place.school, by=by) or not give_code(
        person=pupil, code=code, school=place.school, by=by
    ):
        raise NotAcceptable("code", gettext("Personas kods nav derīgs. Pārbaudiet katru ciparu."))
    name_pupil(pupil=pupil, school=place.school, by=by)


@school_page(rule=can_manage_people, load=pupil_here_in, methods=("GET", "POST"))
def code(request: HttpRequest, place: Workplace, pupil: "Person") -> HttpResponse:
    """The personal code, seen and changed on a page of its own; both are on record."""
    check_may_correct(place, pupil)
    by, school = request.actor, place.school  # type: ignore[attr-defined]
    form = CodeForm(request.POST or None)
    if request.method == "POST" and attempted(form, lambda entered: _give_code(pupil, entered["code"], place, by)):
        return to_pupil(place, pupil, "code")
    record_codes_read(of=[pupil.pk], school=school, by=by)
    return form_page(request, place, "code.html", {"form": form, "pupil": pupil, "code": code_of(pupil)}, "read_code")
