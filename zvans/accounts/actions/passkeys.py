"""Passkeys (WebAuthn): registered on the account's page, shown after the password or alone (B10).

A challenge travels in a signed ticket for five minutes; that it is used once, an allowance of one sees to.
"""

import json
from dataclasses import dataclass
from struct import error as StructError

from django.core import signing
from django.utils.translation import gettext as _
from webauthn import (
    generate_authentication_options,
    generate_registration_options,
    options_to_json,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from zvans.accounts.actions.allowances import Limit, take
from zvans.accounts.actions.factors import changing_factors, tell
from zvans.accounts.actions.recovery_codes import first_codes
from zvans.accounts.models import Account, Passkey
from zvans.accounts.personal_code import keyed_hash
from zvans.audit.actions import recorded
from zvans.audit.actor import Actor
from zvans.lib.dates import now
from zvans.lib.policy import NotAcceptable

_SECONDS = 5 * 60
_ONCE = Limit("passkey challenge", holds=1, an_hour=6)  # remembered for ten minutes, twice as long as its ticket holds
_SALT = "zvans.passkey"
_LONGEST = 20_000  # of what a browser answers
_MOST = 20
# What the library raises for an answer that no authenticator gave; the rest of them are its own.
_NONSENSE = (WebAuthnException, ValueError, KeyError, TypeError, IndexError, AttributeError, StructError)


@dataclass(frozen=True, slots=True)
class Site:
    """Where passkeys belong: `host` without port, `origin` as browsers write it, `name` as people do."""

    host: str
    origin: str
    name: str


@dataclass(frozen=True, slots=True)
class Asked:
    """`options` (JSON) are for the browser's `navigator.credentials`, `ticket` for its cookie."""

    options: str
    ticket: str


def ask_to_register(*, account: Account, site: Site) -> Asked:
    """Nothing in it says who the person is but the name, which the device shows beside the key."""
    options = generate_registration_options(
        rp_id=site.host,
        rp_name=site.name,
        user_id=keyed_hash(f"passkey user {account.pk}"),
        user_name=f"{account.person} ({account.get_door_display()})",
        user_display_name=str(account.person),
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.PREFERRED, user_verification=UserVerificationRequirement.PREFERRED
        ),
        exclude_credentials=_own(account),
    )
    return _asked(options, options.challenge, account)


def ask_to_show(*, account: Account | None, site: Site) -> Asked:
    """After the password, one of the account's; alone (None), one that the device itself knows and verifies its owner for."""
    alone, after = UserVerificationRequirement.REQUIRED, UserVerificationRequirement.PREFERRED
    options = generate_authentication_options(
        rp_id=site.host,
        allow_credentials=_own(account) if account else None,
        user_verification=after if account else alone,
    )
    return _asked(options, options.challenge, account)


def challenge_of(ticket: str, account: Account | None) -> bytes | None:
    """What was asked of this account (None: at the door), within five minutes and for the first time."""
    try:
        challenge, whose = signing.loads(ticket, salt=_SALT, max_age=_SECONDS)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    if whose != (account.pk if account else 0) or take([(_ONCE, challenge)]):
        return None
    return base64url_to_bytes(challenge)


def add_passkey(*, answer: str, challenge: bytes | None, site: Site, name: str, by: Actor) -> list[str]:
    """Keep a passkey that the browser has made. Returns recovery codes, if it is the first factor. Raises `NotAcceptable`."""
    refused = NotAcceptable("answer", _("Piekļuves atslēga netika izveidota. Mēģiniet vēlreiz."))
    if challenge is None or len(answer) > _LONGEST:
        raise refused
    try:
        made = verify_registration_response(
            credential=answer, expected_challenge=challenge, expected_rp_id=site.host, expected_origin=site.origin
        )
    except _NONSENSE:
        raise refused from None
    with changing_factors("add_passkey", "passkey_added", by=by) as account:
        _check_is_new(account, made.credential_id)
        Passkey.objects.create(
            account=account, credential_id=made.credential_id, public_key=made.credential_public_key,
            uses=made.sign_count, name=name,
        )  # fmt: skip
        return first_codes(account)


def _check_is_new(account: Account, credential_id: bytes) -> None:
    if Passkey.objects.filter(credential_id=credential_id).exists():
        raise NotAcceptable("answer", _("Šī piekļuves atslēga jau ir pievienota."))
    if Passkey.objects.filter(account=account).count() >= _MOST:
        raise NotAcceptable(
            "name", _("Kontam jau ir 20 piekļuves atslēgas. Vispirms noņemiet kādu, ko vairs nelietojat.")
        )


def remove_passkey(*, passkey: Passkey, by: Actor) -> None:
    """Raises `NotAllowedNow` where it is the last factor, and one is required."""
    with changing_factors("remove_passkey", "passkey_removed", by=by) as account:
        Passkey.objects.filter(pk=passkey.pk, account=account).delete()


def passkey_shown(*, answer: str, challenge: bytes, site: Site, is_alone: bool, by: Actor) -> Passkey | None:
    """The passkey that has signed the challenge, its use counted; None for any other answer.

    One whose counter does not go on is a copy, or has one: it is refused, and its person told. `by` is who is known so far.
    """
    if len(answer) > _LONGEST:
        return None
    try:
        key = base64url_to_bytes(json.loads(answer)["rawId"])
        passkey = _locked(key)
        seen = verify_authentication_response(
            credential=answer, expected_challenge=challenge, expected_rp_id=site.host, expected_origin=site.origin,
            credential_public_key=bytes(passkey.public_key), credential_current_sign_count=0, require_user_verification=is_alone,
        )  # fmt: skip
    except (*_NONSENSE, Passkey.DoesNotExist):
        return None
    if (seen.new_sign_count or passkey.uses) and seen.new_sign_count <= passkey.uses:
        with recorded("passkey_copied", by=by, schools=[], about=passkey):
            tell(passkey.account, "passkey_copied", kind="factor_refused")
        return None
    passkey.uses, passkey.used_at = seen.new_sign_count, now()
    passkey.save(update_fields=["uses", "used_at"])
    return passkey


def _locked(credential_id: bytes) -> Passkey:
    """Its account before it, as whatever changes passwords and factors does: whoever waits here reads what that has left."""
    account = Passkey.objects.get(credential_id=credential_id).account_id
    Account.objects.select_for_update(no_key=True).get(pk=account)
    rows = Passkey.objects.select_for_update(of=("self",)).select_related("account__person")
    return rows.get(credential_id=credential_id)


def _own(account: Account) -> list[PublicKeyCredentialDescriptor]:
    keys = Passkey.objects.filter(account=account).order_by("pk").values_list("credential_id", flat=True)
    return [PublicKeyCredentialDescriptor(id=bytes(key)) for key in keys]


def _asked(options: object, challenge: bytes, account: Account | None) -> Asked:
    ticket = signing.dumps([bytes_to_base64url(challenge), account.pk if account else 0], salt=_SALT)
    return Asked(options_to_json(options), ticket)  # type: ignore[arg-type]
