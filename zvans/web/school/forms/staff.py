"""What is entered about those who work at a school."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from zvans.accounts.contacts import InvalidContact, checked_email, normalised_phone
from zvans.accounts.personal_code import InvalidPersonalCode, birth_date_in, normalised
from zvans.lib.dates import today
from zvans.schools.actions.hiring import Job
from zvans.schools.actions.people import PersonFacts
from zvans.schools.enums import PERMISSIONS, Permission, PositionKind
from zvans.schools.queries.known_people import Sought
from zvans.web.school.forms.classes import ChoiceOfEmployee
from zvans.web.shared.days import day_field

if TYPE_CHECKING:
    from zvans.schools.models import Employment

NEW = "new"


def _line(label: Any, length: int, *, required: bool = False, **more: Any) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=length, required=required, widget=forms.TextInput(attrs={"autocomplete": "off"}), **more
    )


class PersonForm(forms.Form):
    """Somebody's names and contacts, and how they are called in narrow places."""

    given_name = _line(_("Vārds"), 80, required=True, error_messages={"required": _("Ierakstiet vārdu.")})
    family_name = _line(_("Uzvārds"), 80, required=True, error_messages={"required": _("Ierakstiet uzvārdu.")})
    code = _line(_("Personas kods"), 14)
    born_on = day_field(_("Dzimšanas datums"), required=False)
    phone = _line(_("Tālrunis"), 30)
    email = _line(_("E-pasts"), 254)
    short_name = _line(_("Īsais vārds stundu sarakstā"), 60)

    def clean_code(self) -> str:
        try:
            return normalised(self.cleaned_data["code"]) if self.cleaned_data["code"] else ""
        except InvalidPersonalCode:
            raise ValidationError(_("Personas kods nav derīgs. Pārbaudiet katru ciparu.")) from None

    def clean_phone(self) -> str:
        try:
            return normalised_phone(self.cleaned_data["phone"])
        except InvalidContact:
            raise ValidationError(_("Ierakstiet astoņus ciparus vai numuru ar valsts kodu, piemēram, +44…")) from None

    def clean_email(self) -> str:
        try:
            return checked_email(self.cleaned_data["email"])
        except InvalidContact:
            raise ValidationError(_("Ierakstiet adresi tā: vards.uzvards@skola.lv.")) from None

    def clean_born_on(self) -> date | None:
        born_on: date | None = self.cleaned_data["born_on"]
        if born_on is not None and not date(1900, 1, 1) <= born_on <= today():
            raise ValidationError(_("Pārbaudiet gadu: tāds dzimšanas datums nevar būt."))
        return born_on

    def facts(self) -> PersonFacts:
        entered = self.cleaned_data
        return PersonFacts(
            given_name=" ".join(entered["given_name"].split()),
            family_name=" ".join(entered["family_name"].split()),
            code=entered.get("code", ""),
            born_on=entered["born_on"] or birth_date_in(entered.get("code", "")),
            phone=entered["phone"],
            email=entered["email"],
        )


class CorrectForm(PersonForm):
    """`state` says what the writer saw. A code that is there already is not shown, nor asked for."""

    state = forms.CharField(widget=forms.HiddenInput, max_length=16)

    def __init__(self, *args: Any, has_code: bool, is_person: bool, **more: Any) -> None:
        super().__init__(*args, **more)
        if has_code or not is_person:
            del self.fields["code"]
        if not is_person:
            for name in ("given_name", "family_name", "born_on", "phone", "email"):
                del self.fields[name]


def choice_of_kind(giver: Collection[Permission]) -> forms.ChoiceField:
    """The positions whose rights the giver has."""
    kinds = [(kind.value, kind.label) for kind in PositionKind if PERMISSIONS[kind] <= frozenset(giver)]
    return forms.ChoiceField(
        label=_("Amata veids"),
        choices=kinds,
        error_messages={
            "invalid_choice": _("Šādu amatu Jūs dot nevarat: tam ir tiesības, kuru Jums nav."),
            "required": _("Izvēlieties amata veidu."),
        },
    )


def choice_of_permissions(
    giver: Collection[Permission], given: Collection[Permission] = ()
) -> forms.MultipleChoiceField:
    """What can be added to a position: the rights that the giver has and that don't come with it anyway."""
    rights = [(right.value, right.label) for right in Permission if right in giver and right not in given]
    return forms.MultipleChoiceField(
        label=_("Papildu tiesības"),
        choices=rights,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Citiem var dot tikai tās tiesības, kas ir Jums.")},
    )


class PostForm(forms.Form):
    """A position that is given."""

    title = _line(_("Amata nosaukums"), 120)
    starts_on = day_field(_("No dienas"), initial=None)
    state = forms.CharField(widget=forms.HiddenInput, max_length=16)

    def __init__(self, *args: Any, giver: Collection[Permission], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["starts_on"].initial = today
        self.fields["kind"] = choice_of_kind(giver)
        self.fields["permissions"] = choice_of_permissions(giver)
        self.order_fields(["kind", "title", "starts_on", "permissions"])


class ChangePostForm(forms.Form):
    """A position that is held: what it is called, and what is added to it."""

    title = _line(_("Amata nosaukums"), 120)
    state = forms.CharField(widget=forms.HiddenInput, max_length=16)

    def __init__(self, *args: Any, giver: Collection[Permission], given: Collection[Permission], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["permissions"] = choice_of_permissions(giver, given)


class EndForm(forms.Form):
    """The last day of something."""

    ends_on = day_field(_("Pēdējā diena"))
    state = forms.CharField(widget=forms.HiddenInput, max_length=16)


class LastDayForm(forms.Form):
    """The last day of work, before it is confirmed."""

    ends_on = day_field(_("Pēdējā darba diena"))


class HireForm(PersonForm):
    """Somebody comes to work. `who` is asked only where people of the school are alike: one of them, or somebody new."""

    title = _line(_("Amata nosaukums"), 120)
    starts_on = day_field(_("Strādā no dienas"))
    who = forms.CharField(required=False, max_length=12)

    def __init__(
        self,
        *args: Any,
        giver: Collection[Permission],
        nameless: Iterable["Employment"],
        **more: Any,
    ) -> None:
        super().__init__(*args, **more)
        self.fields["starts_on"].initial = today
        self.fields["kind"] = choice_of_kind(giver)
        self.fields["permissions"] = choice_of_permissions(giver)
        self.fields["listed"] = ChoiceOfEmployee(nameless, label=_("Vārds stundu sarakstā"), required=False)
        self.fields["listed"].choices = [("", _("nav sarakstā")), *self.fields["listed"].choices[1:]]  # type: ignore[attr-defined]

    def sought(self) -> Sought:
        facts = self.facts()
        return Sought(facts.given_name, facts.family_name, facts.born_on, facts.code)

    def job(self) -> Job:
        entered = self.cleaned_data
        return Job(
            starts_on=entered["starts_on"],
            kind=entered["kind"],
            title=entered["title"],
            permissions=[Permission(name) for name in entered["permissions"]],
            short_name=entered["short_name"],
            listed=entered["listed"],
        )
