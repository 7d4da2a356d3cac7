"""`make demo`: a release and its site of some three hundred invented documents, in `build/demo`, opened in a browser.

Two releases, so that there is something to tell of changes: in the second there are more documents, one is gone, and a
person has amended a row. Held-out documents are never used: nobody is to read them.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

from tests.gold.corpus import SETS
from tests.gold.measure import labelled

HOME = Path(__file__).parents[1]
DEMO = HOME / "build" / "demo"
# So many of the articles, spread evenly over all of them, and of the documents of sets, which have other formats.
ARTICLES, OF_SETS = 240, 60


def documents() -> Iterator[Path]:
    """The invented documents of the demo."""
    articles = [path for path, labels in labelled() if labels["split"] == "tuned"]
    yield from _spread(articles, ARTICLES)
    yield from _spread(sorted(_of_sets()), OF_SETS)


def _of_sets() -> Iterator[Path]:
    for labels in SETS.glob("*/*.labels.json"):
        if json.loads(labels.read_text(encoding="utf-8"))["split"] == "tuned":
            stem = labels.name.removesuffix(".labels.json")
            yield from (p for p in labels.parent.glob(f"{stem}.*") if p.suffix != ".yaml" and p != labels)


def _spread(paths: list[Path], count: int) -> list[Path]:
    return [paths[len(paths) * place // count] for place in range(min(count, len(paths)))]


def put(paths: list[Path], raw: Path) -> None:
    """Copy documents, with what is known about them, into a folder of raw files."""
    raw.mkdir(parents=True, exist_ok=True)
    for path in paths:
        for part in (path, path.with_suffix(".yaml")):
            if part.exists():
                shutil.copy(part, raw)
