"""A plan in the making: who the users of a package are, and what has been found to be done so far. Nothing is written here."""

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from zvans.accounts.models import Person
from zvans.lib.dates import today
from zvans.lib.text import search_key
from zvans.schools.actions.changes import Changes
from zvans.schools.actions.people import PersonFacts
from zvans.schools.imports.importer import MAY_DO_MORE, OWN_FAMILY, Importer
from zvans.schools.imports.oneroster.frame import Frame, date_in
from zvans.schools.imports.oneroster.known import Known
from zvans.schools.imports.oneroster.moments import Moments
from zvans.schools.imports.oneroster.read import Package, Record
from zvans.schools.imports.oneroster.scope import Scope
from zvans.schools.imports.report import Kind, Outcome, Report
from zvans.schools.models import ClassGroup, Course, Employment, StudyGroup

_WAYS_IN = {"phone", "email"}
_FACTS = ("given_name", "family_name", "born_on", "sex", "phone", "email")


@dataclass(eq=False)
class Somebody:
    """A person of the package: known (`person`), or to be added. `row` is that of users.csv, 0 where the package has none; `written` the
    name as it stands there, of whom the school does not know."""

    facts: PersonFacts
    row: int = 0
    person: Person | None = None
    is_corrected: bool = False
    written: str = ""

    @property
    def name(self) -> str:
        return self.written or f"{self.facts.family_name} {self.facts.given_name}"

    @property
    def search_key(self) -> str:
        return search_key(self.name)

    @property
    def pk(self) -> int | None:
        return self.person.pk if self.person else None


@dataclass(eq=False)
class Worker:
    """On the staff list already, listed there without a person (by a timetable), or new."""

    who: Somebody
    employment: Employment | None = None
    listed: Employment | None = None


