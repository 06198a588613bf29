"""When a post appears, and what a provider is answered."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.timezone import make_aware
from django.utils.translation import gettext_lazy as _

from zvans.web.shared.days import day_field
from zvans.web.shared.lines_field import LinesField


class MomentForm(forms.Form):
    """A day and a time of Riga; `at` is the moment."""

    on = day_field(_("Diena"))
    time = forms.TimeField(
        label=_("Laiks"),
        input_formats=["%H:%M", "%H.%M", "%H:%M:%S"],
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        error_messages={"invalid": _("Ierakstiet laiku tā: 08:30."), "required": _("Ierakstiet laiku.")},
    )

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("on") and told.get("time") is not None:
            told["at"] = make_aware(datetime.combine(told["on"], told["time"]))
        return told


class AnswerForm(forms.Form):
    answer = LinesField(
        label=_("Atbilde piedāvātājam"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
