"""The bytes of a file that a stranger made, and the text in them."""

from pathlib import Path

from django.utils.translation import gettext_lazy as _

from zvans.schools.imports.report import UnreadableFile

_LATVIAN = frozenset("āčēģīķļņōŗšūžĀČĒĢĪĶĻŅŌŖŠŪŽ")
# Letters of neighbours, into which «ñ», «ú», «ê» and their like turn when the Baltic code page reads them.
_NEIGHBOURS = frozenset("ąįćęźėńśłųżĄĮĆĘŹĖŃŚŁŲŻ")


class UnknownEncoding(ValueError):
    """The bytes are no text in any encoding that schools here use."""


def bytes_of(path: Path, most: int) -> bytes:
    """The whole file, if it is a file of at most `most` bytes. Raises `UnreadableFile`."""
    try:
        if path.exists() and not path.is_file():
            raise UnreadableFile(_("Šis nav fails."))
        if path.stat().st_size > most:
            raise UnreadableFile(_("Fails ir par lielu: vairāk nekā %(limit)s MB.") % {"limit": most // 1024**2})
        return path.read_bytes()
    except OSError as error:
        raise UnreadableFile(_("Failu nevar atvērt: %(problem)s.") % {"problem": error.strerror}) from error


def decoded(content: bytes) -> str:
    """UTF-8, with or without its mark, or UTF-16 with its mark; else what Windows wrote before. Raises `UnknownEncoding`.

    The Baltic code page (1257) is meant, unless it can't be, or only reading by the Western one (1252) gives letters that a
    Latvian school uses.
    """
    marked = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if marked else ("utf-8-sig", _code_page(content)):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise UnknownEncoding


def _code_page(content: bytes) -> str:
    try:
        letters = set(content.decode("windows-1257"))
    except UnicodeDecodeError:
        return "windows-1252"
    return "windows-1252" if letters & _NEIGHBOURS and not letters & _LATVIAN else "windows-1257"
