"""Whose diary a page shows: all children of the one who looks, or the one that the address names."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from django.http import Http404, HttpRequest
from django.urls import reverse

from zvans.accounts.enums import Role
from zvans.audit.actor import Actor
from zvans.diary.queries.children import Child, children_of
from zvans.lib.dates import today
from zvans.web.shared.converters import DayConverter


@dataclass(frozen=True, slots=True)
class Family:
    """`children` are all of them; `chosen` is the address's word for one child, empty for all together."""

    children: Sequence[Child]
    is_pupil: bool
    chosen: str = ""

    @property
    def shown(self) -> list[Child]:
        return [child for child in self.children if self.chosen in ("", child.public_id)]

    @property
    def are_several(self) -> bool:
        return len(self.shown) > 1

    @property
    def people(self) -> list[Child]:
        """Each child once, whatever number of schools it attends: what one may choose from."""
        return list({child.person_id: child for child in self.children}.values())

    def with_child(self, chosen: str) -> "Family":
        return replace(self, chosen=chosen)

    def address(self, page: str, **query: date | int | str) -> str:
        """A page of the diary about the same child. Values are days, numbers and names of our own: nothing to quote.

        A page has a dozen of these: they are put together here, and Django is asked once where a page is.
        """
        given = [f"{name}={value}" for name, value in {"child": self.chosen, **query}.items() if value != ""]
        return _where(page) + ("?" + "&".join(given) if given else "")


@cache
def _where(page: str) -> str:
    return reverse(f"diary:{page}")


def family_for(actor: Actor) -> Family:
    """The family as it is today. A guardian whose ties have all ended has an empty one, and a page that says so."""
    return Family(children_of(actor, today()), actor.role == Role.PUPIL)


def chosen_in(request: HttpRequest, family: Family) -> Family:
    """The family narrowed to the child that the address names. Anybody else's child is not found (C3)."""
    narrowed = family.with_child(request.GET.get("child", ""))
    if narrowed.chosen and not narrowed.shown:
        raise Http404
    return narrowed


def day_in(request: HttpRequest) -> date | None:
    """The day of this century that the address names (`?on=2026-11-23`)."""
    text = request.GET.get("on", "")
    if not text:
        return None
    try:
        return DayConverter().to_python(text)
    except ValueError as error:
        raise Http404 from error
