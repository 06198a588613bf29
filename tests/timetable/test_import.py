"""A timetable file into a school (D4, E1): previewed, done, done again, changed."""

from datetime import date, time
from pathlib import Path

import pytest
import time_machine

from tests.timetable.samples import BY, SAMPLE, changed, counts, import_file, new_school
from zvans.audit.models import Action
from zvans.lib.database.sight import in_sight_of
from zvans.lib.policy import NotAllowedNow
from zvans.schools.actions.people import PersonFacts, add_person
from zvans.schools.actions.staff import Hire, employ
from zvans.schools.imports.report import Kind, Outcome, Report
from zvans.schools.models import (
    BellPeriod,
    ClassGroup,
    ClassTeacher,
    Course,
    CourseTeacher,
    Employment,
    School,
    SchoolYear,
    StudyGroup,
    Subject,
    Term,
)
from zvans.timetable.models import Slot, Timetable

pytestmark = pytest.mark.django_db

AUTUMN = "2026-09-01 12:00+03:00"
LATER = "2026-11-24 12:00+02:00"
STARTS_ON, CHANGED_ON = date(2026, 9, 1), date(2026, 11, 24)


@pytest.fixture
def school() -> School:
    return new_school()


@pytest.fixture
def imported(school: School) -> School:
    with time_machine.travel(AUTUMN, tick=False):
        import_file(SAMPLE, school)
    return school


def slots(school: School, on: date = STARTS_ON) -> list[tuple[str, str, int, int, int, int, str]]:
    """Subject, groups, weekday, number, part, weeks, room of the timetable that holds on a day."""
    with in_sight_of([school.pk]):
        timetable = next(t for t in Timetable.objects.filter(school=school) if t.is_current(on))
        rows = Slot.objects.filter(timetable=timetable).order_by("weekday", "number", "part", "weeks", "course__name")
        fields = ("course__subject__name", "course__name", "weekday", "number", "part", "weeks", "room__short_name")
        return list(rows.values_list(*fields))


def ranges(school: School) -> list[tuple[date, date | None]]:
    with in_sight_of([school.pk]):
        return list(Timetable.objects.order_by("starts_on").values_list("starts_on", "ends_on"))


def teachers_of(course: str) -> list[tuple[str, date, date | None]]:
    rows = CourseTeacher.objects.filter(course__name=course, course__subject__name="Matemātika")
    return list(rows.order_by("starts_on", "pk").values_list("employment__name", "starts_on", "ends_on"))


def outcomes(report: Report, *outcome: Outcome) -> list[tuple[str, str]]:
    return [(line.kind.value, line.name) for line in report.lines if line.outcome in outcome]


def rows_of_everything(school: School) -> dict[str, int]:
    models = (Action, Subject, Employment, ClassGroup, StudyGroup, Course, CourseTeacher, Timetable, Slot, BellPeriod)
    with in_sight_of([school.pk]):
        return {model.__name__: model.objects.count() for model in models}


@time_machine.travel(AUTUMN, tick=False)
def test_a_preview_changes_nothing(school: School) -> None:
    before = rows_of_everything(school)
    report = import_file(SAMPLE, school, apply=False)
    assert (counts(report), rows_of_everything(school)) == ({"created": 43}, before)


