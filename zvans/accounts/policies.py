"""When it is possible: each check raises with its reason in plain words."""

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from zvans.accounts.enums import BarKind
from zvans.accounts.models import Account, Bar
from zvans.accounts.queries.factors import is_proved_lately
from zvans.audit.actor import Actor
from zvans.lib.dates import now
from zvans.lib.policy import NotAllowedNow


def check_not_barred(account: Account) -> None:
    """Whoever is barred is told so after the right password, with the reason and until when (C4)."""
    if account.barred_until is None or account.barred_until <= now():
        return
    held = Bar.objects.filter(person=account.person_id, kind=BarKind.ACCESS, lifted_at=None)
    bar = next(bar for bar in held.order_by("-starts_at") if bar.holds)
    said = _("Piekļuve sistēmai Jums ir liegta. Iemesls: %(reason)s") % {"reason": bar.reason}
    if bar.ends_at is not None:
        said += " " + _("Liegums beidzas %(at)s") % {"at": date_format(localtime(bar.ends_at), "d.m.Y.")}
    raise NotAllowedNow(said)


def check_proved_lately(actor: Actor) -> None:
    """Whoever finds a signed-in browser changes no second factors in it (B10)."""
    if not is_proved_lately(actor):
        raise NotAllowedNow(_("Kopš pieslēgšanās ir pagājušas vairāk nekā 10 minūtes. Ierakstiet paroli vēlreiz."))


def check_factor_may_go(account: Account) -> None:
    """The last second factor stays while a school or an office requires one (B10, B14)."""
    if account.second_factor_from is not None and account.second_factor_from <= now():
        raise NotAllowedNow(
            _(
                "Jūsu kontam otrais faktors ir obligāts, un šis ir pēdējais. Vispirms pievienojiet citu, tad noņemiet šo."
            )
        )
