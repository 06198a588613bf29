"""The HTML of posts: what may stand in it, and what it says without its tags."""

import re
from html import escape, unescape
from typing import Any

import nh3
from django.db.models import Model

from zvans.accounts.personal_code import without_codes

_TAGS = {"p", "h2", "h3", "ul", "ol", "li", "strong", "em", "blockquote", "a", "br", "hr", "sub", "sup"}
_ALIKE = {"b": "strong", "i": "em", "h1": "h2", "h4": "h3", "h5": "h3", "h6": "h3", "div": "p"}
_TAG = re.compile(r"<[^<>]*>")
_BLOCK_END = re.compile(r"</(?:p|h2|h3|li|blockquote)>|<br>|<hr>")
_NOT_NAMED_SO = re.compile(rf"<(/?)({'|'.join(_ALIKE)})(?=[\s>/])", re.IGNORECASE)
_UNREADABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_HAS_BLOCKS = re.compile(r"<(?:p|h2|h3|ul|ol|blockquote)\b", re.IGNORECASE)


def clean_html(text: str) -> str:
    """What an editor may say: paragraphs, two sizes of headings, lists, quotations, links to the web and to mail. All else goes, scripts
    with what is in them. Text without tags becomes paragraphs, one for each empty line."""
    text = readable(text)
    if not _HAS_BLOCKS.search(text):
        text = paragraphs_of(text, is_plain=False)
    named = _NOT_NAMED_SO.sub(lambda found: f"<{found[1]}{_ALIKE[found[2].lower()]}", text)
    cleaned = nh3.clean(
        named,
        tags=_TAGS,
        attributes={"a": {"href"}},
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel="noopener",
    )
    return cleaned.strip()


def readable(text: str) -> str:
    """Without the control characters that come along from other programs: no feed may hold them (XML 1.0, section 2.2)."""
    return _UNREADABLE.sub("", text)


def as_kept(text: str, model: type[Model], field: str) -> str:
    """What somebody wrote who is no editor, as a column keeps it: without control characters and personal codes (B13).

    By what stands for a code a text may get longer than it was typed, but no longer than the column.
    """
    column: Any = model._meta.get_field(field)
    return without_codes(readable(text))[: column.max_length]


def plain_text(html: str) -> str:
    """What cleaned HTML says, in one line."""
    return " ".join(unescape(_TAG.sub("", _BLOCK_END.sub(" ", html))).split())


def paragraphs_of(text: str, *, is_plain: bool = True) -> str:
    """A paragraph for each empty line. Where the text is not plain, a part of it with tags inside its lines (a link, a strong word) keeps
    them: they are left to the cleaning."""
    parts = [part.strip() for part in re.split(r"\n\s*\n", text.replace("\r\n", "\n"))]
    safe = [escape(part, quote=False) if is_plain or not _TAG.search(part) else part for part in parts if part]
    return "".join(f"<p>{part}</p>" for part in safe).replace("\n", "<br>")
