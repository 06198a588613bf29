"""Files of people (D4): CSV and XLSX as schools save them, columns as they call them; and files that are none."""

import zipfile
from datetime import date
from pathlib import Path

import pytest

from tests.schools.xlsx import write_repeating, write_xlsx
from zvans.lib.sheets import as_xlsx
from zvans.schools.actions.people import PersonFacts
from zvans.schools.imports.people import entries, table
from zvans.schools.imports.people.columns import Row, position_kind, rows_of
from zvans.schools.imports.people.table import read_tables
from zvans.schools.imports.report import Kind, Refusal, UnreadableFile

HEAD = "Vārds;Uzvārds;Personas kods;Klase"
LINES = f"{HEAD}\nĢirts;Ķēniņš;320000-00001;9.b\n"


def rows(path: Path) -> list[Row]:
    return [row for found in read_tables(path) for row in rows_of(found)[0]]


def written(folder: Path, content: str, encoding: str = "utf-8") -> Path:
    path = folder / "people.csv"
    path.write_bytes(content.encode(encoding))
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "windows-1257", "utf-16"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_encodings_and_delimiters(encoding: str, delimiter: str, tmp_path: Path) -> None:
    path = written(tmp_path, LINES.replace(";", delimiter), encoding)
    assert rows(path) == [
        Row(2, Kind.PUPIL, {"given_name": "Ģirts", "family_name": "Ķēniņš", "code": "320000-00001", "class": "9.b"})
    ]


def test_a_workbook_with_a_sheet_for_each_kind(tmp_path: Path) -> None:
    path = write_xlsx(
        tmp_path / "people.xlsx",
        [["Vārds", "Uzvārds", "Personas kods", "Klase"], ["Ģirts", "Ķēniņš", 32000000001, "9.b"]],
        [["Vārds", "Uzvārds", "Skolēna kods", "Radniecība"], ["Anna", "Ķēniņa", 32000000001, "māte"]],
    )
    assert [(row.number, row.kind, row["given_name"], row["code"] or row["pupil_code"]) for row in rows(path)] == [
        (2, Kind.PUPIL, "Ģirts", "32000000001"), (2, Kind.GUARDIAN, "Anna", "32000000001"),
    ]  # fmt: skip


def test_a_workbook_with_a_theme_as_every_spreadsheet_writes_it(tmp_path: Path) -> None:
    """A theme has numbers called «r» too: <a:fillToRect l="50000" t="50000" r="50000" b="50000"/>."""
    path = tmp_path / "people.xlsx"
    path.write_bytes(as_xlsx("Cilvēki", HEAD.split(";"), [["Ģirts", "Ķēniņš", "320000-00001", "9.b"]]))
    assert [row["class"] for row in rows(path)] == ["9.b"]


def test_formulas_are_plain_text(tmp_path: Path) -> None:
    formula = '=HYPERLINK("http://a.example")'
    assert (
        rows(written(tmp_path, f'{HEAD}\n"{formula.replace(chr(34), chr(34) * 2)}";B;1;9.b'))[0]["given_name"]
        == formula
    )
    path = write_xlsx(tmp_path / "people.xlsx", [HEAD.split(";"), ["=1+1", "B", "1", "9.b"]])
    assert rows(path)[0]["given_name"] == "=1+1"


def test_what_cannot_be_seen_is_left_out(tmp_path: Path) -> None:
    code = rows(written(tmp_path, f"{HEAD}\nĢirts;Ķēniņš;\u200b320000-00001\x1b\u00a0;9.b"))[0]["code"]
    assert code == "320000-00001"


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        ("Given name,Family name,Personal code,Class", Kind.PUPIL),
        ("Full name,Pupil code,Relation", Kind.GUARDIAN),
        ("uzvārds, vārds|personas_kods|amats".replace(", ", " ").replace("|", ","), Kind.STAFF),
    ],
)
def test_columns_tell_what_a_file_is_about(head: str, kind: Kind, tmp_path: Path) -> None:
    assert [row.kind for row in rows(written(tmp_path, f"{head}\n{','.join('abcd'[: head.count(',') + 1])}"))] == [kind]


