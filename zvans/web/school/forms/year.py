"""Forms for a school year: its dates, its semesters, its breaks."""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from django import forms
from django.utils.translation import gettext_lazy as _

from zvans.schools.actions.spans import Entered
from zvans.schools.queries.calendar import Proposal, Span, YearPage
from zvans.web.shared.days import day_field

_TERMS = 2
_EMPTY_BREAKS = 3
_MOST_BREAKS = 60


class Line(NamedTuple):
    number: int
    starts: forms.BoundField
    ends: forms.BoundField
    name: forms.BoundField | None = None


class YearForm(forms.Form):
    """`term_1_starts` is the first semester's beginning. A semester left empty is not there: a school may have one only."""

    starts_on = day_field(_("Pirmā diena"))
    ends_on = day_field(_("Pēdējā diena"))
    stamp = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, terms: int = _TERMS, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.numbers = range(1, max(terms, _TERMS) + 1)
        for n in self.numbers:
            self.fields[f"term_{n}_starts"] = day_field(_("%(n)s. semestra pirmā diena") % {"n": n}, required=False)
            self.fields[f"term_{n}_ends"] = day_field(_("%(n)s. semestra pēdējā diena") % {"n": n}, required=False)

    @property
    def lines(self) -> list[Line]:
        return [Line(n, self[f"term_{n}_starts"], self[f"term_{n}_ends"]) for n in self.numbers]

    def terms(self) -> list[Entered]:
        found = self.cleaned_data
        return [Entered(n, "", found.get(f"term_{n}_starts"), found.get(f"term_{n}_ends")) for n in self.numbers]


class NewYearForm(YearForm):
    """With a line for each break; a line left empty is no break."""

    def __init__(self, *args: Any, breaks: int = 0, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sent = sum(name.endswith("_name") for name in self.data) if self.is_bound else breaks + _EMPTY_BREAKS
        self.offs = range(1, min(sent, _MOST_BREAKS) + 1)
        for n in self.offs:
            self.fields[f"break_{n}_name"] = _name_field(_("%(n)s. rindas nosaukums") % {"n": n}, required=False)
            self.fields[f"break_{n}_starts"] = day_field(_("%(n)s. rindas pirmā diena") % {"n": n}, required=False)
            self.fields[f"break_{n}_ends"] = day_field(_("%(n)s. rindas pēdējā diena") % {"n": n}, required=False)

    @property
    def break_lines(self) -> list[Line]:
        return [Line(n, self[f"break_{n}_starts"], self[f"break_{n}_ends"], self[f"break_{n}_name"]) for n in self.offs]

    def breaks(self) -> list[Entered]:
        found = self.cleaned_data
        return [
            Entered(n, found.get(f"break_{n}_name", ""), found.get(f"break_{n}_starts"), found.get(f"break_{n}_ends"))
            for n in self.offs
        ]


def _name_field(label: Any, **options: Any) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=120, error_messages={"required": _("Ierakstiet nosaukumu.")}, **options
    )


class BreakForm(forms.Form):
    """`despite` stands in the form once it is asked for: lessons are written on these days. It shares a page with the year's form."""

    prefix = "off"

    name = _name_field(_("Nosaukums"))
    starts_on = day_field(_("Pirmā diena"))
    ends_on = day_field(_("Pēdējā diena"), required=False, help_text=_("Tukšs: tikai viena diena."))
    despite = forms.BooleanField(required=False, label=_("Zinu, stundu šajās dienās tomēr nav"))
    stamp = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        return found | {"ends_on": found.get("ends_on") or found.get("starts_on")}


def _spans(terms: Sequence[Any]) -> dict[str, date]:
    values: dict[str, date] = {}
    for n, term in enumerate(terms, 1):
        values |= {f"term_{n}_starts": term.starts_on, f"term_{n}_ends": term.ends_on}
    return values


def as_entered(page: YearPage) -> dict[str, Any]:
    """What the form of a stored year begins with."""
    return {
        "starts_on": page.year.starts_on, "ends_on": page.year.ends_on, "stamp": page.stamp, **_spans(page.terms),
    }  # fmt: skip


def as_proposed(proposal: Proposal) -> dict[str, Any]:
    values: dict[str, Any] = {"starts_on": proposal.starts_on, "ends_on": proposal.ends_on, **_spans(proposal.terms)}
    for n, off in enumerate(proposal.breaks, 1):
        values |= _break(n, off)
    return values


def _break(n: int, off: Span) -> dict[str, Any]:
    return {f"break_{n}_name": off.name, f"break_{n}_starts": off.starts_on, f"break_{n}_ends": off.ends_on}
