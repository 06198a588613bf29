"""Nobody at a school learns that somebody belongs to another one: whatever is there, the answer is the same to the letter (B9, C3)."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db.models.functions import Now
from django.test import Client

from tests.factories.people import arranging, make_account, make_code, make_guardian
from tests.factories.school import STARTS_ON, inside, make_class, make_employee
from tests.factories.small_school import SmallSchool
from tests.support.jobs import do_jobs
from tests.support.worlds import Answer, in_world, told
from tests.web.school.importing import Desk
from tests.web.school.staff_pages import errors, state
from zvans.accounts.enums import Role
from zvans.accounts.models import Account, Person, PersonalCode, SignInName
from zvans.accounts.personal_code import hyphenated, keyed_hash
from zvans.audit.actor import Actor
from zvans.audit.models import Action
from zvans.schools.actions.people import PersonFacts, add_person
from zvans.schools.models import Employment, Enrolment, Import

NOT_VALID = "Personas kods nav derīgs. Pārbaudiet katru ciparu."
TOO_MANY = "Pēdējā stundā ievadīts pārāk daudz nederīgu personas kodu. Turpiniet pēc stundas."
MALFORMED = "123456-78901"
SYSTEM = Actor.system("test")


@pytest.fixture
def superuser(client: Client, school: SmallSchool) -> Client:
    school.sign_in(client, "superuser")
    return client


def elsewhere(school: SmallSchool, person: Person) -> None:
    group = make_class(school.other, "7.z", pupils=0).group
    with inside(school.other):
        Enrolment.objects.create(school=school.other.school, class_group=group, pupil=person, starts_on=STARTS_ON)
    make_employee(school.other, person=person)


def test_a_merge_that_the_operator_decides(superuser: Client, school: SmallSchool) -> None:
    """Two with a code each are asked for wherever else they are."""
    one, other = school.class_9b.pupils[0], school.class_9b.pupils[2]
    with arranging():
        for person in (one, other):
            person.given_name, person.family_name = "Zane", "Kalna"
            person.save()
    with arranging():
        for person in (one, other):
            PersonalCode.objects.create(person=person, keyed_hash=keyed_hash(make_code()), key_id=1, encrypted=b"-")
    same = f"/school/alfa/people/{one.public_id}/same/"

    def asked() -> list[Any]:
        answer = superuser.post(same.replace("/same/", "/merge/"), {"gone": other.public_id})
        shown = superuser.get(answer.headers["Location"])
        return [answer, shown, superuser.get(f"{same}?with={other.public_id}")]

    alone, there = in_world(asked), in_world(asked, where=lambda: elsewhere(school, other))
    assert alone == there
    assert there[0][:2] == (302, f"{same}?done=asked")
    assert "Pieteikums ir nodots sistēmas uzturētājam." in there[1][2].decode()
    asked()
    assert Person.objects.filter(pk__in=[one.pk, other.pk]).count() == 2


@pytest.mark.parametrize("which", ["kept", "gone"])
def test_a_merge_that_the_school_decides(which: str, superuser: Client, school: SmallSchool) -> None:
    """Done at once wherever else either is, and gone afterwards from every page of the school."""
    kept, gone = school.class_9b.pupils[0], school.class_9b.pupils[2]
    same, pupils = f"/school/alfa/people/{kept.public_id}/", "/school/alfa/pupils/"

    def merged() -> list[Any]:
        answer = superuser.post(f"{same}merge/", {"gone": gone.public_id})
        pages = (
            answer.headers["Location"], f"{same}same/?q={gone.family_name}", f"{pupils}{kept.public_id}/", pupils,
            f"{pupils}?export=csv", f"{pupils}{gone.public_id}/", f"/school/alfa/people/{gone.public_id}/same/",
        )  # fmt: skip
        return [answer, *(superuser.get(page) for page in pages)]

    alone = in_world(merged)
    there = in_world(merged, where=lambda: elsewhere(school, kept if which == "kept" else gone))
    assert alone == there
    assert there[0][:2] == (302, f"{same}same/?done=merged")
    assert [status for status, _way, _page in there] == [302, 200, 200, 200, 200, 200, 404, 404]


def test_of_who_left_nothing_new_is_told(superuser: Client, school: SmallSchool) -> None:
    """What another school enters afterwards: a code, an account, a guardian."""
    pupil, worker = school.accounts["former_pupil"].person, school.accounts["dismissed"].person
    with arranging():
        Account.objects.filter(person__in=[pupil, worker]).delete()
    employment = Employment.objects.filter(person=worker)
    with inside(school.made):
        employed = employment.get().public_id
    pages = [
        f"people/{pupil.public_id}/same/", f"people/{worker.public_id}/same/", f"staff/{employed}/",
        f"pupils/{pupil.public_id}/", f"people/{school.class_9b.pupils[0].public_id}/same/?q=Jaunā",
    ]  # fmt: skip

    def entered() -> None:
        with arranging():
            for person in (pupil, worker):
                PersonalCode.objects.create(person=person, keyed_hash=keyed_hash(make_code()), key_id=1, encrypted=b"-")
        make_account(worker, school.other.school)
        make_guardian(pupil, given="Jaunā", starts_on=date(2026, 11, 20))

    def looked() -> list[Any]:
        return [superuser.get(f"/school/alfa/{page}") for page in pages]

    alone, there = in_world(looked), in_world(looked, where=entered)
    assert [status for status, _way, _page in alone] == [200] * 5
    assert alone == there


def doors(school: SmallSchool) -> dict[str, tuple[str, dict[str, Any]]]:
    """Wherever a personal code is entered: address and what else is sent."""
    named = {"given_name": "Zane", "family_name": "Kalna"}
    pupil = f"/school/alfa/pupils/{school.class_9b.pupils[0].public_id}/"
    worker = make_employee(school.made, "Rita", "Rota")
    placed = {"class_group": school.class_9b.group.public_id, "on": "2026-11-23"}
    corrected = {"given_name": "Rita", "family_name": "Rota", "state": state(school, worker)}
    return {
        "enrol": ("/school/alfa/pupils/enrol/", named | placed),
        "guardian": (f"{pupil}guardians/add/", named | {"kind": "mother", "access": "full", "on": "2026-11-23"}),
        "code": (f"{pupil}code/", {}),
        "hire": ("/school/alfa/staff/hire/", named | {"kind": "teacher", "starts_on": "2026-11-23"}),
        "correct": (f"/school/alfa/staff/{worker.public_id}/correct/", corrected),
    }


@pytest.mark.parametrize("door", ["enrol", "guardian", "code", "hire", "correct"])
def test_a_code_of_another_name_is_answered_as_one_that_is_not_valid(
    door: str, superuser: Client, school: SmallSchool
) -> None:
    """To the letter, the code typed aside; and it is on record, with neither code nor name."""
    code = make_code()
    holder = add_person(person=PersonFacts("Slepena", "Persona", code), by=SYSTEM)
    elsewhere(school, holder)
    address, sent = doors(school)[door]
    mistyped, taken = (_without(typed, superuser, address, sent) for typed in (MALFORMED, code))
    assert (taken, taken[0]) == (mistyped, 422)
    assert NOT_VALID in taken[2].decode()
    missed = Action.objects.get(name="miss_code")
    assert (missed.account_id, missed.details, missed.object_id) == (
        school.accounts["superuser"].pk, {"codes": 1}, school.school.pk,
    )  # fmt: skip


def _without(code: str, client: Client, address: str, sent: dict[str, Any]) -> Answer:
    status, way, body = told(client.post(address, sent | {"code": code}))
    return status, way, body.replace(code.encode(), b"")


def test_who_has_missed_too_often_looks_up_no_code(superuser: Client, school: SmallSchool, client: Client) -> None:
    """Not a right one either, for an hour; others go on."""
    account = school.accounts["superuser"]
    address, sent = doors(school)["hire"]
    Action.objects.create(
        name="miss_code", account_id=account.pk, at=Now() - timedelta(minutes=61), details={"codes": 30}
    )
    code = make_code()
    add_person(person=PersonFacts("Slepena", "Persona", code), by=SYSTEM)
    for _ in range(30):
        assert errors(superuser.post(address, sent | {"code": code})) == [NOT_VALID]
    right = sent | {"code": make_code()}
    for door, (page, fields) in doors(school).items():
        answer = superuser.post(page, fields | {"code": right["code"]})
        assert (door, answer.status_code, errors(answer)) == (door, 422, [TOO_MANY])
    assert superuser.post(address, sent).status_code == 302  # without a code
    school.sign_in(client, "head")
    assert client.post(address, right | {"given_name": "Zaiga"}).status_code == 302


def test_a_code_is_corrected_wherever_else_they_work(superuser: Client, school: SmallSchool) -> None:
    """The secretary's slip is mended today; whether there is a staff account at another school, the answer does not tell."""
    mistyped, right = make_code(), make_code()
    address, _sent = doors(school)["code"]
    assert superuser.post(address, {"code": mistyped}).status_code == 302
    pupil = school.class_9b.pupils[0]

    def works() -> None:
        elsewhere(school, pupil)
        account = make_account(pupil, school.other.school, role=Role.STAFF)
        SignInName.objects.create(account=account, door="staff", name_hash=keyed_hash(mistyped), role="staff")

    def corrected() -> list[Any]:
        answer = superuser.post(address, {"code": right})
        return [answer, superuser.get(answer.headers["Location"]), superuser.get(address)]

    alone, there = in_world(corrected), in_world(corrected, where=works)
    assert alone == there
    assert there[1][0] == 200
    assert hyphenated(right) in there[2][2].decode()


