"""What a school asks of those who sign in."""

from django import forms
from django.utils.translation import gettext_lazy as _

from zvans.web.shared.days import day_field

_WRONG = _("Ierakstiet dienu skaitu no 0 līdz 30.")


def _age(label: object, hint: object) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,  # type: ignore[arg-type]
        help_text=hint,  # type: ignore[arg-type]
        min_value=13, max_value=19,
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), _("Ierakstiet vecumu no 13 līdz 19 gadiem.")),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "size": 3}),
    )  # fmt: skip


class DiscussionForm(forms.Form):
    """From which age pupils comment on the portal (A8)."""

    comments_from_age = _age(_("Komentē no (gadi)"), _("No 13 līdz 19. Jaunākiem par 13 gadiem to neļauj likums."))
    own_name_from_age = _age(
        _("Ar savu vārdu un uzvārdu no (gadi)"),
        _("No 13 līdz 19. Jaunāki komentē ar izvēlētu vārdu, kurā nav uzvārda."),
    )
    stamp = forms.CharField(required=False, widget=forms.HiddenInput)


class SecurityForm(forms.Form):
    second_factor_from = day_field(
        _("Otrais faktors darbiniekiem obligāts no"),
        required=False,
        help_text=_("Ne agrāk par rītdienu. Ja datuma nav, katrs izlemj pats."),
    )
    longest_session_days = forms.IntegerField(
        label=_("Cik dienu ierīcē var palikt pieslēgtam"),
        help_text=_("No 0 līdz 30. Ja ieraksta 0, pieslēgšanās beidzas, kad aizver pārlūku. Attiecas arī uz ģimenēm."),
        min_value=0, max_value=30,
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), _WRONG),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "size": 3}),
    )  # fmt: skip
    stamp = forms.CharField(required=False, widget=forms.HiddenInput)
