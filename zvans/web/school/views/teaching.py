"""What a school teaches, year by year: courses, their groups and teachers."""

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from zvans.journal.actions.courses import change_value_system, remove_course
from zvans.journal.queries.entries import has_entries, has_marks, is_planned
from zvans.schools.actions.courses import add_course, set_teachers
from zvans.schools.queries import teaching
from zvans.schools.queries.classes import day_in, employed_on, is_open
from zvans.schools.queries.workplaces import Workplace
from zvans.schools.rules import can_set_up
from zvans.web.school.answers import check_appoints, exported
from zvans.web.school.forms.teaching import CourseForm, TeachersForm, ValueSystemForm
from zvans.web.school.pages import page_of, school_page
from zvans.web.school.views.classes import year_in
from zvans.web.school.views.staff import name_of
from zvans.web.shared.answers import attempted, done_in
from zvans.web.shared.listing import Column, Filter, Listing

if TYPE_CHECKING:
    from zvans.schools.models import Course, SchoolYear

_DONE = {
    "added": _("Žurnāls ir pievienots."),
    "taught": _("Skolotāji ir ierakstīti."),
    "valued": _("Vērtējumu veids ir izmainīts."),
    "removed": _("Žurnāls ir noņemts."),
}


def course_in(place: Workplace, course: str) -> "Course | None":
    return teaching.course_of(place.school, course)


def _teachers(year: "SchoolYear", row: Any) -> str:
    """Who teaches, and from when nobody does."""
    names = ", ".join(held.employment.name for held in row.teachers_now)
    day = teaching.unmanned_from(year, row.teachers_now)
    if day is None:
        return names
    if day <= day_in(year):
        return gettext("nav skolotāja") + (f"; {names}" if names else "")
    return gettext("%(names)s; no %(day)s nav skolotāja") % {"names": names, "day": f"{day:%d.%m.%Y.}"}


def _listing(place: Workplace, year: "SchoolYear") -> Listing:
    school = place.school.code
    teachers = [(row.public_id, name_of(row)) for row in teaching.teachers_of(year)]
    subjects = [(str(row.pk), row.name) for row in teaching.subjects_of(place.school)]
    return Listing(
        name=_("Slodzes"),
        columns=[
            Column(
                "subject", _("Priekšmets"), lambda row: row.subject.name, ("subject__sort_key", "name"), is_name=True,
                link=lambda row: reverse("school:course", kwargs={"school": school, "course": row.public_id}),
            ),
            Column("groups", _("Klases un grupas"), lambda row: row.name, ("name",)),
            Column("teachers", _("Skolotāji"), lambda row: _teachers(year, row)),
            Column("values", _("Ar ko vērtē"), lambda row: row.get_value_system_display(), ("value_system",)),
        ],
        search=teaching.named,
        filters=[
            Filter("class", _("Klase"), teaching.class_names(year), teaching.taught_to),
            Filter("teacher", _("Skolotājs"), teachers, teaching.taught_by),
            Filter("subject", _("Priekšmets"), subjects, lambda rows, key: rows.filter(subject=key)),
            Filter("lacks", _("Trūkst"), [("teacher", _("skolotāja"))], lambda rows, _key: rows.filter(teaching.unmanned(year))),
        ],
    )  # fmt: skip


@school_page(rule=can_set_up, load=year_in)
def show(request: HttpRequest, place: Workplace, found: "tuple[SchoolYear | None, list[SchoolYear]]") -> HttpResponse:
    year, years = found
    if year is None:
        return render(request, "school/no_year.html", page_of(place, "teaching"))
    listing, rows = _listing(place, year), teaching.courses_of(year)
    if listing.asked_file(request):
        return exported(request, place, listing, rows, "courses")
    shown = {
        "list": listing.page(request, rows), "year": year, "years": years, "is_open": is_open(year), "done": done_in(request, _DONE),
        "lacking": rows.filter(teaching.unmanned(year)).count(),
    }  # fmt: skip
    return render(request, "school/teaching.html", page_of(place, "teaching") | shown)


