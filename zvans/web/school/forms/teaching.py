"""What is entered about what is taught."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from zvans.schools.enums import ValueSystem
from zvans.web.school.forms.classes import ChoiceOfEmployee
from zvans.web.shared.days import day_field

if TYPE_CHECKING:
    from zvans.schools.models import CourseTeacher, Employment, StudyGroup, Subject


def group_label(group: "StudyGroup") -> str:
    if group.class_group is None or group.is_whole_class:
        return group.name
    return f"{group.class_group.name} {group.name}"


class CourseForm(forms.Form):
    """A subject for groups, taught by one or two from a day on."""

    starts_on = day_field(_("Māca no dienas"))
    value_system = forms.ChoiceField(
        label=_("Ar ko vērtē"), choices=[("", _("pēc klases")), *ValueSystem.choices], required=False
    )

    def __init__(
        self,
        *args: Any,
        subjects: Iterable["Subject"],
        groups: Iterable["StudyGroup"],
        employments: Iterable["Employment"],
        day: date,
        **more: Any,
    ) -> None:
        super().__init__(*args, **more)
        self.fields["starts_on"].initial = day
        by_key = {str(row.pk): row for row in subjects}
        self.fields["subject"] = forms.TypedChoiceField(
            label=_("Priekšmets"),
            choices=[("", _("Izvēlieties")), *((key, row.name) for key, row in by_key.items())],
            coerce=by_key.__getitem__,
            error_messages={
                "required": _("Izvēlieties priekšmetu."),
                "invalid_choice": _("Tāda priekšmeta skolā nav. Izvēlieties no saraksta."),
            },
        )
        by_group = {str(row.pk): row for row in groups}
        self.fields["groups"] = forms.TypedMultipleChoiceField(
            label=_("Klases un grupas"),
            choices=[(key, group_label(row)) for key, row in by_group.items()],
            coerce=by_group.__getitem__,
            widget=forms.CheckboxSelectMultiple,
            error_messages={
                "required": _("Atzīmējiet vismaz vienu klasi vai grupu."),
                "invalid_choice": _("Tādas grupas šajā gadā nav. Izvēlieties no saraksta."),
            },
        )
        people = list(employments)
        self.fields["teacher"] = ChoiceOfEmployee(people, label=_("Skolotājs"), required=False)
        self.fields["second"] = ChoiceOfEmployee(people, label=_("Otrs skolotājs, ja māca divi"), required=False)
        self.order_fields(["subject", "groups", "teacher", "second", "starts_on", "value_system"])

    def teachers(self) -> "list[Employment]":
        entered = self.cleaned_data
        return [row for row in (entered["teacher"], entered["second"]) if row is not None]


class TeachersForm(forms.Form):
    """Who teaches from a day on: who of those that teach now stays, and who comes."""

    starts_on = day_field(_("No dienas"))
    state = forms.CharField(widget=forms.HiddenInput, max_length=16)

    def __init__(
        self, *args: Any, holding: Iterable["CourseTeacher"], employments: Iterable["Employment"], **more: Any
    ) -> None:
        super().__init__(*args, **more)
        now = {row.employment.public_id: row.employment for row in holding}
        self.fields["stay"] = forms.TypedMultipleChoiceField(
            label=_("Turpina mācīt"),
            choices=[(key, row.name) for key, row in now.items()],
            coerce=now.__getitem__,
            required=False,
            initial=list(now),
            widget=forms.CheckboxSelectMultiple,
            error_messages={"invalid_choice": _("Tāds skolotājs šo žurnālu vairs nemāca. Atjaunojiet lapu.")},
        )
        self.fields["teacher"] = ChoiceOfEmployee(employments, label=_("Sāk mācīt"), required=False)
        self.order_fields(["starts_on", "stay", "teacher"])

    def teachers(self) -> "list[Employment]":
        entered = self.cleaned_data
        return [*entered["stay"], *([entered["teacher"]] if entered["teacher"] else [])]


class ValueSystemForm(forms.Form):
    """`was` says what the writer saw."""

    value_system = forms.ChoiceField(label=_("Ar ko vērtē"), choices=ValueSystem.choices)
    was = forms.CharField(widget=forms.HiddenInput, max_length=10)
