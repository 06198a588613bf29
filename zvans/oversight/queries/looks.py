"""Who at a school has looked at what is kept of a child, or changed it (C2): as the child's family reads it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import CharField, Q, Value
from django.utils.timezone import localdate

from zvans.accounts.enums import Role
from zvans.accounts.models import Person
from zvans.audit.models import Action, Change
from zvans.lib.dates import now
from zvans.schools.models import Enrolment, Guardianship, PersonalFile, School, StudyGroupMember

_FAMILY = (Role.PUPIL, Role.MOTHER, Role.FATHER, Role.GUARDIAN)
_SHOWN_DAYS = 400  # a school year and the summer after it
_MOST = 1000
_PERSON = Person._meta.label_lower
_OF_PUPIL = (Guardianship, Enrolment, StudyGroupMember, PersonalFile)
_CORRECTED = ("correct_person", "correct_people")
OF_GUARDIAN = "correct_guardian"  # what these are called where they were about somebody who answers for the child


@dataclass(frozen=True, slots=True)
class Look:
    """Somebody at a school looked at a page of a child, had the child in a file or a letter, or changed what is kept of the child."""

    at: datetime
    who: str
    school: str
    name: str


def looks_at(child: int) -> Sequence[Look]:
    """At a child (its person's key), the newest first. Nine statements; two more for each time that records of the child became one.

    Changes are found by the history of the child's rows, whatever act wrote them: by hand, by an import. Of guardians it is only told
    that the school corrected their data, while they were guardians. Names of colleagues stand here as they do on the school's pages; what
    a family has done itself is not among it. Lists on the screen, where the child stands among others, are not on record.
    """
    since = now() - timedelta(days=_SHOWN_DAYS)
    acts = Action.objects.filter(at__gte=since, person_id__isnull=False).exclude(role__in=_FAMILY)
    records, of_records = _records_of(child)
    about = list(acts.filter(of_records, object_kind=_PERSON).order_by("-pk")[:_MOST])
    learns_at = set(Enrolment.objects.filter(pupil=child).values_list("school", flat=True))
    own, ties = _changed(child, records, since)
    changing = {act.pk: act for act in acts.filter(pk__in=[*own, *ties]).order_by("-pk")[:_MOST]}
    told = {act.cause_id or act.pk for act in about}
    found = [(act, act.name, act.school_ids) for act in about]
    found += [
        (act, act.name, set(act.school_ids) & learns_at or act.school_ids)
        for act in _one_of_each(changing[key] for key in own if key in changing)
        if (act.cause_id or act.pk) not in told
    ]
    found += [
        (changing[key], OF_GUARDIAN, set(changing[key].school_ids) & learns_at)
        for key in ties
        if key in changing and _is_of_guardian(changing[key], ties[key], learns_at)
    ]
    return _shown(sorted(found, key=lambda one: one[0].pk, reverse=True)[:_MOST])


def _records_of(child: int) -> tuple[set[int], Q]:
    """The records that have become this one, and which acts about them were about the child.

    Where one of them stays, as another school's record, they are those of the school that made them one, until then.
    """
    records, of_records = {child}, Q(object_id=child)
    newest = {child}
    while newest:
        merges = Action.objects.filter(name="merge_people", object_kind=_PERSON, object_id__in=newest)
        found = [(m.details["gone"], m) for m in merges if m.details.get("gone") not in records]
        newest = {gone for gone, _ in found}
        stays = set(Person.objects.filter(pk__in=newest).values_list("pk", flat=True)) if newest else set()
        for gone, merge in found:
            of_one = Q(object_id=gone, pk__lt=merge.pk)
            of_records |= of_one & Q(school_ids=merge.school_ids) if gone in stays else of_one
        records |= newest - stays
    return records, of_records


def _changed(child: int, records: Collection[int], since: datetime) -> tuple[list[int], dict[int, list[Guardianship]]]:
    """The acts that changed rows about the child; and those that changed a guardian's, with the ties to that guardian."""
    ties: dict[int, list[Guardianship]] = {}
    for tie in Guardianship.objects.filter(pupil=child):
        ties.setdefault(tie.guardian_id, []).append(tie)
    people = Person._meta.db_table
    rows = {people: {*records, *ties}}
    for table, key in _rows_about(child):
        rows.setdefault(table, set()).add(key)
    wanted = Q()
    for table, keys in rows.items():
        wanted |= Q(table=table, row_id__in=sorted(keys))
    own: list[int] = []
    of_guardians: dict[int, list[Guardianship]] = {}
    changes = Change.objects.filter(wanted, at__gte=since).values_list("action_id", "table", "row_id")
    for action, table, row in changes.distinct():
        if table == people and row in ties:
            of_guardians.setdefault(action, []).extend(ties[row])
        else:
            own.append(action)
    return own, of_guardians


def _rows_about(child: int) -> Iterable[tuple[str, int]]:
    """(table, key) of what is kept of the child beside the person."""
    first, *rest = (
        model._default_manager.filter(pupil=child)
        .order_by()
        .values_list(Value(model._meta.db_table, output_field=CharField()), "pk")
        for model in _OF_PUPIL
    )
    return first.union(*rest, all=True)


def _one_of_each(acts: Iterable[Action]) -> Iterable[Action]:
    """Of the steps of one act those that are called the same stand once."""
    return {(act.cause_id or act.pk, act.name): act for act in acts}.values()


def _is_of_guardian(act: Action, ties: Sequence[Guardianship], learns_at: set[int]) -> bool:
    on = localdate(act.at)
    return (
        act.name in _CORRECTED
        and not learns_at.isdisjoint(act.school_ids)
        and any(tie.starts_on <= on and (tie.ends_on is None or on <= tie.ends_on) for tie in ties)
    )


def _shown(found: Sequence[tuple[Action, str, Iterable[int]]]) -> list[Look]:
    names = _names({act.person_id for act, _, _ in found})
    schools = _schools({key for _, _, keys in found for key in keys})
    return [
        Look(act.at, names.get(act.person_id, ""), ", ".join(schools[k] for k in sorted(keys) if k in schools), name)
        for act, name, keys in found
    ]


def _names(people: set[Any]) -> Mapping[Any, str]:
    return {person.pk: str(person) for person in Person.objects.filter(pk__in=people)}


def _schools(keys: set[int]) -> Mapping[int, str]:
    return dict(School.objects.filter(pk__in=keys).values_list("pk", "short_name"))
