from django.conf import settings
from django.utils.translation import gettext as _

from zvans.lib.policy import NotAllowedNow
from zvans.notifications.sms.numbers import can_get_sms


def check_sms_on() -> None:
    """Raises `NotAllowedNow` where no gateway is connected."""
    if not settings.SMS_ENABLED:
        raise NotAllowedNow(_("Īsziņu sūtīšana šeit nav ieslēgta."))


def check_is_sent_to(phone: str) -> None:
    """Raises `NotAllowedNow` where nothing is sent to such a number."""
    if not can_get_sms(phone):
        raise NotAllowedNow(not_sent_there())


def not_sent_there() -> str:
    return _(
        "Uz šo numuru īsziņu nesūtām: tā ir maksas vai satelīta līnija, vai valsts, uz kuru skolas īsziņas nesūta. "
        "Ierakstiet citu mobilo vai izdrukājiet vēstuli."
    )