@school_page(rule=can_set_up, load=year_in, methods=("GET", "POST"))
def add(request: HttpRequest, place: Workplace, found: "tuple[SchoolYear, list[SchoolYear]]") -> HttpResponse:
    year, _years = found
    form = CourseForm(
        request.POST or None, subjects=teaching.subjects_of(place.school), groups=teaching.groups_of(year),
        employments=employed_on(place.school, year.starts_on), day=day_in(year),
    )  # fmt: skip
    added: list[Course] = []

    def act(entered: Any) -> None:
        check_appoints(request, place, form.teachers())
        added.append(
            add_course(
                year=year, subject=entered["subject"], groups=entered["groups"], teachers=form.teachers(),
                starts_on=entered["starts_on"], value_system=entered["value_system"], by=request.actor,  # type: ignore[attr-defined]
            )
        )  # fmt: skip

    if request.method == "POST" and attempted(form, act):
        return _to_course(place, added[0], "added")
    shown = page_of(place, "teaching") | {"form": form, "year": year}
    return render(request, "school/course_add.html", shown, status=422 if request.method == "POST" else 200)


@school_page(rule=can_set_up, load=course_in)
def show_one(request: HttpRequest, place: Workplace, course: "Course") -> HttpResponse:
    return _course_page(request, place, course)


@school_page(rule=can_set_up, load=course_in, methods=("POST",))
def teach(request: HttpRequest, place: Workplace, course: "Course") -> HttpResponse:
    page = teaching.course_page(course)
    form = _teachers_form(place, page, request.POST)

    def act(entered: Any) -> None:
        check_appoints(request, place, teaching.appointed(page.holding, form.teachers(), entered["starts_on"]))
        set_teachers(
            course=course, teachers=form.teachers(), starts_on=entered["starts_on"], state=entered["state"],
            by=request.actor,  # type: ignore[attr-defined]
        )  # fmt: skip

    if attempted(form, act):
        return _to_course(place, course, "taught")
    return _course_page(request, place, course, status=422, form=form)


@school_page(rule=can_set_up, load=course_in, methods=("POST",))
def value(request: HttpRequest, place: Workplace, course: "Course") -> HttpResponse:
    form = ValueSystemForm(request.POST)

    def act(entered: Any) -> None:
        change_value_system(course=course, by=request.actor, **entered)  # type: ignore[attr-defined]

    if attempted(form, act):
        return _to_course(place, course, "valued")
    return _course_page(request, place, course, status=422, value_form=form)


@school_page(rule=can_set_up, load=course_in, methods=("POST",))
def remove(request: HttpRequest, place: Workplace, course: "Course") -> HttpResponse:
    remove_course(course=course, by=request.actor)  # type: ignore[attr-defined]
    path = {"school": place.school.code, "year_from": course.year.starts_on}
    return HttpResponseRedirect(f"{reverse('school:teaching_of_year', kwargs=path)}?done=removed")


def _teachers_form(place: Workplace, page: teaching.CoursePage, entered: Any = None) -> TeachersForm:
    people = employed_on(place.school, page.course.year.starts_on)
    initial = {"starts_on": page.unmanned_from or page.on, "state": page.state}
    return TeachersForm(entered, holding=page.holding, employments=people, initial=initial)


def _course_page(
    request: HttpRequest, place: Workplace, course: "Course", *, status: int = 200, **forms: Any
) -> HttpResponse:
    page = teaching.course_page(course)
    shown = {
        "page": page,
        "course": course,
        "form": forms.get("form") or _teachers_form(place, page),
        "value_form": ValueSystemForm(initial={"value_system": course.value_system, "was": course.value_system}),
        "is_open": is_open(course.year),
        "has_marks": has_marks(course),
        "stands": has_entries(course) or is_planned(course),
        "done": done_in(request, _DONE),
    }
    return render(request, "school/course.html", page_of(place, "teaching") | shown | forms, status=status)


def _to_course(place: Workplace, course: "Course", done: str) -> HttpResponseRedirect:
    path = {"school": place.school.code, "course": course.public_id}
    return HttpResponseRedirect(f"{reverse('school:course', kwargs=path)}?done={done}")
