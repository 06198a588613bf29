"""The classes of a school, year by year."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from zvans.schools.actions.classes import add_class, change_class, lead_class, remove_class
from zvans.schools.enums import Permission
from zvans.schools.queries.classes import (
    class_of,
    class_page,
    classes_of,
    day_in,
    employed_on,
    is_open,
    pupils_in,
    pupils_named,
    year_shown,
    years_of,
)
from zvans.schools.queries.workplaces import Workplace
from zvans.schools.rules import can_set_up
from zvans.web.school.answers import check_appoints, exported
from zvans.web.school.forms.classes import ClassForm, LeadForm, class_form
from zvans.web.school.pages import page_of, school_page
from zvans.web.shared.answers import attempted, done_in
from zvans.web.shared.listing import Column, Listing

if TYPE_CHECKING:
    from zvans.schools.models import ClassGroup, SchoolYear

_DONE = {
    "added": _("Klase ir pievienota."),
    "changed": _("Klase ir izmainīta."),
    "led": _("Klases audzinātājs ir ierakstīts."),
    "removed": _("Klase ir noņemta."),
}


def year_in(place: Workplace, year_from: date | None = None) -> "tuple[SchoolYear | None, list[SchoolYear]] | None":
    """The year shown and all the others; an address that names no year of the school is not found."""
    years = years_of(place.school)
    year = year_shown(years, year_from)
    return None if year is None and year_from is not None else (year, years)


def class_in(place: Workplace, class_group: str) -> "ClassGroup | None":
    return class_of(place.school, class_group)


def _listing(school: str) -> Listing:
    return Listing(
        name=_("Klases"),
        columns=[
            Column(
                "name", _("Klase"), lambda row: row.name, ("grade", "sort_key"), is_name=True,
                link=lambda row: reverse("school:class", kwargs={"school": school, "class_group": row.public_id}),
            ),
            Column("grade", _("Kura klase"), lambda row: row.grade, ("grade", "sort_key"), kind="number"),
            Column("teacher", _("Klases audzinātājs"), lambda row: ", ".join(t.employment.name for t in row.teachers_now)),
            Column("pupils", _("Skolēni"), lambda row: row.pupils, ("pupils",), kind="number"),
        ],
    )  # fmt: skip


@school_page(rule=can_set_up, load=year_in)
def show(request: HttpRequest, place: Workplace, found: "tuple[SchoolYear | None, list[SchoolYear]]") -> HttpResponse:
    year, years = found
    if year is None:
        return render(request, "school/no_year.html", page_of(place, "classes"))
    listing, rows = _listing(place.school.code), classes_of(year)
    if listing.asked_file(request):
        return exported(request, place, listing, rows, "classes")
    shown = {
        "list": listing.page(request, rows),
        "year": year,
        "years": years,
        "is_open": is_open(year),
        "done": done_in(request, _DONE),
    }
    return render(request, "school/classes.html", page_of(place, "classes") | shown)


@school_page(rule=can_set_up, load=year_in, methods=("GET", "POST"))
def add(request: HttpRequest, place: Workplace, found: "tuple[SchoolYear, list[SchoolYear]]") -> HttpResponse:
    year, _years = found
    form = ClassForm(request.POST or None)

    def act(entered: Any) -> None:
        name, grade = entered["name"], entered["grade"]
        add_class(year=year, name=name, short_name=name, grade=grade, by=request.actor)  # type: ignore[attr-defined]

    if request.method == "POST" and attempted(form, act):
        return _to_list(place, year, "added")
    shown = page_of(place, "classes") | {"form": form, "year": year}
    return render(request, "school/class_add.html", shown, status=422 if request.method == "POST" else 200)


def _pupils(place: Workplace, class_group: "ClassGroup") -> Listing:
    """To the pages of pupils lead only the names that this person may open."""
    path, title = {"school": place.school.code}, _("Skolēni")

    def link(row: Any) -> str:
        return reverse("school:pupil", kwargs=path | {"pupil": row.pupil.public_id})

    return Listing(
        name=f"{class_group.name} {title}",
        columns=[
            Column(
                "name", _("Skolēns"), lambda row: row.pupil.register_name, ("pupil__sort_key",), is_name=True,
                link=link if Permission.PEOPLE in place.permissions else None,
            ),
            Column("from", _("Klasē no"), lambda row: row.starts_on, ("starts_on",)),
            Column("until", _("Līdz"), lambda row: row.ends_on, ("ends_on",)),
        ],
        search=pupils_named,
        at=reverse("school:class", kwargs=path | {"class_group": class_group.public_id}),
    )  # fmt: skip


def _courses(place: Workplace, class_group: "ClassGroup") -> Listing:
    """The second list of the page."""
    path, title = {"school": place.school.code}, _("Žurnāli")
    return Listing(
        name=f"{class_group.name} {title}",
        columns=[
            Column(
                "subject", _("Priekšmets"), lambda row: row.subject.name, ("subject.sort_key",), is_name=True,
                link=lambda row: reverse("school:course", kwargs=path | {"course": row.public_id}),
            ),
            Column("course", _("Žurnāls"), lambda row: row.name),
        ],
        at=reverse("school:class", kwargs=path | {"class_group": class_group.public_id}),
        anchor="courses",
        prefix="courses-",
    )  # fmt: skip


@school_page(rule=can_set_up, load=class_in)
def show_one(request: HttpRequest, place: Workplace, class_group: "ClassGroup") -> HttpResponse:
    pupils, courses = _pupils(place, class_group), _courses(place, class_group)
    if pupils.asked_file(request):
        return exported(request, place, pupils, pupils_in(class_group), "class", person="pupil")
    if courses.asked_file(request):
        return exported(request, place, courses, class_page(class_group).courses, "class_courses")
    return _class_page(request, place, class_group)


@school_page(rule=can_set_up, load=class_in, methods=("POST",))
def change(request: HttpRequest, place: Workplace, class_group: "ClassGroup") -> HttpResponse:
    form = ClassForm(request.POST)

    def act(entered: Any) -> None:
        change_class(
            class_group=class_group, name=entered["name"], grade=entered["grade"], based_on=form.based_on(),
            by=request.actor,  # type: ignore[attr-defined]
        )  # fmt: skip

    if attempted(form, act):
        return _to_class(place, class_group, "changed")
    return _class_page(request, place, class_group, status=422, form=form)


@school_page(rule=can_set_up, load=class_in, methods=("POST",))
def lead(request: HttpRequest, place: Workplace, class_group: "ClassGroup") -> HttpResponse:
    form = _lead_form(place, class_group, request.POST)

    def act(entered: Any) -> None:
        check_appoints(request, place, [entered["employment"]], "employment")
        lead_class(class_group=class_group, by=request.actor, **entered)  # type: ignore[attr-defined]

    if attempted(form, act):
        return _to_class(place, class_group, "led")
    return _class_page(request, place, class_group, status=422, lead_form=form)


@school_page(rule=can_set_up, load=class_in, methods=("POST",))
def remove(request: HttpRequest, place: Workplace, class_group: "ClassGroup") -> HttpResponse:
    remove_class(class_group=class_group, by=request.actor)  # type: ignore[attr-defined]
    return _to_list(place, class_group.year, "removed")


def _lead_form(place: Workplace, class_group: "ClassGroup", entered: Any = None) -> LeadForm:
    year = class_group.year
    return LeadForm(entered, employments=employed_on(place.school, year.starts_on), day=day_in(year))


def _class_page(
    request: HttpRequest, place: Workplace, class_group: "ClassGroup", *, status: int = 200, **forms: Any
) -> HttpResponse:
    page = class_page(class_group)
    shown = {
        "page": page,
        "courses": _courses(place, class_group).page(request, page.courses),
        "class_group": class_group,
        "list": _pupils(place, class_group).page(request, pupils_in(class_group)),
        "form": class_form(class_group),
        "lead_form": forms.get("lead_form") or _lead_form(place, class_group),
        "is_open": is_open(class_group.year),
        "done": done_in(request, _DONE),
    }
    return render(request, "school/class.html", page_of(place, "classes") | shown | forms, status=status)


def _to_list(place: Workplace, year: "SchoolYear", done: str) -> HttpResponseRedirect:
    path = {"school": place.school.code, "year_from": year.starts_on}
    return HttpResponseRedirect(f"{reverse('school:classes_of_year', kwargs=path)}?done={done}")


def _to_class(place: Workplace, class_group: "ClassGroup", done: str) -> HttpResponseRedirect:
    path = {"school": place.school.code, "class_group": class_group.public_id}
    return HttpResponseRedirect(f"{reverse('school:class', kwargs=path)}?done={done}")
