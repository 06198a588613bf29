"""What the school decides about the way into its next year, as a form brings it and shows it again."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.http import QueryDict
from django.utils.translation import gettext as _

from zvans.schools.enums import Fate
from zvans.schools.rollover import BreakChoice, Choices, ClassChoice, grade_of

if TYPE_CHECKING:
    from zvans.schools.models import ClassGroup, Enrolment, SchoolYear

_MOST_BREAKS = 40
_LONGEST_NAME = 60
_JOINS = f"{Fate.JOINS}-"


@dataclass(frozen=True, slots=True)
class PupilTicks:
    enrolment: "Enrolment"
    repeats: bool
    leaves: bool


@dataclass(frozen=True, slots=True)
class ClassLine:
    """A present class: what becomes of it (`options` are value, label, chosen), and its pupils."""

    class_group: "ClassGroup"
    name: str
    options: Sequence[tuple[str, str, bool]]
    pupils: Sequence[PupilTicks]

    @property
    def is_marked(self) -> bool:
        return any(line.repeats or line.leaves for line in self.pupils)


def class_lines(classes: Sequence["ClassGroup"], pupils: Iterable["Enrolment"], choices: Choices) -> list[ClassLine]:
    of_class: dict[int, list[PupilTicks]] = {}
    for row in pupils:
        ticks = PupilTicks(row, row.pupil_id in choices.repeats, row.pupil_id in choices.leaves)
        of_class.setdefault(row.class_group_id, []).append(ticks)
    chosen = {choice.class_group: choice for choice in choices.classes}
    return [
        ClassLine(c, chosen[c.pk].name, _options(c, classes, chosen[c.pk]), of_class.get(c.pk, []))
        for c in classes
        if c.pk in chosen
    ]


def _options(
    class_group: "ClassGroup", classes: Sequence["ClassGroup"], choice: ClassChoice
) -> list[tuple[str, str, bool]]:
    """What may become of a class; it joins one of its own grade."""
    grade = grade_of(class_group.name, class_group.grade)
    found = [(str(f), str(f.label), choice.fate == f) for f in (Fate.UP, Fate.GRADUATES, Fate.ENDS)]
    return found + [
        (f"{_JOINS}{c.pk}", _("pievienojas klasei %(name)s") % {"name": c.name}, choice.joins == c.pk)
        for c in classes
        if c.pk != class_group.pk and grade_of(c.name, c.grade) == grade
    ]


@dataclass(frozen=True, slots=True)
class Sent:
    choices: Choices
    errors: tuple[str, ...]


def read_choices(sent: QueryDict, year: "SchoolYear", proposed: Choices) -> Sent:
    """What was chosen; a day that can't be read is told, and what was proposed stands in its place."""
    errors: list[str] = []
    choices = Choices(
        starts_on=_day(sent, "starts_on", proposed.starts_on, _("Mācību gada pirmā diena"), errors),
        ends_on=_day(sent, "ends_on", proposed.ends_on, _("Mācību gada pēdējā diena"), errors),
        graduated_on=_day(sent, "graduated_on", proposed.graduated_on, _("Absolventu pēdējā diena"), errors),
        classes=tuple(_class(sent, choice) for choice in proposed.classes),
        breaks=tuple(_breaks(sent, proposed.starts_on, errors)),
        repeats=_people(sent, "repeats"),
        leaves=_people(sent, "leaves"),
        first=tuple(n for n in (_name(part) for part in re.split(r"[,;\n]", sent.get("first", ""))) if n),
        groups="groups" in sent,
        teaching="teaching" in sent,
        class_teachers="class_teachers" in sent,
    )
    return Sent(choices, tuple(errors))


def _day(sent: QueryDict, name: str, proposed: date, label: str, errors: list[str]) -> date:
    try:
        day = date.fromisoformat(sent.get(name, ""))
    except ValueError:
        day = date.min
    if 2000 <= day.year < 2100:
        return day
    errors.append(_("%(label)s: ierakstiet dienu.") % {"label": label})
    return proposed


def _class(sent: QueryDict, proposed: ClassChoice) -> ClassChoice:
    fate = sent.get(f"fate-{proposed.class_group}", proposed.fate)
    name = _name(sent.get(f"name-{proposed.class_group}", proposed.name))
    if fate.startswith(_JOINS) and _is_key(fate.removeprefix(_JOINS)):
        return ClassChoice(proposed.class_group, Fate.JOINS, name, int(fate.removeprefix(_JOINS)))
    known = fate if fate in (Fate.UP, Fate.GRADUATES, Fate.ENDS) else proposed.fate
    return ClassChoice(proposed.class_group, known, name)


def _breaks(sent: QueryDict, proposed: date, errors: list[str]) -> Iterable[BreakChoice]:
    for place in range(_MOST_BREAKS):
        name = _name(sent.get(f"break-{place}-name", ""), 120)
        if name:
            first = _day(sent, f"break-{place}-from", proposed, name, errors)
            yield BreakChoice(name, first, _day(sent, f"break-{place}-to", first, name, errors))


def _people(sent: QueryDict, name: str) -> frozenset[int]:
    return frozenset(int(key) for key in sent.getlist(name) if _is_key(key))


def _is_key(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 19


def _name(text: str, longest: int = _LONGEST_NAME) -> str:
    return " ".join(text.replace("\x00", " ").split())[:longest]
