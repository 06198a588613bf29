"""Looking somebody up by personal code. What misses is on record and counted: nobody learns by trying whose codes are known (B9, C3).

A code of somebody of another name is answered as one that is not valid: neither tells more than that it was mistyped. The record holds
neither the code nor the name. It is written before what is entered is refused, by an action of its own, and stays.
"""

from zvans.accounts.models import Person
from zvans.audit.actions import recorded
from zvans.audit.actor import Actor
from zvans.schools.models import School
from zvans.schools.policies import check_code_tries
from zvans.schools.queries.known_people import MISSED, Found, Sought, find_known, misses_of, people_by_code


def look_up(sought: Sought, *, school: School, by: Actor) -> Found:
    """Who is known already. Raises `NotAcceptable` where this account has missed too often."""
    if sought.code:
        check_code_tries(misses_of(by.account_id))
    found = find_known(sought, school=school)
    if found.is_code_of_another:
        record_misses(codes=1, school=school, by=by)
    return found


def is_code_taken(code: str, *, person: Person, school: School, by: Actor) -> bool:
    """Whether a personal code is or was somebody else's. Raises `NotAcceptable` where this account has missed too often."""
    check_code_tries(misses_of(by.account_id))
    holder = people_by_code([code]).get(code)
    is_taken = holder is not None and holder.pk != person.pk
    if is_taken:
        record_misses(codes=1, school=school, by=by)
    return is_taken


def record_misses(*, codes: int, school: School, by: Actor) -> None:
    with recorded(MISSED, by=by, schools=[school.pk], about=school, codes=codes):
        pass
