"""Files that people hand in, kept in the installation's folder under names that say nothing until they have been read.

A file is never stored in the database nor named in a log. Whoever keeps one forgets it when it is done with; `sweep` takes what was
left behind.
"""

import re
import secrets
import time
from collections.abc import Collection, Iterable
from pathlib import Path

from django.conf import settings

MAX_BYTES = 50 * 1024 * 1024
_NAME = re.compile(r"[0-9a-f]{32}")


class FileTooLarge(ValueError):
    """More than `MAX_BYTES`; nothing of it is kept."""


def _folder() -> Path:
    folder = Path(settings.DATA_DIR) / "files"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def keep(chunks: Iterable[bytes]) -> str:
    """Write a file and return the name by which `path_of` finds it. Raises `FileTooLarge`."""
    name, size = secrets.token_hex(16), 0
    path = _folder() / name
    try:
        with path.open("xb") as written:
            path.chmod(0o600)
            for chunk in chunks:
                size += len(chunk)
                if size > MAX_BYTES:
                    raise FileTooLarge
                written.write(chunk)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return name


def path_of(name: str) -> Path:
    """Where a file lies, or lay. Raises `ValueError` for what `keep` never returned."""
    if not _NAME.fullmatch(name):
        raise ValueError("not a name of a kept file")
    return _folder() / name


def forget(name: str) -> None:
    """Remove a file; one that is gone already, or an empty name, is nothing."""
    if name:
        path_of(name).unlink(missing_ok=True)


def sweep(wanted: Collection[str], *, older_than: float) -> int:
    """Remove what nobody wants any more and is older than so many seconds. Returns how many files that was."""
    limit = time.time() - older_than
    left = [
        p for p in _folder().iterdir() if _NAME.fullmatch(p.name) and p.name not in wanted and p.stat().st_mtime < limit
    ]
    for path in left:
        path.unlink(missing_ok=True)
    return len(left)
