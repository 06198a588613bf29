"""Pages of the portal are made once and kept: served from memory until what they show changes, and the last of them while the database is
away (A12).

A kept page hangs on the edition of the portal (`portal/queries/edition.py`), on the day (its date is in the head), on its language, its
address, and on those parts of the query that it understands. Counters may lag: after a minute a page is made again all the same.
"""

import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.core.cache import caches
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.template.loader import render_to_string
from django.utils.translation import get_language

from zvans.lib.database.away import is_away
from zvans.lib.dates import today
from zvans.portal.queries.edition import edition_now
from zvans.portal.taken_off import is_taken_off
from zvans.web.public.page import SECONDS, may_be_kept

AWAY_MARK = b"<!--away-->"  # where a kept page says that it may be out of date
_GONE = (301, 404, 410)
_NAMED = re.compile(rb"/(?:post|comments|adverts)/([2-9a-z]{10})/")  # what a page shows, it has the address of
_View = Callable[..., HttpResponse]


@dataclass(frozen=True, slots=True)
class _Page:
    body: bytes
    content_type: str
    etag: str
    edition: str
    day: str
    made_at: float  # seconds, by the clock of the machine: other processes read it too

    def is_fresh(self, edition: str) -> bool:
        return self.edition == edition and self.day == str(today()) and 0 <= time.time() - self.made_at < SECONDS

    @property
    def shows_what_was_taken_off(self) -> bool:
        return is_taken_off({named.decode() for named in _NAMED.findall(self.body)}, since=self.made_at)


def kept(**known: Callable[[str], bool]) -> Callable[[_View], _View]:
    """Keep what a view answers with 200. `known` are the names in the query that it understands, and which values: others change nothing,
    and are not kept apart."""

    def decorate(view: _View) -> _View:
        @wraps(view)
        def shown(request: HttpRequest, **path: Any) -> HttpResponse:
            key = _key(request, known)
            if request.method not in ("GET", "HEAD"):
                return view(request, **path)
            try:
                edition = _edition.now()
                page = caches["pages"].get(key)
                if page is not None and page.is_fresh(edition):
                    return _answer(page)
                return _made(view(request, **path), key, edition, is_whole=not request.GET)
            except Http404:
                _forget(key)
                raise
            except Exception as error:
                if not is_away(error):
                    raise
                last = _last(key)
                return _answer_while_away(last, request) if last else view(request, **path)

        return shown

    return decorate


class _EditionSeen:
    """The edition as this process knows it: asked for at most once a second, so that a kept page costs no statement."""

    def __init__(self) -> None:
        self.known, self.until = "", 0.0

    def now(self) -> str:
        if time.monotonic() >= self.until:
            self.known, self.until = edition_now(), time.monotonic() + settings.EDITION_SECONDS
        return self.known


_edition = _EditionSeen()


def _key(request: HttpRequest, known: Mapping[str, Callable[[str], bool]]) -> str:
    """What the page does not understand is taken out of the request: it must not stand in a link of what is kept for everybody."""
    asked = QueryDict(mutable=True)
    for name, is_understood in known.items():
        if (value := request.GET.get(name, "")) and is_understood(value):
            asked[name] = value
    request.GET = asked  # type: ignore[assignment]
    request.META["QUERY_STRING"] = asked.urlencode()
    return sha256(repr((get_language(), request.path, asked.urlencode())).encode()).hexdigest()


def _made(response: HttpResponse, key: str, edition: str, *, is_whole: bool) -> HttpResponse:
    """Of narrowed lists there are too many to keep them on the disk."""
    if response.status_code in _GONE:
        _forget(key)
    if response.status_code != 200 or response.headers.get("Cache-Control", "no-store") == "no-store":
        return response
    etag = f'"{sha256(response.content).hexdigest()[:24]}"'
    page = _Page(response.content, response.headers["Content-Type"], etag, edition, str(today()), time.time())
    caches["pages"].set(key, page)
    if is_whole:
        caches["last_pages"].set(key, page)
    return _answer(page)


def _forget(key: str) -> None:
    """What is not there any more does not come back when the database is away."""
    for name in ("pages", "last_pages"):
        caches[name].delete(key)


def _last(key: str) -> _Page | None:
    """The newer of what this process and what any process has made: another one may have heard of a change first. None that shows what was
    taken off since (C4)."""
    held: list[_Page] = [page for name in ("pages", "last_pages") if (page := caches[name].get(key)) is not None]
    shown = (page for page in held if not page.shows_what_was_taken_off)
    return max(shown, key=lambda page: page.made_at, default=None)


def _answer(page: _Page) -> HttpResponse:
    response = HttpResponse(page.body, content_type=page.content_type, headers={"ETag": page.etag})
    return may_be_kept(response)


def _answer_while_away(page: _Page, request: HttpRequest) -> HttpResponse:
    """The last known page, which says what it is. Nobody keeps it on: what was written meanwhile is wanted as soon as it can be had."""
    notice = render_to_string("public/_away.html", request=request).encode()
    return HttpResponse(page.body.replace(AWAY_MARK, notice, 1), content_type=page.content_type)
