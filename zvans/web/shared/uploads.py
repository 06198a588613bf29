"""Files that visitors send. What is too large is never stored, not even for a moment: its form says so instead."""

from typing import Any

from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest

from zvans.lib.files import MAX_BYTES

_FORM = 64 * 1024  # what stands around the file


def is_too_large(request: HttpRequest) -> bool:
    """Whether what was sent is more than a file that we take; `request.FILES` is empty then."""
    return _length(request.META) > MAX_BYTES + _FORM


def _length(meta: dict[str, Any]) -> int:
    length = str(meta.get("CONTENT_LENGTH") or "0")
    return int(length) if length.isdecimal() else 0


class TooLarge(FileUploadHandler):
    """The first of the handlers: lets nothing through to the others when the whole is too much."""

    def handle_raw_input(
        self, input_data: Any, META: dict[str, Any], content_length: int, boundary: Any, encoding: Any = None
    ) -> None:
        self.skips = _length(META) > MAX_BYTES + _FORM

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        if self.skips:
            raise SkipFile

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None
