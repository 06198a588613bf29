"""`EK xxxxxx-xxxxx` from a registered phone (B6, S16–S18, S20)."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import count
from typing import Any

import pytest
import time_machine
from django.contrib.auth.hashers import check_password

from tests.factories.people import make_account, make_person, make_session
from tests.factories.phones import CODE, WRITTEN, make_member, pupil_with_code
from tests.factories.school import STARTS_ON, inside, make_class, make_school
from tests.support.gateway import Gateway
from tests.support.jobs import do_jobs
from zvans.accounts.actions.password_ways import use_password_way
from zvans.accounts.enums import Role
from zvans.accounts.models import Account, PasswordWay, Session
from zvans.audit.actor import Actor
from zvans.audit.models import Action
from zvans.lib.dates import now
from zvans.lib.policy import NotAcceptable
from zvans.notifications.actions.received_sms import receive_sms
from zvans.notifications.models import Notice, ReceivedSms, SmsMessage
from zvans.notifications.tasks import forget_old_sms
from zvans.schools.actions.personal_data import give_code
from zvans.schools.models import Enrolment
from zvans.schools.queries.school_names import school_names

pytestmark = pytest.mark.django_db

PHONES = {"mother": "+37120000001", "father": "+37120000002", "pupil": "+37120000003"}
STRANGERS = "+37129999999"
_numbers = count(1)


@dataclass(frozen=True)
class Family:
    mother: Account
    father: Account
    pupil: Account


@pytest.fixture
def family(gateway: Gateway) -> Family:
    """Each with a phone and a password of the own."""
    return Family(
        make_member(Role.MOTHER, PHONES["mother"], "Anna", email="anna@pasts.example"),
        make_member(Role.FATHER, PHONES["father"], "Juris"),
        make_member(Role.PUPIL, PHONES["pupil"], "Elza"),
    )


def write(text: str, sender: str = PHONES["mother"], key: str = "", sent_at: datetime | None = None) -> str:
    """A message comes in; what was made of it."""
    key = key or f"kannel-{next(_numbers)}"
    receive_sms(gateway_key=key, sender=sender, text=text, sent_at=sent_at or now())
    return ReceivedSms.objects.get(gateway_key=key).outcome


def sent() -> list[tuple[str, str]]:
    """What has left: to which phone, for what."""
    return list(SmsMessage.objects.order_by("pk").values_list("phone", "purpose"))


def ways() -> list[int]:
    """Whose new passwords are open."""
    return list(PasswordWay.objects.filter(used_at=None).values_list("account", flat=True))


def token_in(text: str) -> str:
    found = re.fullmatch(
        r"Jauna parole \((mamma|tētis|skolēns)\): https://skola\.example/p/#([2-9a-z]{5}-[2-9a-z]{5})\n"
        r"Der 15 minūtes, vienreiz\. Ja to nelūdzāt Jūs, saiti neatveriet un pastāstiet skolai\.",
        text,
    )
    assert found is not None, text
    return found[2]


@pytest.mark.parametrize("role", ["mother", "father", "pupil"])
def test_exactly_the_one_whose_phone_it_is_gets_a_way_on_that_phone(
    family: Family, gateway: Gateway, role: str
) -> None:
    """S16: the others of the family keep their passwords and sessions."""
    account = getattr(family, role)
    for one in (family.mother, family.father, family.pupil):
        make_session(one)
    assert write(f"EK {WRITTEN}", PHONES[role]) == "sent"
    assert (sent(), ways()) == ([(PHONES[role], "password_way")], [account.pk])
    do_jobs()
    [text] = gateway.texts
    assert CODE not in text.replace("-", "")
    assert Session.objects.count() == 3  # nothing has changed yet

    use_password_way(token=token_in(text), password="vilnis-bura-7-osta", address="127.0.0.1", schools=school_names)
    assert do_jobs()[:1] == ["tell_account"]
    assert list(Notice.objects.order_by("pk").values_list("account", "kind")) == [
        (account.pk, "password_way_sent"), (account.pk, "password_changed"),
    ]  # fmt: skip
    passwords = {
        name: check_password("vilnis-bura-7-osta", Account.objects.get(pk=getattr(family, name).pk).password)
        for name in PHONES
    }
    assert passwords == {name: name == role for name in PHONES}
    others = {a.pk for a in (family.mother, family.father, family.pupil)} - {account.pk}
    assert set(Session.objects.values_list("account", flat=True)) == others


@pytest.mark.parametrize(
    "text",
    [
        f"EK {WRITTEN}", f"ek {WRITTEN}", f"Ek {CODE}", f"EK{CODE}", f"  EK   {WRITTEN}  ", "EK 320000 00777", "EK 32 00 00 - 00 777",
        "eK\t320000–00777.", f"EK: {WRITTEN}", f"EK\u00a0{WRITTEN}\n", f"\ufeffEK {WRITTEN}",
    ],
)  # fmt: skip
def test_case_spaces_and_hyphens_are_let_pass(family: Family, text: str) -> None:
    assert (write(text), ways()) == ("sent", [family.mother.pk])


@pytest.mark.parametrize(
    "text",
    ["", "EK", "Labdien", WRITTEN, f"EKK {WRITTEN}", f"EK {WRITTEN} lūdzu", "EK 320000-0077", f"EK {WRITTEN}12", "EK 010203-11111",
     "EK " + "9" * 500, "EK ٣٢٠٠٠٠٠٠٧٧٧", "\0" * 10],
)  # fmt: skip
def test_whatever_else_people_write_does_nothing(family: Family, text: str) -> None:
    assert (write(text), sent(), ways()) == ("other", [], [])


@pytest.mark.parametrize("sender", ["+37120000001", "37120000001", "20000001", "0037120000001", "+371 2000 0001"])
def test_the_sender_is_known_however_the_gateway_writes_it(family: Family, sender: str) -> None:
    assert write(f"EK {WRITTEN}", sender) == "sent"


@pytest.mark.parametrize("sender", [STRANGERS, "1800", "Banka", "", "+371", "\0"])
def test_from_a_phone_that_nobody_of_the_family_has_nothing_changes_and_nothing_leaks(
    family: Family, sender: str
) -> None:
    """S17."""
    outcome = write(f"EK {WRITTEN}", sender)
    assert outcome in ("unknown", "other")
    assert (sent(), ways(), Notice.objects.count(), do_jobs()) == ([], [], 0, [])


def test_another_familys_phone_is_a_strangers(family: Family) -> None:
    make_account(make_person(phone=STRANGERS), role=Role.MOTHER, password="x")
    assert (write(f"EK {WRITTEN}", STRANGERS), sent()) == ("unknown", [])


def test_a_code_of_staff_does_nothing(family: Family) -> None:
    """S20, from the very phone that the school knows, of a teacher who is a mother elsewhere too."""
    teacher = make_person("Ilze", phone=STRANGERS)
    make_account(teacher, role=Role.STAFF, code="32000000888", password="x")
    make_account(teacher, role=Role.MOTHER, password="x")
    assert (write("EK 320000-00888", STRANGERS), sent(), ways()) == ("unknown", [], [])


@pytest.mark.parametrize(
    "fields",
    [{"is_active": False}, {"password": ""}, {"barred_until": datetime.fromisoformat("2200-01-01T00:00:00+00:00")}],
)
def test_who_is_kept_out_stays_out(gateway: Gateway, fields: dict[str, Any]) -> None:
    """B5, C4: nobody gets a first password by text message, and a bar is not a lost password."""
    make_member(Role.MOTHER, PHONES["mother"], "Anna", **fields)
    assert (write(f"EK {WRITTEN}"), sent()) == ("unknown", [])


@pytest.mark.parametrize("tie", [{"ends_on": date(2021, 6, 1)}, {"access": "none"}, {"starts_on": date(2200, 1, 1)}])
def test_who_answers_for_the_pupil_no_more_or_may_not_look_is_a_stranger(gateway: Gateway, tie: dict[str, Any]) -> None:
    """C8: the account and its names stay, for other children; this child's code does nothing from that phone."""
    make_member(Role.FATHER, PHONES["father"], "Andris", tie=tie)
    assert (write(f"EK {WRITTEN}", PHONES["father"]), sent(), ways()) == ("unknown", [], [])


