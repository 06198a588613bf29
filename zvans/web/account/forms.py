from typing import Any

from django import forms
from django.core import signing
from django.utils.translation import gettext_lazy as _

from zvans.web.shared.password_fields import NewPasswordForm, password_field


class ChangePasswordForm(NewPasswordForm):
    current = password_field(_("Tagadējā parole"), "current-password")
    field_order = ("current", "new", "again")


class UsernameForm(forms.Form):
    name = forms.CharField(
        label=_("Lietotājvārds"), max_length=30, widget=forms.TextInput(attrs={"autocomplete": "username"})
    )


class ReportForm(forms.Form):
    """To which school (where there are several), what, and on which page; the browser's window fills the last two by itself."""

    school = forms.ChoiceField(label=_("Kurai skolai"))
    text = forms.CharField(
        label=_("Kas nav kārtībā"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Uzrakstiet, kas nav kārtībā: bez tā neviens nevarēs palīdzēt.")},
    )
    page = forms.CharField(max_length=300, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, schools: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["school"].choices = schools  # type: ignore[attr-defined]
        if len(schools) == 1:
            self.fields["school"].widget = forms.HiddenInput()
            self.fields["school"].initial = schools[0][0]


class LoginKnownForm(forms.Form):
    """The responsible person of which school is told."""

    school = forms.ChoiceField(label=_("Kurai skolai"))

    def __init__(self, *args: Any, schools: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["school"].choices = schools  # type: ignore[attr-defined]
        if len(schools) == 1:
            self.fields["school"].widget = forms.HiddenInput()
            self.fields["school"].initial = schools[0][0]


_SALT = "zvans.code-generator"
_SECONDS = 30 * 60


def sealed(secret: str, account: int) -> str:
    """A secret that nobody has proved yet, as its own form carries it: the page shows it anyway, and no other account can send it."""
    return signing.dumps([secret, account], salt=_SALT)


def unsealed(text: str, account: int) -> str:
    """Empty where it is not of this account, or older than half an hour."""
    try:
        secret, whose = signing.loads(text, salt=_SALT, max_age=_SECONDS)
    except (signing.BadSignature, ValueError, TypeError):
        return ""
    return str(secret) if whose == account else ""


class GeneratorForm(forms.Form):
    code = forms.CharField(
        label=_("Kods, ko lietotne rāda tagad"),
        max_length=12,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
        error_messages={"required": _("Ierakstiet sešus ciparus, ko rāda lietotne.")},
    )


class PasskeyForm(forms.Form):
    name = forms.CharField(
        label=_("Kā to saukt"),
        max_length=60,
        help_text=_("Lai vēlāk zinātu, kura tā ir: «Mans tālrunis», «Skolas dators»."),
        error_messages={"required": _("Ierakstiet nosaukumu, piemēram, «Mans tālrunis».")},
    )
    answer = forms.CharField(
        widget=forms.HiddenInput,
        error_messages={"required": _("Ierīce atslēgu neizveidoja. Mēģiniet vēlreiz.")},
    )


class ProveForm(forms.Form):
    password = forms.CharField(
        label=_("Parole"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password", "autofocus": True}),
    )
