"""What is written about a lesson: topic, kind of its marks, homework."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from zvans.journal.queries.lesson import LessonPage
from zvans.journal.queries.values import Kind
from zvans.web.journal.grid_html import kind_choices

FORMATIVE = "formative"  # marks of no kind of work that count for themselves
_LONGEST_HOMEWORK = 2000
_LONGEST_TOPIC = 500
_HIGHEST = 2**31 - 2  # of a revision: the next one must fit its column too


class LessonForm(forms.Form):
    """`revision` and `homework_revision` say what the writer saw; a colleague's writing meanwhile is noticed by them."""

    topic = forms.CharField(
        label=_("Tēma"), max_length=_LONGEST_TOPIC, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    is_formative = forms.BooleanField(
        label=_("Vērtējumu veids"),
        required=False,
        widget=forms.RadioSelect(choices=[("", _("Summatīvi")), ("1", _("Formatīvi"))]),
    )
    homework_text = forms.CharField(
        label=_("Uzdots"), max_length=_LONGEST_HOMEWORK, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    homework_due_on = forms.DateField(
        label=_("Izpildīt līdz"), required=False, widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )
    work_kind = forms.ChoiceField(
        label=_("Vērtējumu veids"),
        required=False,
        widget=forms.Select(attrs={"class": "input"}),
        error_messages={"invalid_choice": _("Tāda darba veida šajā dienā skolā nav. Izvēlieties citu.")},
    )
    revision = forms.IntegerField(min_value=0, max_value=_HIGHEST, widget=forms.HiddenInput)
    homework_revision = forms.IntegerField(min_value=0, max_value=_HIGHEST, widget=forms.HiddenInput)

    def __init__(self, *args: Any, kinds: Sequence[Kind] = (), **more: Any) -> None:
        super().__init__(*args, **more)
        none = [("", _("summatīvi, bez darba veida")), (FORMATIVE, _("formatīvi, bez darba veida"))]
        self.fields["work_kind"].choices = [*none, *kind_choices(kinds)]  # type: ignore[attr-defined]

    @property
    def written(self) -> dict[str, Any]:
        """The cleaned values as the action takes them. A form without the choice of a kind leaves the kind as it is."""
        found = dict(self.cleaned_data)
        chosen = found.pop("work_kind")
        if "work_kind" not in self.data:
            return found
        formative = chosen == FORMATIVE
        return found | {"is_formative": formative, "work_kind": 0 if formative else int(chosen or 0)}


def revisions_of(page: LessonPage) -> dict[str, int]:
    return {"revision": page.revision, "homework_revision": page.homework_revision}


def lesson_form(page: LessonPage) -> LessonForm:
    """The form as the lesson stands; homework is due at the next lesson unless somebody says otherwise."""
    return LessonForm(
        kinds=page.kinds,
        initial={
            "work_kind": str(page.work_kind_id or (FORMATIVE if page.is_formative else "")),
            "topic": page.topic,
            "is_formative": "1" if page.is_formative else "",
            "homework_text": page.homework_text,
            "homework_due_on": page.homework_due_on or page.next_on,
            **revisions_of(page),
        },
    )
