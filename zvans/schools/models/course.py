from datetime import date
from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from zvans.audit.actor import Actor
from zvans.audit.history import recorded_history
from zvans.lib.database.protection import SchoolForeignKey
from zvans.lib.public_id import new_public_id
from zvans.schools.enums import PERMISSIONS, Permission, PositionKind, ValueSystem
from zvans.schools.models.calendar import SchoolYear
from zvans.schools.models.dated import Dated, current, ends_after_start
from zvans.schools.models.group import ClassTeacher, StudyGroup
from zvans.schools.models.school import School, Subject
from zvans.schools.models.staff import Employment, Position

LEADERS = tuple(kind for kind in PositionKind if Permission.JOURNALS in PERMISSIONS[kind])


class CourseQuerySet(models.QuerySet):
    def visible_to(self, actor: Actor, *, on: date) -> Self:
        """Courses that staff may open on a day: those they teach, those of the class they lead, all of the school they head.

        Families see courses through their pupil's week, never as journals.
        """
        if not actor.is_staff:
            return self.none()
        return self.with_relations(actor, on=on).filter(Q(is_taught=True) | Q(is_led=True) | Q(is_headed=True))

    def with_relations(self, actor: Actor, *, on: date) -> Self:
        """Each row says which relation to it a member of staff has on a day (`is_taught`, `is_led`, `is_headed`): rules ask no further."""
        mine = Q(employment__person_id=actor.person_id) & current(on) & current(on, "employment__")
        taught = CourseTeacher.objects.filter(mine, course=OuterRef("pk"))
        led = ClassTeacher.objects.filter(mine, class_group__study_groups__course_groups__course=OuterRef("pk"))
        leads = Q(kind__in=LEADERS) | Q(permissions__contains=[Permission.JOURNALS])
        headed = Position.objects.filter(mine, leads, school=OuterRef("school"))
        return self.annotate(is_taught=Exists(taught), is_led=Exists(led), is_headed=Exists(headed))


class Course(models.Model):
    """A subject taught to study groups through one school year: what a journal is kept of.

    `name` is the label of its groups («9.b», «9.a, 9.b 1. grupa»), kept with the course because every list shows it.
    """

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="courses")
    year = SchoolForeignKey(SchoolYear, models.CASCADE, related_name="courses")
    public_id = models.CharField(max_length=12, unique=True, default=new_public_id)
    subject = SchoolForeignKey(Subject, models.PROTECT, related_name="courses")
    name = models.CharField(max_length=200)
    value_system = models.CharField(max_length=10, choices=ValueSystem.choices, default=ValueSystem.POINTS)
    external_key = models.CharField(max_length=80, blank=True)

    # Set by `visible_to`: how the actor stands to the course.
    is_taught: bool
    is_led: bool
    is_headed: bool

    objects = CourseQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["school", "year", "subject"], name="course_of_school")]
        triggers = recorded_history()

    class Privacy:
        fields = {
            "school": "record", "year": "school", "public_id": "identifier", "subject": "school", "name": "school",
            "value_system": "school", "external_key": "record",
        }  # fmt: skip

    def __str__(self) -> str:
        return f"{self.subject.name} {self.name}"


class CourseGroup(models.Model):
    school = models.ForeignKey(School, on_delete=models.CASCADE)
    course = SchoolForeignKey(Course, models.CASCADE, related_name="course_groups")
    group = SchoolForeignKey(StudyGroup, models.CASCADE, related_name="course_groups")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["school", "course", "group"], name="course_group_once")]
        triggers = recorded_history()

    class Privacy:
        fields = {"school": "record", "course": "school", "group": "school"}


class CourseTeacher(Dated):
    school = models.ForeignKey(School, on_delete=models.CASCADE)
    course = SchoolForeignKey(Course, models.CASCADE, related_name="course_teachers")
    employment = SchoolForeignKey(Employment, models.CASCADE, related_name="courses_taught")

    class Meta:
        constraints = [
            ends_after_start("course_teacher"),
            models.UniqueConstraint(fields=["school", "course", "employment", "starts_on"], name="course_teacher_once"),
        ]
        triggers = recorded_history()

    class Privacy:
        fields = {
            "school": "record", "course": "school", "employment": "identifier", "starts_on": "school", "ends_on": "school",
        }  # fmt: skip
