"""`secrets.json` in the data folder: passwords of the database's roles and the keys that nothing else could replace."""

import hashlib
import json
import os
import secrets
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Self

from zvans.lib.database.problem import DatabaseProblem
from zvans.lib.database.roles import APP, Passwords

_FILE = "secrets.json"


def _new_code_key() -> str:
    """`id:64 hex digits`; the id is a fingerprint, so that a key can be known by it."""
    key = secrets.token_bytes(32)
    return f"{hashlib.sha256(key).hexdigest()[:8]}:{key.hex()}"


@dataclass(frozen=True)
class Keys:
    owner_password: str = field(default_factory=lambda: secrets.token_urlsafe(24))
    app_password: str = field(default_factory=lambda: secrets.token_urlsafe(24))
    app_role: str = APP  # another name where the role of that name on a shared server is somebody else's
    secret_key: str = field(default_factory=lambda: secrets.token_urlsafe(48))
    code_keys: tuple[str, ...] = field(default_factory=lambda: (_new_code_key(),))

    @property
    def passwords(self) -> Passwords:
        return Passwords(self.owner_password, self.app_password)

    @classmethod
    def of(cls, data: Path) -> Self:
        """The keys of a data folder; made for a new one. A folder whose database has lost its keys is not given others."""
        file = data / _FILE
        if not file.exists():
            if (data / "postgres" / "cluster").exists():
                raise DatabaseProblem(
                    f"{file} is gone; without its keys the personal codes in the database can't be read.",
                    "Put the file back from a copy of the data folder, or restore a backup with `zvans restore`.",
                )
            cls().save(data)
        stored = json.loads(file.read_text())
        return cls(**stored | {"code_keys": tuple(stored["code_keys"])})

    def save(self, data: Path) -> None:
        write_private(data / _FILE, json.dumps(asdict(self), indent=2).encode() + b"\n")

    def changed(self, data: Path, **values: object) -> Self:
        changed = replace(self, **values)  # type: ignore[arg-type]
        changed.save(data)
        return changed


def write_private(file: Path, content: bytes) -> None:
    """Whole or not at all, readable by its owner only, on disk when this returns."""
    new = file.with_name(f".{file.name}.new")
    new.unlink(missing_ok=True)
    with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
    new.replace(file)
