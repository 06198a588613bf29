"""A backup: one ZIP file with the database (pg_dump), the keys, the files, and a note of what made it."""

import json
import os
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace as with_values
from importlib.metadata import version
from pathlib import Path

import click
from django.conf import settings

from zvans.program import dump
from zvans.program.installation import Installation
from zvans.program.keys import Keys
from zvans.program.schema import migrate

_FORMAT = 1
_NOTE, _KEYS, _DATABASE, _FILES = "zvans.json", "keys.json", "database.dump", "files"


def write_archive(found: Installation, file: Path) -> None:
    """Beside its place and moved there whole, on disk when this returns; mode 0600."""
    with _scratch(file.absolute().parent) as scratch:
        dump.write(found.owner_url, scratch / _DATABASE)
        (scratch / _NOTE).write_text(json.dumps({"format": _FORMAT, "version": version("zvans")}))
        (scratch / _KEYS).write_text(
            json.dumps({"secret_key": settings.SECRET_KEY, "code_keys": settings.PERSONAL_CODE_KEYS})
        )
        new = scratch / "archive"
        _pack(new, {name: scratch / name for name in (_NOTE, _KEYS, _DATABASE)} | _files_of(found.data))
        new.replace(file)


def _files_of(data: Path) -> dict[str, Path]:
    return {str(path.relative_to(data)): path for path in sorted((data / _FILES).rglob("*")) if path.is_file()}


def _pack(archive: Path, contents: dict[str, Path]) -> None:
    """Stored as it is: the dump is compressed already."""
    with os.fdopen(os.open(archive, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as stream:
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as packed:
            for name, path in contents.items():
                packed.write(path, name)
        stream.flush()
        os.fsync(stream.fileno())


def read_archive(found: Installation, file: Path, *, replace: bool) -> str:
    """Put an archive in the place of an installation's content. Returns the version of zvans that wrote it."""
    with _scratch(found.data) as scratch:
        _unpack(file, scratch)
        note = json.loads((scratch / _NOTE).read_text())
        if note["format"] != _FORMAT:
            raise click.ClickException(f"This backup was made by a newer zvans ({note['version']}).")
        keys = json.loads((scratch / _KEYS).read_text())
        _check_keys_can_be_set(found.data, keys)
        dump.read(found.owner_url, scratch / _DATABASE, replace=replace)
        _take_keys(found.data, keys)
        _take_files(found.data, scratch / _FILES)
        migrate(found)
    return str(note["version"])


@contextmanager
def _scratch(parent: Path) -> Iterator[Path]:
    """A private folder on the same disk, so that what is made in it can be moved to its place in one step."""
    with tempfile.TemporaryDirectory(dir=parent, prefix=".zvans-") as folder:
        yield Path(folder)


def _unpack(file: Path, folder: Path) -> None:
    try:
        with zipfile.ZipFile(file) as packed:
            if _NOTE not in packed.namelist():
                raise click.ClickException(f"{file} is not a backup of zvans.")
            packed.extractall(folder)
    except zipfile.BadZipFile as error:
        raise click.ClickException(f"{file} is not a backup of zvans, or is damaged: {error}") from error


def _check_keys_can_be_set(data: Path, keys: dict[str, list[str]]) -> None:
    """Keys that come by the environment stay as they are, so they must be able to read the backup."""
    configured = settings.PERSONAL_CODE_KEYS
    if tuple(configured) != Keys.of(data).code_keys and not set(keys["code_keys"]) <= set(configured):
        raise click.ClickException("ZVANS_CODE_KEYS in the environment lacks the keys of this backup.")


def _take_keys(data: Path, keys: dict[str, list[str]]) -> None:
    """The passwords of the database's roles stay: they belong to this server, not to the data."""
    with_values(Keys.of(data), secret_key=str(keys["secret_key"]), code_keys=tuple(keys["code_keys"])).save(data)


def _take_files(data: Path, restored: Path) -> None:
    if restored.exists():
        shutil.rmtree(data / _FILES, ignore_errors=True)
        restored.rename(data / _FILES)
