"""A PostgreSQL of our own: one folder, one unix socket, no TCP; it stops with the program that started it.

Who holds the lock on `lock` may make and start the server. The lock is handed on to its processes, so it is free exactly when
none is left, dying ones included; what a killed server left behind is then known to be stale.
"""

import fcntl
import os
import shutil
import signal
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep
from types import TracebackType
from typing import IO, Self
from urllib.parse import quote

import psycopg
from psycopg.pq import PGconn, Ping

from zvans.lib.children import kill_group, run_as, start_child, stop_child
from zvans.lib.database.embedded import binaries
from zvans.lib.database.embedded.folders import make_private, reachable, socket_folder
from zvans.lib.database.embedded.memory import megabytes_here, settings_for
from zvans.lib.database.embedded.users import own_name, server_user
from zvans.lib.database.problem import DatabaseProblem
from zvans.lib.database.roles import APP, DATABASE, Passwords, ensure_roles

SUPERUSER = "postgres"
_START_SECONDS = 300  # recovery after a power cut reads the whole log
_STOP_SECONDS = 60
_PAUSE_SECONDS = 0.05
_LOG_BYTES = 10_000_000

# What is not here is PostgreSQL's own default (fsync on).
_SETTINGS = {
    "listen_addresses": "",
    "jit": "off",
    "work_mem": "8MB",
    "maintenance_work_mem": "128MB",
    "random_page_cost": "1.1",
    "wal_compression": "on",
    "max_connections": "100",
    # B13: no values of statements, which can be personal data, in the server's log.
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_parameter_max_length": "0",
}


