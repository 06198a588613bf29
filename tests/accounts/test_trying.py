"""Trying passwords (B9, S71): nobody tries many, nobody is kept out by others, and nothing tells whether a name is known."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.db.models import F
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.factories.people import make_account, make_code, make_person
from tests.support.database import OwnDatabase
from tests.support.page import read
from tests.support.verifications import Count, counted
from zvans.accounts.actions.allowances import Limit, forget_empty_allowances, forgive, take
from zvans.accounts.actions.sign_in import sign_in
from zvans.accounts.browsers import Browser
from zvans.accounts.enums import Door, Role
from zvans.accounts.models import Account, Allowance, SignInName
from zvans.accounts.personal_code import keyed_hash
from zvans.accounts.usernames import name_hashes_of
from zvans.lib.policy import TooOften

RIGHT, WRONG = "rudens-lapas-krit", "nav-mana-parole"
SCHOOL, HOME = "203.0.113.7", "198.51.100.20"
FAMILY = (Role.PUPIL, Role.MOTHER, Role.FATHER, Role.GUARDIAN, Role.GUARDIAN, Role.GUARDIAN)

pytestmark = pytest.mark.django_db


@pytest.fixture
def verifications() -> Iterator[Count]:
    with counted() as count:
        yield count


def plain_code() -> str:
    """A code that is not among those that cost twice as much (see below)."""
    return next(code for code in iter(make_code, "") if keyed_hash(code)[0] % 32)


def pupil(password: str = RIGHT) -> str:
    code = plain_code()
    make_account(make_person(), role=Role.PUPIL, code=code, password=password)
    return code


def tried(code: str, password: str, address: str = SCHOOL, device: str = "") -> str:
    """in, out, or stopped."""
    browser = Browser(device, "Mozilla/5.0")
    try:
        opened = sign_in(door=Door.FAMILY, username=code, password=password, address=address, browser=browser)
    except TooOften:
        return "stopped"
    return "in" if opened else "out"


def pass_time(hours: float) -> None:
    """The buckets run empty by the database's clock, which no test can move: they are made older."""
    Allowance.objects.update(at=F("at") - timedelta(hours=hours))


def test_one_source_that_tries_a_thousand_codes_is_stopped(verifications: Count) -> None:
    codes = [make_code() for _ in range(1000)]
    found = [tried(code, WRONG) for code in codes]
    out = found.count("out")  # one more runs out of the bucket every half a minute
    assert (found.count("in"), 150 <= out < 160, found[:150].count("out")) == (0, True, 150)
    before = verifications.number
    assert (tried(codes[0], RIGHT), verifications.number - before) == ("stopped", 0)


def test_a_whole_school_behind_one_address_gets_in_at_eight() -> None:
    """600 pupils; every fourth mistypes once, every tenth twice more."""
    codes = [pupil() for _ in range(600)]
    for number, code in enumerate(codes):
        mistakes = (number % 4 == 0) + 2 * (number % 10 == 0)
        found = [tried(code, WRONG) for _ in range(mistakes)] + [tried(code, RIGHT)]
        assert found == ["out"] * mistakes + ["in"]


def test_somebody_elses_failures_do_not_keep_a_pupil_out() -> None:
    code = pupil()
    found = [tried(code, WRONG, SCHOOL) for _ in range(100)]
    assert found == ["out"] * 8 + ["stopped"] * 92
    assert tried(code, RIGHT, HOME) == "in"


def test_a_known_device_gets_in_whoever_fails_from_wherever(verifications: Count) -> None:
    """A hundred addresses against one account: a new device waits a few minutes, a known one does not."""
    code = pupil()
    opened = sign_in(door=Door.FAMILY, username=code, password=RIGHT, address=HOME)
    assert opened is not None
    for network in range(100):
        for _ in range(3):
            tried(code, WRONG, f"192.0.2.{network}")
    before = verifications.number
    assert [tried(code, RIGHT, HOME), verifications.number - before] == ["stopped", 0]
    assert tried(code, RIGHT, HOME, device=opened.device) == "in"
    pass_time(hours=1 / 30)
    assert tried(code, RIGHT, HOME) == "in"


