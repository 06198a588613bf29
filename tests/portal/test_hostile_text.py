"""Text that is made to be read in endless ways: each of these would not come to an end where it could be (C7)."""

import pytest

from zvans.portal.markup import clean_html, plain_text
from zvans.portal.offensive import has_link, offensive_words
from zvans.portal.spam import looks_like_spam, without_links
from zvans.portal.wording import excerpt_of

HOSTILE = [
    "_" * 2000 + "ab",
    "a_" * 1000 + "!",
    "a.b-" * 500,
    "ww" * 1000,
    "*" * 2000,
    "<" * 2000,
    "http:" * 400,
    "a" * 2000,
]


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: text[:4])
def test_it_is_read_to_its_end(text: str) -> None:
    assert offensive_words(text) == []
    assert has_link(text) is text.startswith("http")
    assert looks_like_spam(text) is False
    assert len(without_links(text)) <= len(text)
    assert plain_text(clean_html(f"<p>{text}</p>")) in (text, "")
    assert excerpt_of(text, ["ab"])[-1][1] is False


def test_what_could_be_followed_is_not_mailed() -> None:
    """A11: anybody can have entered the address."""
    assert without_links("Sk. https://evil.example/x, www.evil.lv un evil.lv/login, plkst. 12.30, 5.a klase.") == (
        "Sk. […] […] un […] plkst. 12.30, 5.a klase."
    )
