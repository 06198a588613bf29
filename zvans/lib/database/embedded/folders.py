"""The places of the embedded server on disk: its folder, its socket, programs it can reach."""

import hashlib
import os
import shutil
from pathlib import Path

from zvans.lib.children import SystemUser, run_as
from zvans.lib.database.embedded.binaries import Binaries
from zvans.lib.database.problem import DatabaseProblem

# The kernel takes 107 bytes for the address of a socket, and "/.s.PGSQL.5432" is 14 of them.
_LONGEST_SOCKET_FOLDER = 90


def make_private(folder: Path, user: SystemUser | None) -> None:
    """A folder that only its user (and root) can look into; refuses one that somebody else has put there."""
    folder.mkdir(mode=0o700, exist_ok=True)
    wanted = user.uid if user else os.geteuid()
    if user and folder.lstat().st_uid == 0:
        os.chown(folder, user.uid, user.gid)
    found = folder.lstat()
    if folder.is_symlink() or found.st_uid != wanted:
        raise DatabaseProblem(
            f"{folder} belongs to another user (number {found.st_uid}).",
            "Start zvans as that user or as root, or choose another data folder in ZVANS_DATA.",
        )
    if found.st_mode & 0o077:
        folder.chmod(0o700)


def socket_folder(folder: Path, user: SystemUser | None) -> Path:
    """Inside the server's folder, or a short private place of its own when that path is too long for a socket."""
    inside = folder / "socket"
    if len(os.fsencode(inside)) <= _LONGEST_SOCKET_FOLDER and "," not in str(inside):
        return inside
    mark = hashlib.sha256(os.fsencode(folder)).hexdigest()[:12]
    return Path("/tmp") / f"zvans-{user.uid if user else os.geteuid()}-{mark}"  # noqa: S108 - made private, its owner is checked


def reachable(binaries: Binaries, user: SystemUser | None, folder: Path) -> Binaries:
    """The same programs where the server's user can run them: a virtualenv under /root is closed to it."""
    if (
        user is None
        or run_as(user, ["/usr/bin/env", binaries.program("postgres"), "--version"], folder=Path("/")).returncode == 0
    ):
        return binaries
    home = folder / f"programs-{binaries.version}"
    if not home.exists():
        _copy_install(binaries.folder.parent, home)
    return Binaries(home / binaries.folder.relative_to(binaries.folder.parent.parent.parent))


def _copy_install(install: Path, home: Path) -> None:
    """`package/pginstall` and `package.libs` beside it, which its programs are linked to."""
    package = install.parent
    new = home.with_suffix(".new")
    shutil.rmtree(new, ignore_errors=True)
    unneeded = shutil.ignore_patterns("include", "*.a")
    shutil.copytree(install, new / package.name / install.name, symlinks=True, ignore=unneeded)
    libraries = package.with_name(package.name + ".libs")
    if libraries.exists():
        shutil.copytree(libraries, new / libraries.name, symlinks=True)
    for made in (new, new / package.name):
        made.chmod(0o755)
    new.rename(home)
