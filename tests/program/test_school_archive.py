"""A whole school as one archive, into an empty installation and into one that knows its people (D5)."""

import json
import os
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import psycopg
import pytest
import time_machine
from django.apps import apps
from django.conf import LazySettings
from django.db.models import ForeignKey, Model

from tests.factories.entries import mark, write
from tests.factories.people import make_guardian, make_person
from tests.factories.school import MONDAY, inside
from tests.factories.small_school import SmallSchool, make_small_school
from tests.support.database import OwnDatabase
from tests.support.program import environment_of, zvans
from zvans.accounts.models import Account, Person, PersonalCode, SignInName
from zvans.accounts.personal_code import decrypted, encrypted, keyed_hash
from zvans.audit.actor import Actor
from zvans.journal.models import Deadlines, HomeworkDone, Lesson, Outcome, OutcomeLevel, PercentScale, WorkKind
from zvans.lib.database.protection import has_school
from zvans.oversight.models import Report
from zvans.program.school_archive.read import Brought, UnusableArchive, read_school
from zvans.program.school_archive.tables import LEFT, tables
from zvans.program.school_archive.write import write_school
from zvans.schools.models import Course, ImportChoice, PersonalFile, School
from zvans.schools.queries.institutions import institution_of

BY = Actor.system("test")
OTHER_KEYS = ["k9:" + "ab" * 32]


@pytest.fixture(autouse=True)
def day() -> Iterator[None]:
    with time_machine.travel(f"{MONDAY} 12:00 +0200", tick=False):
        yield


@pytest.fixture
def elsewhere(fresh_database: OwnDatabase, database_template: OwnDatabase) -> Iterator[OwnDatabase]:
    """An installation with its tables and nothing in them."""
    other = database_template.clone_for_a_test("elsewhere")
    yield other
    fresh_database.use()
    other.drop()


def give_code(person: Person, code: str, ends_on: date | None = None) -> None:
    key, kept = encrypted(code)
    PersonalCode.objects.create(person=person, keyed_hash=keyed_hash(code), key_id=key, encrypted=kept, ends_on=ends_on)


def give_name(account: Account, code: str) -> None:
    account.names.update(name_hash=keyed_hash(code))
    give_code(account.person, code)


def make_full_school() -> SmallSchool:
    """The small school with something in every table that a school fills, and codes of those who sign in."""
    school = make_small_school()
    pupil, other = school.class_9b.pupils[:2]
    homework = write(school.made, school.course, MONDAY, 3, topic="Vjeta teorēma", homework="57. lpp.")
    write(school.made, school.course, date(2026, 11, 25), 2, topic="Kvadrātfunkcija", is_formative=True)
    mark(school.made, school.course, MONDAY, 3, {pupil: "9", other: "n"})
    mark(school.made, school.history, MONDAY, 4, {pupil: "ns", other: "5|7"})
    assert homework is not None
    with inside(school.made):
        HomeworkDone.objects.create(school=school.school, homework=homework, pupil=pupil)
        PersonalFile.objects.create(school=school.school, pupil=pupil, number="14/2026", address="Ogre, Skolas iela 3")
        own: dict[str, Any] = {"school": school.school}
        ImportChoice.objects.create(kind="timetable", table="course", name="Mat 9b", row_id=school.course.pk, **own)
        Report.objects.create(person=pupil, role="pupil", kind="wrong", text="Nevar atvērt dienasgrāmatu", **own)
        fill_values(school.school, school.course, pupil)
    School.objects.filter(pk=school.school.pk).update(
        responsible=school.accounts["head"].person, responsible_contact="12. kabinets", longest_session_days=7,
        second_factor_from=date(2027, 1, 4),
    )  # fmt: skip
    school.school.refresh_from_db()
    give_code(pupil, "32000010001", ends_on=date(2026, 9, 30))
    give_name(school.accounts["pupil"], "32000010002")
    school.accounts["mother"].names.update(name_hash=keyed_hash("32000010002"))
    give_name(school.accounts["teacher"], "32000010003")
    return school