def test_a_known_device_may_not_try_without_end() -> None:
    """Of a family's own computer: 8 at once, then one each 7.5 minutes; and of one name only."""
    code, other = pupil(), pupil()
    opened = sign_in(door=Door.FAMILY, username=code, password=RIGHT, address=HOME)
    assert opened is not None
    found = [tried(code, WRONG, HOME, opened.device) for _ in range(30)]
    assert found == ["out"] * 16 + ["stopped"] * 14  # as many again as one that isn't known, which hides its cookie
    found = [tried(other, WRONG, HOME, opened.device) for _ in range(20)]
    assert found == ["out"] * 8 + ["stopped"] * 12


def test_a_pupil_who_fails_on_purpose_keeps_nobody_out_at_the_computers_of_the_school() -> None:
    """Those know somebody of the school already, though not whoever sits there now."""
    somebody, code = pupil(), pupil()
    opened = sign_in(door=Door.FAMILY, username=somebody, password=RIGHT, address=SCHOOL)
    assert opened is not None
    for _ in range(200):
        tried(make_code(), WRONG)
    assert [tried(code, RIGHT), tried(code, RIGHT, device=opened.device)] == ["stopped", "in"]


def test_one_account_makes_no_more_tries_by_more_devices() -> None:
    """Each sign-in without a cookie makes another; they count together, at whatever address."""
    code, found = pupil(), []
    for number in range(20):
        opened = sign_in(door=Door.FAMILY, username=code, password=RIGHT, address=f"192.0.2.{number}")
        assert opened is not None
        found += [tried(make_code(), WRONG, f"198.51.100.{number}", opened.device) for _ in range(10)]
    assert 60 <= found.count("out") < 64
    assert tried(make_code(), WRONG, HOME, device="of nobody") == "out"


def test_own_successes_between_give_no_more_tries_at_others() -> None:
    """A code of several people: each success forgives the own mistakes once, not again and again."""
    own = family(2)
    assert [tried(own, WRONG) for _ in range(6)] == ["out"] * 6
    found = []
    for number in range(300):
        if number % 6 == 0:
            tried(own, "parole 1")
        found.append(tried(make_code(), WRONG))
    assert 150 <= found.count("out") < 160


def test_mistakes_of_families_are_forgiven_to_their_school() -> None:
    """A hundred families of two behind one address: three mistakes each, then in."""
    for code in [family(2) for _ in range(100)]:
        found = [tried(code, WRONG) for _ in range(3)] + [tried(code, f"parole {who}") for who in (1, 2)]
        assert found == ["out"] * 3 + ["in"] * 2


def test_a_relative_who_fails_on_purpose_spends_nobody_elses_tries() -> None:
    """At the school's computers, which know the child: the mother's own phone gets in, at home where the child tries too."""
    code = family(2)
    phone, *computers = [opened_at(code, "parole 2", HOME)] + [opened_at(code, "parole 1", SCHOOL) for _ in range(5)]
    for computer in computers:
        for _ in range(10):
            tried(code, WRONG, SCHOOL, computer)
    assert [tried(code, WRONG, HOME) for _ in range(9)][-1] == "stopped"
    assert tried(code, "parole 2", HOME, phone) == "in"


def test_nobodys_right_password_takes_the_system_from_the_others() -> None:
    """C7: a hundred at once, then five a minute; what fails is not counted there."""
    code = family(2)
    found = []
    for _ in range(105):
        found.append(tried(code, "parole 1", SCHOOL))
    assert (found.count("in"), found[-1], tried(code, "parole 2", HOME)) == (100, "stopped", "in")


