"""Who acts when nobody is signed in: a reader of the portal, known by the address alone."""

import re

from ua_parser import parse

from zvans.audit.actor import Actor

_LONGEST = 400  # of what a browser says of itself, no more is looked at
_PROGRAM = re.compile(
    r"bot|crawl|spider|slurp|headless|phantom|selenium|curl|wget|python|java/|okhttp|axios|node|go-http|libwww|perl|ruby|httpclient|fetch|"
    r"preview|lighthouse|pagespeed|monitor|scan|archiver|validator|facebookexternalhit|feed|https?:",
    re.IGNORECASE,
)


def visitor(address: str) -> Actor:
    return Actor(account_id=None, person_id=None, door="portal", role="visitor", address=address)


def is_browser(agent: str) -> bool:
    """Whether a person may sit before it: programs that read pages mostly say so, and no browser is without a name."""
    said = agent[:_LONGEST]
    if not said.startswith("Mozilla/5.0 (") or _PROGRAM.search(said):
        return False
    device = parse(said).device
    return device is None or device.family != "Spider"
