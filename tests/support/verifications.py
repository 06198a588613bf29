"""How many passwords were verified: what the time of a sign-in is made of (B9)."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.test import override_settings

from zvans.accounts.hashers import Argon2idForTests


class Counting(Argon2idForTests):
    """The hasher of the tests; chosen while somebody counts."""

    verified = 0

    def verify(self, password: str, encoded: str) -> bool:
        Counting.verified += 1
        return super().verify(password, encoded)


class Count:
    """`number` of verifications since the counting began."""

    def __init__(self) -> None:
        self._before = Counting.verified

    @property
    def number(self) -> int:
        return Counting.verified - self._before


@contextmanager
def counted() -> Iterator[Any]:
    with override_settings(PASSWORD_HASHERS=["tests.support.verifications.Counting"]):
        yield Count()
