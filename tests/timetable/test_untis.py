"""An Untis export GPU001 (D4): what it says, how it is told from an aSc file, and what a school has after it."""

from datetime import date
from pathlib import Path

import pytest
import time_machine

from tests.timetable.samples import SAMPLE as ASC
from tests.timetable.samples import counts, import_file, new_school
from zvans.lib.database.sight import in_sight_of
from zvans.schools.imports.report import Outcome, UnreadableFile
from zvans.schools.models import ClassGroup, Course, CourseTeacher, Employment, Room, School, Subject
from zvans.timetable.imports.contents import CardEntry, ClassEntry, LessonEntry, NamedEntry
from zvans.timetable.imports.run import read_contents
from zvans.timetable.imports.untis import rows
from zvans.timetable.imports.untis.read import read_gpu001
from zvans.timetable.models import Slot

SAMPLE = Path(__file__).parent / "data" / "GPU001.TXT"
AUTUMN = "2026-09-01 12:00+03:00"


def written(folder: Path, content: str | bytes, name: str = "GPU001.TXT") -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def with_rows(folder: Path, *more: str) -> Path:
    return written(folder, SAMPLE.read_text(encoding="utf-8") + "\n".join(more) + "\n")


def test_the_sample_reads_whole() -> None:
    contents = read_gpu001(SAMPLE)
    assert (contents.weeks_in_cycle, contents.terms, contents.periods, contents.refused) == (1, 1, [], [])
    assert contents.subjects[0] == NamedEntry(1, "MAT", "MAT", "MAT")
    assert [teacher.name for teacher in contents.teachers] == ["BērI", "OzoA", "ĶirŽ"]
    assert [room.name for room in contents.rooms] == ["214", "ZĀLE", "STAD", "101", "102"]
    assert contents.classes == [
        ClassEntry(1, "09a", "09a", "09a", 9, ""), ClassEntry(3, "09b", "09b", "09b", 9, ""),
        ClassEntry(9, "10", "10", "10", 10, ""),
    ]  # fmt: skip
    assert contents.lessons == [
        LessonEntry(1, "1/MAT", "MAT 09a", "MAT", ("09a",), (), ("BērI",)),
        LessonEntry(3, "2/MAT", "MAT 09b", "MAT", ("09b",), (), ("BērI",)),
        LessonEntry(4, "3/SPO", "SPO 09a, 09b", "SPO", ("09a", "09b"), (), ("OzoA", "ĶirŽ")),
        LessonEntry(8, "3/DEJA", "DEJA 09a", "DEJA", ("09a",), (), ("OzoA",)),
        LessonEntry(9, "4/ĢEO", "ĢEO 10", "ĢEO", ("10",), (), ()),
        LessonEntry(10, "5/KONS", "KONS", "KONS", (), (), ("OzoA",)),
    ]
    assert contents.cards == [
        CardEntry(1, "1/MAT", 1, 1, 1, 1, ("214",)),
        CardEntry(2, "1/MAT", 1, 2, 1, 1, ("214",)),
        CardEntry(3, "2/MAT", 3, 0, 1, 1, ("214",)),
        CardEntry(4, "3/SPO", 5, 6, 1, 1, ("ZĀLE", "STAD")),
        CardEntry(8, "3/DEJA", 5, 7, 1, 1, ("101", "102")),
        CardEntry(9, "4/ĢEO", 2, 4, 1, 1, ()),
        CardEntry(10, "5/KONS", 4, 8, 1, 1, ("101",)),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "windows-1257", "utf-16"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_encodings_and_delimiters(encoding: str, delimiter: str, tmp_path: Path) -> None:
    text = SAMPLE.read_text(encoding="utf-8").replace(";", delimiter)
    assert read_gpu001(written(tmp_path, text.replace("\n", "\r\n").encode(encoding))) == read_gpu001(SAMPLE)


def test_the_western_code_page_is_told_from_the_baltic_one(tmp_path: Path) -> None:
    """«ñ» and «ú» of one are Polish letters in the other, which no school here writes; «ü» is the same in both."""
    path = written(tmp_path, '1,"5a","Nuñez","Perú","Süd",1,1,,\n'.encode("windows-1252"))
    contents = read_gpu001(path)
    assert [contents.teachers[0].name, contents.subjects[0].name, contents.rooms[0].name] == ["Nuñez", "Perú", "Süd"]


def test_the_file_is_known_by_what_it_holds(tmp_path: Path) -> None:
    untis, asc = written(tmp_path, SAMPLE.read_bytes(), "a.xml"), written(tmp_path, ASC.read_bytes(), "GPU001.TXT")
    marked = ASC.read_text(encoding="utf-8").replace('encoding="utf-8"', 'encoding="utf-16"').encode("utf-16")
    assert read_contents(untis) == read_gpu001(SAMPLE)
    assert read_contents(asc).classes[2].name == "2.a"
    assert read_contents(written(tmp_path, marked, "b.txt")).classes[2].name == "2.a"


@pytest.mark.parametrize(
    ("row", "name", "reason"),
    [
        ('x;"09a";"BērI";"MAT";"";1;1;;', "MAT 09a BērI", "Rindai nav derīga stundas numura pirmajā slejā."),
        ('9;"09a";"BērI";"MAT";"";8;1;;', "MAT 09a BērI", "Diena nav derīga: «8»."),
        ('9;"09a";"BērI";"MAT";"";1;41;;', "MAT 09a BērI", "Stundas numurs nav derīgs: «41»."),
        ('9;"09a";"BērI";"MAT"', "MAT 09a BērI", "Diena nav derīga: «»."),
        ('9;"";"Sports";"";"101";1;1;;', "Sports", "Stundai nav priekšmeta."),
        (f'9;"{"a" * 61}";"BērI";"MAT";"";1;1;;', f"MAT {'a' * 61} BērI", "Nosaukums ir garāks par 60 zīmēm."),
        (f'{"9" * 5000};"09a";"BērI";"MAT";"";1;1;;', "MAT 09a BērI", "Rindai nav derīga stundas numura pirmajā slejā."),
    ],
    ids=["lesson", "day", "hour", "cut", "subject", "length", "digits"],
)  # fmt: skip
def test_a_broken_row_is_refused_and_the_rest_goes_on(row: str, name: str, reason: str, tmp_path: Path) -> None:
    contents = read_gpu001(with_rows(tmp_path, row))
    assert [(line.row, line.name, str(line.reason)) for line in contents.refused] == [(11, name, reason)]
    assert contents.cards == read_gpu001(SAMPLE).cards


_NEITHER = "Šis nav ne aSc Timetables XML, ne Untis GPU001 fails."


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", _NEITHER),
        ("vārds;uzvārds;klase\nAnna;Ozola;9.b\n".encode(), _NEITHER),
        (b'1;"09a";"Be', "Failu nevar nolasīt kā CSV: kādas pēdiņas nav aizvērtas vai šūna ir pārāk gara."),
        (b"1;" + b"a" * 200_000, "Failu nevar nolasīt kā CSV: kādas pēdiņas nav aizvērtas vai šūna ir pārāk gara."),
        (b"PK\x03\x04\x00\x00\x00\x00", "Faila kodējums nav zināms. Eksportējiet to no Untis kā UTF-8."),
    ],
    ids=["empty", "people", "cut", "long cell", "archive"],
)
def test_files_that_are_none(content: bytes, reason: str, tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile) as problem:
        read_contents(written(tmp_path, content))
    assert str(problem.value.reason) == reason


