from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zvans.web.shared.password_fields import NewPasswordForm, password_field


class SignInForm(forms.Form):
    username = forms.CharField(
        label=gettext_lazy("Lietotājvārds"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autofocus": True}),
    )
    password = password_field(gettext_lazy("Parole"), "current-password")
    is_kept = forms.BooleanField(label=gettext_lazy("Palikt pieslēgtam šajā ierīcē"), required=False)


class WayForm(forms.Form):
    code = forms.CharField(
        label=gettext_lazy("Kods"),
        max_length=30,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )


class TermsForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)
    agreed = forms.BooleanField(
        label=gettext_lazy("Noteikumi ir izlasīti, un es tiem piekrītu"),
        error_messages={"required": gettext_lazy("Bez piekrišanas sistēmu lietot nevar. Atzīmējiet, ja piekrītat.")},
    )


class KnownPasswordForm(NewPasswordForm):
    """A new password where somebody knows the old one, and which ways into the account (`WayIn.key`) are the person's own."""

    current = password_field(gettext_lazy("Tagadējā parole"), "current-password")
    keep = forms.MultipleChoiceField(
        required=False,
        error_messages={
            "invalid_choice": gettext_lazy("Šis saraksts tikmēr ir mainījies. Pārbaudiet un atzīmējiet vēlreiz.")
        },
    )

    def __init__(self, *args: Any, ways: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["keep"].choices = [(way, way) for way in ways]  # type: ignore[attr-defined]


class FactorForm(forms.Form):
    """Either of the two: what is typed, or what a passkey has signed."""

    code = forms.CharField(
        label=gettext_lazy("Kods"),
        max_length=30,
        required=False,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )
    answer = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if not found.get("code") and not found.get("answer"):
            self.add_error("code", _("Ierakstiet kodu."))
        return found
