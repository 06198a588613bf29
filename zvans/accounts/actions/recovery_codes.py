"""Ten codes on paper for the day when the phone is lost (B10). They are shown once; each opens once."""

import secrets

from django.utils.translation import gettext as _

from zvans.accounts.actions.factors import changing_factors
from zvans.accounts.models import Account, RecoveryCode
from zvans.accounts.personal_code import keyed_hashes
from zvans.audit.actor import Actor
from zvans.lib.dates import now
from zvans.lib.policy import NotAllowedNow

_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"  # no 0/o, 1/l/i: copied from paper
_GROUPS, _LETTERS = 2, 5  # about 49 bits, and few tries
_MANY = 10


def renew_recovery_codes(*, by: Actor) -> list[str]:
    """Ten new ones, which end those before. The answer is the only place where they stand. Raises `NotAllowedNow`."""
    with changing_factors("renew_recovery_codes", "codes_renewed", by=by) as account:
        if not account.has_second_factor:
            raise NotAllowedNow(_("Rezerves kodi aizstāj otro faktoru, bet Jums tāda nav. Vispirms iestatiet to."))
        return new_codes(account)


def first_codes(account: Account) -> list[str]:
    """With the first factor come the codes; who has some already keeps them. A step of the actions that add a factor."""
    is_first = not RecoveryCode.objects.filter(account=account, used_at=None).exists()
    return new_codes(account) if is_first else []


def new_codes(account: Account) -> list[str]:
    codes = [
        "-".join("".join(secrets.choice(_ALPHABET) for _l in range(_LETTERS)) for _g in range(_GROUPS))
        for _c in range(_MANY)
    ]
    RecoveryCode.objects.filter(account=account).delete()
    RecoveryCode.objects.bulk_create(
        RecoveryCode(account=account, code_hash=_hashes(account, code)[0]) for code in codes
    )
    return codes


def use_recovery_code(account: Account, typed: str) -> bool:
    """Whether it was one that nobody has used; from now on it is used. A step of showing the second factor."""
    unused = RecoveryCode.objects.filter(account=account, code_hash__in=_hashes(account, typed), used_at=None)
    return unused.update(used_at=now()) == 1


def _hashes(account: Account, code: str) -> list[bytes]:
    """Under each key, newest first. However it was typed: capitals, spaces, with or without the hyphen."""
    bare = "".join(letter for letter in code.lower() if letter.isalnum())
    return keyed_hashes(f"recovery code {account.pk} {bare}")
