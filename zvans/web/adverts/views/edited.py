"""Where editors see to adverts. While the installation has none (`settings.ADVERTS`), these pages are not found (A10)."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zvans.accounts.enums import Office
from zvans.audit.actor import Actor
from zvans.lib.dates import today
from zvans.portal.actions.adverts import ADVERT_FIELDS, add_advert, change_advert, switch_advert
from zvans.portal.actions.pictures import MOST_BYTES
from zvans.portal.enums import Section, Slot
from zvans.portal.queries.adverts import advert_by_id, all_adverts, days_of
from zvans.web.adverts.forms import AdvertForm
from zvans.web.office.exports import taken_as_file
from zvans.web.office.pages import office_page
from zvans.web.shared.answers import attempted, done, done_in, shown
from zvans.web.shared.listing import Column, Filter, Listing
from zvans.web.shared.uploads import is_too_large

if TYPE_CHECKING:
    from zvans.portal.models import Advert

_DONE = {
    "added": gettext_lazy("Reklāma ir pievienota."),
    "changed": gettext_lazy("Reklāma ir saglabāta."),
    "on": gettext_lazy("Reklāma ir ieslēgta."),
    "off": gettext_lazy("Reklāma ir izslēgta."),
}


def _address(advert: "Advert") -> str:
    return reverse("adverts:advert", args=[advert.public_id])


def _state(advert: "Advert") -> str:
    if not advert.is_on:
        return _("izslēgta")
    if today() > advert.ends_on:
        return _("beigusies")
    return _("redzama") if today() >= advert.starts_on else _("gaida savu dienu")


_LISTING = Listing(
    name=gettext_lazy("Reklāmas"),
    columns=[
        Column("advertiser", gettext_lazy("Reklāmdevējs"), lambda a: a.advertiser, ("advertiser",), _address, is_name=True),
        Column("slot", gettext_lazy("Kur"), lambda a: a.get_slot_display(), ("slot",)),
        Column("section", gettext_lazy("Sadaļa"), lambda a: a.get_section_display() if a.section else "", ("section",)),
        Column("starts_on", gettext_lazy("No dienas"), lambda a: a.starts_on, ("starts_on",)),
        Column("ends_on", gettext_lazy("Līdz dienai"), lambda a: a.ends_on, ("ends_on",)),
        Column("state", gettext_lazy("Stāvoklis"), _state),
        Column("seen", gettext_lazy("Redzēta"), lambda a: a.seen, ("seen",), kind="number"),
        Column("followed", gettext_lazy("Atvērta"), lambda a: a.followed, ("followed",), kind="number"),
    ],
    filters=[
        Filter("slot", gettext_lazy("Kur"), Slot.choices, lambda rows, chosen: rows.filter(slot=chosen)),
        Filter("section", gettext_lazy("Sadaļa"), Section.choices, lambda rows, chosen: rows.filter(section=chosen)),
    ],
    sort="-ends_on",
)  # fmt: skip
_DAYS = Listing(
    name=gettext_lazy("Reklāma pa dienām"),
    columns=[
        Column("on", gettext_lazy("Diena"), lambda d: d.on, ("on",), is_name=True),
        Column("seen", gettext_lazy("Redzēta"), lambda d: d.seen, ("seen",), kind="number"),
        Column("followed", gettext_lazy("Atvērta"), lambda d: d.followed, ("followed",), kind="number"),
    ],
    sort="-on",
)


def _adverts_page(load: Callable[..., Any] | None = None, methods: tuple[str, ...] = ("GET",)) -> Any:
    def loaded(actor: Actor, **path: Any) -> Any:
        return (load(**path) if load else True) if settings.ADVERTS else None

    return office_page(Office.EDITOR, load=loaded, methods=methods)


def _advert_in(advert: str) -> "Advert | None":
    return advert_by_id(advert)


@_adverts_page()
def show_all(request: HttpRequest, is_on: bool) -> HttpResponse:
    rows = all_adverts()
    if file := taken_as_file(request, _LISTING, rows, "adverts"):
        return file
    context = {"section": "adverts", "list": _LISTING.page(request, rows)}
    return shown(request, "adverts/adverts.html", context)


@_adverts_page(methods=("GET", "POST"))
def add(request: HttpRequest, is_on: bool) -> HttpResponse:
    form = _form(request, initial={"slot": Slot.HOME, "starts_on": today(), "ends_on": today()})
    made: list[Advert] = []

    def act(new: Mapping[str, Any]) -> None:
        made.append(add_advert(facts=_facts(new), picture=_brought(new), by=request.actor))  # type: ignore[attr-defined]

    if request.method == "POST" and attempted(form, act):
        return done(_address(made[0]), "added")
    return shown(request, "adverts/advert.html", {"section": "adverts", "form": form}, form)


@_adverts_page(_advert_in, methods=("GET", "POST"))
def show(request: HttpRequest, advert: "Advert") -> HttpResponse:
    """An advert as it is entered, and its days."""
    if file := taken_as_file(request, _DAYS, days_of(advert), "advert_days"):
        return file
    values = {field: getattr(advert, field) for field in ADVERT_FIELDS}
    form = _form(request, initial=values | {"stamp": advert.revision}, has_picture=True)

    def act(new: Mapping[str, Any]) -> None:
        told: dict[str, Any] = {"facts": _facts(new), "picture": _brought(new), "seen": new["stamp"]}
        change_advert(advert=advert, **told, by=request.actor)  # type: ignore[attr-defined]

    if request.method == "POST" and attempted(form, act):
        return done(_address(advert), "changed")
    context = {
        "section": "adverts",
        "form": form,
        "advert": advert,
        "state": _state(advert),
        "done": done_in(request, _DONE),
    }
    return shown(request, "adverts/advert.html", context | {"list": _DAYS.page(request, days_of(advert))}, form)


@_adverts_page(_advert_in, methods=("POST",))
def switch(request: HttpRequest, advert: "Advert") -> HttpResponse:
    is_on = request.POST.get("on") == "1"
    switch_advert(advert=advert, is_on=is_on, by=request.actor)  # type: ignore[attr-defined]
    return done(_address(advert), "on" if is_on else "off")


def _form(request: HttpRequest, **more: Any) -> AdvertForm:
    form = AdvertForm(request.POST, request.FILES, **more) if request.method == "POST" else AdvertForm(**more)
    if is_too_large(request):
        form.add_error("picture", _("Attēls ir pārāk liels: pieņemam attēlus līdz 20 MB."))
    return form


def _facts(new: Mapping[str, Any]) -> dict[str, Any]:
    return {field: new[field] for field in ADVERT_FIELDS}


def _brought(new: Mapping[str, Any]) -> bytes:
    """The picture; empty where none was brought."""
    return new["picture"].read(MOST_BYTES + 1) if new["picture"] else b""
