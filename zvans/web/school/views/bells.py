"""The bell schedules of a school, the usual one first, and the days on which another one rings."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from zvans.lib.dates import today
from zvans.schools.actions.bell_days import ring_otherwise, ring_usually_again
from zvans.schools.actions.bells import add_bells, change_bells, copy_shortened, remove_bells, ring_usually
from zvans.schools.queries.bells import Bells, bell_day_in, bell_days_of, bells_in, bells_of
from zvans.schools.queries.workplaces import Workplace
from zvans.schools.rules import can_set_up
from zvans.web.school.forms.bells import BellDaysForm, BellsForm, ShortenedForm, as_entered, usual_rings
from zvans.web.school.pages import page_of, school_page
from zvans.web.shared.answers import attempted, done, done_in, sent, shown

_DONE = {
    "added": _("Zvani ir pievienoti."),
    "changed": _("Zvani ir mainīti."),
    "shortened": _("Saīsinātie zvani ir izveidoti. Pārbaudiet tos un izvēlieties dienas."),
    "usual": _("Šie zvani tagad ir parastie."),
    "removed": _("Zvani ir noņemti."),
    "day": _("Dienas ir ierakstītas."),
    "day_removed": _("Šajās dienās atkal zvana parastie zvani."),
}


def _list(place: Workplace) -> str:
    return reverse("school:bells", kwargs={"school": place.school.code})


def _list_page(request: HttpRequest, place: Workplace, form: BellDaysForm, schedules: list[Bells]) -> HttpResponse:
    context = page_of(place, "bells") | {
        "schedules": schedules, "form": form, "days": bell_days_of(place.school)[:100], "on": today(),
        "done": done_in(request, _DONE),
    }  # fmt: skip
    return shown(request, "school/bells.html", context, form)


@school_page(rule=can_set_up)
def show(request: HttpRequest, place: Workplace) -> HttpResponse:
    schedules = bells_of(place.school)
    return _list_page(request, place, BellDaysForm(schedules=schedules), schedules)


@school_page(rule=can_set_up, methods=("POST",))
def add_day(request: HttpRequest, place: Workplace) -> HttpResponse:
    schedules = bells_of(place.school)
    form = BellDaysForm(request.POST, schedules=schedules)

    def add(new: Mapping[str, Any]) -> None:
        chosen = next(b.schedule for b in schedules if str(b.schedule.pk) == new["bells"])
        first, last = new["starts_on"], new["ends_on"] or new["starts_on"]
        ring_otherwise(schedule=chosen, starts_on=first, ends_on=last, by=request.actor)  # type: ignore[attr-defined]

    return done(_list(place), "day") if attempted(form, add) else _list_page(request, place, form, schedules)


@school_page(rule=can_set_up, load=bell_day_in, methods=("POST",))
def remove_day(request: HttpRequest, place: Workplace, day: Any) -> HttpResponse:
    ring_usually_again(day=day, by=request.actor)  # type: ignore[attr-defined]
    return done(_list(place), "day_removed")


@school_page(rule=can_set_up, methods=("GET", "POST"))
def add(request: HttpRequest, place: Workplace) -> HttpResponse:
    first = not bells_of(place.school)
    start = as_entered(str(_("Parastās dienas")) if first else "", usual_rings() if first else [])
    form = BellsForm(sent(request), initial=start)
    by = request.actor  # type: ignore[attr-defined]
    if request.method == "POST" and attempted(
        form, lambda new: add_bells(school=place.school, name=new["name"], entered=form.entered(), by=by)
    ):
        return done(_list(place), "added")
    return shown(request, "school/bells_add.html", page_of(place, "bells") | {"form": form, "is_first": first}, form)


def _page(request: HttpRequest, place: Workplace, bells: Bells, form: BellsForm, short: ShortenedForm) -> HttpResponse:
    context = page_of(place, "bells") | {"bells": bells, "form": form, "short_form": short}
    return shown(request, "school/bells_edit.html", context | {"done": done_in(request, _DONE)}, form, short)


@school_page(rule=can_set_up, load=bells_in, methods=("GET", "POST"))
def edit(request: HttpRequest, place: Workplace, bells: Bells) -> HttpResponse:
    form = BellsForm(sent(request), initial=as_entered(bells.schedule.name, bells.rings, bells.stamp))

    def change(new: Mapping[str, Any]) -> None:
        change_bells(
            schedule=bells.schedule, name=new["name"], entered=form.entered(), stamp=new["stamp"],
            by=request.actor,  # type: ignore[attr-defined]
        )  # fmt: skip

    if request.method == "POST" and attempted(form, change):
        return done(_list(place), "changed")
    return _page(request, place, bells, form, ShortenedForm())


@school_page(rule=can_set_up, load=bells_in, methods=("POST",))
def shorten(request: HttpRequest, place: Workplace, bells: Bells) -> HttpResponse:
    form = ShortenedForm(request.POST)
    made: list[Any] = []
    by = request.actor  # type: ignore[attr-defined]
    if attempted(form, lambda new: made.append(copy_shortened(schedule=bells.schedule, by=by, **new))):
        address = reverse("school:bells_edit", kwargs={"school": place.school.code, "bells": made[0].pk})
        return done(address, "shortened")
    own = BellsForm(initial=as_entered(bells.schedule.name, bells.rings, bells.stamp))
    return _page(request, place, bells, own, form)


@school_page(rule=can_set_up, load=bells_in, methods=("POST",))
def make_usual(request: HttpRequest, place: Workplace, bells: Bells) -> HttpResponse:
    ring_usually(schedule=bells.schedule, by=request.actor)  # type: ignore[attr-defined]
    return done(_list(place), "usual")


@school_page(rule=can_set_up, load=bells_in, methods=("POST",))
def remove(request: HttpRequest, place: Workplace, bells: Bells) -> HttpResponse:
    remove_bells(schedule=bells.schedule, by=request.actor)  # type: ignore[attr-defined]
    return done(_list(place), "removed")
