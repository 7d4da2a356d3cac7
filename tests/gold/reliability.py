"""Reliability curves: of what the judges gave a probability in some range, the share that is right.

Each training writes the curve of its judges beside them; `make accuracy` puts the curves into what releases carry.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from flows.extraction.linking.judges import MODELS
from tests.gold.scoring import wilson

# The ends of the ranges of probabilities.
BINS = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 1.0)
FILE = "reliability.json"
ABOUT = (
    "Of what the judges gave a probability in each range, the share that is right. By cross-validation over all "
    "documents that they learned from: each was judged by judges that saw none of its family. Intervals are of 95 % "
    "(Wilson)."
)
# The folder of the judges that decide on each table of a release.
JUDGES = {"ratings": MODELS / "ratings", "disruptions": MODELS / "figures", "stakeholders": MODELS / "stakeholders"}
# A range of probabilities (`from`, `to`), with `cases`, and the `share` of them that is right with its interval.
Bin = Mapping[str, Any]


def reliability(outcomes: Iterable[tuple[float, bool]]) -> list[Bin]:
    """Return the share that is right in each range of probabilities; ranges without a case are left out.

    `outcomes`: probabilities by judges that did not see the documents, each with whether it was right.
    """
    cases = [*outcomes]
    bins: list[Bin] = []
    for low, high in pairwise(BINS):
        inside = [right for score, right in cases if low <= score < high or score == high == 1.0]
        if interval := wilson(sum(inside), len(inside)):
            share, between = round(sum(inside) / len(inside), 3), [round(end, 3) for end in interval]
            bins.append({"from": low, "to": high, "cases": len(inside), "share": share, "share_95": between})
    return bins


def write(bins: Sequence[Bin], models: Path) -> None:
    """Write a curve beside the judges in a folder, one range on each line."""
    lines = ",\n".join(map(json.dumps, bins))
    (models / FILE).write_text(f"[\n{lines}\n]\n", encoding="utf-8", newline="\n")


def kept() -> dict[str, Any]:
    """Return the curves that the trainings wrote, by table, with what they are."""
    return {
        "about": ABOUT,
        **{table: json.loads((models / FILE).read_text(encoding="utf-8")) for table, models in JUDGES.items()},
    }
