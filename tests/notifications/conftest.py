from collections.abc import Iterator
from typing import Any

import pytest

from tests.support.gateway import Gateway, gateway_at_work


@pytest.fixture
def gateway(settings: Any) -> Iterator[Gateway]:
    """A gateway for text messages, connected."""
    with gateway_at_work() as found:
        settings.SMS_ENABLED = True
        settings.SMS_URL, settings.SMS_USER, settings.SMS_PASSWORD = found.url, "zvans", "gateways-word"
        settings.SMS_SECRET = "a-secret-of-both"
        settings.ADDRESS = "https://skola.example"
        settings.SMS_REPORT_URL = "https://skola.example/sms/report/"
        yield found
