"""A gateway in our own process, for the demo: what would arrive at which phone lies in a file of the data folder, to be read by anybody."""

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings

from zvans.lib.dates import now

URL = "local:"
_SHOWN = 30
_READ_BYTES = 100_000


@dataclass(frozen=True, slots=True)
class Arrived:
    phone: str
    text: str
    at: datetime


def _file() -> Path:
    return Path(settings.DATA_DIR) / "phones.jsonl"


def keep(phone: str, text: str) -> None:
    line = json.dumps({"phone": phone, "text": text, "at": now().isoformat()}, ensure_ascii=False)
    with _file().open("a", encoding="utf-8") as file:
        file.write(line + "\n")


def arrived() -> list[Arrived]:
    """The last thirty messages, newest first."""
    try:
        with _file().open("rb") as file:
            file.seek(max(0, _file().stat().st_size - _READ_BYTES))
            lines = file.read().decode(errors="replace").splitlines()
    except FileNotFoundError:
        return []
    rows = [json.loads(line) for line in lines[-_SHOWN:] if line.startswith("{")]
    return [Arrived(row["phone"], row["text"], datetime.fromisoformat(row["at"])) for row in reversed(rows)]