@pytest.fixture
def desk(superuser: Client, school: SmallSchool, settings: Any, tmp_path: Path) -> Desk:
    settings.DATA_DIR = tmp_path
    return Desk(superuser, school)


def probing(number: int) -> list[str]:
    codes = [make_code() for _ in range(number)]
    for n, code in enumerate(codes):
        add_person(person=PersonFacts("Cits", f"Vārds{n}", code), by=SYSTEM)
    return [f"skolēns;Zane;Kalna;{code};9.b;;;" for code in codes]


def test_a_file_is_no_way_to_try_many(desk: Desk, school: SmallSchool) -> None:
    """A few are refused as any code that is not valid; a file with more is not read at all, and they count together."""
    few = desk.hand_in(*probing(10), "skolēns;Zane;Kalna;123456-78901;9.b;;;")
    do_jobs()
    assert [row[-1] for row in desk.rows(f"{few}?outcome=refused")] == ["Personas kods nav derīgs."] * 11
    many = desk.hand_in(*probing(21), "skolēns;Zane;Kalna;329999-99977;9.b;;;")
    do_jobs()
    assert (
        desk.said(many)
        == "Failā ir pārāk daudz nederīgu personas kodu. Pārbaudiet, vai kodi un vārdi ir īstajās slejās."
    )
    with inside(school.made):
        assert Import.objects.get(state="refused").report is None
    found = Action.objects.filter(name="miss_code").order_by("pk").values_list("details", flat=True)
    assert list(found) == [{"codes": 10}, {"codes": 21}]
