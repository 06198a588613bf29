"""A day in a form."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

_FORMS_OF_DATES = ["%Y-%m-%d", "%d.%m.%Y.", "%d.%m.%Y"]


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
