"""How often passwords may be tried (B9): what a try at a door is counted in, and what is given back of it.

A try counts until a success takes it back. Behind one address may be a whole school at eight o'clock; a source that keeps failing
against one name waits for that name only, and somebody else's failures don't keep out a device that is known.
"""

from dataclasses import dataclass

from zvans.accounts.actions.allowances import Limit, forgive, forgive_once, give_back, source_of, take, type_of_use
from zvans.accounts.browsers import Browser
from zvans.accounts.enums import Door
from zvans.accounts.models import Device
from zvans.accounts.queries.sessions import token_hash
from zvans.lib.policy import TooOften

_SOURCE = Limit("sign in: source", holds=150, an_hour=120)
# A browser that is known for somebody else, as a school's computer is, is counted by whom it was first known for and not by its address:
# a pupil who fails on purpose keeps nobody out there. By whom, because one account can make itself as many devices as it likes.
_HOST = Limit("sign in: known for another", holds=60, an_hour=60)
_NAME = Limit("sign in: name", holds=60, an_hour=30)
_NAME_AT_SOURCE = Limit("sign in: name at source", holds=8, an_hour=8)
_FORGIVEN = Limit("sign in: forgiven of name at source", holds=_NAME_AT_SOURCE.holds, an_hour=_NAME_AT_SOURCE.an_hour)
_NAME_AT_DEVICE = Limit("sign in: name at device", holds=8, an_hour=8)
# All devices of one of the family together: whoever signs in with the own password between tries at another's gets no more of them for
# it, and spends nobody else's.
_NAME_AT_DEVICES = Limit("sign in: name at known devices", holds=30, an_hour=2)
# Each try costs as much as a hundred pages: nobody's right password takes the system from the others either (C7).
_LET_IN = Limit("sign in: let in", holds=100, an_hour=300)


@dataclass(frozen=True, slots=True)
class Try:
    """What was counted. `uses`: the first is of this name alone, the third, of a device that isn't known, of all names around."""

    uses: list[type_of_use]
    entry: type_of_use
    forgiven: type_of_use


def count_try(*, door: Door, name_hash: bytes, address: str, browser: Browser, is_known: bool) -> Try:
    """Before anything is verified. `is_known`: the browser is one of somebody's who has the name. Raises `TooOften`.

    A known device that has tried too often is treated as one that isn't: it could hide its cookie.
    """
    name, source, host = f"{door} {name_hash.hex()}", source_of(address), _host(browser)
    around = (_SOURCE, source) if host is None else (_HOST, str(host))
    ways = [([(_NAME_AT_SOURCE, f"{name} {source}"), (_NAME, name), around], source)]
    if is_known:
        ways.insert(
            0, ([(_NAME_AT_DEVICE, f"{name} {browser.device}"), (_NAME_AT_DEVICES, f"{name} {host}")], str(host))
        )
    waits = []
    for uses, whence in ways:
        entry = (_LET_IN, f"{name} {whence}")
        if wait := take([*uses, entry]):
            waits.append(wait)
        else:
            return Try(uses, entry, (_FORGIVEN, f"{name} {source}"))
    raise TooOften(min(waits))


def note_failure(tried: Try) -> None:
    give_back([tried.entry])


def note_success(tried: Try, *, are_several: bool) -> None:
    """Who got in has tried nothing but the own password; where a name is several people's, only this try is known to be that.

    All names around are forgiven their mistakes either way, each mistake once.
    """
    if not are_several:
        return forgive(tried.uses, like=tried.uses[0])
    give_back(tried.uses)
    for around in tried.uses[2:]:
        forgive_once(tried.uses[0], of=around, noted=tried.forgiven)


def _host(browser: Browser) -> int | None:
    """Whose device it was first."""
    known = Device.objects.filter(token_hash=token_hash(browser.device)).order_by("id")
    return known.values_list("account_id", flat=True).first()
