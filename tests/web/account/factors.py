"""Second factors as their person works with them."""

from typing import Any

import pyotp
from django.test import Client
from django.utils import timezone

from tests.support.authenticator import Authenticator
from tests.support.page import Element, read

PASSWORD = "rudens-lapas-krit"


def errors(answer: Any) -> list[str]:
    return [line.text for line in read(answer.content).all(css_class="error") if "data-when" not in line.attributes]


def recovery_codes(answer: Any) -> list[str]:
    return [line.text for line in read(answer.content).one("ol", "recovery-codes").all("li")]


def code_of(secret: str, *, minutes: float = 0) -> str:
    """What the app shows, on a phone whose clock is that much ahead."""
    return pyotp.TOTP(secret).at(int(timezone.now().timestamp() + minutes * 60))


def shown_secret(page: Element) -> tuple[str, str]:
    """The secret to type, and the same as the form keeps it."""
    sealed = next(field for field in page.all("input") if field.attributes.get("name") == "sealed")
    return page.one("code", "issued").text.replace(" ", ""), sealed.attributes["value"]


def set_up_app(client: Client) -> tuple[str, list[str]]:
    """The secret of the app, and the recovery codes that came with it."""
    secret, sealed = shown_secret(read(client.get("/account/factors/app/").content))
    answer = client.post("/account/factors/app/", {"sealed": sealed, "code": code_of(secret)})
    assert answer.status_code == 200, errors(answer)
    return secret, recovery_codes(answer)


def register(client: Client, device: Authenticator, name: str = "Mans tālrunis") -> Any:
    options = client.post("/account/factors/passkeys/options/").json()
    return client.post("/account/factors/passkeys/", {"name": name, "answer": device.create(options)})


def show(client: Client, device: Authenticator, *, at: str = "/sign-in/factor/") -> Any:
    """The passkey, after the password or at a door."""
    asked = "/sign-in/factor/options/" if at == "/sign-in/factor/" else "/sign-in/passkey/options/"
    return client.post(at, {"answer": device.get(client.post(asked).json())})


def type_password(door: Client, code: str) -> None:
    door.post("/sign-in/staff/", {"username": code, "password": PASSWORD})
