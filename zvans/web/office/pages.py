"""The door of those whom the operator has entrusted an office (B14): to everybody else its pages are not found."""

from collections.abc import Callable, Sequence
from typing import Any

from zvans.accounts.enums import Office, Role
from zvans.audit.actor import Actor
from zvans.web.shared.closed_page import closed_page


def office_page(
    *offices: Office, load: Callable[..., Any] | None = None, methods: Sequence[str] = ("GET",)
) -> Callable[..., Any]:
    """Guard a page of the holders of one of these offices (none named: of any, or of none any more): see `closed_page`."""

    def may(actor: Actor) -> bool:
        holds = bool(set(actor.offices) & set(offices or Office.values))
        return holds or (actor.role == Role.OFFICER and not offices)

    return closed_page(may, load, methods)
