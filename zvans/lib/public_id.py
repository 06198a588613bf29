"""Random names for things that have an address of their own."""

import secrets

_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"  # no 0/o, 1/l/i: read aloud on the phone
LENGTH = 10


def new_public_id() -> str:
    """Ten characters, about 49 bits: not to be guessed, and never the only protection."""
    return "".join(secrets.choice(_ALPHABET) for _ in range(LENGTH))
