"""What holds for every public page in both themes, from a phone to a desk (look.md)."""

import pytest
from django.conf import LazySettings
from playwright.sync_api import Page, expect

from tests.browser.conftest import Window
from tests.support.axe import violations
from zvans.portal.models import Post
from zvans.web.public.addresses import post_address

pytestmark = pytest.mark.browser

SECTIONS = [f"/portal/{slug}/" for slug in ("useful", "news", "about", "excursions", "money", "steam")]
FOOT = ["/faq/", "/terms/", "/advertising/", "/accessibility/", "/privacy/"]
WRITING = ["/contact/", "/suggestions/", "/excursions/offer/", "/faq/?q=parole&for=staff"]
PAGES = ["/", "/search/?q=raksts", *SECTIONS, *FOOT, *WRITING, "/sign-in/help/", "/sign-in/family/", "/sign-in/staff/"]
GALLERY = ["/gallery/", "/gallery/signed-in/staff/", "/gallery/signed-in/family/"]

_WIDTH = "document.documentElement.scrollWidth"
# What can be pressed and does not stand in a line of text, with its lesser side.
_TARGETS = """[...document.querySelectorAll("a, button, summary, input:not([type=hidden]), label:has(input)")]
    .filter(e => e.checkVisibility() && !e.closest("[aria-hidden=true]"))
    .filter(e => getComputedStyle(e).display !== "inline" && !e.closest("label:has(input) *"))
    .map(e => [e.textContent.trim() || e.name, Math.min(...["width", "height"].map(s => e.getBoundingClientRect()[s]))])"""


@pytest.fixture
def pages(some_posts: list[Post]) -> list[str]:
    """With a post that has everything, and a trip."""
    return [*PAGES, post_address(some_posts[0]), post_address(some_posts[-2])]


@pytest.fixture(autouse=True)
def with_gallery(settings: LazySettings) -> None:
    settings.GALLERY = True


@pytest.mark.parametrize(
    ("theme", "width", "narrower", "touch"), [("dark", 360, 320, True), ("light", 1280, 768, False)]
)
def test_axe_finds_nothing_nothing_sticks_out_and_what_is_pressed_can_be_hit(
    window: Window, portal: str, pages: list[str], theme: str, width: int, narrower: int, touch: bool
) -> None:
    page = window(width=width, theme=theme, touch=touch, is_mobile=touch)
    wrong = {}
    for address in pages + GALLERY:
        page.goto(portal + address)
        found = violations(page) + (small(page, touch) if address not in GALLERY else [])
        for size in (width, narrower):
            page.set_viewport_size({"width": size, "height": 800})
            found += [f"wider than {size}"] * (page.evaluate(_WIDTH) > size)
        page.set_viewport_size({"width": width, "height": 800})
        if found:
            wrong[address] = found
    assert wrong == {}


def small(page: Page, touch: bool) -> list[str]:
    """44 px for a thumb, 24 for a mouse."""
    return [f"small: {name}" for name, size in page.evaluate(_TARGETS) if size < (44 if touch else 24)]


def test_a_thumb_hits_what_is_pressed_on_a_wide_screen_too(window: Window, portal: str, pages: list[str]) -> None:
    page = window(touch=True, is_mobile=True)
    found = {}
    for address in pages:
        page.goto(portal + address)
        if missed := small(page, touch=True):
            found[address] = missed
    assert found == {}


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_in_what_unfolds(window: Window, portal: str, theme: str) -> None:
    page = window(width=360, theme=theme)
    page.goto(portal)
    page.get_by_text("Izvēlne", exact=True).click()
    assert violations(page) == []
    page.locator("main").get_by_role("link", name="Neizdodas pieslēgties").click()
    assert violations(page) == []


@pytest.mark.parametrize("address", ["/", "/sign-in/family/", "/terms/"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_focus_is_seen_and_looks_the_same(window: Window, portal: str, theme: str, address: str) -> None:
    page = window(theme=theme)
    page.goto(portal + address)
    rings = {_ring_after_tab(page) for _ in range(page.locator("a, button, summary, input").count())}
    assert rings - {"none"} == {f"{PEN[theme]} solid 2px"}


PEN = {"light": "rgb(27, 63, 139)", "dark": "rgb(163, 188, 243)"}
_RING = """() => {
    const at = document.activeElement;
    return at === document.body ? "none" : getComputedStyle(at).outline;
}"""


def _ring_after_tab(page: Page) -> str:
    page.keyboard.press("Tab")
    return str(page.evaluate(_RING))


def test_on_paper_there_is_the_text_and_nothing_to_press(window: Window, portal: str) -> None:
    page = window()
    page.goto(portal + "/terms/")
    page.emulate_media(media="print")
    assert [page.locator(part).first.is_visible() for part in (".head", ".foot", "dialog", "main h1", "main li")] == [
        False, False, False, True, True,
    ]  # fmt: skip


def test_search_opens_and_closes_by_keyboard_and_pointer(window: Window, portal: str) -> None:
    """A3, S5."""
    page = window(width=360, touch=True)
    page.goto(portal)
    head = page.locator("header details.search-fold")
    head.locator("summary").click()
    expect(head.get_by_role("searchbox")).to_be_focused()
    assert violations(page) == []
    page.keyboard.press("Escape")
    expect(head.locator("summary")).to_be_focused()
    expect(head.get_by_role("searchbox")).to_be_hidden()
    page.keyboard.press("Enter")
    expect(head.get_by_role("searchbox")).to_be_focused()
    page.keyboard.type("olimpiade matematika")
    page.keyboard.press("Enter")
    expect(page.locator("main ol.results h3")).to_have_count(1)
    expect(page.locator("main mark").first).to_have_text("matemātikas")
