"""What is still to be entered, for whom: a teacher's own, a class's, a whole school's."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet, Value

from zvans.audit.actor import Actor
from zvans.journal.models import Lesson
from zvans.journal.queries.deadlines import REACH
from zvans.journal.queries.owed import (
    CourseLine,
    Found,
    Owed,
    Span,
    Stored,
    ask_owed_marks,
    ask_owners,
    ask_spans,
    owed_in,
    since,
)
from zvans.lib.database.compiled import Param, compiled, together
from zvans.lib.dates import today
from zvans.lib.text import sort_key
from zvans.schools.enums import Permission
from zvans.schools.models import ClassGroup, Course, Enrolment, Position, School
from zvans.schools.models.course import LEADERS
from zvans.schools.models.dated import current
from zvans.timetable.queries.plan import LessonKey, ask_bells, ask_breaks, ask_slots, unfold

_LINE = ("pk", "public_id", "subject__name", "name", "school_id")
_lessons = compiled(
    lambda: (
        Lesson.objects.annotate(has_topic=~Q(topic=""), has_attendance=Q(attendance_at__isnull=False))
        .filter(course_id__any=Param("courses"), on__gte=Param("start"), on__lte=Param("end"))
        .values_list("course_id", "on", "number", "part", "has_topic", "has_attendance", "state")
    )
)


@dataclass(frozen=True, slots=True)
class Views:
    """Whose journals somebody answers for beside their own: classes they lead today, schools whose journals they may all read."""

    classes: tuple[tuple[str, str], ...]  # public id, name
    schools: tuple[tuple[str, str], ...]  # code, short name

    @property
    def is_several(self) -> bool:
        return bool(self.classes or self.schools)


def views_of(actor: Actor) -> Views:
    """One statement."""
    on = today()
    led = _led(actor, on).annotate(of=Value("class")).values_list("of", "public_id", "name")
    headed = _headed(actor, on).annotate(of=Value("school")).values_list("of", "code", "short_name")
    rows = sorted(led.union(headed, all=True), key=lambda row: sort_key(row[2]))
    classes, schools = (tuple((key, name) for of, key, name in rows if of == kind) for kind in ("class", "school"))
    return Views(classes, schools)


def class_for(actor: Actor, class_group: str) -> ClassGroup | None:
    """A class that one leads today, or of a school whose journals one may all read."""
    on = today()
    if not actor.is_staff:
        return None
    ours = Q(pk__in=_led(actor, on)) | Q(school__in=_headed(actor, on))
    return ClassGroup.objects.filter(ours, public_id=class_group).select_related("school").first()


def _led(actor: Actor, on: date) -> QuerySet[ClassGroup]:
    mine = current(on, "class_teachers__") & current(on, "class_teachers__employment__")
    mine &= Q(class_teachers__employment__person_id=actor.person_id)
    going_on = Q(year__ends_on__gte=on) & (Q(year__closed_on=None) | Q(year__closed_on__gt=on))
    return ClassGroup.objects.filter(mine, going_on).distinct()


def _headed(actor: Actor, on: date) -> QuerySet[School]:
    mine = current(on) & current(on, "employment__") & Q(employment__person_id=actor.person_id)
    leads = Q(kind__in=LEADERS) | Q(permissions__contains=[Permission.JOURNALS])
    return School.objects.filter(pk__in=Position.objects.filter(mine, leads).values("school"))


def own_owed(actor: Actor, *, whole_year: bool = False) -> list[Owed]:
    """What the actor is to enter, in every school where they teach."""
    on = today()
    taught = Course.objects.with_relations(actor, on=on).filter(Q(is_taught=True))
    entries = _owed(taught, actor.school_ids, on, whole_year)
    return [entry for entry in entries if any(owner.person_id == actor.person_id for owner in entry.owners)]


def owed_of_class(class_group: ClassGroup, *, whole_year: bool = False) -> list[Owed]:
    """In all journals that pupils of a class are in; marks of its own pupils only."""
    on = today()
    courses = Course.objects.filter(
        school=class_group.school_id, course_groups__group__class_group=class_group
    ).distinct()
    pupils = Enrolment.objects.filter(current(on), school=class_group.school_id, class_group=class_group)
    ours = set(pupils.values_list("pupil_id", flat=True))
    entries = _owed(courses, [class_group.school_id], on, whole_year)
    return [entry for entry in entries if not entry.is_mark or entry.pupil_id in ours]


def owed_of_school(school: School, *, whole_year: bool = False) -> list[Owed]:
    return _owed(Course.objects.filter(school=school), [school.pk], today(), whole_year)


def _owed(courses: QuerySet[Course], schools: Iterable[int], on: date, whole_year: bool) -> list[Owed]:
    """Eight statements, however many courses there are."""
    spans = ask_spans(list(schools), on)()
    if whole_year:
        spans = {school: span._replace(start=span.year_start) for school, span in spans.items()}
    first = since(spans, on)
    open_ = courses.filter(year__ends_on__gte=first, year__starts_on__lte=on)
    return owed_in(_found([CourseLine(*row) for row in open_.values_list(*_LINE)], spans, first, on))


def _found(lines: list[CourseLine], spans: dict[int, Span], first: date, on: date) -> Found:
    keys, schools = [line.course_id for line in lines], list(spans)
    with together():
        slots, breaks = ask_slots(keys, first, on), ask_breaks(schools, first, on + REACH)
        lessons, marks = _lessons.ask(courses=keys, start=first, end=on), ask_owed_marks(keys, first, on)
        owners, bells = ask_owners(keys, on), ask_bells(schools, on, on)
    found = breaks()
    return Found(
        courses={line.course_id: line for line in lines},
        spans=spans,
        planned=unfold(slots(), found, first, on),
        stored={LessonKey(*row[:4]): Stored(*row[4:]) for row in lessons()},
        marks=marks(),
        owners=owners(),
        breaks=found,
        bells=bells(),
    )
