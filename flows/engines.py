"""The engines that read and extract documents (values of `--engine`), and the number of cores for them."""

import os
import re

LOCAL = "local"
# In processes of this machine, on a Dask cluster started on this machine, or on the cluster of a scheduler.
ENGINES = re.compile(rf"{LOCAL}|dask|dask=(tcp|tls)://[^\s/]+:[0-9]+")


def cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
