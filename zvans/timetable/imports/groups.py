"""Parts of classes. A file may call two parts of one class alike; a school may not."""

from collections.abc import Hashable
from dataclasses import replace

from zvans.schools.imports.matching import Matching, corrected_names, folded, ref
from zvans.schools.imports.report import Kind
from zvans.schools.models import StudyGroup
from zvans.timetable.imports.contents import GroupEntry
from zvans.timetable.imports.draft import Draft

_SHORTENED = 70  # leaves room for a division or a key behind a name


def groups_of(draft: Draft, whole: dict[str, StudyGroup]) -> dict[str, StudyGroup]:
    """Key of a group → row. `whole` gives for the key of a class the group of all its pupils."""
    year = draft.frame.year
    entries = _told_apart(draft.contents.groups, whole)

    def make(entry: GroupEntry) -> StudyGroup:
        return StudyGroup(
            school=draft.frame.school, year=year, class_group=whole[entry.class_key].class_group, name=entry.name,
            division=entry.division,
        )  # fmt: skip

    def same_entry(entry: GroupEntry) -> Hashable:
        return ref(whole[entry.class_key].class_group), folded(entry.name)

    stored = StudyGroup.objects.filter(year=year.pk, is_whole_class=False).select_related("class_group")
    return Matching(
        Kind.GROUP,
        list(stored.order_by("sort_key", "pk")),
        make,
        same_entry=same_entry,
        same_row=lambda row: (row.class_group_id, folded(row.name)),
        corrections=_corrections,
        by_short_name=False,
    ).run(entries, draft.changes, draft.report)


def _corrections(entry: GroupEntry, row: StudyGroup) -> dict[str, object]:
    division = {"division": entry.division} if row.division != entry.division else {}
    return {**corrected_names(entry, row), **division}


def _told_apart(entries: list[GroupEntry], whole: dict[str, StudyGroup]) -> list[GroupEntry]:
    """A name that the class itself or another of its groups bears gets its division, and if need be its key, behind it."""
    taken: dict[str, set[str]] = {key: {folded(group.name)} for key, group in whole.items()}
    made = []
    for entry in entries:
        names = taken[entry.class_key]
        short = entry.name[:_SHORTENED]
        candidates = (entry.name, f"{short} ({entry.division})", f"{short} ({entry.key})")
        name = next(name for name in candidates if folded(name) not in names)
        names.add(folded(name))
        made.append(replace(entry, name=name))
    return made
