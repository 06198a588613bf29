from zvans.schools.models.calendar import BellDay, BellPeriod, BellSchedule, Break, SchoolYear, Term
from zvans.schools.models.course import Course, CourseGroup, CourseTeacher
from zvans.schools.models.family import Guardianship
from zvans.schools.models.file import PersonalFile
from zvans.schools.models.group import ClassGroup, ClassTeacher, Enrolment, StudyGroup, StudyGroupMember
from zvans.schools.models.imports import Import, ImportChoice
from zvans.schools.models.office import OfficeHolder
from zvans.schools.models.rules import AbsenceCode
from zvans.schools.models.school import Municipality, Room, School, Subject
from zvans.schools.models.staff import Employment, Position

__all__ = [
    "AbsenceCode", "BellDay", "BellPeriod", "BellSchedule", "Break", "ClassGroup", "ClassTeacher", "Course",
    "CourseGroup", "CourseTeacher", "Employment", "Enrolment", "Guardianship", "Import", "ImportChoice",
    "Municipality", "OfficeHolder", "PersonalFile", "Position", "Room", "School", "SchoolYear", "StudyGroup", "StudyGroupMember",
    "Subject", "Term",
]  # fmt: skip
