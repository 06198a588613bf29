"""What looks like spam, without asking anybody a puzzle (A11): text that is there for its links."""

import re
from urllib.parse import urlsplit

from django.conf import settings

_LINK = re.compile(r"(?:https?://|www\.)([^\s/?#\"'<>]+)", re.IGNORECASE)
_LIKE_A_LINK = re.compile(r"\S*(?:://|www\.|\w\.[^\W\d_]{2})\S*", re.IGNORECASE)
_MOST = 2  # whoever tells of a page that does not work names it, perhaps with another


def foreign_links(text: str) -> int:
    """How many links lead to other places than this installation."""
    own = urlsplit(settings.ADDRESS).netloc.casefold()
    return sum(host.casefold().rstrip(".,;)") != own for host in _LINK.findall(text))


def without_links(text: str) -> str:
    """The text as it may be mailed to an address that anybody can have entered: nothing in it can be followed."""
    return _LIKE_A_LINK.sub("[…]", text)


def has_links(text: str) -> bool:
    return bool(_LINK.search(text))


def looks_like_spam(*texts: str) -> bool:
    return sum(map(foreign_links, texts)) > _MOST
