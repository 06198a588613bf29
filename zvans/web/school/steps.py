"""What a school needs, in the order in which a new school enters it: what there is, what is missing, where to mend it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from zvans.lib.dates import today
from zvans.schools.queries.needs import Needs, needs_of
from zvans.schools.queries.workplaces import Workplace
from zvans.timetable.queries.needs import TimetableNeeds, timetable_needs
from zvans.web.templatetags.zvans import cell

_NONE = TimetableNeeds(0, 0, ())


@dataclass(frozen=True, slots=True)
class Step:
    """`address` is that of the page that mends it, empty where this person may not open it."""

    label: str | Promise
    has: str
    missing: list[str]
    address: str


def steps_for(place: Workplace, addresses: Mapping[str, str]) -> list[Step]:
    """`addresses` are those of the sections that this person may open, by their keys. Four statements, the same for every school."""
    needs = needs_of(place.school)
    return _steps(needs, timetable_needs(needs.year, needs.on) if needs.year else _NONE, addresses)


def _steps(needs: Needs, plan: TimetableNeeds, addresses: Mapping[str, str]) -> list[Step]:
    rows = [
        ("year", gettext_lazy("Mācību gads un semestri"), _year(needs), _year_missing(needs)),
        ("year", gettext_lazy("Brīvlaiki"), str(needs.breaks), [_("Nav neviena brīvlaika.")] if not needs.breaks else []),
        ("bells", gettext_lazy("Zvani"), _bells(needs.bells), _bells_missing(needs, plan)),
        ("rooms", gettext_lazy("Telpas"), _rooms(needs.rooms), [] if needs.rooms else [_("Nav nevienas telpas.")]),
        ("subjects", gettext_lazy("Priekšmeti"), _subjects(needs.subjects), [] if needs.subjects else [_("Nav neviena priekšmeta.")]),
        ("classes", gettext_lazy("Klases"), _classes(needs.classes), [] if needs.classes else [_("Nav nevienas klases.")]),
        ("classes", gettext_lazy("Klases audzinātāji"), _led(needs.classes - needs.classes_unled), _some(_unled, needs.classes_unled)),
        ("pupils", gettext_lazy("Skolēni"), _pupils(needs.pupils), _some(_empty, needs.classes_empty)),
        ("staff", gettext_lazy("Darbinieki"), _staff(needs.staff), _some(_nameless, needs.staff_nameless)),
        ("teaching", gettext_lazy("Slodzes un žurnāli"), _journals(needs.journals),
         _some(_untaught_journals, needs.journals_untaught) + _some(_untaught_classes, needs.classes_untaught)),
        ("groups", gettext_lazy("Mācību grupas"), _groups(needs.groups), _some(_empty_groups, needs.groups_empty)),
        ("imports", gettext_lazy("Stundu saraksts"), _slots(plan.slots),
         _some(_unplanned, plan.unplanned) if plan.slots else [_("Stundu saraksta vēl nav.")]),
    ]  # fmt: skip
    return [Step(label, has, missing, addresses.get(key, "")) for key, label, has, missing in rows]


def _some(words: Callable[[int], str], count: int) -> list[str]:
    return [words(count)] if count else []


def _year(needs: Needs) -> str:
    if needs.year is None:
        return "–"
    terms = ngettext("%(n)s semestris", "%(n)s semestri", needs.terms) % {"n": needs.terms}
    return f"{needs.year.name}: {cell(needs.year.starts_on)}–{cell(needs.year.ends_on)}, {terms}"


def _year_missing(needs: Needs) -> list[str]:
    if needs.year is None:
        return [_("Skolai vēl nav mācību gada.")]
    over = [_("Šis gads ir beidzies. Atveriet nākamo.")] if needs.year.ends_on < today() else []
    return over + ([] if needs.terms else [_("Gadam nav semestru.")])


def _bells(n: int) -> str:
    return ngettext("%(n)s zvanu saraksts", "%(n)s zvanu saraksti", n) % {"n": n}


def _bells_missing(needs: Needs, plan: TimetableNeeds) -> list[str]:
    if not needs.rings:
        return [_("Nav parasto zvanu.")]
    numbers = ", ".join(f"{number}." for number in plan.unrung)
    return [_("Stundu sarakstā ir stundas bez zvana: %(numbers)s") % {"numbers": numbers}] if numbers else []


def _rooms(n: int) -> str:
    return ngettext("%(number)s telpa", "%(number)s telpas", n) % {"number": n}


def _subjects(n: int) -> str:
    return ngettext("%(n)s priekšmets", "%(n)s priekšmeti", n) % {"n": n}


def _classes(n: int) -> str:
    return ngettext("%(n)s klase", "%(n)s klases", n) % {"n": n}


def _led(n: int) -> str:
    return ngettext("%(n)s klasei ir audzinātājs", "%(n)s klasēm ir audzinātājs", n) % {"n": n}


def _unled(n: int) -> str:
    return ngettext("%(n)s klasei nav audzinātāja", "%(n)s klasēm nav audzinātāja", n) % {"n": n}


def _pupils(n: int) -> str:
    return ngettext("%(n)s skolēns", "%(n)s skolēni", n) % {"n": n}


def _empty(n: int) -> str:
    return ngettext("%(n)s klasē nav skolēnu", "%(n)s klasēs nav skolēnu", n) % {"n": n}


def _staff(n: int) -> str:
    return ngettext("%(n)s darbinieks", "%(n)s darbinieki", n) % {"n": n}


def _nameless(n: int) -> str:
    said = ngettext(
        "%(n)s darbiniekam ir tikai vārds no stundu saraksta, konta nav",
        "%(n)s darbiniekiem ir tikai vārds no stundu saraksta, konta nav",
        n,
    )
    return said % {"n": n}


def _journals(n: int) -> str:
    return ngettext("%(n)s žurnāls", "%(n)s žurnāli", n) % {"n": n}


def _untaught_journals(n: int) -> str:
    return ngettext("%(n)s žurnālam nav skolotāja", "%(n)s žurnāliem nav skolotāja", n) % {"n": n}


def _untaught_classes(n: int) -> str:
    return ngettext("%(n)s klasei nav neviena žurnāla", "%(n)s klasēm nav neviena žurnāla", n) % {"n": n}


def _groups(n: int) -> str:
    return ngettext("%(n)s grupa", "%(n)s grupas", n) % {"n": n}


def _empty_groups(n: int) -> str:
    return ngettext("%(n)s grupā nav skolēnu", "%(n)s grupās nav skolēnu", n) % {"n": n}


def _slots(n: int) -> str:
    return ngettext("%(n)s stunda sarakstā", "%(n)s stundas sarakstā", n) % {"n": n}


def _unplanned(n: int) -> str:
    return ngettext("%(n)s žurnālam nav stundu sarakstā", "%(n)s žurnāliem nav stundu sarakstā", n) % {"n": n}
