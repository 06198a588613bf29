"""Forms about people: who somebody is, found among those known before a second person is made, and what is corrected later."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from zvans.accounts.contacts import InvalidContact, checked_email, normalised_phone
from zvans.accounts.enums import Sex
from zvans.accounts.personal_code import InvalidPersonalCode, birth_date_in, normalised
from zvans.lib.policy import NotAcceptable
from zvans.schools.actions.looking_up import look_up
from zvans.schools.actions.people import PersonFacts
from zvans.schools.queries.known_people import Found, Sought, has_other_code
from zvans.web.shared.days import day_field

if TYPE_CHECKING:
    from zvans.accounts.models import Person
    from zvans.audit.actor import Actor
    from zvans.schools.models import School

_SEXES = [("", _("nav norādīts")), *Sex.choices]
_MOST_LETTERS = 80
NEW = "new"


def name_field(label: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=_MOST_LETTERS,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": _("Ierakstiet vārdu un uzvārdu.")},
    )


class CodeField(forms.CharField):
    """A personal code; its value is eleven digits, or empty."""

    def __init__(self, **more: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "placeholder": "xxxxxx-xxxxx"})
        super().__init__(label=_("Personas kods"), max_length=20, widget=widget, **more)

    def clean(self, value: Any) -> str:
        text = super().clean(value)
        try:
            return normalised(text) if text else ""
        except InvalidPersonalCode:
            raise forms.ValidationError(_("Personas kods nav derīgs. Pārbaudiet katru ciparu.")) from None


class PhoneField(forms.CharField):
    def __init__(self) -> None:
        widget = forms.TextInput(attrs={"type": "tel", "autocomplete": "off"})
        super().__init__(label=_("Tālrunis"), max_length=30, required=False, widget=widget)

    def clean(self, value: Any) -> str:
        try:
            return normalised_phone(super().clean(value))
        except InvalidContact:
            raise forms.ValidationError(
                _("Tālruņa numurs nav derīgs. Latvijā tam ir astoņi cipari, ārzemēs – arī valsts kods ar +.")
            ) from None


class EmailField(forms.CharField):
    def __init__(self) -> None:
        widget = forms.TextInput(attrs={"type": "email", "autocomplete": "off"})
        super().__init__(label=_("E-pasts"), max_length=254, required=False, widget=widget)

    def clean(self, value: Any) -> str:
        try:
            return checked_email(super().clean(value))
        except InvalidContact:
            raise forms.ValidationError(_("E-pasta adrese nav derīga. Piemērs: anna@piemers.lv.")) from None


class WhoForm(forms.Form):
    """Who is meant. After it is valid `known` is somebody known already, or None: somebody new.

    With `candidates` the page asks «Vai tas ir …?», and `who` is the answer: a public id, or `NEW`.
    """

    given_name = name_field(_("Vārds"))
    family_name = name_field(_("Uzvārds"))
    code = CodeField(required=False)
    born_on = day_field(_("Dzimšanas datums"), required=False)
    who = forms.CharField(required=False, max_length=12, widget=forms.HiddenInput)

    def __init__(self, *args: Any, school: "School", by: "Actor", **more: Any) -> None:
        super().__init__(*args, **more)
        self.school, self.by = school, by
        self.known: Person | None = None
        self.candidates: Sequence[Person] = ()

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if self.errors:
            return data
        in_code = birth_date_in(data["code"])
        if in_code and data["born_on"] and in_code != data["born_on"]:
            self.add_error("born_on", _("Dzimšanas datums nesakrīt ar personas kodu. Pārbaudiet abus."))
            return data
        data["born_on"] = data["born_on"] or in_code
        sought = Sought(data["given_name"], data["family_name"], data["born_on"], data["code"])
        try:
            self._decide(look_up(sought, school=self.school, by=self.by), data)
        except NotAcceptable as refusal:
            self.add_error("code", refusal.reason)
        return data

    def _decide(self, found: Found, data: Mapping[str, Any]) -> None:
        self.known, self.candidates = found.same, found.candidates
        if found.is_code_of_another:
            self.add_error("code", _("Personas kods nav derīgs. Pārbaudiet katru ciparu."))
        if not found.candidates or data["who"] == NEW:
            return
        self.known = next((p for p in found.candidates if p.public_id == data["who"]), None)
        if self.known is None:
            self.add_error(None, _("Skolā jau ir cilvēks ar šādu vārdu. Norādiet, vai tas ir viņš."))
        elif data["code"] and has_other_code(self.known, data["code"]):
            self.add_error(
                "code", _("Šim cilvēkam ir ierakstīts cits personas kods. Pārbaudiet to vai atstājiet tukšu.")
            )

    def facts(self) -> PersonFacts:
        data = self.cleaned_data
        return PersonFacts(
            data["given_name"], data["family_name"], data["code"], data["born_on"],
            data.get("phone", ""), data.get("email", ""), data.get("sex", ""),
        )  # fmt: skip


class RevisedForm(forms.Form):
    """A form about something that others may be editing: `revision` is what its writer saw."""

    revision = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def values(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "revision"}

    def show_both(self, now: Any, revision: int) -> None:
        """Somebody else has saved meanwhile: beside each of this writer's values stands what is stored now."""
        for name, value in self.values().items():
            stored = getattr(now, name, "")
            if stored != value:
                told = f"{stored:%d.%m.%Y.}" if hasattr(stored, "strftime") else (stored or "–")
                self.add_error(
                    name,
                    _("Tikmēr cits ierakstīja: «%(now)s». Ja jāpaliek Jūsējam, saglabājiet vēlreiz.") % {"now": told},
                )
        if not self.errors:
            self.add_error(None, _("Tikmēr to pašu saglabāja cits. Saglabājiet vēlreiz, ja viss ir pareizi."))
        sent: Any = self.data
        seen_now = sent.copy()
        seen_now["revision"] = str(revision)
        self.data = seen_now


class ContactsForm(RevisedForm):
    given_name = name_field(_("Vārds"))
    family_name = name_field(_("Uzvārds"))
    phone = PhoneField()
    email = EmailField()


class PersonForm(RevisedForm):
    given_name = name_field(_("Vārds"))
    family_name = name_field(_("Uzvārds"))
    born_on = day_field(_("Dzimšanas datums"), required=False)
    sex = forms.ChoiceField(label=_("Dzimums"), choices=_SEXES, required=False)
    phone = PhoneField()
    email = EmailField()


class FileForm(RevisedForm):
    number = forms.CharField(label=_("Lietas numurs"), max_length=40, required=False)
    address = forms.CharField(label=_("Dzīvesvieta"), max_length=240, required=False)
    came_from = forms.CharField(label=_("No kurienes nāca"), max_length=160, required=False)
    notes = forms.CharField(
        label=_("Piezīmes"), max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 5})
    )


class CodeForm(forms.Form):
    code = CodeField(error_messages={"required": _("Ierakstiet jauno personas kodu.")})
