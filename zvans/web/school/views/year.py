"""The school years of a school: their dates, semesters and breaks."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from zvans.lib.dates import today
from zvans.schools.actions.breaks import add_break, change_break, remove_break
from zvans.schools.actions.calendar import change_year, open_year, remove_year
from zvans.schools.queries.calendar import break_in, break_stamp, next_start, proposed_year, year_page
from zvans.schools.queries.classes import year_shown, years_of
from zvans.schools.queries.workplaces import Workplace
from zvans.schools.rules import can_set_up
from zvans.web.school.forms.year import BreakForm, NewYearForm, YearForm, as_entered, as_proposed
from zvans.web.school.pages import page_of, school_page
from zvans.web.shared.answers import attempted, done, done_in, sent, shown

if TYPE_CHECKING:
    from zvans.schools.models import Break, SchoolYear

_DONE = {
    "opened": _("Mācību gads ir atvērts."),
    "changed": _("Mācību gada datumi ir mainīti."),
    "removed": _("Mācību gads ir noņemts."),
    "break": _("Brīvās dienas ir ierakstītas."),
    "break_changed": _("Brīvās dienas ir mainītas."),
    "break_removed": _("Brīvās dienas ir noņemtas: stundas notiek pēc stundu saraksta."),
}


def year_in(place: Workplace, year_from: date) -> "SchoolYear | None":
    return year_shown(years_of(place.school), year_from)


def _address(place: Workplace, year: "SchoolYear") -> str:
    return reverse("school:year_of", kwargs={"school": place.school.code, "year_from": year.starts_on})


def _page(
    request: HttpRequest,
    place: Workplace,
    year: "SchoolYear | None",
    form: YearForm | None = None,
    break_form: BreakForm | None = None,
) -> HttpResponse:
    years = years_of(place.school)
    context = page_of(place, "year") | {"years": years, "done": done_in(request, _DONE), "year": year}
    if year is None:
        return shown(request, "school/no_years.html", context)
    page = year_page(year)
    form = form or YearForm(initial=as_entered(page), terms=len(page.terms))
    break_form = break_form or BreakForm()
    context |= {"page": page, "form": form, "break_form": break_form, "is_open": _is_open(year)}
    return shown(request, "school/year.html", context, form, break_form)


def _is_open(year: "SchoolYear") -> bool:
    return year.closed_on is None or year.closed_on > today()


@school_page(rule=can_set_up)
def show(request: HttpRequest, place: Workplace) -> HttpResponse:
    return _page(request, place, year_shown(years_of(place.school), None))


@school_page(rule=can_set_up, load=year_in)
def show_year(request: HttpRequest, place: Workplace, year: "SchoolYear") -> HttpResponse:
    return _page(request, place, year)


@school_page(rule=can_set_up, methods=("GET", "POST"))
def add(request: HttpRequest, place: Workplace) -> HttpResponse:
    proposal = proposed_year(next_start(place.school))
    form = NewYearForm(sent(request), initial=as_proposed(proposal), breaks=len(proposal.breaks))
    made: list[SchoolYear] = []

    def keep(new: Mapping[str, Any]) -> None:
        dates = {"starts_on": new["starts_on"], "ends_on": new["ends_on"]}
        by = request.actor  # type: ignore[attr-defined]
        made.append(open_year(school=place.school, terms=form.terms(), breaks=form.breaks(), by=by, **dates))

    if request.method == "POST" and attempted(form, keep):
        return done(_address(place, made[0]), "opened")
    return shown(request, "school/year_add.html", page_of(place, "year") | {"form": form}, form)


@school_page(rule=can_set_up, load=year_in, methods=("POST",))
def change(request: HttpRequest, place: Workplace, year: "SchoolYear") -> HttpResponse:
    form = YearForm(request.POST, terms=len(year_page(year).terms))
    made: list[SchoolYear] = []

    def keep(new: Mapping[str, Any]) -> None:
        said = {name: new[name] for name in ("starts_on", "ends_on", "stamp")}
        made.append(change_year(year=year, terms=form.terms(), by=request.actor, **said))  # type: ignore[attr-defined]

    if attempted(form, keep):
        return done(_address(place, made[0]), "changed")
    return _page(request, place, year, form=form)


@school_page(rule=can_set_up, load=year_in, methods=("POST",))
def remove(request: HttpRequest, place: Workplace, year: "SchoolYear") -> HttpResponse:
    remove_year(year=year, by=request.actor)  # type: ignore[attr-defined]
    return done(reverse("school:year", kwargs={"school": place.school.code}), "removed")


def _of_break(new: Mapping[str, Any]) -> dict[str, Any]:
    return {name: new[name] for name in ("name", "starts_on", "ends_on", "despite")}


@school_page(rule=can_set_up, load=year_in, methods=("POST",))
def break_add(request: HttpRequest, place: Workplace, year: "SchoolYear") -> HttpResponse:
    form = BreakForm(request.POST)
    by = request.actor  # type: ignore[attr-defined]
    if attempted(form, lambda new: add_break(year=year, by=by, **_of_break(new))):
        return done(_address(place, year), "break")
    return _page(request, place, year, break_form=form)


@school_page(rule=can_set_up, load=break_in, methods=("GET", "POST"))
def break_edit(request: HttpRequest, place: Workplace, off: "Break") -> HttpResponse:
    now = {"name": off.name, "starts_on": off.starts_on, "ends_on": off.ends_on, "stamp": break_stamp(off)}
    form = BreakForm(sent(request), initial=now)
    by = request.actor  # type: ignore[attr-defined]
    if request.method == "POST" and attempted(
        form, lambda new: change_break(off=off, stamp=new["stamp"], by=by, **_of_break(new))
    ):
        return done(_address(place, off.year), "break_changed")
    context = page_of(place, "year") | {"off": off, "form": form, "is_open": _is_open(off.year)}
    return shown(request, "school/break.html", context, form)


@school_page(rule=can_set_up, load=break_in, methods=("POST",))
def break_remove(request: HttpRequest, place: Workplace, off: "Break") -> HttpResponse:
    remove_break(off=off, by=request.actor)  # type: ignore[attr-defined]
    return done(_address(place, off.year), "break_removed")
