from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


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
