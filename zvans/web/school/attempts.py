"""A form and what it asks for: done, or shown again with what does not fit; and what a page says after it was done."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from zvans.lib.policy import ChangedMeanwhile, NotAcceptable, RefusedValues
from zvans.schools.imports.importer import NOT_ONESELF
from zvans.schools.queries.workplaces import Workplace
from zvans.schools.rules import can_appoint

if TYPE_CHECKING:
    from zvans.schools.models import Employment

_FORMS_OF_DATES = ["%Y-%m-%d", "%d.%m.%Y.", "%d.%m.%Y"]


def attempted(form: forms.Form, act: Callable[[Mapping[str, Any]], Any]) -> bool:
    """Whether the form was right and `act(cleaned data)` done. What does not fit what is there stands at its field.

    Where somebody else changed the thing meanwhile, the form goes back with the new stamp: sent again, it means it.
    """
    if not form.is_valid():
        return False
    try:
        act(form.cleaned_data)
    except NotAcceptable as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal.reason)
        return False
    except RefusedValues as refusal:
        for name, reason in refusal.errors.items():
            form.add_error(name if name in form.fields else None, reason)
        if isinstance(refusal, ChangedMeanwhile):
            form.data = form.data.copy()  # type: ignore[attr-defined]
            form.data[form.add_prefix("stamp")] = refusal.stamp  # type: ignore[index]
        return False
    return True


def check_appoints(
    request: HttpRequest, place: Workplace, appointed: Iterable["Employment"], field: str = "teacher"
) -> None:
    """Raises `NotAcceptable` where somebody would come by a journal with the own hand."""
    if not can_appoint(request.actor, place, {row.person_id for row in appointed}):  # type: ignore[attr-defined]
        raise NotAcceptable(field, str(NOT_ONESELF))


def done_in(request: HttpRequest, said: Mapping[str, str | Promise]) -> str:
    """What the page says was done, by `?done=…` of its address."""
    return str(said.get(request.GET.get("done", ""), ""))


def day_field(label: Any, *, required: bool = True, initial: date | None = None, **more: Any) -> forms.DateField:
    """A day; a browser without a calendar of its own takes «23.11.2026.» too."""
    return forms.DateField(
        label=label,
        required=required,
        initial=initial,
        input_formats=_FORMS_OF_DATES,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"invalid": _("Ierakstiet datumu tā: 23.11.2026."), "required": _("Ierakstiet datumu.")},
        **more,
    )
