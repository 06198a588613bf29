"""Filling in forms as a visitor does: opened, and sent some seconds later."""

from datetime import timedelta
from typing import Any

import time_machine
from django.http import HttpResponse
from django.test import Client

from tests.support.page import read
from zvans.lib.dates import now


def opened(client: Client, address: str) -> str:
    """What the form at an address says of when it was opened."""
    fields = read(client.get(address).content).one("main").all("input")
    return next(f.attributes["value"] for f in fields if f.attributes.get("name") == "opened")


def send(client: Client, address: str, *, after: float = 10, more: Any = None, **typed: Any) -> HttpResponse:
    """Open the form, and send it `after` some seconds."""
    stamp = opened(client, address)
    with time_machine.travel(now() + timedelta(seconds=after), tick=False):
        answer: HttpResponse = client.post(address, {"opened": stamp} | typed, **(more or {}))
    return answer
