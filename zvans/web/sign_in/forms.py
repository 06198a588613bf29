from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


def _password_field(label: Any, purpose: str) -> forms.CharField:
    """`purpose`: what a password manager should know of it."""
    return forms.CharField(
        label=label, max_length=200, strip=False, widget=forms.PasswordInput(attrs={"autocomplete": purpose})
    )


class SignInForm(forms.Form):
    username = forms.CharField(
        label=gettext_lazy("Lietotājvārds"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "username", "inputmode": "numeric", "autofocus": True}),
    )
    password = _password_field(gettext_lazy("Parole"), "current-password")
    is_kept = forms.BooleanField(label=gettext_lazy("Palikt pieslēgtam šajā ierīcē"), required=False)


class WayForm(forms.Form):
    code = forms.CharField(
        label=gettext_lazy("Kods"),
        max_length=30,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )


class NewPasswordForm(forms.Form):
    """A new password, twice. Nothing typed comes back with the form."""

    new = _password_field(gettext_lazy("Jaunā parole"), "new-password")
    again = _password_field(gettext_lazy("Jaunā parole vēlreiz"), "new-password")

    def clean_again(self) -> str:
        again: str = self.cleaned_data["again"]
        if "new" in self.cleaned_data and again != self.cleaned_data["new"]:
            raise forms.ValidationError(_("Abas reizes jāieraksta viena un tā pati parole."))
        return again


class TermsForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)
    agreed = forms.BooleanField(
        label=gettext_lazy("Esmu izlasījis (izlasījusi) noteikumus un piekrītu tiem"),
        error_messages={"required": gettext_lazy("Bez piekrišanas sistēmu lietot nevar. Atzīmējiet, ja piekrītat.")},
    )


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
