"""Who acts when nobody is signed in: a reader of the portal, known by the address alone."""

from zvans.audit.actor import Actor


def visitor(address: str) -> Actor:
    return Actor(account_id=None, person_id=None, door="portal", role="visitor", address=address)
