"""Subjects, teachers, rooms, classes and groups of a file, found in the school or made."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from zvans.lib.text import search_key
from zvans.schools.actions.classes import class_with_group, end_or_remove
from zvans.schools.imports.importer import NOT_ONESELF
from zvans.schools.imports.likeness import are_like_classes, are_like_people, is_begun_by
from zvans.schools.imports.matching import Matching, corrected_names, folded, ref
from zvans.schools.imports.report import Kind, Outcome
from zvans.schools.models import ClassGroup, ClassTeacher, Employment, Room, StudyGroup, Subject
from zvans.schools.models.dated import current
from zvans.timetable.imports.contents import ClassEntry, NamedEntry
from zvans.timetable.imports.draft import Draft
from zvans.timetable.imports.groups import groups_of


@dataclass(frozen=True)
class Catalogue:
    """Key of the file → row. `whole` gives for a class the group of all its pupils."""

    subjects: dict[str, Subject]
    teachers: dict[str, Employment]
    rooms: dict[str, Room]
    whole: dict[str, StudyGroup]
    groups: dict[str, StudyGroup]


def catalogue_of(draft: Draft) -> Catalogue:
    subjects = _simple(draft, Kind.SUBJECT, Subject, draft.contents.subjects)
    rooms = _simple(draft, Kind.ROOM, Room, draft.contents.rooms)
    teachers = _teachers(draft)
    whole = _classes(draft)
    _class_teachers(draft, whole, teachers)
    groups = groups_of(draft, whole)
    draft.report.advance(len(draft.contents.groups))
    return Catalogue(subjects, teachers, rooms, whole, groups)


def _simple(draft: Draft, kind: Kind, model: type[Subject] | type[Room], entries: list[NamedEntry]) -> dict[str, Any]:
    school = draft.frame.school

    def make(entry: NamedEntry) -> Subject | Room:
        return model(school=school, name=entry.name, short_name=entry.short_name)

    rows = list(model.objects.filter(school=school).order_by("sort_key", "pk"))
    same = _sameness(entries) if draft.contents.only_short_names else folded
    return Matching(
        kind,
        rows,
        make,
        same_entry=lambda entry: same(entry.name),
        same_row=lambda row: same(row.name),
        corrections=_nothing if draft.contents.only_short_names else corrected_names,
    ).run(entries, draft.changes, draft.report)


def _sameness(entries: list[NamedEntry]) -> Callable[[str], Hashable]:
    """How names are compared: letter by letter where the file tells two short names apart by case only («Ro» and «RO»)."""
    return folded if len({folded(entry.name) for entry in entries}) == len(entries) else str


def _nothing(_entry: object, _row: object) -> dict[str, object]:
    """A short name corrects no name that the school has written."""
    return {}


def person_name(name: str) -> Hashable:
    """The words of a name in any order, without diacritics: «Bērziņa Anna» is «Anna Berzina»."""
    return tuple(sorted(search_key(name).split()))


def _teachers(draft: Draft) -> dict[str, Employment]:
    """Who matches nobody on the staff list is put there without a person, so that the lessons keep their teacher."""
    school, starts_on = draft.frame.school, draft.frame.starts_on
    employed = Employment.objects.filter(Q(ends_on=None) | Q(ends_on__gte=starts_on), school=school)

    def make(entry: NamedEntry) -> Employment:
        return Employment(school=school, name=entry.name, short_name=entry.short_name, starts_on=starts_on)

    return Matching(
        Kind.TEACHER,
        list(employed.order_by("sort_key", "pk")),
        make,
        same_entry=lambda entry: person_name(entry.name),
        same_row=lambda row: person_name(row.name),
        corrections=_nothing if draft.contents.only_short_names else _teacher_corrections,
        names_repeat=True,
        is_like=is_begun_by if draft.contents.only_short_names else are_like_people,
        choices=draft.choices,
    ).run(draft.contents.teachers, draft.changes, draft.report)


def _teacher_corrections(entry: NamedEntry, row: Employment) -> dict[str, object]:
    """A person's name is the school's to keep; a name without a person follows the file."""
    values = corrected_names(entry, row)
    if row.person_id is not None or person_name(row.name) == person_name(entry.name):
        values.pop("name", None)
    if row.person_id is not None and row.short_name:
        values.pop("short_name", None)
    return values


def _classes(draft: Draft) -> dict[str, StudyGroup]:
    """Key of a class → the group of all its pupils, which carries the class."""
    year = draft.frame.year
    whole: dict[Hashable, StudyGroup] = {}

    def make(entry: ClassEntry) -> ClassGroup:
        class_group, group = class_with_group(year, entry.name, short_name=entry.short_name, grade=entry.grade)
        whole[ref(class_group)] = group
        return class_group

    rows = list(ClassGroup.objects.filter(year=year.pk).order_by("sort_key", "pk"))
    stored = StudyGroup.objects.filter(year=year.pk, is_whole_class=True)
    whole |= {group.class_group_id: group for group in stored}
    corrections = _grade_correction if draft.contents.only_short_names else _class_corrections
    found = Matching(
        Kind.CLASS, rows, make, corrections=corrections, is_like=are_like_classes, choices=draft.choices
    ).run(draft.contents.classes, draft.changes, draft.report)
    for key, class_group in {ref(row): row for row in found.values()}.items():
        group = whole[key]
        group.class_group = class_group
        if group.pk is None:
            draft.changes.add(group)
        elif group.name != class_group.name:
            draft.changes.alter(group, name=class_group.name)
    return {key: whole[ref(class_group)] for key, class_group in found.items()}


def _class_corrections(entry: ClassEntry, row: ClassGroup) -> dict[str, object]:
    return {**corrected_names(entry, row), **_grade_correction(entry, row)}


def _grade_correction(entry: ClassEntry, row: ClassGroup) -> dict[str, object]:
    return {"grade": entry.grade} if row.grade is None and entry.grade is not None else {}


def _class_teachers(draft: Draft, whole: dict[str, StudyGroup], teachers: dict[str, Employment]) -> None:
    school, starts_on = draft.frame.school, draft.frame.starts_on
    leading: dict[Hashable, list[ClassTeacher]] = {}
    for row in ClassTeacher.objects.filter(current(starts_on), class_group__year=draft.frame.year.pk):
        leading.setdefault(row.class_group_id, []).append(row)
    for entry in draft.contents.classes:
        class_group = whole[entry.key].class_group
        now = leading.get(ref(class_group), [])
        if not entry.teacher_key:
            continue
        teacher = teachers[entry.teacher_key]
        if ref(teacher) in {row.employment_id for row in now}:
            draft.report.say(Outcome.UNCHANGED, Kind.CLASS_TEACHER, entry.name, entry.row)
            continue
        if not draft.may_appoint(teacher):
            draft.report.refuse(Kind.CLASS_TEACHER, entry.name, entry.row, NOT_ONESELF)
            continue
        end_or_remove(draft.changes, now, starts_on)
        draft.changes.add(ClassTeacher(school=school, class_group=class_group, employment=teacher, starts_on=starts_on))
        outcome = Outcome.CHANGED if now else Outcome.CREATED
        draft.report.say(outcome, Kind.CLASS_TEACHER, entry.name, entry.row)
