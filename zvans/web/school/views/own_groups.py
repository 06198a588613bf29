"""Groups of pupils of several classes, made by hand (D2)."""

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from zvans.lib.dates import today
from zvans.lib.policy import NotAcceptable
from zvans.schools.actions.groups import DividedMeanwhile, add_own_group, divide_pupils
from zvans.schools.queries.groups import classes_of, own_group, pupils_of, seats_in
from zvans.schools.queries.workplaces import Workplace
from zvans.schools.queries.years import year_at_work
from zvans.schools.rules import can_set_up
from zvans.web.school.forms.groups import default_day, read_members
from zvans.web.school.pages import page_of, school_page

if TYPE_CHECKING:
    from zvans.schools.models import StudyGroup

_LONGEST_NAME = 160


@school_page(rule=can_set_up, methods=("GET", "POST"))
def add(request: HttpRequest, place: Workplace) -> HttpResponse:
    if request.method != "POST":
        return _new(request, place)
    name, year = " ".join(request.POST.get("name", "").split()), year_at_work(place.school, today())
    if not name or len(name) > _LONGEST_NAME or "\x00" in name or year is None:
        error = _("Ierakstiet grupas nosaukumu, ne garāku par 160 zīmēm.") if year else _("Skolai vēl nav mācību gada.")
        return _new(request, place, name, error)
    try:
        group = add_own_group(year=year, name=name, by=request.actor)  # type: ignore[attr-defined]
    except NotAcceptable as refusal:
        return _new(request, place, name, refusal.reason)
    return HttpResponseRedirect(
        reverse("school:own_group", kwargs={"school": place.school.code, "own_group": group.pk})
    )


def _new(request: HttpRequest, place: Workplace, name: str = "", error: str = "") -> HttpResponse:
    context = page_of(place, "groups") | {"name": name, "error": error}
    return render(request, "school/own_group_new.html", context, status=422 if error else 200)


def _group_in(place: Workplace, own_group_key: int) -> "StudyGroup | None":
    return own_group(place.school, own_group_key)


@school_page(rule=can_set_up, load=lambda place, own_group: _group_in(place, own_group), methods=("GET", "POST"))
def show(request: HttpRequest, place: Workplace, group: "StudyGroup") -> HttpResponse:
    return _save(request, place, group) if request.method == "POST" else _page(request, place, group)


def _save(request: HttpRequest, place: Workplace, group: "StudyGroup") -> HttpResponse:
    pupils = pupils_of({c.pk for c in classes_of(group.year)}, today())
    sent = read_members(request.POST, group.pk, group.year, [p.pk for people in pupils.values() for p in people])
    if sent.starts_on is None:
        return _page(request, place, group, chosen=sent.seats, sent=sent, status=422)
    by = request.actor  # type: ignore[attr-defined]
    try:
        changed = divide_pupils(
            groups=[group], seats=sent.seats, based_on=sent.based_on, starts_on=sent.starts_on, by=by
        )
    except DividedMeanwhile:
        return _page(request, place, group, chosen=sent.seats, sent=sent, is_late=True, status=409)
    return HttpResponseRedirect(f"{request.path}?saved={changed}")


def _page(
    request: HttpRequest, place: Workplace, group: "StudyGroup", *, chosen: dict[int, int | None] | None = None,
    sent: Any = None, status: int = 200, **more: Any,
) -> HttpResponse:  # fmt: skip
    """The pupils of the classes that are asked for, and of those who are in the group already."""
    classes = classes_of(group.year)
    pupils, members = pupils_of({c.pk for c in classes}, today()), seats_in([group], today()).get(group.pk, {})
    asked = set(request.GET.getlist("class"))
    shown = [c for c in classes if c.public_id in asked or any(p.pk in members for p in pupils.get(c.pk, ()))]
    day = default_day(group.year, today(), is_untouched=not members)
    ticked = members.keys() if chosen is None else {p for p, key in chosen.items() if key}
    context = page_of(place, "groups") | {
        "group": group,
        "classes": [(c, c in shown) for c in classes],
        "shown": [(c, [(p, p.pk in ticked) for p in pupils.get(c.pk, ())]) for c in shown],
        "shown_keys": " ".join(str(p.pk) for c in shown for p in pupils.get(c.pk, ())),
        "members": members,
        "day": sent.day if sent else day.isoformat(),
        "error": sent.error if sent else "",
        "saved": request.GET.get("saved", ""),
        **more,
    }
    return render(request, "school/own_group.html", context, status=status)
