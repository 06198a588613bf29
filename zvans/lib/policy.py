"""What policies and actions say when something is not possible."""

from hashlib import sha256
from math import ceil
from typing import Any


class NotAllowedNow(Exception):
    """Raised by `check_…(obj)`: the state of things forbids the step. The web answers 409 with the reason in plain words."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class NotAcceptable(NotAllowedNow):
    """What was entered does not fit what is there. `field` is the entry to mend: a form shows the reason there, with 422."""

    def __init__(self, field: str, reason: str) -> None:
        super().__init__(reason)
        self.field = field


class RefusedValues(Exception):
    """What somebody entered can't be kept. `errors` says at which field and why, in plain words («» is the form as a whole)."""

    def __init__(self, **errors: Any) -> None:
        super().__init__(errors)
        self.errors = errors


class ChangedMeanwhile(RefusedValues):
    """Somebody else changed the thing since the form was opened: nothing is overwritten unseen.

    `errors` says at each field what stands there now; `stamp` is that of how it is now: saved again with it, the entered values win.
    """

    def __init__(self, stamp: str, **errors: Any) -> None:
        super().__init__(**errors)
        self.stamp = stamp


def stamp_of(*values: object) -> str:
    """A short name for values as somebody saw them: a form carries it, and a change made meanwhile shows."""
    return sha256(repr(values).encode()).hexdigest()[:16]


class TooOften(Exception):
    """Something may be done only so often. `seconds` is after how long it can be tried again; the web answers 429."""

    def __init__(self, seconds: int) -> None:
        super().__init__(seconds)
        self.seconds = seconds

    @property
    def minutes(self) -> int:
        """As people are told it: begun ones count."""
        return ceil(self.seconds / 60)
