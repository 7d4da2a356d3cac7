"""How much memory this process takes."""

from __future__ import annotations

import sys
from pathlib import Path


def peak_memory() -> int:
    """The most bytes that this process has had in memory at a time, as far as the system tells.

    Linux counts in `ru_maxrss` what the process that started this one had; `VmHWM` begins with the program.
    """
    if sys.platform == "win32":
        return 0
    status = Path("/proc/self/status")
    if status.exists():
        lines = status.read_text(encoding="ascii", errors="replace").splitlines()
        return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM:")), 0)
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
