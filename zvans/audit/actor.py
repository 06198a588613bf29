"""Who acts or looks: the one value that every rule, every `visible_to()` and every action takes."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Actor:
    """A signed-in account as one request sees it, or the system itself.

    `role` is what the person signed in as (pupil, mother, father, guardian, staff); `school_ids` are the schools whose rows the
    database lets this transaction touch.
    """

    account_id: int | None
    person_id: int | None
    door: str
    role: str
    given_name: str = ""
    family_name: str = ""
    school_ids: tuple[int, ...] = ()
    address: str = ""
    label: str = ""
    session_id: int | None = None
    managed_ids: tuple[
        int, ...
    ] = ()  # schools whose set-up is theirs to see to: a way to it is shown, the rules ask again
    offices: tuple[str, ...] = ()  # what the operator has entrusted to them, beside work in schools (B14)
    owes: str = ""  # what must be done before anything else: a code, a new password, the terms, a second factor
    factor_from: datetime | None = None  # when a second factor will be needed that is not set up yet: pages say so
    notices: tuple[str, ...] = ()  # those that the account has not seen, as JSON: pages show them

    @property
    def is_staff(self) -> bool:
        return self.door == "staff"

    @property
    def is_family(self) -> bool:
        return self.door == "family"

    @property
    def full_name(self) -> str:
        return f"{self.given_name} {self.family_name}"

    @classmethod
    def system(cls, role: str, school_ids: tuple[int, ...] = ()) -> "Actor":
        """The program itself at work: an import from the command line, a nightly job."""
        return cls(account_id=None, person_id=None, door="system", role=role, school_ids=school_ids)
