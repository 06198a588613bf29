"""Classes that a file of people names: found, asked about, or made because people said so."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from zvans.schools.imports.likeness import folded_class, grade_in, nearest_classes
from zvans.schools.imports.people.entries import PupilEntry
from zvans.schools.imports.people.plan import PeoplePlan
from zvans.schools.imports.report import LEFT_OUT, NEW, OUT, Kind, Outcome, Refusal
from zvans.schools.models import ClassGroup

_MOST_ASKED = 24  # a file in which more classes are unknown has something else in that column
_LONGEST = 40


def ask_about_classes(plan: PeoplePlan, entries: Sequence[PupilEntry]) -> None:
    """About each class that is not found, once, with the first row that names it."""
    first = {entry.class_name: entry.row for entry in reversed(entries)}
    names = [entry.class_name for entry in entries if plan.known.class_called(entry.class_name) is None]
    unknown = [name for name in dict.fromkeys(names) if len(name) <= _LONGEST and not _is_answered(plan, name)]
    if plan.known.year is None or len(unknown) > _MOST_ASKED:
        return
    others = (NEW, OUT) if plan.makes_classes else (OUT,)
    for name in unknown:
        plan.report.doubt(Kind.CLASS, name, first[name], nearest_classes(name, plan.known.classes), others)


def class_of(plan: PeoplePlan, entry: PupilEntry) -> ClassGroup:
    """The class of a row; a new one goes into the plan. Raises `Refusal`."""
    name, said = entry.class_name, (Kind.CLASS, entry.class_name)
    found = plan.known.class_called(name)
    if found is not None:
        if plan.known.choices.get(said) == found.pk:
            plan.report.recall(*said, found.name)
        return found
    if plan.known.year is None:
        raise Refusal(_("Skolā šim laikam nav mācību gada. Izveidojiet to vai vispirms ievediet stundu sarakstu."))
    if not _is_answered(plan, name):
        raise Refusal(_("Klases «%(name)s» skolā šajā mācību gadā nav.") % {"name": name[:_LONGEST]})
    is_new = plan.known.choices[said] is None
    plan.report.recall(*said, NEW if is_new else OUT)
    if not is_new:
        raise Refusal(_("Klasi «%(name)s» izvēlējāties neievest.") % {"name": name})
    if not plan.makes_classes:
        raise Refusal(_("Klases «%(name)s» skolā nav, un izveidot klasi Jūs nevarat.") % {"name": name})
    return plan.classes.get(folded_class(name)) or _made(plan, entry)


def _is_answered(plan: PeoplePlan, name: str) -> bool:
    """An answer that means a class of another year says nothing of this one."""
    return plan.known.year is not None and plan.known.choices.get((Kind.CLASS, name), -1) in (None, LEFT_OUT)


def _made(plan: PeoplePlan, entry: PupilEntry) -> ClassGroup:
    year, name = plan.known.year, entry.class_name
    assert year is not None  # noqa: S101 - `_is_answered` has looked
    made = ClassGroup(school_id=year.school_id, year=year, name=name, grade=grade_in(name))
    plan.classes[folded_class(name)] = made
    plan.report.say(Outcome.CREATED, Kind.CLASS, name, entry.row)
    return made
