"""Lists that leave the program."""

from zvans.audit.actions import recorded
from zvans.audit.actor import Actor
from zvans.schools.models import School


def record_export(*, what: str, rows: int, by: Actor, school: School) -> None:
    """Put on record that somebody took a list of the school as a file (S71). `what` is the list's key, such as «pupils»."""
    with recorded("export_list", by=by, schools=[school.pk], about=school, what=what, rows=rows):
        pass
