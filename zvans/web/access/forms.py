"""The form by which a password leaves in a text message."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from zvans.credentials.enums import Standing
from zvans.credentials.queries.members import Member
from zvans.web.school.forms.people import PhoneField


class SendForm(forms.Form):
    """`revision` and `stamp` are what its writer saw of the person and of the password."""

    phone = PhoneField()
    replace = forms.BooleanField(label=_("Aizstāt paroli, ko šis cilvēks izvēlējies pats"), required=False)
    revision = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    stamp = forms.CharField(max_length=16, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, member: Member, may_change: bool, **more: Any) -> None:
        super().__init__(*args, **more)
        if member.standing != Standing.CHOSEN:
            del self.fields["replace"]
        if not may_change:
            self.fields["phone"].disabled = True
