from django.conf import settings
from django.utils.translation import gettext as _

from zvans.lib.policy import NotAllowedNow


def check_sms_on() -> None:
    """Raises `NotAllowedNow` where no gateway is connected."""
    if not settings.SMS_ENABLED:
        raise NotAllowedNow(_("Īsziņu sūtīšana šeit nav ieslēgta."))
