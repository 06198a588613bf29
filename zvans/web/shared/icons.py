"""Icons drawn into the page: they take the colour of their text and cost no request. One file each, in static/icons."""

from functools import cache
from pathlib import Path

from django.utils.safestring import SafeString, mark_safe

_FOLDER = Path(__file__).resolve().parent.parent / "static" / "icons"


@cache
def icon(name: str, css_class: str = "icon") -> SafeString:
    """An icon beside a word that says the same: hidden from screen readers."""
    drawing = (_FOLDER / f"{name}.svg").read_text(encoding="utf-8").strip()
    return mark_safe(drawing.replace("<svg ", f'<svg class="{css_class}" aria-hidden="true" ', 1))  # noqa: S308 - our files