@pytest.mark.parametrize(
    ("written_kind", "kind", "relation"),
    [
        ("skolēns", Kind.PUPIL, ""), ("Vecāks", Kind.GUARDIAN, ""), ("māte", Kind.GUARDIAN, "māte"),
        ("TĒVS", Kind.GUARDIAN, "TĒVS"), ("darbinieks", Kind.STAFF, ""), ("teacher", Kind.STAFF, ""), ("suns", None, ""),
    ],
)  # fmt: skip
def test_a_column_of_kinds(written_kind: str, kind: Kind | None, relation: str, tmp_path: Path) -> None:
    (row,) = rows(written(tmp_path, f"Veids;{HEAD}\n{written_kind};A;B;1;"))
    assert (row.kind, row["relation"]) == (kind, relation)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "Failā nav nevienas rindas."),
        (b"\n\n;;\n", "Failā nav nevienas rindas."),
        (b"a;b\n1;2\n", "Pirmajā rindā nav sleju nosaukumu, ko pazīstam: vārds, uzvārds, personas kods, klase…"),
        ("Vārds;Uzvārds;Klase;klase\n".encode(), "Viena un tā pati sleja failā ir divreiz."),
        (b"\x00\x01\x02\xff", "Faila kodējums nav zināms. Saglabājiet to kā CSV UTF-8 vai XLSX."),
        (b"PK\x03\x04 not really", "Failu nevar nolasīt kā XLSX."),
        (
            f'{HEAD}\n"open;quote'.encode(),
            "Failu nevar nolasīt kā CSV: kādas pēdiņas nav aizvērtas vai šūna ir pārāk gara.",
        ),
    ],
    ids=["empty", "blank", "other table", "column twice", "binary", "no archive", "open quote"],
)
def test_files_that_cannot_be_used(content: bytes, reason: str, tmp_path: Path) -> None:
    path = tmp_path / "strange"
    path.write_bytes(content)
    with pytest.raises(UnreadableFile) as problem:
        rows(path)
    assert str(problem.value.reason) == reason


def test_an_archive_that_unpacks_to_too_much(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table, "MAX_UNPACKED", 100_000)
    path = write_xlsx(tmp_path / "bomb.xlsx", [[*HEAD.split(";"), "a" * 200_000]])
    with pytest.raises(UnreadableFile) as problem:
        read_tables(path)
    assert str(problem.value.reason) == "Fails ir par lielu."


@pytest.mark.parametrize("place", ["XFD2", "A1048576", "xfd2", "a1048576", "AAAAAAAA2", "A4294967298", f"A{'0' * 50}2"])
def test_one_cell_in_the_last_corner(place: str, tmp_path: Path) -> None:
    """A reader would make room for every cell before it."""
    path = write_xlsx(tmp_path / "corner.xlsx", [HEAD.split(";")], place=place)
    with pytest.raises(UnreadableFile) as problem:
        read_tables(path)
    assert str(problem.value.reason) == "Failā ir pārāk daudz rindu vai sleju."


def test_one_long_text_in_every_cell(tmp_path: Path) -> None:
    """A few thousand bytes that take gigabytes: the process that reads them ends, and no other."""
    assert read_tables(write_repeating(tmp_path / "long.xlsx", "a" * 2000, times=3))[0].rows[1] == (3, ["a" * 1000])
    path = write_repeating(tmp_path / "longer.xlsx", "a" * 10_000_000, times=1000)
    with pytest.raises(UnreadableFile) as problem:
        read_tables(path)
    assert (str(problem.value.reason), path.stat().st_size < 30_000) == ("Failu nevar nolasīt kā XLSX.", True)


