"""The door of the operator's pages: to everybody else they are not found."""

from collections.abc import Callable, Sequence
from typing import Any

from zvans.schools.rules import can_operate
from zvans.web.shared.closed_page import closed_page


def operator_page(*, load: Callable[..., Any] | None = None, methods: Sequence[str] = ("GET",)) -> Callable[..., Any]:
    """Guard a page of the operator: see `closed_page`."""
    return closed_page(can_operate, load, methods)
