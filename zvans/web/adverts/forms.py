from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from zvans.portal.enums import Section, Slot
from zvans.web.editing.trip_fields import web_address
from zvans.web.shared.days import day_field
from zvans.web.shared.revision_field import RevisionField


class AdvertForm(forms.Form):
    """`picture` may stay empty where the advert has one already (`has_picture`)."""

    advertiser = forms.CharField(
        label=_("Reklāmdevējs"), max_length=120, error_messages={"required": _("Ierakstiet, kura reklāma tā ir.")}
    )
    slot = forms.ChoiceField(label=_("Kur"), choices=Slot.choices)
    section = forms.ChoiceField(
        label=_("Sadaļa"),
        required=False,
        choices=[("", _("visas")), *Section.choices],
        help_text=_("Sākumlapai sadaļas nav."),
    )
    starts_on = day_field(_("No dienas"))
    ends_on = day_field(_("Līdz dienai (ieskaitot)"))
    picture = forms.FileField(
        label=_("Attēls"),
        required=False,
        help_text=_(
            "JPEG, PNG, WebP vai AVIF, ne lielāks par 20 MB. Attēls glabāsies šeit: no citām vietnēm neko nelādējam."
        ),
        widget=forms.FileInput(attrs={"accept": "image/*"}),
    )
    picture_alt = forms.CharField(
        label=_("Kas attēlā redzams un rakstīts"),
        max_length=250,
        error_messages={"required": _("Ierakstiet, kas redzams attēlā: to dzird tie, kas attēlu neredz.")},
    )
    link = web_address(_("Saite"), error_messages={"required": _("Ierakstiet, uz kurieni reklāma ved.")})
    stamp = RevisionField()

    def __init__(self, *args: Any, has_picture: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["link"].required = True
        self.has_picture = has_picture

    def clean(self) -> dict[str, Any]:
        if not self.has_picture and not self.cleaned_data.get("picture") and "picture" not in self.errors:
            self.add_error("picture", _("Pievienojiet attēlu."))
        return self.cleaned_data
