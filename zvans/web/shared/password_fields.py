"""Fields for passwords, and the form for a new one. Nothing typed into them comes back with a page."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


def password_field(label: Any, purpose: str) -> forms.CharField:
    """`purpose`: what a password manager should know of it."""
    return forms.CharField(
        label=label, max_length=200, strip=False, widget=forms.PasswordInput(attrs={"autocomplete": purpose})
    )


class NewPasswordForm(forms.Form):
    """A new password, twice. Nothing typed comes back with the form."""

    new = password_field(gettext_lazy("Jaunā parole"), "new-password")
    again = password_field(gettext_lazy("Jaunā parole vēlreiz"), "new-password")

    def clean_again(self) -> str:
        again: str = self.cleaned_data["again"]
        if "new" in self.cleaned_data and again != self.cleaned_data["new"]:
            raise forms.ValidationError(_("Abas reizes jāieraksta viena un tā pati parole."))
        return again
