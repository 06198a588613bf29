from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from zvans.portal.enums import Language, Section
from zvans.web.editing.trip_fields import TripFields
from zvans.web.shared.lines_field import LinesField
from zvans.web.shared.visiting import VisitorForm

_LONGEST = 6000  # letters of the text


def _words(label: Any, most: int, required: Any = "", rows: int = 0, hint: Any = "") -> forms.CharField:
    field = LinesField if rows else forms.CharField
    return field(
        label=label,
        help_text=hint,
        max_length=most,
        required=bool(required),
        widget=forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput(),
        error_messages={"required": required} if required else {},
    )


class OfferForm(TripFields, VisitorForm):
    """What a provider says of a trip, and who offers it."""

    title = _words(_("Ekskursijas nosaukums"), 150, _("Ierakstiet, kā ekskursiju sauc."))
    language = forms.ChoiceField(label=_("Kurā valodā rakstāt"), choices=Language.choices)
    lead = _words(
        _("Īsumā"),
        400,
        _("Ierakstiet divus trīs teikumus: tos redz katalogā."),
        3,
        _("Divi trīs teikumi, ko redz katalogā."),
    )
    text = _words(
        _("Apraksts"),
        _LONGEST,
        _("Aprakstiet, ko skolēni redzēs un darīs."),
        10,
        _(
            "Ko skolēni redz un dara, cik ilgi, kas jāņem līdzi. Tukša rinda sāk jaunu rindkopu. "
            "Saites tekstā nerakstiet: tām ir savi lauki."
        ),
    )
    picture = forms.FileField(
        label=_("Attēla fails"),
        required=False,
        help_text=_(
            "Attēls nav obligāts. JPEG, PNG, WebP vai AVIF, līdz 20 MB. Cilvēkiem, kas attēlā redzami, tam jābūt piekritušiem."
        ),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp,image/avif"}),
    )
    picture_alt = _words(_("Kas attēlā redzams"), 250, hint=_("To dzird tie, kas attēlu neredz."))
    picture_credit = _words(_("Attēla autors"), 120)
    offered_by = _words(
        _("Kas piedāvā"), 120, _("Ierakstiet, kas piedāvā."), hint=_("Iestāde vai cilvēks. Katalogā to nerāda.")
    )
    offered_email = forms.EmailField(
        label=_("E-pasts atbildei"),
        max_length=254,
        help_text=_("Uz to redaktors atbildēs. Katalogā to nerāda."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": _("Ierakstiet e-pasta adresi: uz to atbildēsim."),
            "invalid": _("Ierakstiet e-pasta adresi, piemēram, vards@piemers.lv."),
        },
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        self.cleaned_data["section"] = Section.EXCURSIONS
        told = super().clean()
        if told.get("picture") and not told.get("picture_alt") and "picture_alt" not in self.errors:
            self.add_error("picture_alt", _("Ierakstiet, kas redzams attēlā: to dzird tie, kas attēlu neredz."))
        return told
