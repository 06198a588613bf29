from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class AnswerForm(forms.Form):
    answer = forms.CharField(
        label=_("Atbilde"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Uzrakstiet atbildi: to lasīs tas, kurš ziņoja.")},
    )


class ResponsibleForm(forms.Form):
    """Whom the users of the school ask. `people`: (public id, name) of its employees."""

    person = forms.ChoiceField(label=_("Kam jautāt un ziņot"), required=False)
    contact = forms.CharField(
        label=_("Kā sazināties"),
        max_length=200,
        required=False,
        help_text=_("Tālrunis, e-pasts vai kabinets; to redz skolas darbinieki un ģimenes."),
    )

    def __init__(self, *args: Any, people: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = [("", _("nav norādīts")), *people]  # type: ignore[attr-defined]
