"""Collecting the static files of all packages into the data folder, where the web server reads them."""

import hashlib

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

_STAMP = ".collected"
# Of django-htmx the pages take htmx-2.min.js alone; to compress the rest took a third of the time of a first start.
_UNUSED = [f"django_htmx/{name}" for name in ("ext/*", "htmax-*", "htmx-4*", "htmx-2.js", "django-htmx.js")]


def _state() -> str:
    """Changes when any source file does: names, sizes and times, without reading the files."""
    seen = hashlib.sha256(str(settings.STORAGES["staticfiles"]).encode())
    for finder in get_finders():
        for name, storage in finder.list([]):
            seen.update(f"{name} {storage.size(name)} {storage.get_modified_time(name)}\n".encode())
    return seen.hexdigest()


def collect_if_stale() -> bool:
    """Copy, hash and compress; False when what is there is right already."""
    stamp = settings.STATIC_ROOT / _STAMP
    state = _state()
    if stamp.exists() and stamp.read_text() == state:
        return False
    call_command("collectstatic", interactive=False, verbosity=0, ignore_patterns=_UNUSED)
    stamp.write_text(state)
    return True
