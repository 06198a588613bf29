"""Opens the files of `content/`: TOML, with lists of texts as one text a line."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

_CONTENT = Path(__file__).parent / "content"


@cache
def content(name: str) -> dict[str, Any]:
    """The content of `content/<name>.toml`."""
    return tomllib.loads((_CONTENT / f"{name}.toml").read_text(encoding="utf-8"))


def names_in(folder: str) -> list[str]:
    """What the files of a folder of `content/` are called, without their ending."""
    return sorted(path.stem for path in (_CONTENT / folder).glob("*.toml"))


def lines(text: str) -> tuple[str, ...]:
    return tuple(line for line in text.splitlines() if line)
