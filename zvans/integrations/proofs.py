"""What comes of asking a provider who somebody is."""

import re
from dataclasses import dataclass, field

from zvans.accounts.personal_code import InvalidPersonalCode, normalised

# ETSI EN 319 412-1 («PNOLV-»: a number that Latvia's register of persons gave) and eIDAS («LV/LV/»: given by Latvia, told to Latvia).
_BEFORE = re.compile(r"(?:PNOLV-|LV/[A-Z]{2}/)")


@dataclass(frozen=True, slots=True)
class Proof:
    """Somebody has proved to the provider to be the person with this personal code (eleven digits)."""

    code: str = field(repr=False)
    is_second_factor: bool


class ProviderAway(Exception):
    """It can't be reached, or does not answer as one should: nothing was learnt of anybody."""


class ProviderRefused(Exception):
    """What came is not to be trusted. `why` is a word for the log; it names no value of what came (B13)."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class Declined(ProviderRefused):
    """The provider says that nobody has signed in: somebody did not want to, or could not."""


class NoCode(ProviderRefused):
    """It was said truly who it is, but without a Latvian personal code."""


def code_in(said: object, *, is_latvian_only: bool = False) -> str:
    """The eleven digits in what a provider calls a personal code, written in any usual way that says whose number it is. Raises `NoCode`.

    Other countries' numbers may have eleven digits and fit. A bare one counts only of a provider that has Latvian ones only.
    """
    if isinstance(said, list | tuple) and len(said) == 1:
        said = said[0]
    if not isinstance(said, str):
        raise NoCode("no personal code")
    before = _BEFORE.match(said.strip())
    if before is None and not is_latvian_only:
        raise NoCode("not said whose code")
    try:
        return normalised(said.strip()[before.end() if before else 0 :])
    except InvalidPersonalCode:
        raise NoCode("not a personal code") from None
