"""After the right password: the second factor that opens the session (B10)."""

from zvans.accounts.actions.allowances import Limit, forgive, spend
from zvans.accounts.actions.code_generators import use_code
from zvans.accounts.actions.factors import tell
from zvans.accounts.actions.passkeys import Site, passkey_shown
from zvans.accounts.actions.recovery_codes import use_recovery_code
from zvans.accounts.actions.sessions import SignedIn, settle_session
from zvans.accounts.browsers import Browser
from zvans.accounts.models import Account
from zvans.audit.actions import recorded
from zvans.audit.actor import Actor

# Who gets so far has the password: six digits must not be guessed. Passkeys can't be, and are not counted.
_TRIES = Limit("second factor", holds=10, an_hour=10)


def show_code(*, code: str, by: Actor, browser: Browser) -> SignedIn | None:
    """Six digits of the app, or a recovery code. None where it is neither; raises `TooOften`."""
    account = Account.objects.get(pk=by.account_id or 0)
    tried = (_TRIES, str(account.pk))
    spend(tried)
    way = _way_of(account, code)
    if not way:
        _refused(account, by)
        return None
    forgive([tried], like=tried)
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
    with recorded("show_factor", by=by, schools=[], about=account, way=way):
        if way == "recovery":
            tell(account, "code_used")
        return settle_session(by=by, browser=browser)


def _refused(account: Account, by: Actor) -> None:
    with recorded("factor_refused", by=by, schools=[], about=account):
        pass
