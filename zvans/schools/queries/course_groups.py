"""The groups that a course is taught to, where one asks why it has no pupils."""

from dataclasses import dataclass

from zvans.schools.models import Course, StudyGroup


@dataclass(frozen=True, slots=True)
class EmptyCourse:
    """Why a journal shows nobody: its groups, and where they are filled. `class_group` and `group` name one division, if it is one."""

    school: str
    groups: tuple[str, ...]
    class_group: str = ""
    group: int = 0
    is_divided: bool = False  # it is taught to parts of classes, which the groups' screen fills


def empty_course(course: Course) -> EmptyCourse:
    """One statement; asked for only where a journal has no pupils."""
    groups = list(
        StudyGroup.objects.filter(course_groups__course=course, school=course.school_id)
        .select_related("class_group", "school")
        .order_by("class_group__sort_key", "sort_key", "pk")
    )
    parts = [group for group in groups if not group.is_whole_class]
    names = tuple(_name(group) for group in groups)
    code = groups[0].school.code if groups else ""
    divisions = {(group.class_group_id, group.division) for group in parts}
    only = parts[0] if len(divisions) == 1 else None
    if only is not None and only.class_group is not None:
        return EmptyCourse(code, names, only.class_group.public_id, only.pk, is_divided=True)
    return EmptyCourse(code, names, group=only.pk if only else 0, is_divided=bool(parts))


def _name(group: StudyGroup) -> str:
    if group.class_group is None or group.is_whole_class:
        return group.name
    return f"{group.class_group.name} {group.name}"