@dataclass
class Plan:
    package: Package
    scope: Scope
    frame: Frame
    known: Known
    changes: Changes
    report: Report
    importer: Importer
    people: dict[str, Somebody] = field(default_factory=dict)  # by sourcedId
    by_person: dict[int, Somebody] = field(default_factory=dict)
    by_code: dict[str, Somebody] = field(default_factory=dict)
    added: dict[Somebody, None] = field(default_factory=dict)  # in order
    corrected: dict[Somebody, None] = field(default_factory=dict)
    pupils: set[Somebody] = field(default_factory=set)  # who have a class after this
    places: list[tuple[Somebody, ClassGroup, date]] = field(default_factory=list)
    members: list[tuple[StudyGroup, Somebody, date]] = field(default_factory=list)
    wards: list[tuple[Somebody, Somebody, str, int]] = field(default_factory=list)  # pupil, guardian, kind, call order
    workers: dict[Somebody, Worker] = field(default_factory=dict)
    hires: list[Worker] = field(default_factory=list)
    posts: list[tuple[Worker, str, str]] = field(default_factory=list)  # worker, kind, title
    taught: list[tuple[Course, Worker]] = field(default_factory=list)
    led: list[tuple[ClassGroup, Worker]] = field(default_factory=list)
    ended: list[Any] = field(default_factory=list)  # dated rows
    outgrown: list[Any] = field(default_factory=list)  # dated rows of an earlier year
    moments: Moments = field(default_factory=dict)  # new ones, of the records that this takes in
    kept_contacts: dict[str, None] = field(default_factory=dict)
    remembered: dict[tuple[str, str], Any] = field(default_factory=dict)  # table, sourcedId → row or somebody

    @property
    def does_something(self) -> bool:
        return bool(self.size or self.new_memories or self.moments)

    @property
    def size(self) -> int:
        """How many things there are to be written, besides what is remembered."""
        steps = (
            self.added, self.corrected, self.places, self.members, self.wards, self.hires, self.posts, self.taught,
            self.led, self.ended, self.outgrown,
        )  # fmt: skip
        return self.changes.size + sum(map(len, steps))

    @property
    def new_memories(self) -> dict[tuple[str, str], Any]:
        """What the school does not remember yet, or remembers as another row."""
        return {
            (table, key): row
            for (table, key), row in self.remembered.items()
            if self._is_kept(row) and (row.pk is None or self.known.memory.of(table).get(key) != row.pk)
        }

    def _is_kept(self, row: Any) -> bool:
        return not isinstance(row, Somebody) or row.pk is not None or row in self.added

    def starts_on(self, record: Record) -> date:
        """From when a row holds: not before the package does, nor after the year."""
        begins = date_in(record["beginDate"]) or self.frame.starts_on
        return min(max(begins, self.frame.starts_on), self.frame.year.ends_on)

    def accept(self, who: Somebody, facts: PersonFacts) -> None:
        """Take what the package says of somebody; empty fields say nothing. Of who was never in the school only what is missing is
        filled in, as by hand (C3)."""
        if who.person is None:
            self.added[who] = None
            return
        values = {name: getattr(facts, name) for name in _FACTS if getattr(facts, name)}
        is_ours = self.known.is_ours(who.person)
        now = {name: getattr(who.person, name) for name in values}
        values = {name: value for name, value in values.items() if now[name] != value and (is_ours or not now[name])}
        if who.pk in self.known.guarded and _WAYS_IN & values.keys():
            values = {name: value for name, value in values.items() if name not in _WAYS_IN}
            self.kept_contacts[who.name] = None
        if _WAYS_IN & values.keys() and who.pk in self.known.family - {self.known.importer or 0}:
            self.report.refuse(Kind.PERSON, who.name, who.row or None, OWN_FAMILY)
            return
        if values and self.importer.lacks(self.known.rights_of(who.person)):
            self.report.refuse(Kind.PERSON, who.name, who.row or None, MAY_DO_MORE)
            return
        for name, value in values.items():
            setattr(who.person, name, value)
        who.facts = replace(who.facts, **values)
        if values and who not in self.corrected:
            self.corrected[who] = None
            who.is_corrected = True

    def end(self, *rows: Any) -> bool:
        """Whether there was something to end."""
        over = self.frame.starts_on
        fresh = [row for row in rows if row not in self.ended and (row.ends_on is None or row.ends_on > over)]
        self.ended.extend(fresh)
        return bool(fresh)

    def drop(self, who: Somebody) -> None:
        """Somebody new who turned out to be nobody here."""
        if who not in self.workers:
            self.added.pop(who, None)

    def leave_strangers(self) -> None:
        """Who is nobody in the school after this stays as they are, and is not remembered: a code and a name find people of the whole
        installation, and a row that was refused, or a parent of nobody here, says nothing of them (C3)."""
        known = self.known
        pupils = known.enrolments.keys() | {pupil.pk or 0 for pupil in self.pupils}
        family = {row.guardian_id for pupil in pupils for row in known.guardianships.get(pupil, [])}
        keys = {*pupils, *family, *known.employment_of}
        planned = {*self.pupils, *self.workers, *(guardian for _pupil, guardian, *_more in self.wards)}

        def is_here(row: Any) -> bool:
            return not isinstance(row, Somebody) or row.pk is None or row.pk in keys or row in planned

        self.corrected = {who: None for who in self.corrected if is_here(who)}
        self.remembered = {name: row for name, row in self.remembered.items() if is_here(row)}

    def say(self, kind: Kind, who: Somebody, *, created: bool, changed: bool) -> None:
        outcome = Outcome.CREATED if created else Outcome.CHANGED if changed or who.is_corrected else Outcome.UNCHANGED
        self.report.say(outcome, kind, who.name, who.row or None)


def has_ended(record: Record) -> bool:
    """The end date of a row is the first day on which it does not hold any more."""
    ends_on = date_in(record["endDate"])
    return record.is_deleted or (ends_on is not None and ends_on <= today())
