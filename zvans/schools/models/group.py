from django.db import models
from django.db.models import Q

from zvans.accounts.models import Person
from zvans.audit.history import recorded_history
from zvans.lib.database.protection import SchoolForeignKey
from zvans.lib.public_id import new_public_id
from zvans.schools.enums import Begun, Ended
from zvans.schools.models.calendar import SchoolYear
from zvans.schools.models.dated import Dated, ends_after_start
from zvans.schools.models.school import Named, School
from zvans.schools.models.staff import Employment

_NAMED = {"name": "school", "short_name": "school", "sort_key": "school", "external_key": "record"}
_DATES = {"starts_on": "education", "ends_on": "education"}


class ClassGroup(Named):
    """A class of one school year, «9.b»."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="class_groups")
    year = SchoolForeignKey(SchoolYear, models.CASCADE, related_name="class_groups")
    public_id = models.CharField(max_length=12, unique=True, default=new_public_id)
    grade = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["school", "year", "name"], name="class_group_once_a_year")]
        triggers = recorded_history()

    class Privacy:
        fields = {"school": "record", "year": "school", "public_id": "identifier", "grade": "school", **_NAMED}


class ClassTeacher(Dated):
    school = models.ForeignKey(School, on_delete=models.CASCADE)
    class_group = SchoolForeignKey(ClassGroup, models.CASCADE, related_name="class_teachers")
    employment = SchoolForeignKey(Employment, models.CASCADE, related_name="classes_led")

    class Meta:
        constraints = [
            ends_after_start("class_teacher"),
            models.UniqueConstraint(
                fields=["school", "class_group", "employment", "starts_on"], name="class_teacher_once"
            ),
        ]
        triggers = recorded_history()

    class Privacy:
        fields = {"school": "record", "class_group": "school", "employment": "identifier", **_DATES}


class Enrolment(Dated):
    """A pupil's place in a class, from when until when."""

    school = models.ForeignKey(School, on_delete=models.CASCADE)
    class_group = SchoolForeignKey(ClassGroup, models.CASCADE, related_name="enrolments")
    pupil = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="enrolments")
    begun = models.CharField(
        max_length=12, choices=Begun.choices, default=Begun.ENROLLED, db_default=Begun.ENROLLED.value
    )
    begun_order = models.CharField(max_length=40, blank=True, default="", db_default="")  # number of the head's order
    ended = models.CharField(max_length=12, choices=Ended.choices, blank=True, default="", db_default="")
    ended_order = models.CharField(max_length=40, blank=True, default="", db_default="")

    class Meta:
        constraints = [
            ends_after_start("enrolment"),
            models.UniqueConstraint(fields=["school", "class_group", "pupil", "starts_on"], name="enrolment_once"),
        ]
        triggers = recorded_history()

    class Privacy:
        fields = {
            "school": "record", "class_group": "education", "pupil": "identifier", "begun": "education",
            "begun_order": "record", "ended": "education", "ended_order": "record", **_DATES,
        }  # fmt: skip


class StudyGroup(Named):
    """Those who are taught together: a whole class (`is_whole_class`, its members follow the enrolments) or a part of a division."""

    school = models.ForeignKey(School, on_delete=models.CASCADE)
    year = SchoolForeignKey(SchoolYear, models.CASCADE, related_name="study_groups")
    class_group = SchoolForeignKey(ClassGroup, models.CASCADE, null=True, blank=True, related_name="study_groups")
    division = models.CharField(max_length=40, blank=True)
    is_whole_class = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["school", "year", "class_group", "name"], nulls_distinct=False, name="study_group_once"
            ),
            models.UniqueConstraint(
                fields=["school", "class_group"], condition=Q(is_whole_class=True), name="one_whole_class_group"
            ),
        ]
        triggers = recorded_history()

    class Privacy:
        fields = {
            "school": "record", "year": "school", "class_group": "school", "division": "school", "is_whole_class": "school",
            **_NAMED,
        }  # fmt: skip


class StudyGroupMember(Dated):
    school = models.ForeignKey(School, on_delete=models.CASCADE)
    group = SchoolForeignKey(StudyGroup, models.CASCADE, related_name="members")
    pupil = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="group_memberships")

    class Meta:
        constraints = [
            ends_after_start("study_group_member"),
            models.UniqueConstraint(fields=["school", "group", "pupil", "starts_on"], name="study_group_member_once"),
        ]
        triggers = recorded_history()

    class Privacy:
        fields = {"school": "record", "group": "education", "pupil": "identifier", **_DATES}
