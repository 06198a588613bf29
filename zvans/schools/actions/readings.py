"""What is put on record of looking only (C2)."""

from collections.abc import Iterable

from zvans.accounts.models import Person
from zvans.audit.actions import record_of_each, recorded
from zvans.audit.actor import Actor
from zvans.schools.models import School


def record_reading(name: str, /, *, of: Iterable[int], by: Actor, school: School | None) -> None:
    """Somebody looked at what is kept of these people, at a page that `name` tells («read_pupil_file»); once a day. One statement."""
    schools = [school.pk] if school is not None else []
    record_of_each(name, of=of, kind=Person, by=by, schools=schools, once_a_day=True)


def record_codes_read(*, of: Iterable[int], school: School, by: Actor) -> None:
    """Somebody looked at the personal codes of these people."""
    people = sorted(set(of))
    with recorded("read_codes", by=by, schools=[school.pk], about=school, people=len(people)):
        record_of_each("read_code", of=people, kind=Person, by=by, schools=[school.pk], once_a_day=True)