def fill_values(school: School, course: Course, pupil: Person) -> None:
    """What marks are for, the scale of percents, an outcome with a level, the deadlines."""
    kind = WorkKind.objects.create(school=school, name="Pārbaudes darbs", short_name="p.d.", weight=3, starts_on=MONDAY)
    Lesson.objects.filter(course=course, on=MONDAY).update(work_kind=kind)
    PercentScale.objects.create(school=school, bounds=[99, 85, 77, 70, 58, 50, 35, 24, 10, 1], starts_on=MONDAY)
    place = {"school": school, "year_id": course.year_id, "course": course}
    outcome = Outcome.objects.create(**place, text="Atrisina kvadrātvienādojumu", order=1)
    OutcomeLevel.objects.create(**place, outcome=outcome, pupil=pupil, level="A")
    Deadlines.objects.create(school=school, entry_days=3)


def export(school: School, folder: Path) -> Path:
    file = folder / f"{school.code}.zip"
    write_school(school, file, by=BY)
    return file


def bring(database: OwnDatabase, file: Path) -> Brought:
    database.use()
    return read_school(file, by=BY)


def rows_of(database: OwnDatabase, code: str) -> dict[str, "Counter[str]"]:
    """Table → its rows for a school as the owner of the tables reads them, each with what it points to instead of keys."""
    with psycopg.connect(database.owner_url, row_factory=psycopg.rows.dict_row) as owner:
        owner.execute("SELECT set_config('zvans.schools', (SELECT array_agg(id)::text FROM schools_school), false)")
        stored: dict[type[Model], dict[int, dict[str, Any]]] = {}
        for model in (School, Person, *tables()):
            found = owner.execute(f"SELECT * FROM {model._meta.db_table}".encode()).fetchall()  # noqa: S608
            stored[model] = {row["id"]: row for row in found}
    said: dict[tuple[type[Model], int], str] = {}

    def say(model: type[Model], key: int) -> str:
        if (model, key) not in said:
            row = dict(stored[model][key])
            del row["id"]
            if model is School:
                del row["municipality_id"]
            for field in model._meta.local_concrete_fields:
                if isinstance(field, ForeignKey) and field.column in row and row[field.column] is not None:
                    row[field.column] = say(field.related_model, row[field.column])  # type: ignore[arg-type]
            if model is ImportChoice:
                row["row_id"] = say(Course, row["row_id"])
            said[model, key] = sha256(repr(sorted(row.items())).encode()).hexdigest()
        return said[model, key]

    [school] = [key for key, row in stored[School].items() if row["code"] == code]
    return {
        model._meta.db_table: Counter(
            say(model, key) for key, row in stored[model].items() if row["school_id"] == school
        )
        for model in tables()
    }


def people_of(database: OwnDatabase) -> list[tuple[Any, ...]]:
    """Everybody: name, codes in plain, at which doors under which codes and in which roles, whose guardian."""
    database.use()
    codes = {
        (code.person_id, decrypted(code.key_id, bytes(code.encrypted)), code.ends_on, bytes(code.keyed_hash))
        for code in PersonalCode.objects.all()
    }
    plain = {keyed: code for _, code, _, keyed in codes}
    names = SignInName.objects.select_related("account")
    return sorted(
        (
            str(person), person.public_id,
            sorted((code, str(ends)) for owner, code, ends, _ in codes if owner == person.pk),
            sorted(
                (n.door, n.role, plain[bytes(n.name_hash)], n.account.label)
                for n in names if n.account.person_id == person.pk and bytes(n.name_hash) in plain
            ),
            sorted((str(tie.pupil), tie.kind, str(tie.starts_on)) for tie in person.wards.select_related("pupil")),
        )
        for person in Person.objects.all()
    )  # fmt: skip


def test_every_table_of_a_school_is_carried_or_named_as_left() -> None:
    ours = {m._meta.db_table for m in apps.get_models() if m.__module__.startswith("zvans.") and has_school(m)}
    carried = {model._meta.db_table for model in tables()}
    assert (carried | set(LEFT), carried & set(LEFT)) == (ours, set())


