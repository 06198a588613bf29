"""After the right password: the second factor that opens the session (B10)."""

from zvans.accounts.actions.allowances import Limit, empty, spend, take, type_of_use
from zvans.accounts.actions.code_generators import use_code
from zvans.accounts.actions.factors import tell
from zvans.accounts.actions.passkeys import Site, passkey_shown
from zvans.accounts.actions.recovery_codes import use_recovery_code
from zvans.accounts.actions.sessions import SignedIn, settle_session
from zvans.accounts.browsers import Browser
from zvans.accounts.models import Account
from zvans.audit.actions import recorded
from zvans.audit.actor import Actor

# Who gets so far has the password: six digits must not be guessed. Passkeys can't be, and are not counted. Eight an hour, and after
# sixteen in a row one an hour until one is right: three codes count at once, so chance has less than three in a hundred in a year, and its
# person hears of it from the third try on.
_TRIES = Limit("second factor", holds=8, an_hour=8)
_IN_A_ROW = Limit("second factor: in a row", holds=16, an_hour=1)
_UNTOLD = Limit("second factor: mistakes", holds=2, an_hour=1 / 24)
_TOLD = Limit("second factor: told", holds=1, an_hour=1 / 12)


def show_code(*, code: str, by: Actor, browser: Browser) -> SignedIn | None:
    """Six digits of the app, or a recovery code. None where it is neither; raises `TooOften`."""
    # Locked before the app and the session, as whatever changes factors does; or the two could wait for each other.
    account = Account.objects.select_for_update(no_key=True).get(pk=by.account_id or 0)
    spend(*_limits(account, _TRIES, _IN_A_ROW))
    way = _way_of(account, code)
    if not way:
        _refused(account, by)
        return None
    return _settled(account, way, by, browser)


def show_passkey(*, answer: str, challenge: bytes, site: Site, by: Actor, browser: Browser) -> SignedIn | None:
    """What the account's own authenticator has signed. None where it is not that."""
    account = Account.objects.get(pk=by.account_id or 0)
    passkey = passkey_shown(answer=answer, challenge=challenge, site=site, is_alone=False, by=by)
    if passkey is None or passkey.account_id != account.pk:
        _refused(account, by)
        return None
    return _settled(account, "passkey", by, browser)


def _way_of(account: Account, code: str) -> str:
    if use_code(account, code):
        return "generator"
    return "recovery" if use_recovery_code(account, code) else ""


def _settled(account: Account, way: str, by: Actor, browser: Browser) -> SignedIn:
    empty(*_limits(account, _TRIES, _IN_A_ROW, _UNTOLD, _TOLD))
    with recorded("show_factor", by=by, schools=[], about=account, way=way):
        if way == "recovery":
            tell(account, "code_used")
        return settle_session(by=by, browser=browser)


def _refused(account: Account, by: Actor) -> None:
    """From the third in a row on its person is told, twice a day at most: whoever tries here has the password."""
    with recorded("factor_refused", by=by, schools=[], about=account):
        if take(_limits(account, _UNTOLD)) and not take(_limits(account, _TOLD)):
            tell(account, "codes_tried", kind="factor_refused")


def _limits(account: Account, *limits: Limit) -> list[type_of_use]:
    return [(limit, str(account.pk)) for limit in limits]
