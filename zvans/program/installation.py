"""An installation at work: its keys known, its database running, Django set up."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from zvans.lib.database import outside
from zvans.lib.database.addresses import role_of, with_role
from zvans.lib.database.embedded.cluster import Cluster
from zvans.lib.database.roles import APP, OWNER
from zvans.program.data_folder import prepared_data_folder
from zvans.program.keys import Keys


@dataclass(frozen=True)
class Installation:
    data: Path
    app_url: str
    owner_url: str
    app_role: str
    is_embedded: bool
    cluster: Cluster | None = None  # the embedded server, for whoever has to keep it running


@contextmanager
def installation() -> Iterator[Installation]:
    """Everything a command needs, for as long as the block lasts; a database server started for it stops at the end.

    What the environment says already stays as it is. Programs started inside the block find all they need in the environment.
    """
    data = prepared_data_folder()
    keys = Keys.of(data)
    if os.environ.get("DATABASE_URL"):
        found = _outside(data, keys)
        _set_up(found, keys)
        yield found
        return
    with Cluster(data / "postgres", keys.passwords) as cluster:
        found = Installation(data, cluster.url(APP), cluster.url(OWNER), APP, is_embedded=True, cluster=cluster)
        _set_up(found, keys)
        try:
            yield found
        finally:
            _close_connections()


def _outside(data: Path, keys: Keys) -> Installation:
    app_url, owner_url = os.environ["DATABASE_URL"], os.environ.get("DATABASE_OWNER_URL", "")
    outside.check_reachable(app_url, "DATABASE_URL")
    if owner_url:
        outside.check_reachable(owner_url, "DATABASE_OWNER_URL")
        return Installation(data, app_url, owner_url, role_of(app_url), is_embedded=False)
    role = outside.app_role_at(app_url, keys.app_role, keys.app_password)
    if role != keys.app_role:
        keys.changed(data, app_role=role)
    return Installation(data, with_role(app_url, role, keys.app_password), app_url, role, is_embedded=False)


def _set_up(found: Installation, keys: Keys) -> None:
    os.environ["ZVANS_DATA"] = str(found.data)
    os.environ["DATABASE_URL"] = found.app_url
    os.environ["DATABASE_OWNER_URL"] = found.owner_url
    os.environ.setdefault("ZVANS_SECRET_KEY", keys.secret_key)
    os.environ.setdefault("ZVANS_CODE_KEYS", ",".join(keys.code_keys))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

    import django

    django.setup()


def _close_connections() -> None:
    from django.db import connections

    connections.close_all()
