"""Forms for bell schedules: a line for each lesson of a day, and the days on which another schedule rings."""

from collections.abc import Sequence
from datetime import time
from typing import Any, NamedTuple

from django import forms
from django.utils.translation import gettext_lazy as _

from zvans.schools.actions.rings import LONGEST, SHORTEST, Entered
from zvans.schools.queries.bells import Bells, Ring
from zvans.web.shared.days import day_field

NUMBERS = range(13)
_FORMS_OF_TIMES = ["%H:%M", "%H.%M", "%H:%M:%S"]


def _time_field(label: Any) -> forms.TimeField:
    return forms.TimeField(
        label=label,
        required=False,
        input_formats=_FORMS_OF_TIMES,
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        error_messages={"invalid": _("Ierakstiet laiku tā: 08:30.")},
    )


class Line(NamedTuple):
    """A lesson's line in the table of the form."""

    number: int
    starts: forms.BoundField
    ends: forms.BoundField


class BellsForm(forms.Form):
    """`starts_3` and `ends_3` are lesson 3; both left empty: there is no such lesson."""

    name = forms.CharField(label=_("Nosaukums"), max_length=60, error_messages={"required": _("Ierakstiet nosaukumu.")})
    stamp = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number in NUMBERS:
            self.fields[f"starts_{number}"] = _time_field(_("%(n)s. stundas sākums") % {"n": number})
            self.fields[f"ends_{number}"] = _time_field(_("%(n)s. stundas beigas") % {"n": number})

    @property
    def lines(self) -> list[Line]:
        return [Line(n, self[f"starts_{n}"], self[f"ends_{n}"]) for n in NUMBERS]

    def entered(self) -> list[Entered]:
        found = self.cleaned_data
        return [Entered(n, found.get(f"starts_{n}"), found.get(f"ends_{n}")) for n in NUMBERS]


def as_entered(name: str, rings: Sequence[Ring], stamp: str = "") -> dict[str, Any]:
    """What the form begins with."""
    values: dict[str, Any] = {"name": name, "stamp": stamp}
    for ring in rings:
        values[f"starts_{ring.number}"], values[f"ends_{ring.number}"] = ring.starts_at, ring.ends_at
    return values


def usual_rings() -> list[Ring]:
    """What a school without bells begins from: lessons of 40 minutes from 8.30, breaks of 10, longer ones after the fourth and fifth."""
    starts = ["07:40", "08:30", "09:20", "10:10", "11:00", "12:00", "13:00", "13:50", "14:40"]
    ends = ["08:20", "09:10", "10:00", "10:50", "11:40", "12:40", "13:40", "14:30", "15:20"]
    return [
        Ring(n, time.fromisoformat(start), time.fromisoformat(end))
        for n, (start, end) in enumerate(zip(starts, ends, strict=True))
    ]


class ShortenedForm(forms.Form):
    """Prefixed fields: the form stands on the page of another one."""

    prefix = "short"

    minutes = forms.IntegerField(
        label=_("Stundas garums minūtēs"),
        min_value=SHORTEST,
        max_value=LONGEST,
        initial=30,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        error_messages={"required": _("Ierakstiet, cik minūšu ir stunda."), "invalid": _("Ierakstiet skaitli.")},
    )
    name = forms.CharField(
        label=_("Kopijas nosaukums"),
        max_length=60,
        initial=_("Saīsinātās stundas"),
        error_messages={"required": _("Ierakstiet nosaukumu.")},
    )


class BellDaysForm(forms.Form):
    bells = forms.ChoiceField(label=_("Zvani"), error_messages={"required": _("Izvēlieties, kuri zvani.")})
    starts_on = day_field(_("No dienas"))
    ends_on = day_field(_("Līdz dienai"), required=False, help_text=_("Tukšs: tikai viena diena."))

    def __init__(self, *args: Any, schedules: Sequence[Bells], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(b.schedule.pk), b.schedule.name) for b in schedules if not b.schedule.is_default]
        self.fields["bells"].choices = choices  # type: ignore[attr-defined]
