"""Where documents are read and extracted, as `--engine` says it, and how many cores there are for that."""

import os
import re

LOCAL = "local"
# Here, on a Dask cluster of this machine, or on that of a scheduler.
ENGINES = re.compile(rf"{LOCAL}|dask|dask=(tcp|tls)://[^\s/]+:[0-9]+")


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
