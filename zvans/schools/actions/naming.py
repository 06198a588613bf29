"""How things of a school get their names: rooms, subjects, bell schedules."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol, TypeVar

from django.db import IntegrityError
from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _

from zvans.lib.policy import ChangedMeanwhile, RefusedValues, stamp_of
from zvans.lib.text import search_key


class _Named(Protocol):
    name: str
    short_name: str


_Row = TypeVar("_Row", bound=Model)


def tidy(name: str) -> str:
    return " ".join(name.split())


def name_stamp(row: _Named) -> str:
    """Names a row's name and short name as somebody saw them."""
    return stamp_of(row.name, row.short_name)


def check_free(rows: QuerySet, name: str, *, but: int | None = None) -> None:
    """Refuse a name that another row has, written with other capitals or marks too: «fizika» beside «Fizika» is a slip."""
    same = [row for row in rows.exclude(pk=but).values_list("name", flat=True) if search_key(row) == search_key(name)]
    if same:
        raise _taken(same[0])


@contextmanager
def one_of_a_name(name: str) -> Iterator[None]:
    """Two people give the same name at the same moment: the second is told as if the first had been long before."""
    try:
        yield
    except IntegrityError as twice:
        raise _taken(name) from twice


def _taken(name: str) -> RefusedValues:
    return RefusedValues(name=_("«%(name)s» jau ir. Izvēlieties citu nosaukumu.") % {"name": name})


def locked(rows: QuerySet[_Row], row: _Row) -> _Row:
    """The row as it is now, kept from others until the action is over; refused where somebody removed it."""
    found = rows.select_for_update().filter(pk=row.pk).first()
    if found is None:
        raise RefusedValues(**{"": _("Kamēr Jūs labojāt, kāds cits to noņēma. Atveriet sarakstu vēlreiz.")})
    return found


def check_name_unchanged(row: _Named, name: str, short_name: str, stamp: str) -> None:
    """Refuse to rename what somebody else renamed since `stamp`, and say what it is called now."""
    now = name_stamp(row)
    if stamp == now:
        return
    said = _(
        "Kamēr Jūs labojāt, kāds cits to mainīja. Tagad te ir «%(now)s». Ja pareizs ir Jūsu ieraksts, saglabājiet vēlreiz."
    )
    both = {"name": (row.name, name), "short_name": (row.short_name, short_name)}
    raise ChangedMeanwhile(
        now, **{key: said % {"now": is_now} for key, (is_now, mine) in both.items() if is_now != mine}
    )
