"""Forms for how a school marks: kinds of work, the scale of percent."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from django import forms
from django.core.validators import MinValueValidator
from django.utils.translation import gettext_lazy as _

from zvans.web.shared.days import day_field

_POINTS = range(10, 0, -1)


class CommaField(forms.DecimalField):
    """A number as people write it: «0,5» and «0.5», with «%» or without."""

    def to_python(self, value: Any) -> Any:
        return super().to_python(value.replace(",", ".").replace("%", "").strip() if isinstance(value, str) else value)


def _number(label: Any, *, required: bool = True, missing: Any = None, **more: Any) -> CommaField:
    wrong = _("Ierakstiet skaitli, piemēram, 0,5 vai 85.")
    messages = {
        "invalid": wrong, "max_digits": wrong, "max_whole_digits": wrong,
        "max_decimal_places": _("Pēc komata raksta ne vairāk kā divus ciparus."), "required": missing or wrong,
    }  # fmt: skip
    widget = forms.TextInput(attrs={"inputmode": "decimal", "maxlength": 7, "autocomplete": "off"})
    return CommaField(label=label, required=required, decimal_places=2, widget=widget, error_messages=messages, **more)


class KindForm(forms.Form):
    """`starts_on` is the day from which the weight holds; a name alone changes at once."""

    name = forms.CharField(
        label=_("Darba veids"), max_length=80, error_messages={"required": _("Ierakstiet nosaukumu.")}
    )
    short_name = forms.CharField(
        label=_("Īsi, žurnāla slejai"),
        max_length=6,
        help_text=_("Līdz 6 zīmēm: «p.d.»."),
        error_messages={
            "required": _("Ierakstiet īso nosaukumu."),
            "max_length": _("Īsajā nosaukumā var būt ne vairāk kā 6 zīmes."),
        },
    )
    weight = _number(
        _("Svars"),
        initial=1,
        max_digits=4,
        validators=[MinValueValidator(Decimal("0.01"), _("Svaram jābūt lielākam par nulli."))],
        missing=_("Ierakstiet svaru, parasti 1."),
        help_text=_("Cik reižu tāds vērtējums skaitās vidējā: 1, 2 vai 0,5."),
    )
    is_formative = forms.BooleanField(label=_("Formatīvs: vidējā neskaitās"), required=False)
    starts_on = day_field(_("No dienas"))
    stamp = forms.CharField(required=False, widget=forms.HiddenInput)


class EndKindForm(forms.Form):
    ends_on = day_field(_("Pēdējā diena"))
    stamp = forms.CharField(required=False, widget=forms.HiddenInput)


class BoundLine(NamedTuple):
    """A line of the scale: the points and the field of their lowest percent."""

    points: int
    field: forms.BoundField


class ScaleForm(forms.Form):
    """`bound_10` … `bound_1`: from how many percent on; the action checks their order."""

    starts_on = day_field(_("Skala ir spēkā no dienas"))

    def __init__(self, *args: Any, bounds: Sequence[Decimal], **more: Any) -> None:
        super().__init__(*args, **more)
        for points, bound in zip(_POINTS, bounds, strict=True):
            label = _("No cik procentiem ir %(points)s") % {"points": points}
            self.fields[f"bound_{points}"] = _number(label, required=False, max_digits=5, initial=_written(bound))

    @property
    def lines(self) -> list[BoundLine]:
        return [BoundLine(points, self[f"bound_{points}"]) for points in _POINTS]

    def entered(self) -> list[Decimal | None]:
        return [self.cleaned_data.get(f"bound_{points}") for points in _POINTS]


def _written(bound: Decimal) -> str:
    return f"{bound.normalize():f}".replace(".", ",")
