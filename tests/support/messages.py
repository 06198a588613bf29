"""Every text that the sources hand to gettext: from Python and from templates, without the gettext program."""

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.extract import DEFAULT_KEYWORDS, extract
from django.utils.translation.template import templatize

_KEYWORDS = DEFAULT_KEYWORDS | {"gettext_lazy": None, "ngettext_lazy": (1, 2), "pgettext_lazy": ((1, "c"), 2)}
_STRING = r"u?(?:'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\")"
# What `templatize` makes of {% translate %} and {% blocktranslate %}, among its filling.
_CALL = re.compile(rf"\b(?:(?:np|n|p)?gettext|_)\({_STRING}(?:, ?{_STRING})*(?:, ?count)?\)")


def messages(folder: Path) -> Iterator[tuple[str, str | None]]:
    """Pairs (text, plural or None), where the text may stand several times."""
    for path in sorted(folder.rglob("*.py")):
        yield from _from_python(path.read_bytes())
    for path in sorted(folder.rglob("*.html")):
        calls = _CALL.findall(templatize(path.read_text(encoding="utf-8")))
        yield from _from_python("\n".join(calls).encode())


def _from_python(source: bytes) -> Iterator[tuple[str, str | None]]:
    for _, found, _, _ in extract("python", BytesIO(source), keywords=_KEYWORDS, options={"encoding": "utf-8"}):
        yield (found, None) if isinstance(found, str) else (found[0], found[1])
