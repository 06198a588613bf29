"""What schools ask the operator to make one, and what became of it. Kept as actions: to ask, and to decline."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models.functions import Now
from django.utils.timezone import localdate

from zvans.accounts.models import Person
from zvans.audit.models import Action
from zvans.schools.enums import DeclineReason
from zvans.schools.models import School
from zvans.schools.queries.known_people import people_of
from zvans.schools.queries.people_found import FoundPerson, with_schools

ASKED = "ask_to_merge"  # a school asks the operator to make one of two people; `people` names both
DECLINED = "decline_merge"  # the operator does not; `people` names both, `reason` is a `DeclineReason`
_ASKED_FOR = timedelta(days=90)
_Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class AskedMerge:
    """What a school has asked for: two people to be looked at side by side."""

    school: str
    day: date
    one: FoundPerson
    other: FoundPerson


@dataclass(frozen=True, slots=True)
class MergeRequest:
    """As the school that asked sees it. `declined_on` and `reason` (a `DeclineReason`): while it waits, None and empty."""

    day: date
    one: Person
    other: Person
    declined_on: date | None = None
    reason: str = ""

    @property
    def reason_said(self) -> str:
        return str(DeclineReason(self.reason).label) if self.reason else ""


def merges_asked_for() -> list[AskedMerge]:
    """Of the last ninety days, the oldest first, each pair once; who has been made one is no pair any more, who was declined waits for
    nothing."""
    pairs = {pair: asked for (pair, _school), (asked, declined) in _latest().items() if declined is None}
    people = {p.pk: p for p in Person.objects.filter(pk__in={key for pair in pairs for key in pair})}
    found = {one.person.pk: one for one in with_schools(list(people.values()))}
    names = dict(School.objects.values_list("pk", "short_name"))
    return [
        AskedMerge(names.get(action.object_id or 0, ""), localdate(action.at), found[pair[0]], found[pair[1]])
        for pair, action in pairs.items()
        if all(key in found for key in pair)
    ]


def schools_waiting(people: Sequence[Person]) -> list[int]:
    """The schools that have asked to make one of these two, and wait for an answer."""
    pair = tuple(sorted(person.pk for person in people))
    return [school for (asked, school), (_asked, declined) in _latest().items() if asked == pair and declined is None]


def requests_of(school: School) -> list[MergeRequest]:
    """What the school has asked for within ninety days and what has not been done, the latest first. Two statements."""
    found = _latest(school)
    people = {p.pk: p for p in people_of(school).filter(pk__in={key for pair, _school in found for key in pair})}
    requests = [
        MergeRequest(
            localdate(asked.at), people[pair[0]], people[pair[1]],
            localdate(declined.at) if declined else None, declined.details["reason"] if declined else "",
        )
        for (pair, _school), (asked, declined) in found.items()
        if all(key in people for key in pair)
    ]  # fmt: skip
    return requests[::-1]


def request_for(school: School, one: Person, other: Person) -> MergeRequest | None:
    pair = {one.pk, other.pk}
    return next((found for found in requests_of(school) if {found.one.pk, found.other.pk} == pair), None)


def _latest(school: School | None = None) -> dict[tuple[_Pair, int], tuple[Action, Action | None]]:
    """Pair and school → the last time it was asked for, and the answer since; in the order in which they were asked for."""
    actions = Action.objects.filter(name__in=(ASKED, DECLINED), at__gt=Now() - _ASKED_FOR)
    if school is not None:
        actions = actions.filter(object_kind="schools.school", object_id=school.pk)
    found: dict[tuple[_Pair, int], tuple[Action, Action | None]] = {}
    for action in actions.order_by("at", "pk"):
        first, second = action.details["people"]
        key = ((first, second), action.object_id or 0)
        if action.name == ASKED:
            found.pop(key, None)
            found[key] = (action, None)
        elif key in found:
            found[key] = (found[key][0], action)
    return found
