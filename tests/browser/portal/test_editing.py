"""An editor writes a post with a picture and publishes it, and puts the front page in order (A4, A6)."""

from collections.abc import Iterator
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser.conftest import Window
from tests.factories.people import make_account, make_person, make_session
from tests.factories.portal import a_post
from tests.support.axe import violations
from tests.support.database import OwnDatabase
from tests.support.live import live_server
from zvans.accounts.models import Account
from zvans.lib.dates import now
from zvans.portal.models import Post

pytestmark = pytest.mark.browser

FROM_WORD = """<html><head><style>p.MsoNormal {color: red}</style></head><body><!--StartFragment-->
<h1 style="color:red">No Word</h1><p class=MsoNormal style='margin:0'><span style="font-family:Calibri">Teksts<o:p></o:p></span></p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
<p class=MsoListParagraphCxSpFirst><![if !supportLists]><span>·&nbsp;&nbsp; </span><![endif]>viens</p>
<p class=MsoListParagraphCxSpLast><span>·&nbsp;&nbsp; </span>divi</p><script>alert(1)</script><!--EndFragment--></body></html>"""
_PASTE = """html => { const data = new DataTransfer(); data.setData("text/html", html);
    const paste = {clipboardData: data, bubbles: true, cancelable: true};
    document.querySelector(".tiptap").dispatchEvent(new ClipboardEvent("paste", paste)); }"""


@pytest.fixture
def editor(fresh_database: OwnDatabase, settings: Any, tmp_path: Path) -> Account:
    settings.MEDIA_ROOT = tmp_path
    return make_account(make_person("Edīte", "Ezeriņa"), offices=["editor"])


@pytest.fixture
def site(editor: Account) -> Iterator[str]:
    with live_server() as address:
        yield address


def opened(window: Window, site: str, editor: Account, address: str, **options: Any) -> Page:
    page = window(**options)
    page.context.add_cookies([{"name": django_settings.SESSION_COOKIE, "value": make_session(editor), "url": site}])
    page.goto(site + address)
    return page


def a_picture(width: int = 900) -> Any:
    written = BytesIO()
    Image.new("RGB", (width, 600), "teal").save(written, "PNG")
    return {"name": "zvans.png", "mimeType": "image/png", "buffer": written.getvalue()}


def test_a_post_is_written_with_a_picture_published_and_read(window: Window, site: str, editor: Account) -> None:
    page = opened(window, site, editor, "/editing/new/", width=360, theme="dark", touch=True, failing=True)
    text, html = page.get_by_role("textbox", name="Teksts"), page.locator("#id_body")
    expect(page.locator("#editor")).to_be_visible()
    page.get_by_label("Virsraksts", exact=True).fill("Kā zvans iemācījās skanēt")
    text.press_sequentially("Sākums")
    expect(html).to_have_value("<p>Sākums</p>")
    page.get_by_role("button", name="Starpvirsraksts").click()
    expect(page.get_by_role("button", name="Starpvirsraksts")).to_have_attribute("aria-pressed", "true")
    text.press("Enter")
    # From the keyboard alone: the tools, along them, and back into the text.
    text.press("Alt+F10")
    for key in ("ArrowRight", "ArrowRight", "Enter"):
        page.keyboard.press(key)
    text.press_sequentially("trekni ")
    expect(html).to_have_value("<h2>Sākums</h2><p><strong>trekni </strong></p>")
    text.press("Control+b")
    text.press("Control+k")
    expect(page.get_by_label("Saites adrese")).to_be_focused()
    page.get_by_label("Saites adrese").fill("javascript:alert(1)")
    page.keyboard.press("Enter")
    expect(page.locator("#link-wrong")).to_have_text("Ierakstiet visu adresi, piemēram, https://www.piemers.lv/lapa.")
    page.get_by_label("Saites adrese").fill("www.piemers.lv")
    page.keyboard.press("Enter")
    expect(html).to_have_value(
        '<h2>Sākums</h2><p><strong>trekni </strong><a href="https://www.piemers.lv">https://www.piemers.lv</a></p>'
    )
    text.press("Control+a")
    page.evaluate(_PASTE, FROM_WORD)
    expect(html).to_have_value("<h2>No Word</h2><p>Teksts</p><ul><li><p>viens</p></li><li><p>divi</p></li></ul>")

    file = page.get_by_label("Attēla fails")
    file.set_input_files(a_picture(100))
    expect(page.locator("#picture-said")).to_have_text(
        "Attēls ir pārāk mazs: katrai malai jābūt vismaz 200 pikseļus garai."
    )
    file.set_input_files(a_picture())
    expect(page.get_by_role("img", name="Attēls, kas rakstam ir tagad")).to_have_js_property("naturalWidth", 480)
    page.get_by_role("button", name="Saglabāt").click()  # nothing said of the picture yet
    expect(page.get_by_label("Kas attēlā redzams")).to_have_attribute("aria-invalid", "true")
    page.get_by_label("Kas attēlā redzams").fill("Zils laukums")
    assert violations(page) == []

    page.get_by_role("button", name="Saglabāt").click()
    expect(page.get_by_role("status").first).to_have_text("Raksts ir saglabāts kā melnraksts.")
    assert violations(page) == []
    page.get_by_role("button", name="Publicēt tūlīt").click()
    page.get_by_role("link", name="Skatīt portālā").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Kā zvans iemācījās skanēt")
    expect(page.get_by_role("img", name="Zils laukums")).to_be_visible()
    expect(page.locator("main li")).to_have_text(["viens", "divi"])