@time_machine.travel(AUTUMN, tick=False)
def test_a_file_makes_a_school_year(school: School) -> None:
    """What is in the file, and nothing else: counted by kind and looked at."""
    report = import_file(SAMPLE, school)
    created = {kind.value: found["created"] for kind, found in report.counts_by_kind().items()}
    assert created == {
        "year": 1, "term": 2, "bell": 6, "subject": 5, "room": 3, "teacher": 3, "class": 3, "class_teacher": 2, "group": 4,
        "course": 6, "slot": 8,
    }  # fmt: skip
    assert slots(school) == [
        ("Matemātika", "9.b", 1, 1, 1, 0b11, "214"),
        ("Matemātika", "9.b", 1, 2, 1, 0b11, "214"),
        ("Angļu valoda", "9.b 1. grupa", 2, 4, 1, 0b01, None),
        ("Angļu valoda", "9.b 2. grupa", 2, 4, 1, 0b10, None),
        ("Matemātika", "9.b", 3, 3, 1, 0b01, "214"),
        ("Dizains un tehnoloģijas", "2.a", 4, 2, 1, 0b11, None),
        ("Sports un veselība", "9.a, 9.b Meitenes", 5, 0, 1, 0b11, "MZ"),
        ("Sports un veselība", "9.a, 9.b Meitenes", 5, 0, 2, 0b11, "SZ"),
    ]
    with in_sight_of([school.pk]):
        assert list(SchoolYear.objects.values_list("name", "starts_on", "ends_on")) == [
            ("2026/27", STARTS_ON, date(2027, 5, 31))
        ]
        assert list(Term.objects.order_by("number").values_list("starts_on", "ends_on")) == [
            (STARTS_ON, date(2026, 12, 31)), (date(2027, 1, 1), date(2027, 5, 31)),
        ]  # fmt: skip
        assert list(BellPeriod.objects.order_by("number").values_list("number", "starts_at"))[:2] == [
            (0, time(7, 30)), (1, time(8, 30)),
        ]  # fmt: skip
        assert teachers_of("9.b") == [("Ilze Kalniņa", STARTS_ON, None)]
        assert dict(ClassGroup.objects.values_list("name", "grade")) == {"9.a": 9, "9.b": 9, "2.a": 2}
        assert sorted(ClassTeacher.objects.values_list("class_group__name", "employment__name")) == [
            ("2.a", "Žagare Šarlote"), ("9.a", "Andris Vītols"),
        ]  # fmt: skip
        assert dict(Course.objects.values_list("name", "value_system"))["2.a"] == "levels"


@time_machine.travel(AUTUMN, tick=False)
def test_what_is_not_complete_is_kept_and_told(school: School) -> None:
    notes = {note.code: note.names for note in import_file(SAMPLE, school).notes}
    assert notes == {
        "weeks_alternate": (),
        "unplaced_lesson": ("64: Klases stunda 9.a",),
        "lesson_without_teacher": ("62: Dizains un tehnoloģijas 2.a",),
        "teacher_without_person": ("Andris Vītols", "Ilze Kalniņa", "Žagare Šarlote"),
    }
    with in_sight_of([school.pk]):
        assert Course.objects.filter(slots=None).values_list("subject__name", flat=True).get() == "Klases stunda"
        assert Course.objects.filter(course_teachers=None).values_list("name", flat=True).get() == "2.a"


@time_machine.travel(LATER, tick=False)
def test_importing_again_changes_nothing(imported: School) -> None:
    """Not a row more, not even in the record of actions."""
    before = rows_of_everything(imported)
    report = import_file(SAMPLE, imported)
    assert (counts(report), rows_of_everything(imported)) == ({"unchanged": 43}, before)


@time_machine.travel(LATER, tick=False)
def test_a_changed_plan_begins_today_and_the_old_one_stays_as_it_was(imported: School, tmp_path: Path) -> None:
    before = slots(imported)
    moved = changed(tmp_path, ('period="2" days="00010"', 'period="3" days="00010"'))
    report = import_file(moved, imported)
    assert outcomes(report, Outcome.CREATED, Outcome.CHANGED) == [
        ("slot", "Dizains un tehnoloģijas 2.a, ceturtdiena 2."),
    ]
    assert ranges(imported) == [(STARTS_ON, date(2026, 11, 23)), (CHANGED_ON, None)]
    assert slots(imported) == before
    after = [row if row[1] != "2.a" else (*row[:3], 3, *row[4:]) for row in before]
    assert slots(imported, CHANGED_ON) == after
    assert counts(import_file(moved, imported)) == {"unchanged": 43}