class Cluster:
    """The server of one data folder; a second program for the same folder uses the running one and leaves it running."""

    def __init__(self, folder: Path, passwords: Passwords, settings: Mapping[str, str] | None = None) -> None:
        self.folder = folder.resolve()
        self.files = self.folder / "cluster"
        self.passwords = passwords
        self._settings = {**_SETTINGS, **settings_for(megabytes_here()), **(settings or {})}
        self._server: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    @property
    def is_ours(self) -> bool:
        """Whether this object started the server, and so stops it."""
        return self._server is not None

    def url(self, role: str, database: str = DATABASE) -> str:
        """The address for a role. The folder stands in `host=`: what stands before a slash loses its capitals on the way."""
        user = role if role == SUPERUSER else f"{role}:{quote(self.passwords.of(role), safe='')}"
        return f"postgresql://{user}@/{quote(database)}?host={quote(str(self.socket), safe='')}"

    def start(self) -> None:
        self._user = server_user(self.folder)
        self.socket = socket_folder(self.folder, self._user)
        self._prepare_folders()
        until = monotonic() + _START_SECONDS
        while monotonic() < until:
            with self._lock() as lock:
                if lock is not None:
                    self._start_server(lock)
                    return
            if self._answers():
                return
            sleep(_PAUSE_SECONDS)
        raise DatabaseProblem(
            f"The database in {self.folder} is held by a server that does not answer.", self._see_log()
        )

    def is_up(self) -> bool:
        """Whether a server is at work here, ours or that of another program; one that is killed may still be dying."""
        if self._server is not None:
            return self._server.poll() is None
        with self._lock() as lock:
            return lock is None

    def start_again(self) -> bool:
        """Start a server in the place of one that has ended, another program's too; False while that one still has processes."""
        with self._lock() as lock:
            if lock is not None:
                self._start_server(lock)
            return lock is not None

    def stop(self) -> None:
        """Fast shutdown: open transactions roll back, what was committed is on disk."""
        server, self._server = self._server, None
        if server and not stop_child(server, signal.SIGINT, seconds=_STOP_SECONDS):
            kill_group(server)  # loses nothing either; the next start reads the log

    def _prepare_folders(self) -> None:
        try:
            self.folder.parent.mkdir(parents=True, exist_ok=True)
            make_private(self.folder, self._user)
            make_private(self.socket, self._user)
        except PermissionError as error:
            raise DatabaseProblem(
                f"{error.filename} can't be written.",
                "Choose another data folder in ZVANS_DATA, or start zvans as its owner.",
            ) from error

    @contextmanager
    def _lock(self) -> Iterator[IO[bytes] | None]:
        with (self.folder / "lock").open("ab") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                yield None
            else:
                yield file

    def _answers(self) -> bool:
        try:
            psycopg.connect(self.url(APP), connect_timeout=2).close()
        except psycopg.OperationalError:
            return False
        return True

    def _start_server(self, lock: IO[bytes]) -> None:
        programs = self._programs()
        if not self.files.exists():
            self._create(programs, lock)
        self._forget_dead_server()
        self._write_access_rules()
        with self._open_log() as log:
            self._server = start_child(
                [programs.program("postgres"), "-D", self.files, *self._options()],
                ending=signal.SIGINT,
                user=self._user,
                folder=self.folder,
                environment=_environment(),
                output=log,
                pass_fds=[lock.fileno()],
            )
        try:
            self._wait_until_ready(self._server)
        except BaseException:
            self.stop()
            raise

    def _programs(self) -> binaries.Binaries:
        """Of the version recorded in the cluster, or of the preferred one for a new cluster."""
        recorded = self.files / "PG_VERSION"
        found = binaries.for_cluster(int(recorded.read_text())) if self.files.exists() else binaries.for_new_cluster()
        return reachable(found, self._user, self.folder)

    def _create(self, programs: binaries.Binaries, lock: IO[bytes]) -> None:
        """Made beside its place and moved there whole: a cluster that is there is complete."""
        new = self.folder / "cluster.new"
        shutil.rmtree(new, ignore_errors=True)
        command: list[str | Path] = [
            programs.program("initdb"), "--pgdata", new, "--username", SUPERUSER, "--encoding", "UTF8",
            "--locale", "C.UTF-8", "--data-checksums", "--auth", "reject",
        ]  # fmt: skip
        if self._settings.get("fsync") == "off":
            command.append("--no-sync")
        made = run_as(self._user, command, folder=self.folder, environment=_environment(), pass_fds=[lock.fileno()])
        if made.returncode:
            raise DatabaseProblem(f"The database could not be created in {self.folder}:", made.stderr.strip())
        new.rename(self.files)

    def _forget_dead_server(self) -> None:
        """Nobody holds the lock, so what a killed server noted down is stale.

        Its number may belong to another program by now, or to its own remains that nobody has collected yet; PostgreSQL would take
        either for a running server.
        """
        note = self.files / "postmaster.pid"
        if note.exists() and _works_in(note.read_text().split("\n", 1)[0], self.files):
            return  # started by hand, without our lock: PostgreSQL will refuse to start a second one
        for left in (note, *self.socket.glob(".s.PGSQL.*")):
            left.unlink(missing_ok=True)

    def _write_access_rules(self) -> None:
        """Roles come in with their passwords; the superuser only from the accounts that could read the files anyway."""
        names = {own_name(), *([self._user.name] if self._user else [])}
        lines = "".join(f"zvans {name} {SUPERUSER}\n" for name in sorted(names))
        (self.folder / "ident.conf").write_text(lines)
        (self.folder / "access.conf").write_text(f"local all {SUPERUSER} peer map=zvans\nlocal all all scram-sha-256\n")

    def _options(self) -> list[str]:
        places = {
            "unix_socket_directories": f'"{self.socket}"',
            "hba_file": str(self.folder / "access.conf"),
            "ident_file": str(self.folder / "ident.conf"),
        }
        return [part for name, value in {**self._settings, **places}.items() for part in ("-c", f"{name}={value}")]

    def _open_log(self) -> IO[bytes]:
        log = self.folder / "server.log"
        if log.exists() and log.stat().st_size > _LOG_BYTES:
            log.replace(log.with_suffix(".log.1"))
        return log.open("ab")

    def _wait_until_ready(self, server: "subprocess.Popen[bytes]") -> None:
        until = monotonic() + _START_SECONDS
        while monotonic() < until and server.poll() is None:
            if PGconn.ping(self.url(SUPERUSER, "postgres").encode()) == Ping.OK:
                ensure_roles(self.url(SUPERUSER, "postgres"), self.passwords)
                return
            sleep(_PAUSE_SECONDS)
        raise DatabaseProblem("The database server did not start.", self._see_log())

    def _see_log(self) -> str:
        log = self.folder / "server.log"
        last = log.read_text(errors="replace").splitlines()[-5:] if log.exists() else []
        return "\n".join([f"The last lines of {log}:", *last])


def _environment() -> dict[str, str]:
    """Nothing of ours: PGDATA, PGPORT and friends would lead the server's programs elsewhere."""
    return {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C.UTF-8"}


def _works_in(process: str, folder: Path) -> bool:
    """A server's working directory is its cluster; another program with the same number has another."""
    try:
        return Path(f"/proc/{process}/cwd").samefile(folder)
    except OSError:
        return False
