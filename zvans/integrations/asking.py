"""Asking a provider who somebody is, in the protocol that it speaks."""

from collections.abc import Mapping

from zvans.integrations.oidc import flow as oidc
from zvans.integrations.proofs import Proof
from zvans.integrations.providers import Provider
from zvans.integrations.tickets import Ticket


def question(provider: Provider, ticket: Ticket, back: str) -> str:
    """The address that a browser is sent to; the provider sends it `back`. Raises `ProviderAway`."""
    if provider.kind == "oidc":
        return oidc.question(provider, ticket, back)
    from zvans.integrations.saml import flow as saml  # with it comes all of libxml2: for those only who need it

    return saml.question(provider, ticket, back)


def proof_in(provider: Provider, ticket: Ticket, answer: Mapping[str, str], back: str) -> Proof:
    """Who it is, by what the browser came back with. Raises `ProviderRefused`, `Declined`, `NoCode` and `ProviderAway`."""
    if provider.kind == "oidc":
        return oidc.proof_in(provider, ticket, answer, back)
    from zvans.integrations.saml import flow as saml

    return saml.proof_in(provider, ticket, answer, back)


def sealed(provider: Provider, posted: str, back: str) -> str:
    """What a SAML provider's page has posted, for the browser to keep until it comes back by itself. Raises `ProviderAway`."""
    from zvans.integrations.saml import flow as saml

    return saml.sealed(provider, posted, back)


def own_metadata(provider: Provider, back: str) -> bytes:
    """What a SAML provider's keepers want to know of us."""
    from zvans.integrations.saml import metadata

    return metadata.own_metadata(provider, back)
