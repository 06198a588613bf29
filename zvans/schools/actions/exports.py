"""Lists that leave the program."""

from collections.abc import Iterable

from zvans.accounts.models import Person
from zvans.audit.actions import record_of_each, recorded
from zvans.audit.actor import Actor
from zvans.schools.models import School


def record_export(*, what: str, rows: int, by: Actor, school: School, of: Iterable[int] = ()) -> None:
    """Put on record that somebody took a list of the school as a file (S71). `what` is the list's key, such as «pupils».

    `of` are the people whose data the file holds: with each of them it is on record too (C2).
    """
    with recorded("export_list", by=by, schools=[school.pk], about=school, what=what, rows=rows):
        record_of_each("export_data", of=of, kind=Person, by=by, schools=[school.pk], once_a_day=True)
