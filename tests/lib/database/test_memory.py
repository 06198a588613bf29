from pathlib import Path

import pytest

from zvans.lib.database.embedded.memory import megabytes_here, settings_for


@pytest.mark.parametrize(
    ("megabytes", "buffers", "cache"),
    [(300, "128MB", "150MB"), (24_000, "6000MB", "12000MB"), (200_000, "8192MB", "100000MB")],
)
def test_the_database_takes_a_quarter_of_the_memory_for_its_pages(megabytes: int, buffers: str, cache: str) -> None:
    """K5: the pages of a country stay in memory, and a small machine is left its own."""
    assert settings_for(megabytes) == {"shared_buffers": buffers, "effective_cache_size": cache}


def test_the_memory_is_what_the_machine_has_or_less_in_a_container() -> None:
    machine = int(Path("/proc/meminfo").read_text().split()[1]) // 1024
    assert 0 < megabytes_here() <= machine
    assert megabytes_here(Path("/nowhere")) == machine


def test_a_limit_of_the_container_counts(tmp_path: Path) -> None:
    limit = tmp_path / "memory.max"
    limit.write_text(f"{64 * 2**20}\n")
    assert megabytes_here(limit) == 64