def test_who_is_stopped_leaves_nothing_behind() -> None:
    for _ in range(151):
        tried(make_code(), WRONG)
    before = Allowance.objects.count()
    assert {tried(make_code(), WRONG) for _ in range(20)} <= {"stopped", "out"}
    assert Allowance.objects.count() - before <= 3  # one that ran out of the bucket meanwhile


def opened_at(code: str, password: str, address: str) -> str:
    opened = sign_in(door=Door.FAMILY, username=code, password=password, address=address)
    assert opened is not None
    return opened.device


def test_who_goes_on_trying_waits_no_longer() -> None:
    code = pupil()
    waits = []
    for _ in range(40):
        try:
            sign_in(door=Door.FAMILY, username=code, password=WRONG, address=HOME)
        except TooOften as refusal:
            waits.append(refusal.seconds)
    assert (len(waits), max(waits) <= 450, min(waits) > 440) == (32, True, True)
    pass_time(hours=1 / 8)
    assert tried(code, RIGHT, HOME) == "in"


def test_getting_in_at_last_takes_the_own_mistakes_back() -> None:
    code = pupil()
    for _ in range(10):
        assert [tried(code, WRONG) for _ in range(7)] + [tried(code, RIGHT)] == ["out"] * 7 + ["in"]
    kept = [level for level in Allowance.objects.values_list("level", flat=True) if level > 1]
    assert [round(level / 12) for level in kept] == [10]  # that they got in ten times


def test_a_wrapped_address_is_one_home_not_all() -> None:
    """«::ffff:192.0.2.1», as sockets for both kinds of address write IPv4."""
    for number in range(200):
        tried(make_code(), WRONG, f"::ffff:192.0.2.{number}")
    assert tried(make_code(), WRONG, "::ffff:198.51.100.20") == "out"


def test_one_network_of_ipv6_is_one_source() -> None:
    found = [tried(make_code(), WRONG, f"2001:db8:1:2:{number:x}::1") for number in range(200)]
    assert 150 <= found.count("out") < 160
    assert tried(make_code(), WRONG, "2001:db8:1:3::1") == "out"


def measured(act: Callable[[], object], verifications: Count) -> tuple[int, int]:
    before = verifications.number
    with CaptureQueriesContext(connection) as caught:
        act()
    return len(caught), verifications.number - before


def family(members: int) -> str:
    """So many people with one code, each with a password of the own: «parole 1» and so on."""
    code = plain_code()
    for number, role in zip(range(1, members + 1), FAMILY * 2, strict=False):
        make_account(make_person(), role=role, code=code, password=f"parole {number}")
    return code


@pytest.mark.parametrize("newer", [[], ["newer:" + "11" * 32]])
def test_known_and_unknown_names_cost_the_same(verifications: Count, settings: Any, newer: list[str]) -> None:
    """As many statements and verifications for nobody, a stranger to the door, one person, and a family of six; also of an older key."""
    staff = plain_code()
    make_account(make_person(), role=Role.STAFF, code=staff, password=RIGHT)
    empty = plain_code()
    SignInName.objects.create(
        account=Account.objects.create(person=make_person(), door=Door.FAMILY),
        door=Door.FAMILY, role=Role.PUPIL, name_hash=keyed_hash(empty),
    )  # fmt: skip
    names = [plain_code(), staff, empty, family(1), family(3), family(6), "jauns.vārds", "", "x" * 40]
    names = [name for name in names if name]
    settings.PERSONAL_CODE_KEYS = newer + settings.PERSONAL_CODE_KEYS
    names = [name for name in names if not newer or name_hashes_of(name)[0][0] % 32]
    costs = {measured(lambda name=name: tried(name, WRONG), verifications) for name in names}  # type: ignore[misc]
    assert [cost[1] for cost in costs] == [6]


def test_whoever_of_the_family_it_is_costs_the_same(verifications: Count) -> None:
    code = family(6)
    first = [measured(lambda n=n: tried(code, f"parole {n}"), verifications) for n in range(1, 7)]  # type: ignore[misc]
    assert len(set(first)) == 1
    assert first[0][1] == 6


