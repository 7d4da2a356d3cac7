"""How well the documents of `sets/` are read, by set, split and format: `python -m tests.gold.by_set`.

They are kept in the format they would arrive in, so this measures reading and extraction together. Only totals are
printed of held-out documents; `--errors` lists what goes wrong in tuned ones.
"""

from __future__ import annotations

import argparse
import json
import os
from collections import defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flows.reading import ReadingError
from tests.gold.comparing import ATTRIBUTES, agrees, label_item
from tests.gold.measure import GOLD, compare
from tests.gold.reporting import confusions
from tests.gold.scoring import Compared, Pair, Tally, tally

SETS = GOLD / "sets"
_LABELS = ".labels.json"


@dataclass(frozen=True, slots=True)
class Row:
    """What is counted of one table: labelled, found and right, and right in every attribute."""

    counted: Tally
    whole: int

    def __add__(self, other: Row) -> Row:
        return Row(self.counted + other.counted, self.whole + other.whole)


def documents(names: Sequence[str]) -> Iterator[tuple[Path, dict[str, Any]]]:
    """The documents of some sets, or of all, each with its labels."""
    for path in sorted(SETS.glob(f"*/*{_LABELS}")):
        if not names or path.parent.name in names:
            stem = path.name.removesuffix(_LABELS)
            (raw,) = (file for file in path.parent.glob(f"{stem}.*") if file.suffix != ".yaml" and file != path)
            yield raw, json.loads(path.read_text(encoding="utf-8"))


def measured(job: tuple[Path, dict[str, Any]]) -> Compared:
    """One document; where it cannot be read, everything in it is missed."""
    path, labels = job
    try:
        return compare(path, labels)
    except ReadingError:
        missed: dict[str, list[Pair]] = {
            table: [(label_item(table, each), None) for each in labels[table]] for table in ATTRIBUTES
        }
        return Compared(path.stem, labels["split"], missed)


def row_of(pairs: Sequence[Pair]) -> Row:
    """The counts of one document and table."""
    both = [(label, fact) for label, fact in pairs if label and fact and not label.optional]
    return Row(tally(pairs), sum(all(agrees(name, *each) for name in each[0].attributes) for each in both))


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="by_set", description=__doc__)
    parser.add_argument("set", nargs="*", help="only these sets (default: all)")
    parser.add_argument("--errors", action="store_true", help="list the errors of tuned documents")
    chosen = parser.parse_args(arguments)
    jobs = list(documents(chosen.set))
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        compared = list(pool.map(measured, jobs, chunksize=8))
    if chosen.errors:
        print("\n".join(confusions([each for each in compared if each.split != "held-out"])))
    rows: dict[tuple[str, str], Row] = defaultdict(lambda: Row(Tally(), 0))
    for (path, labels), each in zip(jobs, compared, strict=True):
        for table, pairs in each.pairs.items():
            for what in (f"{path.parent.name} {labels['split']}", f"all {path.suffix}", f"all {labels['split']}"):
                rows[what, table] += row_of(pairs)
    for (what, table), row in sorted(rows.items()):
        print(f"{what:18} {table:13} {_line(row)}")


def _line(row: Row) -> str:
    gold, found, right = row.counted.gold, row.counted.found, row.counted.right
    precision, recall = right / found if found else 1.0, right / gold if gold else 1.0
    whole = 2 * row.whole / (gold + found) if gold + found else 1.0
    f1 = row.counted.f1 or 0.0
    return f"{gold:5} facts  precision {precision:.3f}  recall {recall:.3f}  F1 {f1:.3f}  whole rows F1 {whole:.3f}"


if __name__ == "__main__":
    main()
