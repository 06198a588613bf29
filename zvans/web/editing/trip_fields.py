"""What the catalogue of excursions asks of a post (A7)."""

from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.core.validators import URLValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zvans.accounts.contacts import InvalidContact, normalised_phone
from zvans.portal.enums import Region, Section, Topic

_MOST = Decimal(1000)  # euro, for a pupil
_WRONG_ADDRESS = gettext_lazy("Ierakstiet visu adresi, piemēram, https://www.piemers.lv/lapa.")
_WRONG_PRICE = gettext_lazy("Ierakstiet cenu tā: 3,50. Ja ekskursija ir bez maksas, ierakstiet 0.")


def web_address(label: Any, **more: Any) -> forms.CharField:
    """An address of a page: only what a browser opens as one."""
    field = forms.CharField(
        label=label,
        required=False,
        max_length=400,
        widget=forms.TextInput(attrs={"inputmode": "url", "autocapitalize": "none"}),
        **more,
    )
    field.validators.append(URLValidator(schemes=["http", "https"], message=_WRONG_ADDRESS))
    return field


class TripFields(forms.Form):
    """They count only where the section is that of excursions."""

    place = forms.CharField(label=gettext_lazy("Vieta"), required=False, max_length=120)
    region = forms.ChoiceField(label=gettext_lazy("Reģions"), required=False, choices=[("", "—"), *Region.choices])
    topic = forms.ChoiceField(label=gettext_lazy("Par ko"), required=False, choices=[("", "—"), *Topic.choices])
    from_grade = forms.TypedChoiceField(label=gettext_lazy("No klases"), required=False, coerce=int, empty_value="")
    to_grade = forms.TypedChoiceField(label=gettext_lazy("Līdz klasei"), required=False, coerce=int, empty_value="")
    price_cents = forms.CharField(
        label=gettext_lazy("Cena skolēnam, eiro"),
        required=False,
        max_length=10,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
        help_text=gettext_lazy("Piemēram, 3,50. Bez maksas: 0. Pēc vienošanās: atstājiet tukšu."),
    )
    contact_name = forms.CharField(label=gettext_lazy("Kam zvanīt vai rakstīt"), required=False, max_length=120)
    phone = forms.CharField(label=gettext_lazy("Tālrunis"), required=False, max_length=20)
    email = forms.EmailField(
        label=gettext_lazy("E-pasts"),
        required=False,
        max_length=254,
        error_messages={"invalid": gettext_lazy("Ierakstiet e-pasta adresi, piemēram, vards@piemers.lv.")},
    )
    website = web_address(gettext_lazy("Tīmekļa vietne"))
    map_url = web_address(gettext_lazy("Saite uz karti"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        grades = [(0, _("pirmsskola")), *((grade, _("%(grade)s. klase") % {"grade": grade}) for grade in range(1, 13))]
        for name, usual in (("from_grade", 1), ("to_grade", 12)):
            self.fields[name].choices = grades  # type: ignore[attr-defined]
            self.fields[name].initial = usual

    def clean_price_cents(self) -> int | None:
        text = self.cleaned_data["price_cents"].replace("€", "").replace(",", ".").strip()
        if not text:
            return None
        try:
            price = Decimal(text)
        except InvalidOperation:
            raise forms.ValidationError(_WRONG_PRICE) from None
        if not (price.is_finite() and 0 <= price <= _MOST and price == round(price, 2)):
            raise forms.ValidationError(_WRONG_PRICE)
        return int(price * 100)

    def clean_phone(self) -> str:
        text = self.cleaned_data["phone"]
        try:
            return normalised_phone(text) if text else ""
        except InvalidContact as error:
            raise forms.ValidationError(_("Ierakstiet tālruni tā: 20 000 000 vai +371 20 000 000.")) from error

    def clean(self) -> dict[str, Any]:
        """What was typed of a trip counts for nothing elsewhere, right or wrong."""
        told = super().clean() or {}
        if told.get("section") != Section.EXCURSIONS:
            for name in set(TripFields.base_fields) & set(self.errors):
                del self.errors[name]
            return told
        asked = {
            "place": _("Ierakstiet, kur tas ir."),
            "region": _("Izvēlieties reģionu."),
            "topic": _("Izvēlieties, par ko tā ir."),
        }
        for name, reason in asked.items():
            if not told.get(name) and name not in self.errors:
                self.add_error(name, reason)
        if "from_grade" in told and "to_grade" in told and told["from_grade"] > told["to_grade"]:
            self.add_error("to_grade", _("Pēdējā klase nevar būt pirms pirmās."))
        return told
