"""Passwords that are issued to people, not chosen by them."""

import secrets

from zvans.accounts.actions.sign_in import set_password
from zvans.accounts.models import Account
from zvans.audit.actions import recorded
from zvans.audit.actor import Actor

_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"  # no 0/o, 1/l/i: copied from paper or read aloud
_GROUPS, _LETTERS = 3, 4  # about 59 bits


def random_password() -> str:
    """«k7mq-9xfd-pw3h»."""
    return "-".join("".join(secrets.choice(_ALPHABET) for _ in range(_LETTERS)) for _ in range(_GROUPS))


def issue_password(*, account: Account, by: Actor) -> str:
    """Give an account a random password; its sessions end. The answer is the only place where the password stands (B13)."""
    password = random_password()
    with recorded("issue_password", by=by, schools=[], about=account):
        set_password(account=account, password=password, by=by)
    return password
