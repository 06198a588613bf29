"""What the operator fills in."""

import re
from collections.abc import Sequence

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zvans.accounts.enums import BarKind, Office
from zvans.accounts.personal_code import InvalidPersonalCode, normalised
from zvans.schools.actions.people import PersonFacts
from zvans.schools.enums import DeclineReason, SchoolKind
from zvans.schools.queries.institutions import is_code_taken, is_municipality_taken
from zvans.web.shared.days import day_field


def _plain(text: str) -> str:
    return " ".join(text.split())


class MunicipalityForm(forms.Form):
    name = forms.CharField(label=gettext_lazy("Nosaukums"), max_length=120)

    def __init__(self, *args: object, own: int | None = None, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.own = own

    def clean_name(self) -> str:
        name = _plain(self.cleaned_data["name"])
        if is_municipality_taken(name, but=self.own):
            raise forms.ValidationError(_("Pašvaldība ar šādu nosaukumu jau ir."))
        return name


class SchoolForm(forms.Form):
    name = forms.CharField(label=gettext_lazy("Nosaukums"), max_length=160)
    short_name = forms.CharField(
        label=gettext_lazy("Īsais nosaukums"),
        max_length=60,
        help_text=gettext_lazy("Redzams blakus cilvēku vārdiem: «Ogres 1. vsk.»."),
    )
    kind = forms.ChoiceField(label=gettext_lazy("Veids"), choices=SchoolKind.choices)
    municipality = forms.ChoiceField(
        label=gettext_lazy("Pašvaldība"),
        error_messages={"invalid_choice": gettext_lazy("Izvēlieties pašvaldību no saraksta.")},
    )
    seen = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)

    def __init__(self, *args: object, places: Sequence[tuple[str, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["municipality"].choices = [("", "—"), *places]  # type: ignore[attr-defined]

    def clean_name(self) -> str:
        return _plain(self.cleaned_data["name"])

    def clean_short_name(self) -> str:
        return _plain(self.cleaned_data["short_name"])


class NewSchoolForm(SchoolForm):
    code = forms.CharField(
        label=gettext_lazy("Kods"), max_length=40, 
        help_text=gettext_lazy("Adresēm un failiem: mazie latīņu burti, cipari, defises. Vēlāk to nevar mainīt."),
        widget=forms.TextInput(attrs={"autocapitalize": "none", "spellcheck": "false"}),
    )  # fmt: skip
    field_order = ("name", "short_name", "code", "kind", "municipality")

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"].strip().lower()
        if not re.fullmatch(r"[a-z0-9-]+", code):
            raise forms.ValidationError(
                _("Lietojiet tikai mazos latīņu burtus, ciparus un defises, piemēram: ogres-1.")
            )
        if is_code_taken(code):
            raise forms.ValidationError(_("Iestāde ar šādu kodu jau ir. Izvēlieties citu."))
        return code


class CodeForm(forms.Form):
    code = forms.CharField(
        label=gettext_lazy("Personas kods"), max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )  # fmt: skip

    def clean_code(self) -> str:
        try:
            return normalised(self.cleaned_data["code"])
        except InvalidPersonalCode:
            raise forms.ValidationError(_("Tas nav personas kods. Tajā ir vienpadsmit cipari: xxxxxx-xxxxx.")) from None


class SuperuserForm(CodeForm):
    given_name = forms.CharField(label=gettext_lazy("Vārds"), max_length=80)
    family_name = forms.CharField(label=gettext_lazy("Uzvārds"), max_length=80)
    field_order = ("code", "given_name", "family_name")

    @property
    def facts(self) -> PersonFacts:
        found = self.cleaned_data
        return PersonFacts(_plain(found["given_name"]), _plain(found["family_name"]), found["code"])


class DeclineForm(forms.Form):
    reason = forms.ChoiceField(
        label=gettext_lazy("Kāpēc tie paliek divi"), choices=[("", gettext_lazy("Izvēlieties")), *DeclineReason.choices],
        error_messages={
            name: gettext_lazy("Izvēlieties iemeslu: skola to redz.") for name in ("required", "invalid_choice")
        },
    )  # fmt: skip


class BarForm(forms.Form):
    kind = forms.ChoiceField(label=gettext_lazy("No kā liegt"), choices=BarKind.choices)
    reason = forms.CharField(
        label=gettext_lazy("Iemesls"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("To redzēs cilvēks, kad mēģinās pieslēgties."),
        error_messages={"required": gettext_lazy("Uzrakstiet iemeslu: bez tā liegt nevar.")},
    )
    ends_on = day_field(gettext_lazy("Pēdējā diena; ja termiņa nav, atstājiet tukšu"), required=False)


class OfficeForm(forms.Form):
    office = forms.ChoiceField(label=gettext_lazy("Amats"), choices=Office.choices)
    municipality = forms.ChoiceField(
        label=gettext_lazy("Pašvaldība"),
        required=False,
        help_text=gettext_lazy("Tikai pašvaldības speciālistam: tās skolas viņš redzēs."),
    )

    def __init__(self, *args: object, places: Sequence[tuple[str, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["municipality"].choices = [("", "—"), *places]  # type: ignore[attr-defined]


class NewOfficerForm(OfficeForm, SuperuserForm):
    field_order = ("code", "given_name", "family_name", "office", "municipality")  # type: ignore[assignment]


class MaterialForm(forms.Form):
    """Taking down what a person has written on the portal (C4): what is ticked in the lists, or all of it."""

    all_posts = forms.BooleanField(label=gettext_lazy("Visus rakstus"), required=False)
    all_comments = forms.BooleanField(label=gettext_lazy("Visus komentārus"), required=False)
    reason = forms.CharField(
        label=gettext_lazy("Iemesls"),
        max_length=300,
        help_text=gettext_lazy("To izlasīs arī tas, kas to rakstījis."),
        error_messages={"required": gettext_lazy("Ierakstiet iemeslu.")},
    )

    @property
    def ticked_posts(self) -> list[str]:
        return self._ticked("post")

    @property
    def ticked_comments(self) -> list[str]:
        return self._ticked("comment")

    def _ticked(self, name: str) -> list[str]:
        return self.data.getlist(name) if isinstance(self.data, QueryDict) else []

    def clean(self) -> dict[str, object]:
        told = super().clean() or {}
        if not any((told.get("all_posts"), told.get("all_comments"), self.ticked_posts, self.ticked_comments)):
            self.add_error(None, _("Atzīmējiet, ko noņemt."))
        return told
