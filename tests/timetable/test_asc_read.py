"""What an aSc file says (D4): encodings, references, masks; and files that are none."""

from datetime import time
from pathlib import Path

import pytest

from tests.timetable.samples import SAMPLE, changed
from zvans.schools.imports.report import UnreadableFile
from zvans.timetable.imports.asc import records
from zvans.timetable.imports.asc.masks import BadMask, bits, weekdays
from zvans.timetable.imports.asc.read import read_asc
from zvans.timetable.imports.contents import CardEntry, ClassEntry, LessonEntry, PeriodEntry

BOMB = '<!DOCTYPE t [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]><timetable><subject id="1" name="&b;"/></timetable>'


def refused(path: Path) -> list[tuple[str, str, str]]:
    return [(line.kind.value, line.name, str(line.reason)) for line in read_asc(path).refused]


def test_the_sample_reads_whole() -> None:
    contents = read_asc(SAMPLE)
    assert (contents.weeks_in_cycle, contents.terms, contents.refused) == (2, 1, [])
    assert contents.periods[0] == PeriodEntry(5, 0, time(7, 30), time(8, 10))
    assert contents.classes[2] == ClassEntry(42, "C3", "2.a", "2a", 2, "P3")
    assert contents.lessons[4] == LessonEntry(
        60, "L5", "Sports un veselība 9.a, 9.b", "S3", (), ("G5", "G6"), ("P2", "P3")
    )
    assert contents.lessons[5].class_keys == ("C3",)
    assert contents.cards[5] == CardEntry(72, "L5", 5, 0, 0b11, 1, ("R2", "R3"))


@pytest.mark.parametrize("encoding", ["windows-1257", "utf-16", "iso-8859-13"])
def test_any_declared_encoding(encoding: str, tmp_path: Path) -> None:
    text = SAMPLE.read_text(encoding="utf-8").replace('encoding="utf-8"', f'encoding="{encoding}"')
    path = tmp_path / "other.xml"
    path.write_bytes(text.encode(encoding))
    assert read_asc(path) == read_asc(SAMPLE)


def test_a_name_given_family_first_is_turned_where_the_file_knows_the_parts(tmp_path: Path) -> None:
    path = changed(tmp_path, ('name="Ilze Kalniņa"', 'name="Kalniņa Ilze"'))
    assert [teacher.name for teacher in read_asc(path).teachers] == ["Ilze Kalniņa", "Andris Vītols", "Žagare Šarlote"]


BROKEN = "Fails ir bojāts vai nav pilns: 1. rindā XML nav pareizs. Eksportējiet to no aSc vēlreiz."


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "Failā nav nevienas stundas vai neviena priekšmeta."),
        (b"veids;uzv\xe2rds\n", BROKEN),
        (b"<html></html>", "Šis nav aSc Timetables XML fails: tā pirmais elements nav «timetable»."),
        (b"<timetable></timetable>", "Failā nav nevienas stundas vai neviena priekšmeta."),
        (BOMB.encode(), "Failā ir dokumenta tipa vai entītiju apraksts. Tādus failus nepieņemam."),
        (b'<?xml version="1.0" encoding="x-none"?><timetable/>', "Failu nevar nolasīt: unknown encoding: x-none."),
        (b'<?xml version="1.0" encoding="utf-8"?><timetable a="\xe2"/>',
         BROKEN),
        ('<?xml version="1.0" encoding="windows-1257"?><timetable a="ā"/>'.encode(),
         "Failā teikts, ka tā kodējums ir windows-1257, bet tas rakstīts UTF-8."),
    ],
    ids=["empty", "text", "other XML", "nothing in it", "entity bomb", "unknown encoding", "wrong encoding", "false encoding"],
)  # fmt: skip
def test_files_that_cannot_be_used(content: bytes, reason: str, tmp_path: Path) -> None:
    path = tmp_path / "strange.xml"
    path.write_bytes(content)
    with pytest.raises(UnreadableFile) as problem:
        read_asc(path)
    assert str(problem.value.reason) == reason


def test_a_truncated_file_is_refused_as_a_whole(tmp_path: Path) -> None:
    path = tmp_path / "cut.xml"
    path.write_bytes(SAMPLE.read_bytes()[:-2000])
    with pytest.raises(UnreadableFile):
        read_asc(path)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile):
        read_asc(tmp_path / "nowhere.xml")


def test_a_huge_file_is_not_even_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.xml"
    with path.open("wb") as file:
        file.truncate(records.MAX_BYTES + 1)
    with pytest.raises(UnreadableFile) as problem:
        read_asc(path)
    assert str(problem.value.reason) == "Fails ir par lielu: vairāk nekā 32 MB."