def test_what_was_typed_is_there_again_after_the_page_was_left(window: Window, site: str, editor: Account) -> None:
    page = opened(window, site, editor, "/editing/new/")
    expect(page.locator("#editor")).to_be_visible()  # before it is there, keys go elsewhere
    page.get_by_label("Virsraksts", exact=True).fill("Pusē")
    page.get_by_role("textbox", name="Teksts").press_sequentially("Iesākts")
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto(f"{site}/editing/")
    page.goto(f"{site}/editing/new/")
    page.get_by_role("button", name="Ielikt tekstu veidlapā").click()
    expect(page.get_by_label("Virsraksts", exact=True)).to_have_value("Pusē")
    expect(page.locator("#id_body")).to_have_value("<p>Iesākts</p>")
    page.get_by_role("button", name="Saglabāt").dblclick()
    expect(page.get_by_role("heading", level=1)).to_have_text("Pusē")
    assert Post.objects.count() == 1
    page.goto(f"{site}/editing/new/")
    expect(page.locator("#editor")).to_be_visible()
    expect(page.locator("#kept-offer")).to_be_hidden()

    # Another post is saved, and its page looked at again: what is typed of the new one and what was typed since stay.
    page.get_by_label("Virsraksts", exact=True).fill("Vēl viens")
    written = f"{site}/editing/{Post.objects.get().public_id}/"
    page.goto(f"{written}write/")
    expect(page.locator("#editor")).to_be_visible()
    page.get_by_label("Virsraksts", exact=True).fill("Vesels")
    page.get_by_role("button", name="Saglabāt").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Vesels")
    expect(page).to_have_url(written)
    page.goto(f"{written}write/")
    expect(page.locator("#editor")).to_be_visible()
    expect(page.locator("#kept-offer")).to_be_hidden()
    page.get_by_label("Virsraksts", exact=True).fill("Vesels un")
    page.goto(f"{written}?done=changed")
    expect(page).to_have_url(written)
    for address, title in ((f"{written}write/", "Vesels un"), (f"{site}/editing/new/", "Vēl viens")):
        page.goto(address)
        page.get_by_role("button", name="Ielikt tekstu veidlapā").click()
        expect(page.get_by_label("Virsraksts", exact=True)).to_have_value(title)


def test_pinned_posts_are_ordered_from_the_keyboard_and_by_the_pointer(
    window: Window, site: str, editor: Account
) -> None:
    for n in (1, 2, 3):
        a_post(f"Raksts {n}", at=now() - timedelta(hours=n), block="new")
    page = opened(window, site, editor, "/editing/front/")
    for n in (1, 2, 3):
        page.get_by_role("button", name=f"Piespraust: Raksts {n}").click()
    pinned = page.locator("#block-new [data-order] .order-what a")
    expect(pinned).to_have_text(["Raksts 1", "Raksts 2", "Raksts 3"])
    said, first = page.locator("#order-said"), page.get_by_role("button", name="Pārvietot: Raksts 1")
    first.focus()
    page.keyboard.press("Space")
    expect(said).to_have_text("Pacelts: Raksts 1. Vieta 1 no 3.")
    page.keyboard.press("ArrowDown")
    expect(said).to_have_text("Raksts 1. Vieta 2 no 3.")
    page.keyboard.press("Escape")
    expect(said).to_have_text("Atlikts atpakaļ: Raksts 1.")
    expect(pinned).to_have_text(["Raksts 1", "Raksts 2", "Raksts 3"])
    for key in ("Space", "ArrowDown", "ArrowDown", "Space"):
        page.keyboard.press(key)
    expect(page.locator(".done-line")).to_have_text("Kārtība ir saglabāta.")
    expect(first).to_be_focused()
    expect(pinned).to_have_text(["Raksts 2", "Raksts 3", "Raksts 1"])
    assert violations(page) == []
    page.get_by_role("button", name="Pārvietot: Raksts 1").hover()
    page.mouse.down()
    page.get_by_role("button", name="Pārvietot: Raksts 2").hover(position={"x": 3, "y": 3})
    with page.expect_response("**/editing/front/new/"):
        page.mouse.up()
    expect(pinned).to_have_text(["Raksts 1", "Raksts 2", "Raksts 3"])
    pins = Post.objects.filter(block="new").order_by("pin").values_list("title", flat=True)
    assert [*pins] == ["Raksts 1", "Raksts 2", "Raksts 3"]
