"""Who runs the database server. PostgreSQL refuses root, so root gets a service user for it."""

import os
import pwd
import shutil
from pathlib import Path

from zvans.lib.children import SystemUser, run_as
from zvans.lib.database.problem import DatabaseProblem

SERVICE_USER = "zvans"
_ADMIN_PATH = "/usr/sbin:/sbin:/usr/bin:/bin"  # `su` without a dash leaves /usr/sbin out of PATH


def _known(entry: pwd.struct_passwd) -> SystemUser:
    return SystemUser(entry.pw_name, entry.pw_uid, entry.pw_gid)


def own_name() -> str:
    return pwd.getpwuid(os.geteuid()).pw_name


def server_user(folder: Path) -> SystemUser | None:
    """None: as ourselves. For root: whoever owns the folder already, else the service user, made when missing."""
    if os.geteuid() != 0:
        return None
    if folder.exists() and folder.stat().st_uid != 0:
        return _known(pwd.getpwuid(folder.stat().st_uid))
    return service_user()


def service_user() -> SystemUser:
    try:
        return _known(pwd.getpwnam(SERVICE_USER))
    except KeyError:
        _create_service_user()
        return _known(pwd.getpwnam(SERVICE_USER))


def _create_service_user() -> None:
    useradd = shutil.which("useradd", path=_ADMIN_PATH)
    options = ["--system", "--user-group", "--no-create-home", "--home-dir", "/nonexistent"]
    if useradd:
        made = run_as(None, [useradd, *options, "--shell", "/usr/sbin/nologin", SERVICE_USER])
        if made.returncode == 0:
            return
    raise DatabaseProblem(
        f"PostgreSQL does not run as root, and the service user “{SERVICE_USER}” could not be created.",
        f"Create it (useradd --system --user-group {SERVICE_USER}) or start zvans as an ordinary user.",
    )


def can_enter(user: SystemUser | None, folder: Path) -> bool:
    """Whether that user gets into the folder, or into the nearest one above it that exists already."""
    while not folder.exists():
        folder = folder.parent
    return run_as(user, ["/usr/bin/env", "test", "-x", folder], folder=Path("/")).returncode == 0
