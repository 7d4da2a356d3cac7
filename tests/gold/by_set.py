"""Measure how well the documents of `sets/` are read, by set, split and format: `python -m tests.gold.by_set`.

The documents have the format they would arrive in, so this measures reading and extraction together. Of held-out
documents only totals are printed; `--errors` lists the errors in tuned ones.
"""

from __future__ import annotations

import argparse
import os
from collections import defaultdict
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flows.reading import ReadingError
from tests.gold.comparing import ATTRIBUTES, label_item
from tests.gold.corpus import files_of, set_folders
from tests.gold.measure import compare
from tests.gold.reporting import confusions
from tests.gold.scoring import Compared, Pair, Tally, agree_in_all, both, tally


@dataclass(frozen=True, slots=True)
class Row:
    """The counts of one table; `whole`: the facts that are right in every attribute."""

    counts: Tally
    whole: int

    def __add__(self, other: Row) -> Row:
        return Row(self.counts + other.counts, self.whole + other.whole)


def measured(job: tuple[Path, dict[str, Any]]) -> Compared:
    """Pair the labels of a document with its facts; if the document cannot be read, all labels are missed."""
    path, labels = job
    try:
        return compare(path, labels)
    except ReadingError:
        missed: dict[str, list[Pair]] = {
            table: [(label_item(table, each), None) for each in labels[table]] for table in ATTRIBUTES
        }
        return Compared(path.stem, labels["split"], missed)


def row_of(pairs: Sequence[Pair]) -> Row:
    """Count the pairs of one table in one document."""
    return Row(tally(pairs), sum(agree_in_all(*each) for each in both(pairs)))


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="by_set", description=__doc__)
    parser.add_argument("set", nargs="*", help="only these sets (default: all)")
    parser.add_argument("--errors", action="store_true", help="list the errors of tuned documents")
    chosen = parser.parse_args(arguments)
    jobs = [job for folder in set_folders(chosen.set) for job in files_of(folder)]
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        compared = list(pool.map(measured, jobs, chunksize=8))
    if chosen.errors:
        print("\n".join(confusions([each for each in compared if each.split != "held-out"])))
    rows: dict[tuple[str, str], Row] = defaultdict(lambda: Row(Tally(), 0))
    for (path, labels), each in zip(jobs, compared, strict=True):
        for table, pairs in each.pairs.items():
            for group in (f"{path.parent.name} {labels['split']}", f"all {path.suffix}", f"all {labels['split']}"):
                rows[group, table] += row_of(pairs)
    for (group, table), row in sorted(rows.items()):
        print(f"{group:18} {table:13} {_line(row)}")


def _line(row: Row) -> str:
    gold, found, right = row.counts.gold, row.counts.found, row.counts.right
    precision, recall = right / found if found else 1.0, right / gold if gold else 1.0
    whole = 2 * row.whole / (gold + found) if gold + found else 1.0
    f1 = row.counts.f1 or 0.0
    return f"{gold:5} facts  precision {precision:.3f}  recall {recall:.3f}  F1 {f1:.3f}  whole rows F1 {whole:.3f}"


if __name__ == "__main__":
    main()
