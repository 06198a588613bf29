"""Real files to run on. They lie beside the repository and are never copied into it."""

from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "data"


def shared_file(name: str) -> Path:
    """The path of a real file; the test is skipped, with the reason, where this machine does not have it."""
    path = FOLDER / name
    if not path.exists():
        pytest.skip(f"../shared/data/{name} is not on this machine")
    return path
