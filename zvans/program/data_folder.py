"""Where an installation keeps what is its own: the database, keys, files, collected static files."""

import os
from pathlib import Path

from zvans.lib.database.embedded.users import can_enter, server_user
from zvans.lib.database.problem import DatabaseProblem

_CODE = Path(__file__).resolve().parent.parent.parent
_SYSTEM = Path("/var/lib/zvans")


def data_folder() -> Path:
    """ZVANS_DATA, or `var` in a clone of the repository, or the system's (root) or the user's own place for data.

    The database server does not run as root. Where its user can't come, as under /root, root's data goes to the system's place.
    """
    named = os.environ.get("ZVANS_DATA")
    if named:
        return _checked(Path(named).expanduser().resolve())
    if (_CODE / "pyproject.toml").exists() and _server_can_enter(_CODE / "var"):
        return _CODE / "var"
    return _SYSTEM if os.geteuid() == 0 else _home() / "zvans"


def _checked(folder: Path) -> Path:
    if _server_can_enter(folder):
        return folder
    raise DatabaseProblem(
        f"The database server does not run as root, and its own user can't enter {folder}.",
        f"Choose another folder in ZVANS_DATA; without it, root's data goes to {_SYSTEM}.",
    )


def _server_can_enter(folder: Path) -> bool:
    """Of interest where root starts the embedded server, under another user."""
    if os.geteuid() != 0 or os.environ.get("DATABASE_URL"):
        return True
    return can_enter(server_user(folder / "postgres"), folder)


def _home() -> Path:
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")


def prepared_data_folder() -> Path:
    """The data folder, there and ours. Others may pass through to what is theirs in it, and list nothing."""
    folder = data_folder()
    another = "Choose another in ZVANS_DATA, or start zvans as the user it belongs to."
    try:
        folder.mkdir(mode=0o711, parents=True, exist_ok=True)
    except OSError as error:
        raise DatabaseProblem(f"The data folder {folder} can't be made: {error.strerror}.", another) from error
    if not os.access(folder, os.R_OK | os.W_OK | os.X_OK):
        raise DatabaseProblem(f"The data folder {folder} belongs to another user.", another)
    return folder