@time_machine.travel("2026-12-02 12:00+02:00", tick=False)
def test_a_plan_that_begins_in_the_middle_of_the_cycle_goes_on_with_it(imported: School, tmp_path: Path) -> None:
    """2 December is in a B week of the cycle that began with the year: what the file calls A is the next one."""
    moved = changed(tmp_path, ('period="2" days="00010"', 'period="3" days="00010"'))
    import_file(moved, imported)
    weeks = {row[1]: row[5] for row in slots(imported, date(2026, 12, 2)) if row[0] == "Angļu valoda"}
    assert weeks == {"9.b 1. grupa": 0b10, "9.b 2. grupa": 0b01}
    assert counts(import_file(moved, imported)) == {"unchanged": 43}


@time_machine.travel(AUTUMN, tick=False)
def test_a_plan_of_the_same_day_is_changed_in_place(imported: School, tmp_path: Path) -> None:
    report = import_file(changed(tmp_path, ('days="00010"', 'days="00001"')), imported)
    assert counts(report) == {"changed": 1, "unchanged": 42}
    assert ranges(imported) == [(STARTS_ON, None)]
    assert ("Dizains un tehnoloģijas", "2.a", 5, 2, 1, 0b11, None) in slots(imported)


@time_machine.travel(LATER, tick=False)
def test_another_teacher_continues_the_journal(imported: School, tmp_path: Path) -> None:
    other = changed(tmp_path, ('groupids="G2" teacherids="P1" classroomids="R1" periodspercard="2"',
                               'groupids="G2" teacherids="P3" classroomids="R1" periodspercard="2"'),
                    ('groupids="G2" teacherids="P1" classroomids="R1" periodspercard="1"',
                     'groupids="G2" teacherids="P3" classroomids="R1" periodspercard="1"'))  # fmt: skip
    report = import_file(other, imported)
    assert outcomes(report, Outcome.CREATED, Outcome.CHANGED) == [("course", "Matemātika 9.b")]
    assert ranges(imported) == [(STARTS_ON, None)]
    with in_sight_of([imported.pk]):
        assert teachers_of("9.b") == [
            ("Ilze Kalniņa", STARTS_ON, date(2026, 11, 23)), ("Žagare Šarlote", CHANGED_ON, None),
        ]  # fmt: skip


@time_machine.travel(LATER, tick=False)
def test_names_follow_the_file_and_what_it_does_not_name_is_left(imported: School, tmp_path: Path) -> None:
    with in_sight_of([imported.pk]):
        Subject.objects.create(school=imported, name="Šahs")
    report = import_file(changed(tmp_path, ('name="Matemātika"', 'name="Algebra"')), imported)
    assert counts(report) == {"changed": 1, "unchanged": 42, "left": 1}
    assert outcomes(report, Outcome.LEFT) == [("subject", "Šahs")]
    with in_sight_of([imported.pk]):
        assert sorted(Subject.objects.values_list("name", flat=True)) == [
            "Algebra", "Angļu valoda", "Dizains un tehnoloģijas", "Klases stunda", "Sports un veselība", "Šahs",
        ]  # fmt: skip


@time_machine.travel(LATER, tick=False)
def test_a_name_that_another_one_bears_is_refused(imported: School, tmp_path: Path) -> None:
    with in_sight_of([imported.pk]):
        Subject.objects.create(school=imported, name="Algebra")
    report = import_file(changed(tmp_path, ('name="Matemātika"', 'name="Algebra"')), imported)
    assert [(line.kind, line.name, line.row) for line in report.of(Outcome.REFUSED)] == [(Kind.SUBJECT, "Algebra", 23)]
    assert ("Matemātika", "9.b", 1, 1, 1, 0b11, "214") in slots(imported)