def test_a_folder_a_missing_file_and_too_many_rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for path, reason in (
        (tmp_path, "Šis nav fails."),
        (tmp_path / "nowhere", "Failu nevar atvērt: No such file or directory."),
    ):
        with pytest.raises(UnreadableFile) as problem:
            read_contents(path)
        assert str(problem.value.reason) == reason
    monkeypatch.setattr(rows, "MAX_ROWS", 9)
    with pytest.raises(UnreadableFile) as problem:
        read_contents(SAMPLE)
    assert str(problem.value.reason) == "Failā ir pārāk daudz ierakstu."


@pytest.fixture
def school() -> School:
    return new_school()


def taught(school: School) -> list[tuple[str, str, int, int, int, str]]:
    fields = ("course__subject__name", "course__name", "weekday", "number", "part", "room__name")
    with in_sight_of([school.pk]):
        return list(Slot.objects.order_by("weekday", "number", "part").values_list(*fields))


@pytest.mark.django_db
@time_machine.travel(AUTUMN, tick=False)
def test_a_file_makes_a_timetable_and_again_changes_nothing(school: School) -> None:
    report = import_file(SAMPLE, school)
    created = {kind.value: found["created"] for kind, found in report.counts_by_kind().items()}
    assert created == {"year": 1, "term": 2, "subject": 5, "room": 5, "teacher": 3, "class": 3, "course": 6, "slot": 9}
    assert taught(school) == [
        ("MAT", "09a", 1, 1, 1, "214"), ("MAT", "09a", 1, 2, 1, "214"), ("ĢEO", "10", 2, 4, 1, None),
        ("MAT", "09b", 3, 0, 1, "214"), ("KONS", "", 4, 8, 1, "101"),
        ("SPO", "09a, 09b", 5, 6, 1, "STAD"), ("SPO", "09a, 09b", 5, 6, 2, "ZĀLE"),
        ("DEJA", "09a", 5, 7, 1, "101"), ("DEJA", "09a", 5, 7, 2, "102"),
    ]  # fmt: skip
    assert counts(import_file(SAMPLE, school)) == {"unchanged": 34}


