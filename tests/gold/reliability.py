"""Whether probabilities hold: of what was judged likely to some degree, the share that is right, as data and as text.

Training writes it beside the judges it learned, and `make accuracy` puts it into what releases carry.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from flows.extraction.linking.figures.claims import MODELS as OF_FIGURES
from flows.extraction.linking.ratings import MODELS as OF_RATINGS
from flows.extraction.linking.stakeholders.judging import MODELS as OF_STAKEHOLDERS
from tests.gold.scoring import wilson

BINS = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 1.0)
FILE = "reliability.json"
ABOUT = (
    "Of what the judges gave a probability in each range, the share that is right. By cross-validation over all "
    "documents that they learned from: each was judged by judges that saw none of its family. Intervals are of 95 % "
    "(Wilson)."
)
# The table of a release that the judges in a folder decide on.
JUDGES = {"ratings": OF_RATINGS, "disruptions": OF_FIGURES, "stakeholders": OF_STAKEHOLDERS}
# A range of probabilities (`from`, `to`), with `cases`, and the `share` of them that is right with its interval.
Bin = Mapping[str, Any]


def reliability(outcomes: Iterable[tuple[float, bool]]) -> list[Bin]:
    """What was right of each range of probabilities; ranges without a case are left out."""
    given = [*outcomes]
    found: list[Bin] = []
    for low, high in pairwise(BINS):
        inside = [right for score, right in given if low <= score < high or score == high == 1.0]
        if interval := wilson(sum(inside), len(inside)):
            share, between = round(sum(inside) / len(inside), 3), [round(end, 3) for end in interval]
            found.append({"from": low, "to": high, "cases": len(inside), "share": share, "share_95": between})
    return found


def as_markdown(bins: Sequence[Bin], cases: str) -> str:
    """The table of a card; `cases` is what is counted."""
    lines = [f"| probability | {cases} | right | 95 % interval |", "|---|--:|--:|---|"]
    for each in bins:
        between = f"{each['share_95'][0]:.3f} to {each['share_95'][1]:.3f}"
        lines.append(f"| {each['from']:.2f} to {each['to']:.2f} | {each['cases']} | {each['share']:.3f} | {between} |")
    return "\n".join(lines) + "\n"


def write(bins: Sequence[Bin], models: Path) -> None:
    """Keep it beside the judges, a range in a line."""
    lines = ",\n".join(map(json.dumps, bins))
    (models / FILE).write_text(f"[\n{lines}\n]\n", encoding="utf-8", newline="\n")


def kept() -> dict[str, Any]:
    """What training left beside the judges, by table, with what it is."""
    return {
        "about": ABOUT,
        **{table: json.loads((models / FILE).read_text(encoding="utf-8")) for table, models in JUDGES.items()},
    }
