"""How a school marks: its kinds of work with their weights, and its scale of percent, each by date."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from zvans.journal.actions.values import (
    KindValues,
    add_kind,
    add_usual_kinds,
    change_kind,
    end_kind,
    kind_stamp,
    remove_kind,
    set_scale,
    usual_kinds,
)
from zvans.journal.queries.values import all_scales, bounds_on, kind_in, kinds_of
from zvans.lib.dates import today
from zvans.lib.text import search_key, sort_key
from zvans.schools.queries.workplaces import Workplace
from zvans.schools.rules import can_set_up
from zvans.web.school.answers import exported
from zvans.web.school.forms.values import EndKindForm, KindForm, ScaleForm
from zvans.web.school.pages import page_of, school_page
from zvans.web.shared.answers import attempted, done, done_in, sent, shown
from zvans.web.shared.listing import Column, Listing
from zvans.web.shared.words import amount

if TYPE_CHECKING:
    from zvans.journal.models import WorkKind

_DONE = {
    "added": _("Darba veids ir pievienots."),
    "usual": _("Ieteiktie darba veidi ir pievienoti. Izlabojiet tos, kā ir pieņemts Jūsu skolā."),
    "changed": _("Darba veids ir mainīts."),
    "ended": _("Darba veidam ir beigu diena. Stundās, kurās tas ir izvēlēts, tas paliek."),
    "removed": _("Darba veids ir noņemts."),
    "scale": _("Skala ir ierakstīta. Agrāk ierakstītie vērtējumi paliek, kā bija."),
}


def _to(place: Workplace, page: str = "kinds") -> str:
    return reverse(f"school:{page}", kwargs={"school": place.school.code})


def _listing(place: Workplace) -> Listing:
    def link(kind: "WorkKind") -> str:
        return reverse("school:kind", kwargs={"school": place.school.code, "kind": kind.pk})

    return Listing(
        name=_("Darba veidi"),
        columns=[
            Column("name", _("Darba veids"), lambda kind: kind.name, order=("called", "starts_on"), link=link, is_name=True),
            Column("short", _("Īsi"), lambda kind: kind.short_name, order=("short_name",)),
            Column("weight", _("Svars"), _weight, order=("weight",), kind="number"),
            Column("starts", _("Sākas"), lambda kind: kind.starts_on, order=("starts_on",)),
            Column("ends", _("Beidzas"), lambda kind: kind.ends_on),
            Column("lessons", _("Stundas"), lambda kind: kind.lessons, order=("lessons",), kind="number"),
        ],
        search=_called,
    )  # fmt: skip


def _rows(place: Workplace) -> "list[WorkKind]":
    """A school has a dozen: they are put in Latvian order here, and no key of it is stored."""
    rows = list(kinds_of(place.school))
    for row in rows:
        row.called = sort_key(row.name)  # type: ignore[attr-defined]
    return rows


def _called(rows: "Sequence[WorkKind]", text: str) -> "list[WorkKind]":
    wanted = search_key(text)
    return [row for row in rows if wanted in search_key(f"{row.name} {row.short_name}")]


def _weight(kind: "WorkKind") -> Any:
    return _("formatīvs") if kind.is_formative else amount(kind.weight)


def _values(new: Mapping[str, Any]) -> KindValues:
    return KindValues(new["name"], new["short_name"], new["weight"], new["is_formative"])


@school_page(rule=can_set_up, methods=("GET", "POST"))
def show(request: HttpRequest, place: Workplace) -> HttpResponse:
    listing, rows = _listing(place), _rows(place)
    if listing.asked_file(request):
        return exported(request, place, listing, rows, "work_kinds")
    form = KindForm(sent(request), initial={"starts_on": today(), "weight": 1})
    by = request.actor  # type: ignore[attr-defined]
    if request.method == "POST" and attempted(
        form, lambda new: add_kind(school=place.school, values=_values(new), starts_on=new["starts_on"], by=by)
    ):
        return done(_to(place), "added")
    found = listing.page(request, rows)
    usual = [(kind, amount(kind.weight)) for kind in usual_kinds()] if not found.count and not found.is_narrowed else []
    context = page_of(place, "kinds") | {"list": found, "form": form, "usual": usual, "done": done_in(request, _DONE)}
    return shown(request, "school/kinds.html", context, form)


@school_page(rule=can_set_up, methods=("POST",))
def add_usual(request: HttpRequest, place: Workplace) -> HttpResponse:
    add_usual_kinds(school=place.school, starts_on=today(), by=request.actor)  # type: ignore[attr-defined]
    return done(_to(place), "usual")


@school_page(rule=can_set_up, load=kind_in, methods=("GET", "POST"))
def edit(request: HttpRequest, place: Workplace, kind: "WorkKind") -> HttpResponse:
    now = {
        "name": kind.name, "short_name": kind.short_name, "weight": amount(kind.weight), "is_formative": kind.is_formative,
        "starts_on": today(), "stamp": kind_stamp(kind),
    }  # fmt: skip
    form = KindForm(sent(request), initial=now)

    def change(new: Mapping[str, Any]) -> None:
        change_kind(
            kind=kind, values=_values(new), starts_on=new["starts_on"], stamp=new["stamp"],
            by=request.actor,  # type: ignore[attr-defined]
        )  # fmt: skip

    if request.method == "POST" and attempted(form, change):
        return done(_to(place), "changed")
    return _page(request, place, kind, form, _end_form(kind))


@school_page(rule=can_set_up, load=kind_in, methods=("POST",))
def end(request: HttpRequest, place: Workplace, kind: "WorkKind") -> HttpResponse:
    form = EndKindForm(request.POST, prefix="end")
    by = request.actor  # type: ignore[attr-defined]
    if attempted(form, lambda new: end_kind(kind=kind, ends_on=new["ends_on"], stamp=new["stamp"], by=by)):
        return done(_to(place), "ended")
    own = {"name": kind.name, "short_name": kind.short_name, "weight": amount(kind.weight)}
    again = own | {"is_formative": kind.is_formative, "starts_on": today(), "stamp": kind_stamp(kind)}
    return _page(request, place, kind, KindForm(initial=again), form)


def _end_form(kind: "WorkKind") -> EndKindForm:
    return EndKindForm(prefix="end", initial={"ends_on": kind.ends_on or today(), "stamp": kind_stamp(kind)})


def _page(
    request: HttpRequest, place: Workplace, kind: "WorkKind", form: KindForm, end_form: EndKindForm
) -> HttpResponse:
    context = page_of(place, "kinds") | {"kind": kind, "form": form, "end_form": end_form}
    return shown(request, "school/kind.html", context, form, end_form)


@school_page(rule=can_set_up, load=kind_in, methods=("POST",))
def remove(request: HttpRequest, place: Workplace, kind: "WorkKind") -> HttpResponse:
    remove_kind(kind=kind, by=request.actor)  # type: ignore[attr-defined]
    return done(_to(place), "removed")


@school_page(rule=can_set_up, methods=("GET", "POST"))
def scale(request: HttpRequest, place: Workplace) -> HttpResponse:
    scales = all_scales(place.school)
    form = ScaleForm(sent(request), bounds=bounds_on(scales, today()), initial={"starts_on": today()})

    def write(new: Mapping[str, Any]) -> None:
        set_scale(school=place.school, bounds=form.entered(), starts_on=new["starts_on"], by=request.actor)  # type: ignore[attr-defined]

    if request.method == "POST" and attempted(form, write):
        return done(_to(place, "percent_scale"), "scale")
    context = page_of(place, "kinds") | {
        "form": form, "scales": [(row, list(map(amount, row.bounds))) for row in scales], "on": today(),
        "done": done_in(request, _DONE),
    }  # fmt: skip
    return shown(request, "school/percent_scale.html", context, form)
