"""Forms for what a school calls by a name: a room, a subject."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class NameForm(forms.Form):
    stamp = forms.CharField(required=False, widget=forms.HiddenInput)


def _name(label: Any, **options: Any) -> forms.CharField:
    missing = {"required": _("Ierakstiet nosaukumu.")}
    return forms.CharField(label=label, max_length=160, error_messages=missing, **options)


class RoomForm(NameForm):
    name = _name(_("Telpa"), help_text=_("Piemēram, «214. kabinets» vai «Lielā zāle»."))
    short_name = forms.CharField(
        label=_("Īsais nosaukums"), max_length=60, required=False, help_text=_("Stundu sarakstam: «214».")
    )


class SubjectForm(NameForm):
    name = _name(_("Priekšmets"))
    short_name = forms.CharField(
        label=_("Īsais nosaukums"), max_length=60, required=False, help_text=_("Šaurām vietām: «mat.».")
    )