@time_machine.travel(AUTUMN, tick=False)
def test_teachers_are_found_among_employees(school: School) -> None:
    """By the words of the name in any order, or by the short name; a person's name stays the school's."""
    people = [PersonFacts("Andris", "Vītols"), PersonFacts("Šarlote", "Žagare"), PersonFacts("Ilze", "Kalniņa-Ozola")]
    with in_sight_of([school.pk]):
        hires = [
            Hire(add_person(person=facts, by=BY), short) for facts, short in zip(people, ["", "", "IKa"], strict=True)
        ]
        employ(school=school, hires=hires, starts_on=STARTS_ON, by=BY)
        report = import_file(SAMPLE, school)
        assert {note.code for note in report.notes} == {
            "weeks_alternate", "unplaced_lesson", "lesson_without_teacher",
        }  # fmt: skip
        assert sorted(Employment.objects.values_list("name", flat=True)) == [
            "Andris Vītols", "Ilze Kalniņa-Ozola", "Šarlote Žagare",
        ]  # fmt: skip
        assert counts(import_file(SAMPLE, school)) == {"unchanged": 43}


@time_machine.travel(AUTUMN, tick=False)
def test_two_teachers_of_one_name_are_two(school: School, tmp_path: Path) -> None:
    path = changed(tmp_path, ('firstname="Andris" lastname="Vītols" name="Andris Vītols"',
                              'firstname="Ilze" lastname="Kalniņa" name="Ilze Kalniņa"'))  # fmt: skip
    import_file(path, school)
    with in_sight_of([school.pk]):
        assert sorted(Employment.objects.values_list("name", "short_name")) == [
            ("Ilze Kalniņa", "AVī"), ("Ilze Kalniņa", "IKa"), ("Žagare Šarlote", "ŽŠa"),
        ]  # fmt: skip
    assert counts(import_file(path, school)) == {"unchanged": 43}


@time_machine.travel(AUTUMN, tick=False)
def test_cards_that_say_the_same_are_one_lesson(school: School, tmp_path: Path) -> None:
    """Two lessons of one course meet at one time: with the same room once, with another room as a second part."""
    same = '<card lessonid="L2" period="1" days="10000" weeks="10" terms="1" classroomids="R1"/>'
    other = '<card lessonid="L2" period="2" days="10000" weeks="01" terms="1" classroomids="R3"/>'
    none = '<card lessonid="L2" period="2" days="10000" weeks="10" terms="1" classroomids=""/>'
    import_file(changed(tmp_path, ("   </cards>", f"{same}{other}{none}</cards>")), school)
    assert [row for row in slots(school) if row[2] == 1] == [
        ("Matemātika", "9.b", 1, 1, 1, 0b11, "214"),
        ("Matemātika", "9.b", 1, 2, 1, 0b11, "214"),
        ("Matemātika", "9.b", 1, 2, 2, 0b10, "MZ"),
    ]


@time_machine.travel(AUTUMN, tick=False)
def test_lessons_of_a_term_hold_in_that_term(school: School, tmp_path: Path) -> None:
    path = changed(
        tmp_path,
        ('<termsdef id="T1" terms="1"', '<termsdef id="T1" terms="11"'),
        ('weeks="10" terms="1" classroomids="R1"', 'weeks="10" terms="10" classroomids="R1"'),
        ('weeks="11" terms="1" classroomids=""', 'weeks="11" terms="01" classroomids=""'),
    )
    import_file(path, school)
    assert ranges(school) == [(STARTS_ON, date(2026, 12, 31)), (date(2027, 1, 1), None)]
    first, second = ({row[:4] for row in slots(school, on)} for on in (STARTS_ON, date(2027, 1, 4)))
    assert first - second == {("Matemātika", "9.b", 3, 3)}
    assert second - first == {("Dizains un tehnoloģijas", "2.a", 4, 2)}
    assert counts(import_file(path, school)) == {"unchanged": 49}


