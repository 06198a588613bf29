"""Passwords that people choose (B8, S52): not short, not common, not to be guessed by those who know them, not a relative's."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext

from tests.factories.people import make_account, make_code, make_person, make_session
from tests.factories.school import make_school
from tests.support.jobs import do_jobs
from tests.support.verifications import counted
from zvans.accounts.actions.passwords import choose_password, set_password
from zvans.accounts.actions.sign_in import sign_in
from zvans.accounts.enums import Door, Role
from zvans.accounts.models import Account, Allowance, PersonalCode, Session
from zvans.accounts.personal_code import encrypted, keyed_hash
from zvans.accounts.queries.sessions import actor_for
from zvans.audit.actor import Actor
from zvans.audit.models import Action
from zvans.lib.policy import NotAcceptable, TooOften
from zvans.notifications.models import Notice
from zvans.schools.queries.school_names import school_names

pytestmark = pytest.mark.django_db

GOOD = "zila-upe-zied-klusu"
SHORT, SHORT_AT_WORK = "Parolei vajag vismaz 10 zīmes.", "Parolei vajag vismaz 12 zīmes."
COMMON = "Šo paroli lieto daudzi, vai arī tā jau ir nopludināta. Izdomājiet citu."
GUESSABLE = "Šo paroli varētu uzminēt kāds, kas Jūs pazīst. Izdomājiet citu."


@pytest.fixture
def code() -> str:
    return make_code()


@pytest.fixture
def pupil(code: str) -> Account:
    """Kārlis, born on 14 March 2011, with a code of his own."""
    person = make_person("Kārlis", "Bērziņš", born_on=date(2011, 3, 14))
    key_id, kept = encrypted(code)
    PersonalCode.objects.create(person=person, keyed_hash=keyed_hash(code), key_id=key_id, encrypted=kept)
    school = make_school("ozolkalna", "Ozolkalna vidusskola").school
    return make_account(person, school, role=Role.PUPIL, code=code, password="bite-lec-pāri-sētai")


@pytest.fixture
def mother(pupil: Account, code: str) -> Account:
    return make_account(make_person("Eva", "Liepa"), role=Role.MOTHER, code=code, password="medus-upe-dzied")


def signed_in(account: Account) -> Actor:
    actor = actor_for(make_session(account), "127.0.0.1")
    assert actor is not None
    return actor


def chosen(account: Account, password: str, current: str | None = None) -> str:
    """What is said of it; empty where it was taken."""
    try:
        choose_password(password=password, by=signed_in(account), schools=school_names, current=current)
    except NotAcceptable as refusal:
        return refusal.reason
    return ""


@pytest.mark.parametrize(
    ("password", "expected"),
    [
        ("īsa", SHORT),
        ("zila-upe9", SHORT),
        ("parole1234", COMMON),
        ("P4r0le2024!", COMMON),
        ("password123", COMMON),
        ("iloveyou2024", COMMON),
        ("qwertyuiop12", COMMON),
        ("1qaz2wsx3edc", COMMON),
        ("1234567890", COMMON),
        ("2011-03-14!!", COMMON),
        ("aaaaaaaaaaaa", COMMON),
        ("Liepaja!2011", COMMON),
        ("RīgaJelgava1", COMMON),
        ("Solvita2009!", COMMON),
        ("kaķiskaķis22", COMMON),
        ("dinamoriga21", COMMON),
        ("Kārļa-zaļā-laiva", GUESSABLE),
        ("b3rzins-skrien-pa-lauku", GUESSABLE),
        ("zied-silrāk-upē", GUESSABLE),
        ("zied-14.03.2011-upe", GUESSABLE),
        ("zied-20110314-upe", GUESSABLE),
        ("zied-140311-upe", GUESSABLE),
        ("ozolkalna-skrien-upe", GUESSABLE),
        (GOOD, ""),
        ("Vējš pūš, skola guļ", ""),
        ("k7mq-9xfd-pw3h", ""),
    ],
)
def test_what_a_pupil_may_choose(pupil: Account, password: str, expected: str) -> None:
    assert chosen(pupil, password) == expected


def test_not_even_a_part_of_the_code(pupil: Account, mother: Account, code: str) -> None:
    """The child's code is the mother's username: it is guessed first."""
    for part in (code, code[:6], code[6:]):
        assert chosen(mother, f"zied-{part}-upē-klusu") == GUESSABLE
    Allowance.objects.all().delete()
    assert chosen(pupil, f"zied-{code[:6]}-{code[6:]}-upē") == GUESSABLE


def test_a_relatives_names_and_birthdays_are_guessed_too(mother: Account) -> None:
    assert [
        chosen(mother, p) for p in ("zila-bērziņa-ziedi", "zied-14.3.2011-upe", "eva-zied-upē-klusu", "Evas zaļā laiva")
    ] == [GUESSABLE] * 4
    assert chosen(mother, "sieva-zied-upē-klusu") == ""


def test_a_password_at_work_is_longer() -> None:
    teacher = make_account(make_person("Ilze", "Kalniņa"), role=Role.STAFF)
    assert [chosen(teacher, p) for p in ("zila-upe-9!", GOOD)] == [SHORT_AT_WORK, ""]


def test_two_of_one_family_do_not_choose_the_same_and_nobody_is_told(
    pupil: Account, mother: Account, code: str
) -> None:
    """In the same words as what is guessable; in the record too."""
    assert chosen(pupil, GOOD) == ""
    make_account(make_person("Velta", "Ozola"), role=Role.GUARDIAN, code=code, password="cita-parole-te")
    with counted() as first:
        assert chosen(mother, GOOD) == GUESSABLE
        taken = first.number
    with counted() as second:
        assert chosen(mother, "zila-bērziņa-ziedi") == GUESSABLE
        assert second.number == taken == 3  # the own one and two relatives': nor does the time tell
    kept = list(Action.objects.filter(name="password_refused").order_by("pk").values_list("account_id", "details"))
    assert kept == [(mother.pk, {"why": "guessable"})] * 2
    assert sign_in(door=Door.FAMILY, username=code, password=GOOD, address="") is not None
    assert GOOD not in str(list(Action.objects.values()))


def test_a_stranger_may_choose_the_same(pupil: Account) -> None:
    assert chosen(pupil, GOOD) == ""
    stranger = make_account(make_person("Anna", "Ozola"), role=Role.PUPIL)
    assert chosen(stranger, GOOD) == ""


def test_who_is_a_mother_and_on_the_staff_is_not_a_relative_of_herself(mother: Account) -> None:
    """B4: the doors know nothing of each other."""
    teacher = make_account(mother.person, role=Role.STAFF)
    assert [chosen(mother, GOOD), chosen(teacher, GOOD)] == ["", ""]


def test_tries_a_day_are_few(pupil: Account, mother: Account) -> None:
    """Each would tell a little of what relatives have chosen; what is plainly refused tells nothing and is not counted."""
    set_password(account=pupil, password=GOOD, by=Actor.system("test"))
    for number in range(20):
        assert chosen(mother, f"parole{number}") in (SHORT, COMMON)
    assert [chosen(mother, GOOD) for _ in range(12)] == [GUESSABLE] * 12
    with pytest.raises(TooOften) as refusal, counted() as verifications:
        chosen(mother, "lauks-zied-balti-šodien")
    assert (7100 < refusal.value.seconds <= 7200, verifications.number) == (True, 0)
    Allowance.objects.update(at=F("at") - timedelta(hours=2))
    assert chosen(mother, "lauks-zied-balti-šodien") == ""


def test_changing_asks_for_the_present_one_and_ends_the_other_sessions(pupil: Account) -> None:
    """B12, S40, S51."""
    make_session(pupil)
    assert chosen(pupil, GOOD, current="nav-mana-parole") == "Šī nav Jūsu tagadējā parole."
    assert Session.objects.count() == 2
    assert chosen(pupil, GOOD, current="bite-lec-pāri-sētai") == ""
    assert Session.objects.count() == 1
    assert do_jobs() == ["tell_account"]
    assert list(Notice.objects.values_list("account", "kind")) == [(pupil.pk, "password_changed")]


def test_the_same_again_is_no_change(pupil: Account) -> None:
    assert chosen(pupil, "bite-lec-pāri-sētai") == "Šī ir līdzšinējā parole. Izdomājiet citu."


def test_the_record_is_of_the_person_who_chose(pupil: Account) -> None:
    chosen(pupil, "īsa")
    chosen(pupil, GOOD)
    kept = list(
        Action.objects.filter(account_id=pupil.pk).order_by("pk").values_list("name", "account_id", "role", "details")
    )
    assert kept == [
        ("password_refused", pupil.pk, "pupil", {"why": "short"}), ("choose_password", pupil.pk, "pupil", {}),
    ]  # fmt: skip


def test_as_many_statements_for_a_large_family(pupil: Account, mother: Account, code: str) -> None:
    def cost(password: str) -> int:
        by = signed_in(mother)
        with CaptureQueriesContext(connection) as caught:
            choose_password(password=password, by=by, schools=school_names)
        return len(caught)

    small = cost(GOOD)
    for number in range(3):
        make_account(
            make_person("Velta", f"Ozola{number}"), role=Role.GUARDIAN, code=code, password=f"cita-parole-{number}"
        )
    assert cost("lauks-zied-balti-šodien") == small