def test_plain_numbers_that_are_keys_are_known_to_the_archive() -> None:
    """A column like `action_id` that is no reference would come along as a number that means nothing elsewhere."""
    loose = {
        f"{model._meta.db_table}.{field.column}"
        for model in tables()
        for field in model._meta.local_concrete_fields
        if field.column.endswith("_id") and not isinstance(field, ForeignKey) and field.name != "public_id"
    }
    assert loose == {"schools_importchoice.row_id"}


def test_into_an_empty_installation_with_other_keys(
    fresh_database: OwnDatabase, elsewhere: OwnDatabase, tmp_path: Path, settings: LazySettings
) -> None:
    """Table by table the same, what points to what included; codes under other keys; nobody of the other school."""
    school = make_full_school()
    file = export(school.school, tmp_path)
    before, everybody = rows_of(fresh_database, "alfa"), people_of(fresh_database)
    assert [table for table, rows in before.items() if not rows] == EMPTY
    settings.PERSONAL_CODE_KEYS = OTHER_KEYS
    brought = bring(elsewhere, file)
    assert rows_of(elsewhere, "alfa") == before
    assert brought.rows == {table: sum(rows.values()) for table, rows in before.items()}
    assert (brought.known, brought.new) == (0, Person.objects.count())
    here = people_of(elsewhere)
    strangers = {"Uldis Svešais", "Vita Svešā"}
    expected = [_relabelled(one) for one in everybody if one[0] not in strangers]
    assert here == expected
    assert {code.key_id for code in PersonalCode.objects.all()} == {"k9"}
    assert set(Account.objects.values_list("password", flat=True)) == {""}
    assert [s.code for s in School.objects.all()] == ["alfa"]


EMPTY: list[str] = ["schools_bellday"]


def _relabelled(person: tuple[Any, ...]) -> tuple[Any, ...]:
    """The factories label accounts by the school; memberships, which an import follows, know class and children too."""
    name, public_id, codes, names, wards = person
    labels = {"pupil": "9.b · Alfas vidusskola", "mother": "Jānis", "staff": "Alfas vidusskola"}
    return name, public_id, codes, [(door, role, code, labels[role]) for door, role, code, _ in names], wards


def test_who_is_known_already_stays_one_person(
    fresh_database: OwnDatabase, elsewhere: OwnDatabase, tmp_path: Path
) -> None:
    """By personal code, an old one too; nothing of theirs is overwritten."""
    school = make_full_school()
    file = export(school.school, tmp_path)
    elsewhere.use()
    pupil, teacher = make_person("Jānis Kārlis", "Bērziņš", phone="+371 20000001"), make_person("Ilze", "Kalniņa-Ozola")
    give_code(pupil, "32000010001")
    give_code(teacher, "32000010003")
    mother = make_guardian(pupil, "mother", "Cita", "Māte")
    brought = bring(elsewhere, file)
    assert (brought.known, brought.new) == (2, Person.objects.count() - 3)
    pupil.refresh_from_db()
    assert (str(pupil), pupil.phone) == ("Jānis Kārlis Bērziņš", "+371 20000001")
    assert sorted(str(tie.guardian) for tie in pupil.guardianships.all()) == ["Anna Bērziņš", str(mother)]
    assert [bytes(c.keyed_hash) for c in pupil.codes.all()] == [keyed_hash("32000010001")]
    assert Account.objects.get(person=teacher).label == "Alfas vidusskola"


def test_only_one_school_of_a_code(fresh_database: OwnDatabase, tmp_path: Path) -> None:
    school = make_small_school()
    file = export(school.school, tmp_path)
    people = Person.objects.count()
    with pytest.raises(UnusableArchive, match="There is a school «alfa» here already"):
        read_school(file, by=BY)
    assert Person.objects.count() == people


def repacked(file: Path, change: Callable[[dict[str, bytes]], None]) -> Path:
    with zipfile.ZipFile(file) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    change(parts)
    with zipfile.ZipFile(file, "w") as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return file


def _altered(parts: dict[str, bytes]) -> None:
    parts["journal_mark.jsonl"] = parts["journal_mark.jsonl"].replace(b'"9"', b'"8"')


def _cut(parts: dict[str, bytes]) -> None:
    parts["people.jsonl"] = parts["people.jsonl"].split(b"\n", 1)[1]