@pytest.mark.parametrize("digits", ["9" * 5000, "0" * 5000 + "1"])
@pytest.mark.parametrize(
    ("old", "new", "kinds"),
    [
        ('period="0" days="00001"', 'period="{}" days="00001"', ["slot"]),
        ('days="00001"', 'days="" day="{}"', ["slot"]),
        ('short="0" period="0"', 'short="0" period="{}"', ["bell", "slot"]),
        ('periodspercard="2"', 'periodspercard="{}"', ["lesson", "slot", "slot"]),
        ('grade="9"', 'grade="{}"', []),
    ],
)
def test_a_number_of_thousands_of_digits_is_none(
    old: str, new: str, kinds: list[str], digits: str, tmp_path: Path
) -> None:
    assert [kind for kind, _, _ in refused(changed(tmp_path, (old, new.format(digits))))] == kinds


def test_too_many_records(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(records, "MAX_RECORDS", 20)
    with pytest.raises(UnreadableFile) as problem:
        read_asc(SAMPLE)
    assert str(problem.value.reason) == "Failā ir pārāk daudz ierakstu."


@pytest.mark.parametrize(
    ("old", "new", "lines"),
    [
        ('subjectid="S4"', 'subjectid="S9"', [
            ("lesson", "L6", "Stundas priekšmeta failā nav."),
            ("slot", "L6", "Stunda, kurai šī kartīte pieder, nav pieņemta vai failā tās nav."),
        ]),
        ('teacherids="P2,P3"', 'teacherids="P2,P9"', [
            ("lesson", "L5", "Stundas skolotāja failā nav."),
            ("slot", "L5", "Stunda, kurai šī kartīte pieder, nav pieņemta vai failā tās nav."),
        ]),
        ('period="0" days="00001"', 'period="9" days="00001"', [("slot", "Sports un veselība 9.a, 9.b", "9. stundas failā nav.")]),
        ('days="00010"', 'days="00020"', [
            ("slot", "Dizains un tehnoloģijas 2.a", "Dienu, nedēļu vai semestru maska nav derīga: «00020»."),
        ]),
        ('<class id="C3" name="2.a"', '<class id="C2" name="2.a"', [
            ("class", "2.a", "Identifikators failā atkārtojas."),
            ("lesson", "L6", "Stundas klases vai grupas failā nav."),
            ("slot", "L6", "Stunda, kurai šī kartīte pieder, nav pieņemta vai failā tās nav."),
        ]),
        ('id="S5" name="Klases stunda" short="Kla"', 'id="S5" name="" short=""', [
            ("subject", "S5", "Ierakstam nav nosaukuma."), ("lesson", "L7", "Stundas priekšmeta failā nav."),
        ]),
        ('starttime="12:20"', 'starttime="25:20"', [("bell", "5", "Laiks nav derīgs: «25:20».")]),
    ],
    ids=["subject", "teacher", "period", "mask", "key twice", "no name", "time"],
)  # fmt: skip
def test_broken_records_are_refused_and_the_rest_goes_on(
    old: str, new: str, lines: list[tuple[str, str, str]], tmp_path: Path
) -> None:
    assert refused(changed(tmp_path, (old, new))) == lines


@pytest.mark.parametrize(
    ("mask", "length", "weeks"),
    [
        ("10", 2, 0b01),
        ("01", 2, 0b10),
        ("11", 2, 0b11),
        ("1", 2, 0b11),
        ("", 2, 0b11),
        ("10,01", 2, 0b11),
        ("0110", 4, 0b0110),
    ],
)
def test_masks_of_weeks(mask: str, length: int, weeks: int) -> None:
    assert bits(mask, length) == weeks


@pytest.mark.parametrize("mask", ["2", "000", "101", "1a"])
def test_masks_that_say_nothing(mask: str) -> None:
    with pytest.raises(BadMask):
        bits(mask, 2)


@pytest.mark.parametrize(("mask", "day", "days"), [("00100", "", (3,)), ("1010000", "", (1, 3)), ("", "4", (5,))])
def test_days_of_a_card(mask: str, day: str, days: tuple[int, ...]) -> None:
    assert weekdays(mask, day) == days


@pytest.mark.parametrize(("mask", "day"), [("", ""), ("00000", ""), ("00000001", ""), ("", "7")])
def test_days_that_no_week_has(mask: str, day: str) -> None:
    with pytest.raises(BadMask):
        weekdays(mask, day)
