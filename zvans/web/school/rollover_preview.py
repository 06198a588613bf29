"""The plan of a new year in counts and names, class by class."""

from collections.abc import Iterable
from dataclasses import dataclass

from zvans.schools.enums import Fate
from zvans.schools.queries.rollover import Move, Plan


@dataclass(frozen=True, slots=True)
class ClassPreview:
    """A present class and what becomes of its pupils: names of those who go on together, stay, or leave."""

    name: str
    into: str
    fate: str
    going: tuple[str, ...]
    repeating: tuple[str, ...]  # «Bērziņš Jānis → 9.a»
    leaving: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Preview:
    classes: tuple[ClassPreview, ...]
    first: tuple[str, ...]  # new classes without pupils
    promoted: int
    repeating: int
    graduating: int
    leaving: int
    ending: int
    groups: int
    seats: int
    courses: tuple[tuple[str, int], ...]  # subject, how many
    course_count: int
    class_teachers: tuple[tuple[str, str], ...]  # class, name


def preview_of(plan: Plan) -> Preview:
    found = {how: [m for m in plan.moves if m.how == how] for how in ("repeats", "leaves", *Fate)}
    subjects: dict[str, int] = {}
    for carried in plan.courses:
        subjects[carried.course.subject.name] = subjects.get(carried.course.subject.name, 0) + 1
    return Preview(
        classes=tuple(_classes(plan)),
        first=tuple(c.name for c in plan.classes if c.source is None),
        promoted=len(found[Fate.UP]) + len(found[Fate.JOINS]),
        repeating=len(found["repeats"]),
        graduating=len(found[Fate.GRADUATES]),
        leaving=len(found["leaves"]),
        ending=len(found[Fate.ENDS]),
        groups=len(plan.groups),
        seats=sum(len(group.pupils) for group in plan.groups),
        courses=tuple(sorted(subjects.items())),
        course_count=len(plan.courses),
        class_teachers=tuple(sorted((into, employment.name) for employment, into in plan.class_teachers)),
    )


def _classes(plan: Plan) -> Iterable[ClassPreview]:
    moves: dict[int, list[Move]] = {}
    for move in plan.moves:
        moves.setdefault(move.enrolment.class_group_id, []).append(move)
    names = {c.class_group: c for c in plan.choices.classes}
    for class_group in sorted(plan.present_classes, key=lambda c: (c.grade or 99, c.sort_key)):
        choice, of_class = names[class_group.pk], moves.get(class_group.pk, [])
        other = names.get(choice.joins or 0)
        into = choice.name if choice.fate == Fate.UP else other.name if other and choice.fate == Fate.JOINS else ""
        yield ClassPreview(
            name=class_group.name,
            into=into,
            fate=str(Fate(choice.fate).label),
            going=tuple(m.pupil.register_name for m in of_class if m.how in list(Fate)),
            repeating=tuple(f"{m.pupil.register_name} → {m.into}" for m in of_class if m.how == "repeats"),
            leaving=tuple(m.pupil.register_name for m in of_class if m.how == "leaves"),
        )
