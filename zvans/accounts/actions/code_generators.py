"""Apps that show six digits for half a minute (TOTP, RFC 6238), as second factor (B10)."""

from collections.abc import Iterable
from hmac import compare_digest

import pyotp
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from zvans.accounts.actions.factors import changing_factors
from zvans.accounts.actions.recovery_codes import first_codes
from zvans.accounts.models import Account, CodeGenerator
from zvans.accounts.personal_code import decrypted, encrypted
from zvans.audit.actor import Actor
from zvans.lib.dates import now
from zvans.lib.policy import NotAcceptable

_SECONDS = 30
_SLACK = 1  # steps before and after: clocks are a little wrong, and people type
_FARTHEST = 14 * 120  # steps of half a minute: a clock of the wrong zone is told what is wrong with it


def new_secret() -> str:
    """160 bits, as apps take them typed: letters and the digits 2 to 7."""
    return pyotp.random_base32()


def address_of(secret: str, *, who: str, product: str) -> str:
    """What the square code says to the app."""
    return pyotp.TOTP(secret).provisioning_uri(name=who, issuer_name=product)


def add_code_generator(*, secret: str, code: str, by: Actor) -> list[str]:
    """An app of somebody's own, proved by its first code, takes the place of the one before. Returns recovery codes, if they are the first.

    Raises `NotAcceptable` for a code that is not the app's now, and says so where only its clock is wrong.
    """
    typed = _digits(code)
    step = _step_of(secret, typed, _near())
    if step is None:
        raise NotAcceptable("code", _what_is_wrong(secret, typed))
    with changing_factors("add_code_generator", "generator_added", by=by) as account:
        key_id, kept = encrypted(secret)
        values = {"key_id": key_id, "secret": kept, "confirmed_at": now(), "last_step": step}
        CodeGenerator.objects.update_or_create(account=account, defaults=values)
        return first_codes(account)


def remove_code_generator(*, by: Actor) -> None:
    """Raises `NotAllowedNow` where it is the last factor, and one is required."""
    with changing_factors("remove_code_generator", "generator_removed", by=by) as account:
        CodeGenerator.objects.filter(account=account).delete()


def use_code(account: Account, typed: str) -> bool:
    """Whether it is the code of the account's app now, and nobody has used it: neither it nor one before it counts again.

    A step of showing the second factor.
    """
    generator = CodeGenerator.objects.filter(account=account).first()
    if generator is None:
        return False
    step = _step_of(decrypted(generator.key_id, bytes(generator.secret)), _digits(typed), _near())
    later = CodeGenerator.objects.filter(pk=generator.pk, last_step__lt=step or 0)
    return step is not None and later.update(last_step=step) == 1


def _digits(typed: str) -> str:
    return "".join(typed.split())


def _near() -> Iterable[int]:
    return range(-_SLACK, _SLACK + 1)


def _step_of(secret: str, code: str, offsets: Iterable[int]) -> int | None:
    """Which half minute of these (counted from now) a code is of."""
    totp, step = pyotp.TOTP(secret), int(now().timestamp()) // _SECONDS
    typed = code.encode(errors="replace")  # as bytes: of texts only ASCII is compared, and anything may be typed
    found = [step + offset for offset in offsets if compare_digest(totp.generate_otp(step + offset).encode(), typed)]
    return max(found, default=None)


def _what_is_wrong(secret: str, code: str) -> str:
    """Only while an app is set up, by whoever has its secret on the screen: at the door this would help to guess."""
    if not (code.isascii() and code.isdigit() and len(code) == 6):
        return _("Kods ir seši cipari, kurus lietotne rāda tagad.")
    step = _step_of(secret, code, range(-_FARTHEST, _FARTHEST + 1))
    if step is None:
        return _("Tas nav kods, ko lietotne rāda tagad. Pagaidiet nākamo un ierakstiet to.")
    minutes = max(1, abs(step - int(now().timestamp()) // _SECONDS) * _SECONDS // 60)
    said = ngettext(
        "Ierīces pulkstenis rāda par aptuveni %(n)s minūti nepareizu laiku.",
        "Ierīces pulkstenis rāda par aptuveni %(n)s minūtēm nepareizu laiku.",
        minutes,
    ) % {"n": minutes}
    return said + " " + _("Ieslēdziet tajā automātisku laiku un laika joslu un ierakstiet jaunu kodu.")
