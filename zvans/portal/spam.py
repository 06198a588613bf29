"""What looks like spam, without asking anybody a puzzle (A11): text that is there for its links."""

import re
from urllib.parse import urlsplit

from django.conf import settings

_LINK = re.compile(r"(?:https?://|www\.)([^\s/?#\"'<>]+)", re.IGNORECASE)
_MOST = 2  # whoever tells of a page that does not work names it, perhaps with another


def foreign_links(text: str) -> int:
    """How many links lead to other places than this installation."""
    own = urlsplit(settings.ADDRESS).netloc.casefold()
    return sum(host.casefold().rstrip(".,;)") != own for host in _LINK.findall(text))


def has_links(text: str) -> bool:
    return bool(_LINK.search(text))


def looks_like_spam(*texts: str) -> bool:
    return sum(map(foreign_links, texts)) > _MOST