@time_machine.travel(AUTUMN, tick=False)
def test_terms_that_the_school_does_not_have(school: School, tmp_path: Path) -> None:
    path = changed(tmp_path, ('weeks="10" terms="1" classroomids="R1"', 'weeks="10" terms="100" classroomids="R1"'))
    with pytest.raises(NotAllowedNow) as problem:
        import_file(path, school)
    assert problem.value.reason == "Failā stundas dalītas 3 posmos, bet skolas mācību gadā semestru skaits ir 2."


@time_machine.travel(AUTUMN, tick=False)
def test_a_later_timetable_stays(imported: School, tmp_path: Path) -> None:
    spring = changed(tmp_path, ('days="00010"', 'days="00001"'), name="spring.xml")
    autumn = changed(tmp_path, ('days="00010"', 'days="00100"'), name="autumn.xml")
    import_file(spring, imported, starts_on=date(2027, 1, 11))
    report = import_file(autumn, imported, starts_on=date(2026, 10, 12))
    assert ranges(imported) == [
        (STARTS_ON, date(2026, 10, 11)), (date(2026, 10, 12), date(2027, 1, 10)), (date(2027, 1, 11), None),
    ]  # fmt: skip
    assert [note.names for note in report.notes if note.code == "later_timetable"] == [("2027-01-11",)]


@time_machine.travel(AUTUMN, tick=False)
@pytest.mark.parametrize(
    ("dates", "reason"),
    [
        ({"starts_on": date(2026, 8, 1)}, "Diena, no kuras ievestais ir spēkā, nav šajā mācību gadā."),
        ({"year_from": date(2027, 9, 1), "year_to": date(2027, 4, 1)}, "Mācību gads beidzas, pirms tas sākas."),
        (
            {"year_from": date(2026, 8, 1), "year_to": date(2027, 4, 1)},
            "Mācību gads pārklājas ar citu skolas mācību gadu.",
        ),
    ],
)
def test_dates_that_fit_no_year(imported: School, dates: dict[str, date], reason: str) -> None:
    with pytest.raises(NotAllowedNow) as problem:
        import_file(SAMPLE, imported, **dates)
    assert problem.value.reason == reason


@time_machine.travel("2027-06-10 12:00+03:00", tick=False)
def test_in_summer_the_next_year_is_planned(imported: School) -> None:
    """Its classes, groups and journals are new; subjects, rooms and teachers are those of the school."""
    report = import_file(SAMPLE, imported)
    created = {kind.value: found["created"] for kind, found in report.counts_by_kind().items() if found["created"]}
    assert created == {"year": 1, "term": 2, "class": 3, "class_teacher": 2, "group": 4, "course": 6, "slot": 8}
    assert ranges(imported) == [(STARTS_ON, None), (date(2027, 9, 1), None)]


@time_machine.travel(AUTUMN, tick=False)
def test_own_bells_stay(imported: School, tmp_path: Path) -> None:
    report = import_file(changed(tmp_path, ('starttime="8:30"', 'starttime="8:35"')), imported)
    assert [note.names for note in report.notes if note.code == "bells_differ"] == [("1",)]
    with in_sight_of([imported.pk]):
        assert BellPeriod.objects.get(number=1).starts_at == time(8, 30)


@time_machine.travel(AUTUMN, tick=False)
def test_one_school_does_not_touch_another(imported: School) -> None:
    """C3: the same file, the same keys, another school."""
    other = new_school("cita")
    assert counts(import_file(SAMPLE, other)) == {"created": 43}
    assert counts(import_file(SAMPLE, imported)) == {"unchanged": 43}


@time_machine.travel(AUTUMN, tick=False)
def test_the_record_says_who_did_it(school: School) -> None:
    """C2."""
    import_file(SAMPLE, school)
    action = Action.objects.get(name="import_timetable")
    assert (action.role, action.object_id, action.details["created"]) == ("test", school.pk, 43)
