"""Which addresses of others we speak to."""

from ipaddress import ip_address
from urllib.parse import urlsplit


def is_safe(address: object) -> bool:
    """`https`, or `http` on this very machine: nobody in between reads or changes what is said."""
    if not isinstance(address, str):
        return False
    try:
        url = urlsplit(address)
        has_port = url.port != 0
    except ValueError:
        return False
    if not url.hostname or url.username or not has_port or not address.isprintable() or " " in address:
        return False
    return url.scheme == "https" or (url.scheme == "http" and _is_here(url.hostname))


def _is_here(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False
