from datetime import timedelta

from django.db.models import Count

from zvans.lib.dates import now
from zvans.notifications.models import SmsMessage

_DAY = timedelta(days=1)


def sms_of_a_day() -> dict[str, int]:
    """How many text messages of the last 24 hours are in each state, by its value. One statement."""
    rows = (
        SmsMessage.objects.filter(created_at__gte=now() - _DAY)
        .values_list("state")
        .annotate(Count("pk"))
        .order_by("state")
    )
    return dict(rows)