def test_a_larger_family_is_no_proof_of_itself(verifications: Count) -> None:
    """More than six people behind one code cost twice as much; so do some of the codes that nobody has."""
    decoy = next(code for code in iter(make_code, "") if keyed_hash(code)[0] % 32 == 0)
    assert measured(lambda: tried(decoy, WRONG), verifications)[1] == 12
    code = family(7)
    assert measured(lambda: tried(code, WRONG), verifications)[1] == 12
    assert tried(code, "parole 7") == "in"


LIMIT = Limit("test", holds=5, an_hour=60)


def test_all_uses_are_taken_or_none() -> None:
    other = Limit("other", holds=2, an_hour=60)
    assert [take([(LIMIT, "a"), (other, "a")]) for _ in range(3)][:2] == [0, 0]
    assert [take([(LIMIT, "a")]) for _ in range(3)] == [0, 0, 0]
    assert 55 <= take([(LIMIT, "a")]) <= 60


def test_one_use_several_times_is_counted_as_often() -> None:
    use = (Limit("several", holds=3, an_hour=1), "somebody")
    assert [bool(take([use] * times)) for times in (4, 2, 2, 1, 1)] == [True, False, True, False, True]
    assert take([]) == 0


def test_what_is_forgiven_is_as_much_as_the_own_bucket_holds() -> None:
    own = Limit("own", holds=5, an_hour=6)
    for _ in range(2):
        take([(own, "a"), (LIMIT, "all")])
    take([(own, "b"), (LIMIT, "all")])
    forgive([(own, "a"), (LIMIT, "all")], like=(own, "a"))
    assert [take([(LIMIT, "all")]) for _ in range(5)][:4] == [0, 0, 0, 0]
    assert take([(LIMIT, "all")]) > 0


def test_a_clock_that_is_set_back_lengthens_nothing() -> None:
    """Wrong by an hour, and right again."""
    for _ in range(5):
        take([(LIMIT, "a")])
    pass_time(hours=-1)
    assert take([(LIMIT, "a")]) <= 60
    pass_time(hours=1 / 60)
    Allowance.objects.update(at=F("at") - timedelta(hours=1))
    assert take([(LIMIT, "a")]) == 0


def test_what_has_run_empty_is_forgotten() -> None:
    take([(LIMIT, "a"), (LIMIT, "b")])
    assert forget_empty_allowances() == 0
    pass_time(hours=1)
    take([(LIMIT, "b")])
    assert (forget_empty_allowances(), Allowance.objects.count()) == (1, 1)


def test_no_name_and_no_address_is_kept_in_clear() -> None:
    code = pupil()
    tried(code, WRONG, HOME)
    kept = b"".join(bytes(key) for key in Allowance.objects.values_list("key", flat=True))
    assert (code.encode() in kept, HOME.encode() in kept, len(kept)) == (False, False, 4 * 32)


def test_a_page_that_says_when_to_try_again(client: Client) -> None:
    code = pupil()
    for _ in range(8):
        assert client.post("/sign-in/family/", {"username": code, "password": WRONG}).status_code == 422
    answer = client.post("/sign-in/family/", {"username": code, "password": RIGHT})
    told = read(answer.content).one("div", "refused").text
    assert (answer.status_code, 440 < int(answer.headers["Retry-After"]) <= 450) == (429, True)
    assert told.startswith("Pārāk daudz neveiksmīgu mēģinājumu. Mēģiniet vēlreiz pēc 8 minūtēm.")
    assert code in answer.content.decode()


def test_several_processes_count_together(fresh_database: OwnDatabase) -> None:
    """Forty at once, on connections of their own: as many are let through as the bucket holds."""

    def one(number: int) -> int:
        try:
            return take([(LIMIT, "a"), (LIMIT, str(number))] if number % 2 else [(LIMIT, str(number)), (LIMIT, "a")])
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        waits = list(pool.map(one, range(40)))
    assert waits.count(0) == 5
