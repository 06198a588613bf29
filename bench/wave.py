"""The first of September: families sign in all at once. How many a second, and how long pages take meanwhile."""

from collections.abc import Iterator
from random import Random
from statistics import median, quantiles
from typing import Any

from django.contrib.auth.hashers import make_password

from bench import crowd
from bench.client import Visit
from bench.measure import Bench, Cost
from zvans.accounts.enums import Door
from zvans.accounts.models import Account, SignInName
from zvans.accounts.personal_code import keyed_hash

_SECONDS = 8.0
_FAMILIES = 100
_CONNECTIONS = 4  # that sign in, and as many that read
_READERS = 120
_PASSWORD = "pirmais septembris"  # noqa: S105 - of people who do not exist
_SEED = "first of September"


def wave(bench: Bench, schools: int) -> dict[str, Any]:
    """Rates of the wave alone, of pages alone, and of both at once; waits in milliseconds."""
    random = Random(_SEED)
    sign_ins = crowd.shares(_sign_ins(random, schools), _CONNECTIONS)
    readings = [visit for page in crowd.READ for visit in _readings(page, random, schools)]
    random.shuffle(readings)
    pages = crowd.shares(readings, _CONNECTIONS)
    bench.cost_of(pages, seconds=_SECONDS / 4)  # warm
    alone, reading = bench.cost_of(sign_ins, seconds=_SECONDS), bench.cost_of(pages, seconds=_SECONDS)
    both = bench.cost_of([*sign_ins, *pages], seconds=_SECONDS)
    return {
        "sign_ins_per_second": round(alone.pages_per_second, 1),
        "sign_in_ms": round(alone.total_ms, 1),
        "sign_in_wait_ms": _waits(alone, only="sign_in"),
        "pages_per_second": round(reading.pages_per_second, 1),
        "page_wait_ms": _waits(reading),
        "meanwhile": {
            "sign_ins_per_second": _rate(both, of_sign_ins=True),
            "sign_in_wait_ms": _waits(both, only="sign_in"),
            "pages_per_second": _rate(both, of_sign_ins=False),
            "page_wait_ms": _waits(both),
        },
    }


def lines(found: dict[str, Any]) -> Iterator[str]:
    both = found["meanwhile"]
    yield (
        f"signing in, {_CONNECTIONS} connections: {found['sign_ins_per_second']:.0f} a second, "
        f"{found['sign_in_ms']:.0f} ms of processor each, {_words(found['sign_in_wait_ms'])}"
    )
    yield f"pages, {_CONNECTIONS} connections, alone: {found['pages_per_second']:.0f} a second, {_words(found['page_wait_ms'])}"
    yield (
        f"both at once: {both['sign_ins_per_second']:.0f} sign-ins a second ({_words(both['sign_in_wait_ms'])}), "
        f"{both['pages_per_second']:.0f} pages a second ({_words(both['page_wait_ms'])})"
    )


def _sign_ins(random: Random, schools: int) -> list[Visit]:
    """Guardians get a password, and the code of a child that nobody is born with: newer codes carry no date."""
    families = {place.guardian for place in crowd.chosen(random, schools, _FAMILIES)}
    codes = {account: f"32{account:09}"[:11] for account in families}
    Account.objects.filter(pk__in=families).update(password=make_password(_PASSWORD))
    SignInName.objects.bulk_create(
        (
            SignInName(account_id=account, door=Door.FAMILY, name_hash=keyed_hash(code), role="mother")
            for account, code in codes.items()
        ),
        ignore_conflicts=True,
    )
    return [
        Visit("sign_in", "/sign-in/family/", {}, form={"username": code, "password": _PASSWORD}, status=302)
        for code in codes.values()
    ]


def _readings(page: str, random: Random, schools: int) -> list[Visit]:
    return crowd.readings(page, crowd.chosen(random, schools, _READERS * crowd.MIX[page] // 100))


def _chosen(cost: Cost, only: str) -> list[float]:
    """Waits for one page, or with "" for all that is no sign-in."""
    return [
        1000 * seconds
        for page, waits in cost.waits.items()
        if (page == only if only else page != "sign_in")
        for seconds in waits
    ]


def _waits(cost: Cost, only: str = "") -> dict[str, float]:
    waits = _chosen(cost, only)
    return {"median": round(median(waits), 1), "p95": round(quantiles(waits, n=20)[-1], 1)}


def _rate(cost: Cost, *, of_sign_ins: bool) -> float:
    found = _chosen(cost, "sign_in" if of_sign_ins else "")
    return round(cost.pages_per_second * len(found) / sum(len(waits) for waits in cost.waits.values()), 1)


def _words(waits: dict[str, float]) -> str:
    return f"waiting {waits['median']:.0f} ms, one in twenty more than {waits['p95']:.0f} ms"