def test_another_archive(tmp_path: Path) -> None:
    path = tmp_path / "other.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("content.xml", "<x/>")
    with pytest.raises(UnreadableFile) as problem:
        read_tables(path)
    assert str(problem.value.reason) == "Šis nav XLSX fails."


def test_too_large_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table, "MAX_BYTES", 10)
    with pytest.raises(UnreadableFile):
        read_tables(written(tmp_path, LINES))


def row(**cells: str) -> Row:
    given = {"given_name": "Jānis", "family_name": "Bērziņš", "code": "320000-00001", "class": "9.b"} | cells
    return Row(2, Kind.PUPIL, {name: cell for name, cell in given.items() if cell != "–"})


def test_what_a_row_says_of_a_pupil() -> None:
    given = row(born_on="12.03.2011.", groups="1. grupa; Meitenes", phone="29 111-222", email="janis@piemers.lv")
    facts = PersonFacts("Jānis", "Bērziņš", "32000000001", date(2011, 3, 12), "+37129111222", "janis@piemers.lv")
    assert entries.pupil(given) == entries.PupilEntry(2, facts, "9.b", ("1. grupa", "Meitenes"))


@pytest.mark.parametrize(
    ("cells", "names"),
    [
        ({}, ("Jānis", "Bērziņš")),
        ({"given_name": "–", "family_name": "–", "name": "Anna Marija Bērziņa"}, ("Anna Marija", "Bērziņa")),
        ({"given_name": "–", "family_name": "–", "register_name": "Bērziņa, Anna Marija"}, ("Anna Marija", "Bērziņa")),
        ({"given_name": "–", "name": "Anna"}, ("Anna", "Bērziņš")),
    ],
)
def test_names_in_one_column_or_in_two(cells: dict[str, str], names: tuple[str, str]) -> None:
    person = entries.pupil(row(**cells)).person
    assert (person.given_name, person.family_name) == names


@pytest.mark.parametrize(
    ("code", "kept", "born_on"),
    [
        ("320000-00001", "32000000001", None),
        ("180565-05610", "18056505610", date(1865, 5, 18)),
        ("6119306460", "06119306460", None),
        ("061193-06460", "06119306460", None),
        ("211244-14874", "21124414874", date(1944, 12, 21)),
    ],
)
def test_codes_and_the_birth_date_in_old_ones(code: str, kept: str, born_on: date | None) -> None:
    """A sheet that took a code for a number has lost its first nought."""
    person = entries.pupil(row(code=code)).person
    assert person.code == kept
    if born_on:
        assert person.born_on == born_on


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"code": "123456-78901"}, "Personas kods nav derīgs."),
        ({"code": ""}, "Nav personas koda."),
        ({"class": ""}, "Nav norādīta klase."),
        ({"family_name": ""}, "Nav vārda vai uzvārda."),
        ({"given_name": "A" * 75}, "Vārds un uzvārds kopā ir garāki par 80 zīmēm."),
        ({"born_on": "31.02.2011."}, "Datums nav derīgs: «31.02.2011.»."),
        ({"born_on": "pērn"}, "Datums nav derīgs: «pērn»."),
        ({"phone": "12345"}, "Tālruņa numurs nav derīgs."),
        ({"email": "nav"}, "E-pasta adrese nav derīga."),
    ],
)
def test_rows_that_are_refused(cells: dict[str, str], reason: str) -> None:
    with pytest.raises(Refusal) as refusal:
        entries.pupil(row(**cells))
    assert str(refusal.value.reason) == reason


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("matemātikas skolotāja", "teacher"), ("Direktors", "head"), ("direktora vietniece mācību darbā", "deputy"),
        ("virslietotājs", "superuser"), ("psihologs", "support"), ("Deputy", "deputy"), ("pirmsskolas pedagogs", "teacher"),
    ],
)  # fmt: skip
def test_what_a_position_lets_people_do(title: str, kind: str) -> None:
    assert position_kind(title) == kind
