"""Forms about a pupil's place in the school, and about those who answer for the pupil."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from zvans.accounts.enums import Sex
from zvans.lib.dates import today
from zvans.schools.enums import Access, Begun, Ended, GuardianKind
from zvans.web.school.forms.people import EmailField, PhoneField, WhoForm
from zvans.web.shared.days import day_field

if TYPE_CHECKING:
    from zvans.schools.models import ClassGroup

_MOVES = [
    (Begun.TRANSFERRED, _("pārceļ uz citu klasi")),
    (Begun.PROMOTED, _("pārceļ nākamajā klasē")),
    (Begun.REPEATED, _("atstāj uz otru gadu")),
]
_ENDS = [
    (Ended.LEFT, _("atskaitīts")),
    (Ended.TRANSFERRED, _("pāriet uz citu skolu")),
    (Ended.GRADUATED, _("absolvē")),
]


class ClassField(forms.TypedChoiceField):
    """One of the classes named; its value is the class."""

    def __init__(self, classes: "Sequence[ClassGroup]") -> None:
        by_id = {row.public_id: row for row in classes}
        names = [(key, f"{row.name} · {row.year.name}") for key, row in by_id.items()]
        super().__init__(
            label=_("Klase"),
            choices=[("", _("Izvēlieties")), *names],
            coerce=by_id.__getitem__,
            empty_value=None,
            error_messages={
                "required": _("Izvēlieties klasi."),
                "invalid_choice": _("Tādas klases sarakstā nav. Izvēlieties no saraksta."),
            },
        )


def order_field() -> forms.CharField:
    return forms.CharField(
        label=_("Rīkojuma numurs"), max_length=40, required=False, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )


class PlaceForm(forms.Form):
    """A class, from when, by which order."""

    on = day_field(_("No dienas"))
    order = order_field()

    def __init__(self, *args: Any, classes: "Sequence[ClassGroup]", **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["class_group"] = ClassField(classes)
        self.fields["on"].initial = today()


class MoveForm(PlaceForm):
    begun = forms.ChoiceField(label=_("Kas notiek"), choices=_MOVES)

    def __init__(self, *args: Any, classes: "Sequence[ClassGroup]", **more: Any) -> None:
        """With classes of one year only nobody goes on to another: the form says where the next one is made."""
        super().__init__(*args, classes=classes, **more)
        if len({row.year_id for row in classes}) < 2:
            self.fields["begun"].help_text = _(
                "Pārcelt nākamajā klasē vai atstāt uz otru gadu varēs, kad skolā būs nākamā mācību gada "
                "klases: tās izveido lapā «Jaunais gads»."
            )


class EnrolForm(WhoForm):
    sex = forms.ChoiceField(label=_("Dzimums"), choices=[("", _("nav norādīts")), *Sex.choices], required=False)
    on = day_field(_("Uzņem no"))
    order = order_field()

    def __init__(self, *args: Any, classes: "Sequence[ClassGroup]", **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["class_group"] = ClassField(classes)
        self.fields["on"].initial = today()


class LeaveForm(forms.Form):
    ended = forms.ChoiceField(label=_("Kas notiek"), choices=_ENDS)
    on = day_field(_("Pēdējā diena skolā"))
    order = order_field()


class TieForm(forms.Form):
    """Who a guardian is to the pupil, and how far they may look."""

    kind = forms.ChoiceField(label=_("Radniecība"), choices=GuardianKind.choices)
    access = forms.ChoiceField(label=_("Piekļuve dienasgrāmatai"), choices=Access.choices)


class GuardianForm(WhoForm):
    kind = forms.ChoiceField(label=_("Radniecība"), choices=GuardianKind.choices)
    access = forms.ChoiceField(label=_("Piekļuve dienasgrāmatai"), choices=Access.choices)
    phone = PhoneField()
    email = EmailField()
    on = day_field(_("No dienas"))

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["on"].initial = today()


class EndForm(forms.Form):
    on = day_field(_("Pēdējā diena"))
