"""What one says of a file when handing it in, what its columns are, and what its doubtful names are."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from zvans.lib.files import MAX_BYTES
from zvans.schools.enums import ImportKind
from zvans.schools.imports.report import NEW, OUT, remembered

_DATE = _("Ierakstiet dienu tā: 01.09.2026.")
LABELS: dict[str, Promise] = {
    "kind": _("veids (skolēns, vecāks, darbinieks)"),
    "given_name": _("vārds"),
    "family_name": _("uzvārds"),
    "name": _("vārds un uzvārds vienā slejā"),
    "register_name": _("uzvārds un vārds vienā slejā"),
    "code": _("personas kods"),
    "pupil_code": _("skolēna personas kods (vecāka rindā)"),
    "born_on": _("dzimšanas datums"),
    "class": _("klase"),
    "groups": _("grupas"),
    "relation": _("radniecība"),
    "phone": _("tālrunis"),
    "email": _("e-pasts"),
    "positions": _("amati"),
    "short_name": _("īsais vārds"),
}


class HandInForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("Kas failā ir"), widget=forms.RadioSelect, error_messages={"required": _("Izvēlieties, kas failā ir.")}
    )
    file = forms.FileField(
        label=_("Fails"),
        error_messages={
            "required": _("Izvēlieties failu."),
            "empty": _("Šis fails ir tukšs. Izvēlieties citu."),
            "invalid": _("Izvēlieties failu."),
        },
    )
    starts_on = forms.DateField(
        label=_("No kuras dienas"),
        required=False,
        help_text=_("Ja atstāj tukšu: pirmo reizi – no mācību gada sākuma, vēlāk – no šodienas."),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"invalid": _DATE},
    )

    def __init__(self, kinds: Iterable[ImportKind], *args: Any, too_large: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.too_large = too_large
        choices = [(kind.value, kind.label) for kind in kinds]
        self.fields["kind"].choices = choices  # type: ignore[attr-defined]
        if len(choices) == 1:
            self.fields["kind"].initial = choices[0][0]

    def add_error(self, field: str | None, error: Any) -> None:
        """What is too large has not been read: its own words, not «choose a file»."""
        if field == "file" and self.too_large:
            limit = {"limit": MAX_BYTES // 1024**2}
            error = _("Fails ir lielāks par %(limit)s MB. Sadaliet to vairākos vai saglabājiet bez attēliem.") % limit
        super().add_error(field, error)


def columns_form(heads: list[str], said: dict[str, str], data: Any = None) -> forms.Form:
    """For each head of the file a choice of what it is; `said` is what is known of them already."""
    form = forms.Form(data)
    choices = [("", _("nelasīt")), *LABELS.items()]
    for number, head in enumerate(heads):
        form.fields[f"column{number}"] = forms.ChoiceField(
            label=head or "—", choices=choices, required=False, initial=said.get(head, "")
        )
    return form


def columns_said(form: forms.Form, heads: list[str]) -> dict[str, str]:
    return {head: form.cleaned_data[f"column{number}"] for number, head in enumerate(heads) if head}


MAKE: dict[str, Promise] = {"class": _("izveidot jaunu klasi")}  # what «new» is called, by kind
IS: dict[str, Promise] = {"class": _("tā ir %(name)s")}


def doubts_form(doubts: list[Any], data: Any = None) -> forms.Form:
    """For each doubt: which of the school's rows it is, or what else it may be."""
    form = forms.Form(data)
    for number, (kind, name, _row, choices, *others) in enumerate(doubts):
        offered = [(str(key), IS.get(kind, _("tas ir %(name)s")) % {"name": label}) for key, label in choices]
        words = {NEW: MAKE.get(kind, _("jauns")), OUT: _("neievest, kas pie tā ir")}
        offered += [(other, words[other]) for other in (others[0] if others else [NEW])]
        form.fields[f"doubt{number}"] = forms.ChoiceField(
            label=name, choices=offered, widget=forms.RadioSelect, error_messages={"required": _("Izvēlieties vienu.")}
        )
    return form


def doubts_answered(form: forms.Form, doubts: list[Any]) -> dict[tuple[str, str], int | None]:
    """(kind, name) → row of the school; None: new; 0: to be left out."""
    return {
        (kind, name): remembered(form.cleaned_data[f"doubt{number}"])
        for number, (kind, name, *_more) in enumerate(doubts)
    }


def earlier_answers(said: list[Any]) -> list[tuple[str, Any]]:
    """Name and what people said that it is, in words."""
    words = {NEW: _("jauns"), OUT: _("neievest")}
    return [(name, words.get(meaning, meaning)) for _kind, name, meaning in said]