@pytest.mark.django_db
@time_machine.travel(AUTUMN, tick=False)
def test_names_that_the_school_has_written_stay(school: School, tmp_path: Path) -> None:
    """What stands under its short name is found by it; what the file made and the school named keeps that name."""
    with in_sight_of([school.pk]):
        Subject.objects.create(school=school, name="Matemātika", short_name="MAT")
        Room.objects.create(school=school, name="Lielā zāle", short_name="ZĀLE")
        starts_on = date(2026, 9, 1)
        Employment.objects.create(school=school, name="Ilze Bērziņa", short_name="BērI", starts_on=starts_on)
    import_file(SAMPLE, school)
    with in_sight_of([school.pk]):
        Subject.objects.filter(name="SPO").update(name="Sports un veselība")
        Employment.objects.filter(name="OzoA").update(name="Aija Ozola")
        ClassGroup.objects.filter(name="10").update(name="10.a")
    changed = [(line.kind.value, line.name) for line in import_file(SAMPLE, school).of(Outcome.CHANGED)]
    assert changed == [("course", "ĢEO 10.a")]  # a journal is called what its class is called
    assert counts(import_file(SAMPLE, school)) == {"unchanged": 34}
    with in_sight_of([school.pk]):
        assert sorted(Subject.objects.values_list("name", flat=True)) == [
            "DEJA", "KONS", "Matemātika", "Sports un veselība", "ĢEO",
        ]  # fmt: skip
        assert sorted(Employment.objects.values_list("name", flat=True)) == ["Aija Ozola", "Ilze Bērziņa", "ĶirŽ"]
        assert sorted(ClassGroup.objects.values_list("name", flat=True)) == ["09a", "09b", "10.a"]


@pytest.mark.django_db
@time_machine.travel("2026-11-24 12:00+02:00", tick=False)
def test_another_teacher_continues_the_journal(school: School, tmp_path: Path) -> None:
    with time_machine.travel(AUTUMN, tick=False):
        import_file(SAMPLE, school)
    text = SAMPLE.read_text(encoding="utf-8").replace('2;"09b";"BērI"', '2;"09b";"ĶirŽ"')
    report = import_file(written(tmp_path, text), school)
    changed = [(line.kind.value, line.name) for line in report.lines if line.outcome == Outcome.CHANGED]
    assert changed == [("course", "MAT 09b")]
    with in_sight_of([school.pk]):
        assert Course.objects.count() == 6
        held = CourseTeacher.objects.filter(course__name="09b").order_by("starts_on")
        assert list(held.values_list("employment__name", "ends_on")) == [("BērI", date(2026, 11, 23)), ("ĶirŽ", None)]


@pytest.mark.django_db
@time_machine.travel(AUTUMN, tick=False)
def test_short_names_that_differ_by_case_are_two(school: School, tmp_path: Path) -> None:
    import_file(with_rows(tmp_path, '6;"10";"OzoA";"Deja";"";1;1;;'), school)
    with in_sight_of([school.pk]):
        assert sorted(Subject.objects.filter(name__iexact="deja").values_list("name", flat=True)) == ["DEJA", "Deja"]
