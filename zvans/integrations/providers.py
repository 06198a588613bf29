"""Who else may say who somebody is: the state's or a school's sign-in, as this installation's settings name it (B15).

The settings import this module, so it knows nothing of Django's models.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import get_language

from zvans.integrations.addresses import is_safe

KINDS = ("oidc", "saml")
DOORS = ("family", "staff")
_KEY = re.compile(r"[a-z][a-z0-9]{1,19}")
_TAKEN = ("password", "passkey")  # what a session says of those who came without a provider


@dataclass(frozen=True, slots=True)
class Provider:
    """One provider. `name` stands after «ar» («eParakstu»); `doors` are those that it opens; `code_claim` holds the personal code.

    Of an OpenID Connect provider `issuer` is where it is found; of a SAML one its entityID in the file `metadata`, and `client_id` is ours.

    `is_second_factor`: nobody who came by it is asked for another factor. `strengths` are the ways of signing in there that are asked for,
    and one of which it must have been (`acr`); empty: any. `is_asked_anew`: whoever is signed in there already proves again who it is, so
    that nobody comes in as the one who sat at the computer before.

    `schools` are the codes of those whose people it may speak for, `is_for_everybody`: for all people there are, the operator among them.
    Whoever keeps a provider can say to be anybody, so one of the two is said, or it is not used at all.
    `is_latvian_only`: it knows Latvian personal codes only, so a number that does not say whose it is is one.
    """

    key: str
    name: str
    issuer: str
    client_id: str
    code_claim: str
    doors: Sequence[str]
    kind: str = "oidc"
    metadata: str = ""
    english_name: str = ""
    client_secret: str = field(default="", repr=False)
    scopes: Sequence[str] = ("openid",)
    strengths: Sequence[str] = ()
    is_second_factor: bool = False
    is_asked_anew: bool = True
    schools: Sequence[str] = ()
    is_for_everybody: bool = False
    is_latvian_only: bool = False

    @property
    def is_used(self) -> bool:
        return bool(self.schools) or self.is_for_everybody

    @property
    def title(self) -> str:
        """What it is called in the language of the page."""
        return self.english_name if self.english_name and get_language() == "en" else self.name

    def __post_init__(self) -> None:
        for is_right, what in (
            (_KEY.fullmatch(self.key) and self.key not in _TAKEN, "a key is 2 to 20 small letters and digits"),
            (self.kind in KINDS, f"KIND is one of: {', '.join(KINDS)}"),
            (self.doors and set(self.doors) <= set(DOORS), f"DOORS are some of: {', '.join(DOORS)}"),
            (self.issuer, "ISSUER must be said"),
            (self.kind != "oidc" or is_safe(self.issuer), "ISSUER begins with https://"),
            (self.kind != "saml" or Path(self.metadata).is_file(), "METADATA is a file"),
            (self.name and self.client_id and self.code_claim, "NAME, CLIENT_ID and CODE_CLAIM must be said"),
            ("openid" in self.scopes, "SCOPES contain openid"),
            (not (self.schools and self.is_for_everybody), "it is either SCHOOLS or EVERYBODY"),
        ):
            if not is_right:
                raise ImproperlyConfigured(f"ZVANS_SIGN_IN_WITH {self.key!r}: {what}.")


def providers_at(door: str) -> list[Provider]:
    """Those that open this door, in the order of the settings."""
    return [provider for provider in settings.SIGN_IN_PROVIDERS if provider.is_used and door in provider.doors]


def provider_named(key: str) -> Provider | None:
    return next((one for one in settings.SIGN_IN_PROVIDERS if one.is_used and one.key == key), None)
