"""What a new course is called, and which marks its journal takes until the school says otherwise."""

from collections.abc import Iterable

from zvans.lib.text import sort_key
from zvans.schools.enums import SchoolKind, ValueSystem
from zvans.schools.models import StudyGroup

_MAX_NAME = 200
_LAST_GRADE_OF_LEVELS = 3  # grades 1–3 are assessed by levels, from grade 4 in points


def course_name(groups: Iterable[StudyGroup]) -> str:
    """«9.b», «9.a, 9.b 1. grupa», «10.a; 10.b Meitenes»: classes of groups that are called alike stand together."""
    classes: dict[str, list[str]] = {}
    for group in sorted(groups, key=_order):
        if group.class_group is None:
            classes.setdefault(group.name, [])
        else:
            classes.setdefault("" if group.is_whole_class else group.name, []).append(group.class_group.name)
    name = "; ".join(f"{', '.join(names)} {part}".strip() for part, names in classes.items())
    return name if len(name) <= _MAX_NAME else f"{name[: _MAX_NAME - 1]}…"


def value_system_for(groups: Iterable[StudyGroup], school_kind: str) -> ValueSystem:
    """Steps in a pre-school, levels where all classes are of grades 1–3, else points (domain.md, «Values»)."""
    if school_kind == SchoolKind.PRESCHOOL:
        return ValueSystem.STEPS
    grades = [group.class_group.grade for group in groups if group.class_group]
    first_grades = [grade for grade in grades if grade is not None and grade <= _LAST_GRADE_OF_LEVELS]
    return ValueSystem.LEVELS if grades and len(first_grades) == len(grades) else ValueSystem.POINTS


def _order(group: StudyGroup) -> tuple[bool, int, str, str]:
    grade = (group.class_group.grade if group.class_group else None) or 99
    name = group.class_group.name if group.class_group else ""
    return not group.is_whole_class, grade, sort_key(name), sort_key(group.name)
