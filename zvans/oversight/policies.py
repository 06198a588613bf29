"""When it is possible: each check raises with its reason in plain words."""

from datetime import datetime

from django.utils.translation import gettext as _

from zvans.lib.dates import now
from zvans.lib.policy import NotAcceptable, NotAllowedNow
from zvans.oversight.enums import ReportState
from zvans.oversight.models import Report


def check_is_open(report: Report) -> None:
    if report.state == ReportState.CLOSED:
        raise NotAllowedNow(_("Uz šo ziņojumu jau ir atbildēts."))


def check_unchanged(rows: int) -> None:
    """`rows`: how many of the one expected were as they had been read."""
    if not rows:
        raise NotAllowedNow(_("Kāds šo ziņojumu tikmēr ir mainījis."))


def check_not_oneself(person_id: int, own_id: int | None) -> None:
    if person_id == own_id:
        raise NotAllowedNow(_("Sev piekļuvi liegt nevar."))


def check_ends_later(ends_at: datetime | None) -> None:
    if ends_at is not None and ends_at <= now():
        raise NotAcceptable("ends_on", _("Liegumam jābeidzas pēc šodienas; ja termiņa nav, atstājiet tukšu."))
