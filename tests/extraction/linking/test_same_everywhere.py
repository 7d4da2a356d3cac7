"""Probabilities are the same to the last digit whatever a processor can do, and with however many threads."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib import import_module
from itertools import islice

from tests.gold.measure import labelled

PROGRAM = """
import sys
from pathlib import Path
from flows.extraction import extract
from flows.reading import read
for path in sys.argv[1:]:
    found = extract(read(Path(path)))
    for claim in (*found.claims, *found.doubtful):
        print(type(claim).__name__, claim.passage.start, getattr(claim, "probability", None), flush=True)
"""


def claims(paths: list[str], **environment: str) -> list[str]:
    """A line for each claim of some documents, as a process of its own finds them."""
    run = subprocess.run(
        [sys.executable, "-c", PROGRAM, *paths],
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return run.stdout.splitlines()


def test_probabilities_are_the_same_with_and_without_avx_and_with_one_and_two_threads() -> None:
    numpy_core = import_module("numpy._core._multiarray_umath")  # nothing else says what it dispatches on
    dispatched = [name for name in numpy_core.__cpu_dispatch__ if numpy_core.__cpu_features__[name]]
    tuned = (str(path) for path, labels in labelled() if labels["split"] == "tuned" and labels["disruptions"])
    paths = list(islice(tuned, 3))
    plain = claims(paths, NPY_DISABLE_CPU_FEATURES=" ".join(dispatched), OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1")
    assert sum("0." in line for line in plain) > 5
    assert claims(paths, OMP_NUM_THREADS="2", OPENBLAS_NUM_THREADS="2") == plain
