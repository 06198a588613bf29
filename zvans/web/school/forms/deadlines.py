"""The form for a school's deadlines."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

_MOST = 60  # school days: a term has about eighty


def _days(label: Any, hint: Any) -> forms.IntegerField:
    wrong = _("Ierakstiet dienu skaitu no 0 līdz 60.")
    errors = {"required": wrong, "invalid": wrong, "min_value": wrong, "max_value": wrong}
    return forms.IntegerField(
        label=label, help_text=hint, min_value=0, max_value=_MOST, error_messages=errors,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "size": 3}),
    )  # fmt: skip


class DeadlinesForm(forms.Form):
    entry_days = _days(_("Tēma un klātbūtne"), _("Mācību dienas pēc stundas. 0: tajā pašā dienā."))
    owed_days = _days(_("Vēl nenokārtots vērtējums (nv)"), _("Mācību dienas pēc stundas, kurā ierakstīts nv."))
    stamp = forms.CharField(required=False, widget=forms.HiddenInput)
