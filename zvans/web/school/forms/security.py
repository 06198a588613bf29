"""What a school asks of those who sign in."""

from django import forms
from django.utils.translation import gettext_lazy as _

from zvans.web.shared.days import day_field

_WRONG = _("Ierakstiet dienu skaitu no 0 līdz 30.")


class SecurityForm(forms.Form):
    second_factor_from = day_field(
        _("Otrais faktors darbiniekiem obligāts no"),
        required=False,
        help_text=_("Agrākais ir rītdiena. Tukšs: katrs izvēlas pats."),
    )
    longest_session_days = forms.IntegerField(
        label=_("Cik dienas ierīcē var palikt pieslēgts"),
        help_text=_("No 0 līdz 30. 0: tikai līdz pārlūka aizvēršanai. Attiecas arī uz ģimenēm."),
        min_value=0, max_value=30,
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), _WRONG),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "size": 3}),
    )  # fmt: skip
    stamp = forms.CharField(required=False, widget=forms.HiddenInput)