def _without_people(parts: dict[str, bytes]) -> None:
    del parts["people.jsonl"]


def _of_other_tables(parts: dict[str, bytes]) -> None:
    manifest = json.loads(parts["manifest.json"])
    manifest["migrations"]["journal"] = "0099_later"
    parts["manifest.json"] = json.dumps(manifest).encode()


def _of_another_format(parts: dict[str, bytes]) -> None:
    parts["manifest.json"] = json.dumps(json.loads(parts["manifest.json"]) | {"format": 2}).encode()


def _something_else(parts: dict[str, bytes]) -> None:
    parts.clear()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (_altered, "The part «journal_mark» of this archive is damaged"),
        (_cut, "The part «people» of this archive is damaged"),
        (_without_people, "not an archive of a school, or it is damaged"),
        (_of_other_tables, "Bring both installations to the same version"),
        (_of_another_format, "was made by another zvans"),
        (_something_else, "not an archive of a school, or it is damaged"),
    ],
)
def test_what_is_damaged_or_of_other_tables_is_refused_whole(
    fresh_database: OwnDatabase, elsewhere: OwnDatabase, tmp_path: Path, change: Any, said: str
) -> None:
    file = repacked(export(make_full_school().school, tmp_path), change)
    elsewhere.use()
    with pytest.raises(UnusableArchive, match=said):
        read_school(file, by=BY)
    assert (School.objects.count(), Person.objects.count()) == (0, 0)


def _with_an_operator(parts: dict[str, bytes]) -> None:
    """Somebody of the school has made an operator of a teacher, and the checksums right again."""
    people = parts["people.jsonl"].replace(b'"role":"staff"', b'"role":"operator"')
    assert people != parts["people.jsonl"]
    manifest = json.loads(parts["manifest.json"])
    manifest["parts"]["people"]["sha256"] = sha256(people).hexdigest()
    parts |= {"people.jsonl": people, "manifest.json": json.dumps(manifest).encode()}


def test_no_archive_brings_an_operator(fresh_database: OwnDatabase, elsewhere: OwnDatabase, tmp_path: Path) -> None:
    """Who runs the installation is said in it, never by a file of a school."""
    file = repacked(export(make_full_school().school, tmp_path), _with_an_operator)
    elsewhere.use()
    with pytest.raises(UnusableArchive, match="not an archive of a school, or it is damaged"):
        read_school(file, by=BY)
    assert (School.objects.count(), Account.objects.count()) == (0, 0)


def test_from_one_command_line_to_another(
    fresh_database: OwnDatabase, elsewhere: OwnDatabase, tmp_path: Path, settings: LazySettings
) -> None:
    """Preview, apply, again; the file is for its owner's eyes only."""
    make_full_school()
    keys = {"ZVANS_CODE_KEYS": ",".join(settings.PERSONAL_CODE_KEYS)}
    here = environment_of(fresh_database, tmp_path / "here") | keys
    there = environment_of(elsewhere, tmp_path / "there")
    file = tmp_path / "alfa.zip"
    done = zvans("export", "school", "alfa", file, environment=here)
    assert (done.returncode, done.stderr, "Alfas vidusskola" in done.stdout) == (0, "", True)
    assert (file.stat().st_mode & 0o777, sorted(p for p in os.listdir(tmp_path) if p.startswith("."))) == (0o600, [])
    assert zvans("export", "school", "nav", file, environment=here).returncode == 2

    elsewhere.use()
    preview = zvans("import", "archive", file, environment=there)
    assert (preview.returncode, preview.stdout.splitlines()[-1], School.objects.count()) == (
        0, "Nothing was changed. To do it, run the same command with --apply.", 0,
    )  # fmt: skip
    applied = zvans("import", "archive", file, "--apply", environment=there)
    assert (applied.returncode, applied.stdout.splitlines()[-1]) == (0, "Done.")
    assert institution_of("alfa") is not None
    again = zvans("import", "archive", file, "--apply", environment=there)
    assert (again.returncode, again.stderr.splitlines()[0]) == (2, "Error: There is a school «alfa» here already.")
