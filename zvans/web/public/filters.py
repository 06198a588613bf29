"""What lists of the portal can be narrowed by, in the address: `?audience=parents&year=2026`."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from zvans.portal.enums import Region, Topic

type_of_choices = Sequence[tuple[str, Any]]

_LABELS = {
    "audience": _("Kam"),
    "year": _("Gads"),
    "grade": _("Klase"),
    "region": _("Reģions"),
    "price": _("Cena skolēnam"),
    "topic": _("Par ko"),
    "section": _("Sadaļa"),
}
_PRICES = [("0", _("bez maksas")), ("300", _("līdz 3 €")), ("500", _("līdz 5 €")), ("1000", _("līdz 10 €"))]
_GRADES = [("0", _("pirmsskola")), *((str(grade), f"{grade}.") for grade in range(1, 13))]

# Of the catalogue of excursions: the name in the address (and in the query that narrows), what a value means, the choices.
TRIP_FILTERS: list[tuple[str, Callable[[str], Any], type_of_choices]] = [
    ("grade", int, _GRADES),
    ("region", str, Region.choices),
    ("price", int, _PRICES),
    ("topic", str, Topic.choices),
]


@dataclass(frozen=True, slots=True)
class ShownFilter:
    name: str
    label: Any
    choices: type_of_choices
    chosen: str  # empty: nothing, or something that is no choice


def shown_filters(request: HttpRequest, offered: Sequence[tuple[str, type_of_choices]]) -> list[ShownFilter]:
    return [ShownFilter(name, _LABELS[name], choices, _chosen(request, name, choices)) for name, choices in offered]


def is_page(asked: str) -> bool:
    return asked.isascii() and asked.isdecimal() and len(asked) <= 4


def is_year(asked: str) -> bool:
    return asked.isascii() and asked.isdecimal() and len(asked) == 4 and asked.startswith("20")


def chosen_in(filters: Sequence[ShownFilter]) -> dict[str, str]:
    return {one.name: one.chosen for one in filters if one.chosen}


def _chosen(request: HttpRequest, name: str, choices: type_of_choices) -> str:
    asked = request.GET.get(name, "")
    return asked if asked in {value for value, _ in choices} else ""
