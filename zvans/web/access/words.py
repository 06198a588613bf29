"""What pages about passwords say, and by which sign."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from zvans.credentials.enums import Standing
from zvans.notifications.enums import SmsState
from zvans.web.shared.listing import State

DONE: dict[str, Promise] = {
    "sent": _("Parole ir izsniegta, un īsziņa ir nodota sūtīšanai. Kas ar to notiek, redzams šeit."),
}

_STANDINGS = {
    Standing.NO_ACCESS: State("", "cross"),
    Standing.NO_CODE: State("missing", "attention"),
    Standing.NONE: State("", "half"),
    Standing.ISSUED: State("changed", "diamond"),
    Standing.CHOSEN: State("done", "tick"),
}
_SMS = {
    SmsState.WAITING: (State("changed", "diamond"), _("Īsziņa gaida sūtīšanu")),
    SmsState.SENDING: (State("changed", "diamond"), _("Īsziņu nodod operatoram")),
    SmsState.ACCEPTED: (State("changed", "diamond"), _("Īsziņa nodota operatoram")),
    SmsState.DELIVERED: (State("done", "tick"), _("Īsziņa piegādāta")),
    SmsState.FAILED: (State("missing", "attention"), _("Īsziņa nav piegādāta: izsniedziet paroli vēlreiz vai vēstulē")),
    SmsState.UNKNOWN: (State("missing", "attention"), _("Nav zināms, vai īsziņa piegādāta: pajautājiet saņēmējam")),
}


def icon_of(standing: Standing) -> State:
    return _STANDINGS[standing]


def state_of_sms(state: SmsState | None) -> tuple[State, Promise] | None:
    return _SMS[state] if state else None