def test_a_mother_whose_work_at_the_school_has_ended_is_a_mother_still(family: Family) -> None:
    make_account(family.mother.person, role=Role.STAFF, password="work", is_active=False)
    assert (write(f"EK {WRITTEN}"), ways()) == ("sent", [family.mother.pk])


def test_a_code_changed_by_law_is_the_one_that_counts(family: Family) -> None:
    pupil, made = pupil_with_code(), make_school()
    own: dict[str, Any] = {"school": made.school, "class_group": make_class(made, pupils=0).group}
    with inside(made):
        Enrolment.objects.create(pupil=pupil, starts_on=STARTS_ON, **own)
    give_code(person=pupil, code="32000000999", school=made.school, by=Actor.system("test"))
    assert (write(f"EK {WRITTEN}"), sent()) == ("unknown", [])
    assert (write("EK 320000-00999"), ways()) == ("sent", [family.mother.pk])


def test_a_shared_phone_is_asked_whose_password_it_is(gateway: Gateway) -> None:
    """S18: the pupil's phone is entered for the mother too. Neither is reset silently."""
    pupil = make_member(Role.PUPIL, PHONES["mother"], "Elza")
    mother = make_member(Role.MOTHER, PHONES["mother"], "Anna")
    assert (write(f"EK {WRITTEN}"), ways()) == ("asked", [])
    do_jobs()
    assert gateway.texts == [
        "Šis tālrunis skolā ierakstīts vairākiem: 1 – skolēns, 2 – mamma. Sūtiet vēlreiz ar numuru beigās, piemēram: EK xxxxxx-xxxxx 1"
    ]
    assert (write(f"EK {WRITTEN} 3"), ways()) == ("asked", [])
    assert (write(f"ek {WRITTEN} 2"), ways()) == ("sent", [mother.pk])
    assert (write(f"EK{CODE}1"), ways()) == ("sent", [mother.pk, pupil.pk])
    do_jobs()
    assert [token_in(text) != "" for text in gateway.texts[2:]] == [True, True]


