"""A browser that saves all the time and, as ours does, sends a batch again under the same id until it is answered."""

import json
from http.client import HTTPConnection, HTTPException
from random import Random
from threading import Event, Lock, Thread
from time import monotonic, sleep
from uuid import UUID

from tests.kill.installed import Cell, Desk

_TIMEOUT_SECONDS = 30
_GIVE_UP_SECONDS = 180
_AGAIN_SECONDS = 0.1, 0.4
_THINK_SECONDS = 0.1, 0.6
_CELLS_A_BATCH = 1, 6
_CSRF = "b" * 32


class Tally:
    """What all clients have come to; `last_sent` is when the newest acknowledged request went out."""

    def __init__(self) -> None:
        self._lock = Lock()
        self.batches: set[tuple[int, UUID]] = set()
        self.cells = self.repeats = 0
        self.last_sent = 0.0
        self.faults: list[str] = []

    def acknowledged(self, account: int, batch: UUID, cells: int, sent: float) -> None:
        with self._lock:
            self.batches.add((account, batch))
            self.cells += cells
            self.last_sent = max(self.last_sent, sent)

    def repeated(self) -> None:
        with self._lock:
            self.repeats += 1


class Client(Thread):
    def __init__(self, port: int, desk: Desk, tally: Tally, seed: str) -> None:
        super().__init__(daemon=True)
        self.port, self.desk, self.tally = port, desk, tally
        self.random, self.stopping = Random(seed), Event()
        self.headers = {
            "Cookie": f"zvans_session={desk.token}; zvans_csrf={_CSRF}",
            "X-CSRFToken": _CSRF,
            "X-Requested-With": "zvans",
            "Content-Type": "application/json",
        }
        self.connection = self._new_connection()

    def run(self) -> None:
        try:
            while not self.stopping.is_set():
                self._save(self.random.sample(self.desk.cells, self.random.randint(*_CELLS_A_BATCH)))
                self.stopping.wait(self.random.uniform(*_THINK_SECONDS))
        except Exception as fault:
            self.tally.faults.append(f"{self.desk.path}: {fault!r}")
        finally:
            self.connection.close()

    def _save(self, cells: list[Cell]) -> None:
        batch = UUID(int=self.random.getrandbits(128), version=4)
        texts = [str(self.random.choice([n for n in range(1, 11) if str(n) != cell.text])) for cell in cells]
        edits = [
            {"lesson": c.lesson, "pupil": c.pupil, "text": text, "was": c.text, "mark": c.revision, "absence": 0}
            for c, text in zip(cells, texts, strict=True)
        ]
        answer, sent = self._until_answered(json.dumps({"batch": str(batch), "cells": edits}))
        for cell, text, given in zip(cells, texts, answer, strict=True):
            if (given["status"], given["text"], given["mark"]) != ("saved", text, cell.revision + 1):
                raise AssertionError(f"{cell} ← {text}: {given}")
            cell.text, cell.revision, cell.writes = text, given["mark"], cell.writes + 1
        self.tally.acknowledged(self.desk.account, batch, len(cells), sent)

    def _until_answered(self, body: str) -> tuple[list[dict[str, object]], float]:
        """The cells of the first answer that comes, and when it was asked for."""
        until = monotonic() + _GIVE_UP_SECONDS
        while monotonic() < until:
            sent = monotonic()
            try:
                self.connection.request("POST", self.desk.path, body, self.headers)
                response = self.connection.getresponse()
                content = response.read()
            except (OSError, HTTPException):
                self.connection.close()
                self.connection = self._new_connection()
            else:
                if response.status == 200:
                    return json.loads(content)["cells"], sent
                if response.status < 500:
                    raise AssertionError(f"answered with {response.status}: {content[:200]!r}")
            self.tally.repeated()
            sleep(self.random.uniform(*_AGAIN_SECONDS))
        raise AssertionError(f"no answer in {_GIVE_UP_SECONDS} s")

    def _new_connection(self) -> HTTPConnection:
        return HTTPConnection("127.0.0.1", self.port, timeout=_TIMEOUT_SECONDS)
