"""Rows of guardians. They seldom have a personal code of their own here: name and contacts tell who is who."""

from collections import defaultdict
from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from zvans.schools.imports.importer import OWN_FAMILY
from zvans.schools.imports.people.entries import GuardianEntry
from zvans.schools.imports.people.plan import PeoplePlan, Somebody
from zvans.schools.imports.report import Kind, Refusal
from zvans.schools.imports.strangers import untold
from zvans.schools.models import Guardianship


def plan_guardians(plan: PeoplePlan, entries: Iterable[GuardianEntry]) -> None:
    planner = _Guardians(plan)
    for entry in entries:
        plan.report.advance()
        try:
            planner.plan_one(entry)
        except Refusal as refusal:
            name = f"{entry.person.family_name} {entry.person.given_name}"
            plan.report.refuse(Kind.GUARDIAN, name, entry.row, refusal.reason)
    planner.report_left()


class _Guardians:
    def __init__(self, plan: PeoplePlan) -> None:
        self.plan = plan
        self.pupils_here = {id(who) for who, _class in plan.places}
        self.in_file: dict[str, list[Somebody]] = defaultdict(list)  # by search key
        self.of_pupil: dict[int, dict[int, int]] = defaultdict(dict)  # id(pupil) → id(guardian) → row
        self.named: set[int] = set()  # guardianships the file names
        self.pupils: dict[int, Somebody] = {}

    def plan_one(self, entry: GuardianEntry) -> None:
        pupil = self._pupil(entry)
        who = self._who(entry, pupil)
        if id(who) in self.of_pupil[id(pupil)]:
            row = self.of_pupil[id(pupil)][id(who)]
            raise Refusal(_("Šī atbildīgā persona failā jau ir %(row)s. rindā.") % {"row": row})
        if who is pupil:
            raise Refusal(_("Skolēns nevar būt pats sev atbildīgā persona."))
        known = self._guardianship(pupil, who)
        is_stranger = not self._is_here(pupil)
        if known is not None and known.kind != entry.kind and not is_stranger:
            raise Refusal(_("Šī persona skolēnam jau ir ierakstīta ar citu radniecību."))
        if known is None and self.plan.known.family & {p.person.pk for p in (pupil, who) if p.person is not None}:
            raise Refusal(OWN_FAMILY)
        self.pupils[id(pupil)] = pupil
        self.of_pupil[id(pupil)][id(who)] = entry.row
        corrected = self.plan.accept(who, entry.person)
        if who not in self.in_file[who.search_key]:
            self.in_file[who.search_key].append(who)
        if known is not None:
            self.named.add(known.pk)
        else:
            order = len(self._guardianships(pupil)) + len(self.of_pupil[id(pupil)])
            self.plan.wards.append((pupil, who, entry.kind, order))
        self.plan.say(Kind.GUARDIAN, who, entry.row, created=known is None or is_stranger, changed=corrected)

    def _pupil(self, entry: GuardianEntry) -> Somebody:
        """A pupil of this school: enrolled, or accepted from this file."""
        pupil = self.plan.with_code(entry.pupil_code)
        enrolled = pupil is not None and pupil.person is not None and pupil.person.pk in self.plan.known.enrolments
        if pupil is None or not (enrolled or id(pupil) in self.pupils_here):
            raise Refusal(_("Skolēna ar šādu personas kodu skolā nav."))
        return pupil

    def _who(self, entry: GuardianEntry, pupil: Somebody) -> Somebody:
        """By the own code; else one of that name among the pupil's guardians; else one of that name and phone or e-mail."""
        if entry.person.code:
            return self.plan.identify(entry.person)
        new = Somebody(entry.person)
        family = [self.plan.somebody(row.guardian) for row in self._guardianships(pupil)]
        in_family = [who for who in family if who.search_key == new.search_key]
        if len(in_family) == 1 and self._is_free(in_family[0], pupil):
            return self.plan.called(in_family[0], entry.person)
        for found in (in_family, self.in_file[new.search_key], self._relatives(new)):
            alike = [who for who in found if who.contacts & new.contacts]
            if len(alike) == 1:
                return self.plan.called(alike[0], entry.person)
        return new

    def _relatives(self, new: Somebody) -> list[Somebody]:
        """Of the school; else of another one, where the row tells all that the school would see of them."""
        known = self.plan.known
        people = known.relatives.get(new.search_key, [])
        ours = [person for person in people if person.pk in known.ours]
        others = [person for person in people if person.pk not in known.ours | known.coded]
        return [self.plan.somebody(person) for person in ours or untold(others, new.facts)]

    def _is_here(self, pupil: Somebody) -> bool:
        """Who answers for a pupil is known to the school once the pupil is there."""
        return pupil.person is None or pupil.person.pk in self.plan.known.pupils_here

    def _is_free(self, who: Somebody, pupil: Somebody) -> bool:
        """A second row of that name is a second person where the school does not know the first one."""
        return self._is_here(pupil) or id(who) not in self.of_pupil[id(pupil)]

    def _guardianships(self, pupil: Somebody) -> list[Guardianship]:
        return self.plan.known.guardianships.get(pupil.person.pk, []) if pupil.person else []

    def _guardianship(self, pupil: Somebody, who: Somebody) -> Guardianship | None:
        rows = self._guardianships(pupil) if who.person else []
        return next((row for row in rows if who.person and row.guardian_id == who.person.pk), None)

    def report_left(self) -> None:
        """Guardians of the pupils named whom the file does not name."""
        rows = [row for pupil in self.pupils.values() if self._is_here(pupil) for row in self._guardianships(pupil)]
        self.plan.report.leave(Kind.GUARDIAN, (row.guardian.register_name for row in rows if row.pk not in self.named))
