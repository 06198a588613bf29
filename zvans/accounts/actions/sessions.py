"""Sessions that are over."""

from zvans.accounts.models import Session
from zvans.audit.actions import recorded
from zvans.audit.actor import Actor
from zvans.lib.dates import now


def end_expired_sessions(*, by: Actor) -> int:
    """Remove sessions whose time is over, and say how many. They opened nothing any more; this only keeps the table small."""
    expired = Session.objects.filter(expires_at__lte=now())
    if not expired.exists():
        return 0
    with recorded("end_expired_sessions", by=by, schools=[]):
        return expired.delete()[0]