def test_two_in_one_role_are_told_apart_by_their_names(gateway: Gateway) -> None:
    for given in ("Velta", "Austra"):
        make_member(Role.GUARDIAN, PHONES["mother"], given)
    write(f"EK {WRITTEN}")
    do_jobs()
    assert "1 – cita atbildīgā persona Velta, 2 – cita atbildīgā persona Austra." in gateway.texts[0]


def test_the_person_is_told_by_other_ways_too_and_it_is_recorded(family: Family) -> None:
    """The sender can be forged: whoever has not asked finds out."""
    write(f"EK {WRITTEN}")
    assert list(Notice.objects.values_list("account", "kind", "details")) == [
        (family.mother.pk, "password_way_sent", {"phone": "…001"})
    ]
    assert do_jobs() == ["send_sms", "email_notice"]
    recorded = list(Action.objects.order_by("pk").values_list("name", "object_id", "cause_id"))
    first = Action.objects.get(name="receive_sms").pk
    assert recorded[:4] == [
        ("receive_sms", None, None),
        ("open_password_way", family.mother.pk, first),
        ("send_sms", family.mother.pk, first),
        ("tell_account", family.mother.pk, first),
    ]
    assert [hidden in str(list(Action.objects.values())) for hidden in (CODE, WRITTEN, "20000001")] == [False] * 3


def test_a_message_that_comes_again_does_nothing(family: Family) -> None:
    assert [write(f"EK {WRITTEN}", key="same") for _ in range(3)] == ["sent"] * 3
    assert (len(sent()), len(ways()), ReceivedSms.objects.count()) == (1, 1, 1)


