"""A school decides by when its journals are to be filled in (F1)."""

from django.utils.translation import gettext as _

from zvans.audit.actions import recorded
from zvans.audit.actor import Actor
from zvans.journal.models import Deadlines
from zvans.journal.queries.deadlines import DaysGiven, days_given
from zvans.lib.policy import ChangedMeanwhile, stamp_of
from zvans.schools.models import School


def deadlines_stamp(given: DaysGiven) -> str:
    """Names the deadlines as somebody saw them."""
    return stamp_of(given.entry, given.owed)


def set_deadlines(*, school: School, entry_days: int, owed_days: int, stamp: str, by: Actor) -> None:
    """School days after a lesson: for topic and attendance, and for an owed mark. They hold for past lessons too.

    Raises `ChangedMeanwhile` where somebody has set others since (`stamp` is of what the writer saw).
    """
    values = {"entry_days": entry_days, "owed_days": owed_days}
    with recorded("set_deadlines", by=by, schools=[school.pk], about=school, entry=entry_days, owed=owed_days):
        School.objects.select_for_update(no_key=True).get(pk=school.pk)
        now = days_given(school)
        if deadlines_stamp(now) != stamp:
            raise ChangedMeanwhile(deadlines_stamp(now), **_theirs(now, entry_days, owed_days))
        Deadlines.objects.update_or_create(school=school, defaults=values)


def _theirs(now: DaysGiven, entry_days: int, owed_days: int) -> dict[str, str]:
    said = _("Tikmēr kāds ierakstīja %(days)s. Ja saglabāsiet vēlreiz, paliks Jūsu skaitlis.")
    pairs = {"entry_days": (now.entry, entry_days), "owed_days": (now.owed, owed_days)}
    return {name: said % {"days": theirs} for name, (theirs, ours) in pairs.items() if theirs != ours} or {
        "": said % {"days": now.entry}
    }
