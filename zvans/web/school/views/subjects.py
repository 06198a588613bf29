"""The subjects of a school."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from zvans.schools.actions.naming import name_stamp
from zvans.schools.actions.subjects import add_subject, remove_subject, rename_subject
from zvans.schools.queries.names import called, subject_in, subjects_of
from zvans.schools.queries.workplaces import Workplace
from zvans.schools.rules import can_set_up
from zvans.web.school.attempts import attempted, done_in
from zvans.web.school.forms.names import SubjectForm
from zvans.web.school.pages import page_of, school_page
from zvans.web.school.saving import done, exported, sent, shown
from zvans.web.shared.listing import Column, Listing

_DONE = {
    "added": _("Priekšmets ir pievienots."),
    "renamed": _("Priekšmets ir pārdēvēts."),
    "removed": _("Priekšmets ir noņemts."),
}


def _address(place: Workplace) -> str:
    return reverse("school:subjects", kwargs={"school": place.school.code})


def _listing(place: Workplace) -> Listing:
    def link(subject: Any) -> str:
        return reverse("school:subject", kwargs={"school": place.school.code, "subject": subject.pk})

    return Listing(
        name=_("Priekšmeti"),
        columns=[
            Column("name", _("Priekšmets"), lambda subject: subject.name, order=("sort_key",), link=link, is_name=True),
            Column("short", _("Īsais nosaukums"), lambda subject: subject.short_name, order=("short_name",)),
            Column("journals", _("Žurnāli"), lambda subject: subject.journals, order=("journals",), kind="number"),
        ],
        search=called,
    )


@school_page(rule=can_set_up, methods=("GET", "POST"))
def show(request: HttpRequest, place: Workplace) -> HttpResponse:
    listing, rows = _listing(place), subjects_of(place.school)
    if listing.asked_file(request):
        return exported(request, place, listing, rows, "subjects")
    form = SubjectForm(sent(request), initial={"name": "", "short_name": ""})
    if request.method == "POST" and attempted(form, lambda new: _add(request, place, new)):
        return done(_address(place), "added")
    context = (
        page_of(place, "subjects")
        | {"list": listing.page(request, rows), "form": form}
        | {"done": done_in(request, _DONE)}
    )
    return shown(request, "school/subjects.html", context, form)


def _add(request: HttpRequest, place: Workplace, new: Mapping[str, Any]) -> None:
    add_subject(school=place.school, name=new["name"], short_name=new["short_name"], by=request.actor)  # type: ignore[attr-defined]


@school_page(rule=can_set_up, load=subject_in, methods=("GET", "POST"))
def edit(request: HttpRequest, place: Workplace, subject: Any) -> HttpResponse:
    now = {"name": subject.name, "short_name": subject.short_name, "stamp": name_stamp(subject)}
    form = SubjectForm(sent(request), initial=now)
    by = request.actor  # type: ignore[attr-defined]
    if request.method == "POST" and attempted(form, lambda new: rename_subject(subject=subject, by=by, **new)):
        return done(_address(place), "renamed")
    return shown(request, "school/subject.html", page_of(place, "subjects") | {"subject": subject, "form": form}, form)


@school_page(rule=can_set_up, load=subject_in, methods=("POST",))
def remove(request: HttpRequest, place: Workplace, subject: Any) -> HttpResponse:
    remove_subject(subject=subject, by=request.actor)  # type: ignore[attr-defined]
    return done(_address(place), "removed")
