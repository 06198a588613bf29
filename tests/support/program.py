"""The program `zvans` as its users start it: a process of its own."""

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from django.test import override_settings
from django.utils.module_loading import import_string

from tests.support.database import OwnDatabase
from zvans.program.static_files import collect_if_stale

_ZVANS = [sys.executable, "-m", "zvans.program.main"]
_ROOT = Path(__file__).parent.parent.parent


def environment_of(database: OwnDatabase, data: Path) -> dict[str, str]:
    """As a child of pytest has it, with another database and data folder, and the product's settings."""
    ours = {
        "DATABASE_URL": database.app_url,
        "DATABASE_OWNER_URL": database.owner_url,
        "ZVANS_DATA": str(data),
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "PYTHONPATH": str(_ROOT),
    }
    return {name: value for name, value in os.environ.items() if not name.startswith("ZVANS_")} | ours


def collect_once(kept: Path) -> Path:
    """The folder of static files as the product collects them: made by whichever process of the test run comes first."""
    kept.mkdir(exist_ok=True)
    with (kept / "lock").open("ab") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with override_settings(STORAGES=import_string("config.settings.STORAGES"), STATIC_ROOT=kept / "static"):
            collect_if_stale()
    return kept / "static"


def copy_static(collected: Path, data: Path) -> None:
    """Let a data folder have its static files, which takes several seconds to make anew."""
    shutil.copytree(collected, data / "static")


def zvans(*arguments: str | Path, environment: Mapping[str, str] | None = None) -> "subprocess.CompletedProcess[str]":
    """Run one command to its end; what it printed is in `stdout`, what it complained of in `stderr`."""
    return subprocess.run(
        [*_ZVANS, *arguments], env=environment, capture_output=True, text=True, check=False, timeout=120
    )


def start_zvans(*arguments: str, environment: Mapping[str, str]) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [*_ZVANS, *arguments], env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
