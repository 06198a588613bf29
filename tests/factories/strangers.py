"""Everybody who may ask for a page of one school: those it is for, and those it is not for (C3)."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from tests.factories.calendar import calendar_places
from tests.factories.entries import page_of, write
from tests.factories.people import arranging, make_account, make_guardian, make_passkey, make_person, make_session
from tests.factories.portal import a_post
from tests.factories.school import (
    MONDAY,
    STARTS_ON,
    add_teacher,
    inside,
    make_class,
    make_employee,
    make_staff_account,
)
from tests.factories.small_school import ENDED, SmallSchool, make_small_school
from zvans.accounts.enums import Role
from zvans.accounts.models import Bar, Session
from zvans.accounts.queries.sessions import token_hash
from zvans.journal.actions.lessons import confirm_attendance
from zvans.journal.models import Lesson, Outcome, WorkKind
from zvans.lib.database.sight import in_sight_of
from zvans.lib.dates import now
from zvans.oversight.models import Report
from zvans.portal.actions.tickets import open_ticket
from zvans.portal.enums import TicketKind
from zvans.portal.models import Comment
from zvans.portal.visitor import visitor
from zvans.schools.enums import ImportKind, ImportState, PositionKind
from zvans.schools.models import (
    Employment,
    Enrolment,
    Import,
    OfficeHolder,
    Room,
    StudyGroup,
    StudyGroupMember,
)


def make_everybody() -> SmallSchool:
    """The small school, and beside its people:

    deputy (with rights of a deputy head), operator (of the installation, who works at no school),
    dismissed (head and teacher of mathematics until 30 October), guardian (another of the pupil's), former_guardian (until then),
    former_pupil (of 9.b until then) and stranger_mother (of a child in the other school).
    """
    school = make_small_school()
    pupil = school.class_9b.pupils[0]
    deputy = make_employee(school.made, "Vija", "Vietniece", PositionKind.DEPUTY)
    more = {
        "deputy": make_staff_account(school.made, deputy),
        "operator": make_account(make_person("Uldis", "Uzturētājs"), role=Role.OPERATOR),
        "dismissed": _dismissed(school),
        "guardian": make_account(make_guardian(pupil, "guardian", "Velta"), school.school, role=Role.GUARDIAN),
        "former_guardian": make_account(
            make_guardian(pupil, "father", "Andris", ends_on=ENDED), school.school, role=Role.FATHER
        ),
        "former_pupil": _former_pupil(school),
        "stranger_mother": _stranger_mother(school),
    }
    return replace(school, accounts=school.accounts | more)


def _dismissed(school: SmallSchool) -> Any:
    """The account knows the school still, until somebody clears it."""
    gone = make_employee(school.made, "Ausma", "Agrākā", PositionKind.HEAD, ends_on=ENDED)
    add_teacher(school.made, school.course, gone)
    return make_staff_account(school.made, gone)


def _former_pupil(school: SmallSchool) -> Any:
    pupil = make_person("Aigars", "Aizgājis")
    own: dict[str, Any] = {"school": school.school, "pupil": pupil, "starts_on": date(2026, 9, 1), "ends_on": ENDED}
    with inside(school.made):
        Enrolment.objects.create(class_group=school.class_9b.group, **own)
        StudyGroupMember.objects.create(group=school.class_9b.whole, **own)
    return make_account(pupil, school.school, role=Role.PUPIL)


def _stranger_mother(school: SmallSchool) -> Any:
    child = make_class(school.other, "9.b", pupils=1).pupils[0]
    return make_account(make_guardian(child), school.other.school, role=Role.MOTHER)


def places_in(school: SmallSchool) -> dict[str, Any]:
    """What the parts of addresses are called, and one of each that belongs to the school."""
    homework = write(school.made, school.course, MONDAY, 3, topic="Vjeta teorēma", homework="57. lpp.")
    assert homework is not None
    own: dict[str, Any] = {"school": school.school, "year": school.made.year}
    with inside(school.made):
        part = StudyGroup.objects.create(name="1. grupa", division="1", class_group=school.class_9b.group, **own)
        choir = StudyGroup.objects.create(name="Koris", **own)
        teacher = Employment.objects.get(person=school.accounts["teacher"].person)
        superuser = Employment.objects.get(person=school.accounts["superuser"].person)
        room = Room.objects.get(name="214")
        kind = WorkKind.objects.create(
            school=school.school, name="kontroldarbs", short_name="k.d.", weight=2, starts_on=STARTS_ON
        )
        outcome = Outcome.objects.create(course=school.course, text="Atrisina kvadrātvienādojumu", order=1, **own)
        Lesson.objects.create(course=school.course, on=date(2026, 9, 2), number=2, work_kind=kind, **own)
        report = Report.objects.create(
            school=school.school,
            person=school.accounts["mother"].person,
            role="mother",
            kind="wrong",
            text="Nevar atvērt",
        )
        position = teacher.positions.get().pk
        file = Import.objects.create(
            school=school.school, kind=ImportKind.PEOPLE, state=ImportState.DONE, file_name="people.csv",
            options={"starts_on": None, "language": "lv", "columns": {}},
        )  # fmt: skip
    mother, post = school.accounts["mother"].person, a_post("Zvans skan", at=now() - timedelta(days=1))
    with arranging():
        comment = Comment.objects.create(post=post, person=mother, name=str(mother), text="Labi teikts")
    with in_sight_of([school.school.pk]):
        action = confirm_attendance(page=page_of(school.course, MONDAY, 3), by=school.actor("teacher"))
    return calendar_places(school) | {
        "course": school.course.public_id, "on": MONDAY, "number": 3, "part": 1, "homework": homework.pk, "action": action,
        "school": school.school.code, "class_group": school.class_9b.group.public_id, "teacher": teacher.public_id, "room": room.public_id,
        "year_from": STARTS_ON, "position": position,
        "archive": 1, "kind": kind.pk, "outcome": outcome.pk, "superuser": superuser.public_id,
        "municipality": school.school.municipality_id,
        "file": file.public_id, "report": report.public_id, "child": school.class_9b.pupils[0].public_id,
        "bar": Bar.objects.create(person=school.class_9b.pupils[0], kind="discussions", reason="Rupji vārdi").public_id,
        "passkey": make_passkey(school.accounts["teacher"]).pk,
        "office": OfficeHolder.objects.create(
            person=school.class_9b.pupils[0], office="support", starts_on=STARTS_ON
        ).pk,
        "advert": "2222222222",  # adverts are off, as they are unless somebody has switched them on
        "ticket": open_ticket(kind=TicketKind.QUESTION, name="", email="", text="Kā?", context={}, by=visitor("10.0.0.7")).pk,
        "session": Session.objects.get(token_hash=token_hash(make_session(school.accounts["teacher"]))).pk,
        "comment": comment.public_id, "author": mother.public_id,
        "group": part.pk, "own_group": choir.pk,
        "subject": school.course.subject_id,
        "pupil": school.class_9b.pupils[0].public_id, "pupil_id": school.class_9b.pupils[0].pk,
        "person": school.class_9b.pupils[0].public_id,
        "post": a_post(block="new").public_id, "block": "new",
        "guardian": school.accounts["mother"].person.public_id, "second": school.class_9b.pupils[1].public_id,
    }  # fmt: skip
