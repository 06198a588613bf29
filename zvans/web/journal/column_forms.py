"""Forms for a new column and for moving what stands in a wrong one."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from zvans.journal.queries.grid import Column
from zvans.journal.queries.lesson import LessonPage
from zvans.journal.queries.values import Kind
from zvans.timetable.queries.plan import LessonKey
from zvans.web.journal.grid_html import kind_choices
from zvans.web.journal.keys import key_from, key_text
from zvans.web.shared.days import day_field
from zvans.web.shared.words import day_month, lesson_number, short_weekday

_LAST = 12  # the highest number that a day's lessons may have
_OUTSIDE = ""


class ColumnForm(forms.Form):
    """`cleaned_data` is what `add_column` takes: `number` None for a lesson outside of the day's, `work_kind` a key or None."""

    on = day_field(_("Datums"))
    number = forms.TypedChoiceField(
        label=_("Stunda"), required=False, coerce=int, empty_value=None,
        choices=[(_OUTSIDE, _("ārpus saraksta")), *((str(n), f"{n}.") for n in range(_LAST + 1))],
    )  # fmt: skip
    work_kind = forms.TypedChoiceField(label=_("Darba veids"), required=False, coerce=int, empty_value=None)

    def __init__(self, *args: Any, kinds: Sequence[Kind], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["work_kind"].choices = [("", _("nav norādīts")), *kind_choices(kinds)]  # type: ignore[attr-defined]


class MoveForm(forms.Form):
    """To which lesson of the journal."""

    to = forms.TypedChoiceField(
        label=_("Uz stundu"),
        error_messages={"required": _("Izvēlieties stundu."), "invalid_choice": _("Izvēlieties stundu.")},
    )

    def __init__(self, *args: Any, page: LessonPage, columns: Sequence[Column], **more: Any) -> None:
        super().__init__(*args, **more)

        def key(text: str) -> LessonKey:
            return key_from(page.course.pk, text)

        nearest = min(columns, key=lambda c: abs((c.key.on - page.key.on).days), default=None)
        field: Any = self.fields["to"]
        field.coerce, field.choices = key, [(key_text(c.key), _label(c)) for c in columns]
        field.initial = key_text(nearest.key) if nearest else ""


def _label(column: Column) -> str:
    place = f"{day_month(column.key.on)} {short_weekday(column.key.on)}, {lesson_number(column.key.number)}"
    part = f"/{column.key.part}" if column.key.part > 1 else ""
    return f"{place}{part} {column.topic[:60]}".rstrip()
