"""A plan in the making: who the people of a file are, and what has been found to be done so far. Nothing is written here."""

from collections.abc import Collection, Sized
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

from zvans.accounts.models import Person
from zvans.lib.text import search_key
from zvans.schools.actions.people import PersonFacts
from zvans.schools.enums import Permission
from zvans.schools.imports.importer import MAY_DO_MORE, OWN_FAMILY
from zvans.schools.imports.people.known import Known
from zvans.schools.imports.report import Kind, Outcome, Refusal, Report
from zvans.schools.models import ClassGroup, Employment, StudyGroup

_CONTACTS = ("born_on", "phone", "email")
_WAYS_IN = {"phone", "email"}


@dataclass(eq=False)
class Somebody:
    """A person of the file: known (`person`), or to be added. `written`: the name as the file has it, of whom the school does not know."""

    facts: PersonFacts
    person: Person | None = None
    written: str = ""

    @property
    def name(self) -> str:
        """As a class register lists people."""
        return self.written or f"{self.facts.family_name} {self.facts.given_name}"

    @property
    def search_key(self) -> str:
        return search_key(self.name)

    @property
    def contacts(self) -> set[str]:
        return {self.facts.phone, self.facts.email.casefold()} - {""}


@dataclass(eq=False)
class Worker:
    """An employee of the file: on the staff list already, listed there without a person (by a timetable), or new."""

    who: Somebody
    short_name: str
    employment: Employment | None = None
    listed: Employment | None = None


@dataclass
class PeoplePlan:
    known: Known
    report: Report
    gives: Collection[Permission] = frozenset(Permission)
    added: list[Somebody] = field(default_factory=list)
    corrected: list[Person] = field(default_factory=list)
    places: list[tuple[Somebody, ClassGroup]] = field(default_factory=list)
    classes: dict[str, ClassGroup] = field(default_factory=dict)  # to be made, by the name folded
    members: list[tuple[StudyGroup, Somebody]] = field(default_factory=list)
    wards: list[tuple[Somebody, Somebody, str, int]] = field(default_factory=list)  # pupil, guardian, kind, call order
    hires: list[Worker] = field(default_factory=list)
    short_names: list[Worker] = field(default_factory=list)
    posts: list[tuple[Worker, str, str]] = field(default_factory=list)  # worker, kind, title
    kept_contacts: list[str] = field(default_factory=list)
    _by_code: dict[str, Somebody] = field(default_factory=dict)
    _by_person: dict[int, Somebody] = field(default_factory=dict)
    _accepted: set[Somebody] = field(default_factory=set)

    @property
    def makes_classes(self) -> bool:
        """Whether the one who imports may."""
        return Permission.SET_UP in self.gives

    @property
    def does_something(self) -> bool:
        return self.size > 0

    @property
    def size(self) -> int:
        """How many things there are to be written."""
        steps: tuple[Sized, ...] = (
            self.added,
            self.classes,
            self.corrected,
            self.places,
            self.members,
            self.wards,
            self.hires,
            self.short_names,
            self.posts,
        )
        return sum(len(step) for step in steps)

    def with_code(self, code: str) -> Somebody | None:
        """Who has this personal code: somebody accepted from this file, or somebody the installation knows."""
        if code in self.known.by_code:
            return self.somebody(self.known.by_code[code])
        return self._by_code.get(code)

    def somebody(self, person: Person) -> Somebody:
        """A known person, the same `Somebody` each time."""
        if person.pk not in self._by_person:
            facts = PersonFacts(person.given_name, person.family_name, "", person.born_on, person.phone, person.email)
            self._by_person[person.pk] = Somebody(facts, person)
        return self._by_person[person.pk]

    def identify(self, facts: PersonFacts) -> Somebody:
        """The person with the code of a row. A code that belongs to somebody of another name is refused as one
        that is not valid (C3)."""
        found = self.with_code(facts.code) if facts.code else None
        if found is None:
            return Somebody(facts)
        if found.search_key != Somebody(facts).search_key:
            self.report.missed += 1
            raise Refusal(_("Personas kods nav derīgs."))
        return self.called(found, facts)

    def called(self, who: Somebody, facts: PersonFacts) -> Somebody:
        """A row names somebody of whom the school knows nothing yet: the report writes the name as the row does."""
        if who.person is not None and who.person.pk not in self.known.ours and not who.written:
            who.written = Somebody(facts).name
        return who

    def accept(self, who: Somebody, facts: PersonFacts) -> bool:
        """Take a row's person into the plan. Returns whether this corrects what is known; the first row that names one decides.

        Of somebody who was never in the school only what is missing is filled in, as by hand: the rest is theirs and other schools' (C3).
        """
        if who in self._accepted:
            return False
        values = self._corrections(who, facts)
        self._accepted.add(who)
        if who.person is None:
            self.added.append(who)
            if facts.code:
                self._by_code[facts.code] = who
            return False
        for name, value in values.items():
            setattr(who.person, name, value)
        if values:
            self.corrected.append(who.person)
        return bool(values)

    def _corrections(self, who: Somebody, facts: PersonFacts) -> dict[str, Any]:
        """Raises `Refusal` where they are of somebody who may do more in the school than the one who imports, or of the own family."""
        if who.person is None:
            return {}
        values = {n: getattr(facts, n) for n in _CONTACTS if getattr(facts, n)}
        is_ours = who.person.pk in self.known.ours
        now = {name: getattr(who.person, name) for name in values}
        values = {name: value for name, value in values.items() if now[name] != value and (is_ours or not now[name])}
        if who.person.pk in self.known.guarded and _WAYS_IN & values.keys():
            values = {name: value for name, value in values.items() if name not in _WAYS_IN}
            self.kept_contacts.append(who.name)
        if _WAYS_IN & values.keys() and who.person.pk in self.known.family - {self.known.importer or 0}:
            raise Refusal(OWN_FAMILY)
        if values and self.known.rights.get(who.person.pk, frozenset()) - frozenset(self.gives):
            raise Refusal(MAY_DO_MORE)
        return values

    def say(self, kind: Kind, who: Somebody, row: int, *, created: bool, changed: bool) -> None:
        outcome = Outcome.CREATED if created else Outcome.CHANGED if changed else Outcome.UNCHANGED
        self.report.say(outcome, kind, who.name, row)
