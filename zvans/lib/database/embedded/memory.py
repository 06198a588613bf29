"""How much of the machine's memory the database takes for its pages."""

import os
from pathlib import Path

_LEAST, _MOST = 128, 8192  # megabytes
_CONTAINER_LIMIT = Path("/sys/fs/cgroup/memory.max")


def settings_for(megabytes: int) -> dict[str, str]:
    """A quarter for the server's own pages, as PostgreSQL's manual advises («Resource Consumption»); what is not used yet is not taken
    from anybody. The planner may think that half is kept in memory by server and system together."""
    return {
        "shared_buffers": f"{max(_LEAST, min(_MOST, megabytes // 4))}MB",
        "effective_cache_size": f"{max(_LEAST, megabytes // 2)}MB",
    }


def megabytes_here(limit: Path = _CONTAINER_LIMIT) -> int:
    """The memory of the machine, or of the container that we run in."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    allowed = limit.read_text().strip() if limit.exists() else "max"
    return min(memory, int(allowed) if allowed.isdigit() else memory) >> 20
