"""What is entered about a class."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from zvans.web.shared.days import day_field

if TYPE_CHECKING:
    from zvans.schools.models import ClassGroup, Employment

_GRADES = [("", _("nav norādīta"))] + [(str(n), f"{n}") for n in range(1, 13)]


class ClassForm(forms.Form):
    """`was_name` and `was_grade` say what the writer saw."""

    name = forms.CharField(
        label=_("Nosaukums"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Ierakstiet klases nosaukumu, piemēram, 9.b.")},
    )
    grade = forms.TypedChoiceField(label=_("Kura klase"), choices=_GRADES, coerce=int, empty_value=None, required=False)
    was_name = forms.CharField(required=False, widget=forms.HiddenInput, strip=False)
    was_grade = forms.CharField(required=False, max_length=2, widget=forms.HiddenInput)

    def clean_name(self) -> str:
        return " ".join(self.cleaned_data["name"].split())

    def based_on(self) -> tuple[str, int | None]:
        grade = self.cleaned_data["was_grade"]
        return self.cleaned_data["was_name"], int(grade) if grade.isdecimal() else None


def class_form(class_group: "ClassGroup") -> ClassForm:
    grade = "" if class_group.grade is None else str(class_group.grade)
    name = class_group.name
    return ClassForm(initial={"name": name, "grade": grade, "was_name": name, "was_grade": grade})


class LeadForm(forms.Form):
    """Who leads a class from a day on."""

    starts_on = day_field(_("No dienas"))

    def __init__(self, *args: Any, employments: Iterable["Employment"], day: date, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["starts_on"].initial = day
        self.fields["employment"] = ChoiceOfEmployee(employments, label=_("Klases audzinātājs"))
        self.order_fields(["employment", "starts_on"])


class ChoiceOfEmployee(forms.TypedChoiceField):
    """One of the employees named; its value is the employment."""

    def __init__(self, employments: Iterable["Employment"], *, label: Any, required: bool = True) -> None:
        by_id = {row.public_id: row for row in employments}
        names = [(key, row.person.register_name if row.person else row.name) for key, row in by_id.items()]
        super().__init__(
            label=label,
            choices=[("", _("Izvēlieties")), *names],
            coerce=by_id.__getitem__,
            empty_value=None,
            required=required,
            error_messages={
                "required": _("Izvēlieties darbinieku."),
                "invalid_choice": _("Tāda darbinieka sarakstā nav. Izvēlieties no saraksta."),
            },
        )
