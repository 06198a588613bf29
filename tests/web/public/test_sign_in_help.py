"""«Neizdodas pieslēgties?»: the dialog on every public page, and the page that is there without a script (B1)."""

import pytest
from django.conf import LazySettings
from django.test import Client

from tests.support.page import Element, read

pytestmark = pytest.mark.django_db


def dialog_at(client: Client, address: str) -> Element:
    return read(client.get(address).content).one("dialog")


@pytest.mark.parametrize("address", ["/", "/faq/", "/portal/news/", "/sign-in/family/", "/sign-in/staff/"])
def test_the_dialog_has_three_blocks_a_link_and_a_way_out(client: Client, address: str) -> None:
    """S11, S12, S21, S22, S23."""
    dialog = dialog_at(client, address)
    assert dialog.one("h2").text == "Neizdodas pieslēgties?"
    assert [h.text for h in dialog.all("h3")] == ["Lietotājvārds", "Parole", "Tehniskais atbalsts"]
    assert dialog.all("section")[2].links() == [
        ("rakstiet mums", "/contact/"), ("atbalsts@zvans.example", "mailto:atbalsts@zvans.example"),
    ]  # fmt: skip
    assert dialog.one("footer").links() == [("Biežāk uzdotie jautājumi", "/faq/")]
    assert [b.text for b in dialog.all("button")] == ["AIZVĒRT LOGU"]


def test_the_page_says_the_same_as_the_dialog(client: Client) -> None:
    page = read(client.get("/sign-in/help/").content)
    blocks = [block.text for block in page.one("main").all("section")]
    assert blocks[:3] == [block.text for block in page.one("dialog").all("section")]


def test_what_the_installation_cannot_do_is_not_promised(client: Client, settings: LazySettings) -> None:
    """S15 waits until text messages are on; the class teacher and the superuser are there today (B7)."""
    settings.SMS_ENABLED = False
    password = dialog_at(client, "/").all("section")[1].text
    assert password == (
        "Parole Skolēniem un vecākiem jaunu paroli izsniedz klases audzinātājs. "
        "Darbiniekiem jaunu paroli izsniedz skolas virslietotājs."
    )


def test_the_rule_of_text_messages_comes_from_the_settings(client: Client, settings: LazySettings) -> None:
    """S15, A9."""
    settings.SMS_ENABLED, settings.SMS_KEYWORD, settings.SMS_NUMBER = True, "ZV", "1801"
    password = dialog_at(client, "/").all("section")[1]
    assert ([c.text for c in password.all("code")], password.all("b")[0].text) == (
        ["ZV xxxxxx-xxxxx"], "1801",
    )  # fmt: skip


def test_the_answer_about_a_forgotten_password_promises_what_there_is(client: Client, settings: LazySettings) -> None:
    def answer(enabled: bool) -> list[str]:
        settings.SMS_ENABLED = enabled
        return [p.text for p in read(client.get("/faq/").content).one("main").all("section")[0].all("p")][
            1:
        ]  # without its number

    without, with_them = answer(False), answer(True)
    assert with_them == [
        (
            "Skolēni, vecāki un citas atbildīgās personas: nosūtiet īsziņu EK xxxxxx-xxxxx (skolēna personas kods) uz 1800 "
            "no tālruņa, kura numuru zina skola. Atbildē būs saite jaunai parolei."
        ),
        *without,
    ]
