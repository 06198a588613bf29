"""An accepted entry survives whatever is killed (K5): fifty clients save while parts of the program are killed at random.

`make kill` does it 200 times; the suite a few times, each kind once and always the same. KILLS says how many, KILLS_SEED repeats a run's
choices.
"""

import os
from collections.abc import Sequence
from pathlib import Path
from random import Random
from secrets import token_hex
from time import monotonic, sleep
from uuid import UUID

import pytest

from tests.kill.client import Client, Tally
from tests.kill.installed import Desk, Installed, installed
from tests.kill.killer import KINDS, Kill, Killer
from tests.support.database import OwnDatabase

_CLIENTS = 50
_PAUSE_SECONDS = 0.1, 0.8
_JOB = """
INSERT INTO procrastinate_jobs (queue_name, task_name, args)
VALUES ('default', 'end_expired_sessions', '{"timestamp": 0}')
"""
_OVER = "SELECT count(*) FROM accounts_session WHERE expires_at < now()"


def test_every_acknowledged_cell_is_there_once_and_the_program_comes_back_by_itself(
    fresh_database: OwnDatabase, collected: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    number, seed = _asked()
    started, tally = monotonic(), Tally()
    with capsys.disabled(), installed(fresh_database, collected) as made:
        print(f"\nKILLS={number} KILLS_SEED={seed}", flush=True)
        made.start()
        desks = made.desks(_CLIENTS)
        killer = Killer(made, tally, seed)
        _save_and_kill(made, desks, killer, number, seed)
        print(_told(killer.kills, tally, monotonic() - started))
        assert tally.faults == []
        assert len(killer.kills) == number
        assert _stored(made, desks) == [(c.row, c.text, c.revision, c.writes) for d in desks for c in d.cells]
        assert _stored_batches(made) == tally.batches
        _the_worker_works(made)
        assert made.stop() == 0


def _asked() -> tuple[int, str]:
    if "KILLS" not in os.environ:
        return len(KINDS), "suite"
    return int(os.environ["KILLS"]), os.environ.get("KILLS_SEED") or token_hex(4)


def _save_and_kill(made: Installed, desks: list[Desk], killer: Killer, number: int, seed: str) -> None:
    clients = [Client(made.port, desk, killer.tally, f"{seed} {n}") for n, desk in enumerate(desks)]
    for client in clients:
        client.start()
    try:
        for n, kind in enumerate(_kinds(number, seed), 1):
            sleep(killer.random.uniform(*_PAUSE_SECONDS))
            killer.kill(kind)
            if n % 20 == 0:
                print(f"{n} kills, {killer.tally.cells} cells", flush=True)
    finally:
        for client in clients:
            client.stopping.set()
        for client in clients:
            client.join()


def _kinds(number: int, seed: str) -> list[str]:
    """Each kind once in an order of chance, then chance alone."""
    random = Random(seed)
    return [*random.sample(KINDS, len(KINDS)), *random.choices(KINDS, k=max(0, number - len(KINDS)))][:number]


def _stored(made: Installed, desks: list[Desk]) -> list[tuple[int, str, int, int]]:
    """Each cell of the clients, in their order: its row, text, revision, and how often history says that it was changed."""
    with made.superuser() as connection:
        rows = connection.execute(
            "SELECT id, text, revision, (SELECT count(*) FROM audit_change c WHERE c.\"table\" = 'journal_mark' AND c.row_id = m.id) "
            "FROM journal_mark m WHERE id = ANY(%s)",
            [[cell.row for desk in desks for cell in desk.cells]],
        )
        found = {row[0]: row for row in rows}
    return [found[cell.row] for desk in desks for cell in desk.cells]


def _stored_batches(made: Installed) -> set[tuple[int, UUID]]:
    with made.superuser() as connection:
        return set(connection.execute("SELECT account_id, batch FROM journal_savedbatch").fetchall())


def _the_worker_works(made: Installed) -> None:
    """It ends a session whose time is over."""
    with made.superuser() as connection:
        connection.execute("UPDATE accounts_session SET expires_at = now() - interval '1 hour' WHERE address = ''")
        connection.execute(_JOB)
        until = monotonic() + 30
        while connection.execute(_OVER).fetchone() != (0,):
            assert monotonic() < until, made.said()[-3000:]
            sleep(0.1)


def _told(kills: Sequence[Kill], tally: Tally, seconds: float) -> str:
    what = f"{tally.cells} cells in {len(tally.batches)} batches, {tally.repeats} requests repeated"
    lines = [
        f"{len(kills)} kills in {seconds:.0f} s; acknowledged: {what}",
        f"{'killed':26}{'times':>6}{'saves again':>24}{'whole again':>24}",
    ]
    for kind in KINDS:
        of_kind = [kill for kill in kills if kill.kind == kind]
        if of_kind:
            lines.append(
                f"{kind:26}{len(of_kind):6}{_span([k.saving for k in of_kind])}{_span([k.whole for k in of_kind])}"
            )
    return "\n".join(lines)


def _span(seconds: list[float]) -> str:
    return f"{sorted(seconds)[len(seconds) // 2]:10.2f} s, ≤{max(seconds):6.2f} s"