@pytest.mark.parametrize(
    ("minutes", "outcome"), [(-14, "sent"), (-16, "late"), (-60, "late"), (14, "sent"), (61, "late")]
)
def test_late_ones_do_nothing_nor_those_of_a_clock_that_is_wrong(family: Family, minutes: int, outcome: str) -> None:
    """An hour of difference between the clocks does no harm: nothing is done, and the log says why."""
    assert write(f"EK {WRITTEN}", sent_at=now() + timedelta(minutes=minutes)) == outcome


def test_a_clock_that_is_wrong_is_said_in_the_log(family: Family, caplog: pytest.LogCaptureFixture) -> None:
    write(f"EK {WRITTEN}", sent_at=now() - timedelta(minutes=60))
    assert [record.getMessage() for record in caplog.records] == [
        "A text message is 60 minutes old by the gateway's clock: nothing is done"
    ]


def test_a_flood_from_one_phone_ends(family: Family) -> None:
    outcomes = [write(f"EK {WRITTEN}") for _ in range(10)]
    assert outcomes == ["sent"] * 6 + ["flood"] * 4
    assert (len(sent()), len(ways())) == (6, 1)  # only the last way is open


def test_strangers_cannot_use_up_what_a_family_may_do(family: Family) -> None:
    for number in range(40):
        write(f"EK {WRITTEN}", f"+3712222{number:04d}")
    assert write(f"EK {WRITTEN}") == "sent"


def test_one_code_is_not_sent_to_for_ever(gateway: Gateway) -> None:
    """Forged senders of a large family."""
    for number in range(4):
        make_member(Role.GUARDIAN, f"+3712000001{number}", f"Velta{number}")
    outcomes = [write(f"EK {WRITTEN}", f"+3712000001{number % 4}") for number in range(12)]
    assert outcomes == ["sent"] * 10 + ["flood"] * 2


def test_neither_phone_nor_text_nor_code_is_kept(family: Family) -> None:
    """B13."""
    write(f"EK {WRITTEN}")
    kept = ReceivedSms.objects.values().get()
    assert sorted(kept) == ["gateway_key", "id", "outcome", "phone_hash", "received_at", "sent_at"]
    assert PHONES["mother"].encode() not in bytes(kept["phone_hash"])


def test_old_ones_are_forgotten(family: Family) -> None:
    """After ninety days, by the job of the night."""
    write(f"EK {WRITTEN}")

    def left() -> list[int]:
        forget_old_sms(timestamp=0)
        return [model.objects.count() for model in (ReceivedSms, SmsMessage, PasswordWay)]

    assert left() == [1, 1, 1]
    with time_machine.travel(now() + timedelta(days=91)):
        assert left() == [0, 0, 0]


def test_a_way_lasts_a_quarter_of_an_hour_and_opens_once(family: Family, gateway: Gateway) -> None:
    write(f"EK {WRITTEN}")
    do_jobs()
    token = token_in(gateway.texts[0])
    with time_machine.travel(now() + timedelta(minutes=16)), pytest.raises(NotAcceptable):
        use_password_way(token=token, password="vilnis-bura-7-osta", address="", schools=school_names)
    typed = f" {token.upper().replace('-', ' ')} "
    use_password_way(token=typed, password="vilnis-bura-7-osta", address="", schools=school_names)
    with pytest.raises(NotAcceptable):
        use_password_way(token=token, password="cits-vilnis-bura-8", address="", schools=school_names)


def test_a_newer_way_closes_the_earlier_one(family: Family, gateway: Gateway) -> None:
    write(f"EK {WRITTEN}")
    write(f"EK {WRITTEN}")
    do_jobs()
    first, second = map(token_in, gateway.texts)
    with pytest.raises(NotAcceptable):
        use_password_way(token=first, password="vilnis-bura-7-osta", address="", schools=school_names)
    use_password_way(token=second, password="vilnis-bura-7-osta", address="", schools=school_names)
