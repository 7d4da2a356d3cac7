"""`make demo`: a release and its site of some three hundred invented documents, in `build/demo`, opened in a browser.

Two releases, so that there is something to tell of changes: in the second there are more documents, one is gone, and a
person has confirmed a row. Documents that are held out are never used: nobody is to read them.
"""

from __future__ import annotations

import json
import os
import shutil
import webbrowser
from collections.abc import Iterator
from pathlib import Path

import yaml

from flows import site, stages
from flows.engines import cores
from flows.plan import Plan
from flows.storing.store import cache_folder
from tests.gold.corpus import SETS
from tests.gold.measure import labelled

HOME = Path(__file__).parents[1]
DEMO = HOME / "build" / "demo"
NOTICE = "A demonstration: real bodies, but every document, person, grade and figure here is invented."
# So many of the articles, spread evenly over all of them, and of the documents of sets, which have other formats.
ARTICLES, OF_SETS = 240, 60


def build(folder: Path, articles: int = ARTICLES, of_sets: int = OF_SETS) -> site.Built:
    """Make both releases and the site in a folder."""
    raw, output = folder / "raw", folder / "output"
    shutil.rmtree(raw, ignore_errors=True)
    shutil.rmtree(output, ignore_errors=True)
    first, *others = documents(articles, of_sets)
    later = others[-max(len(others) // 20, 1) :]
    put([first, *others[: -len(later)]], raw)
    plan = Plan(raw, output, store=folder / "store", reports=folder / "reports")
    stages.run(plan, lambda done, total: None)
    put(later, raw)
    for gone in raw.glob(f"{first.stem}.*"):
        gone.unlink()
    _confirm(output / "latest", raw)
    stages.run(plan, lambda done, total: None)
    settings = site.Settings(notice=NOTICE, full_text="all")
    charts = cache_folder() / "charts"
    return site.build(output / "latest", folder / "site", raw, settings, workers=cores(), pictures=charts)


def documents(articles: int = ARTICLES, of_sets: int = OF_SETS) -> list[Path]:
    """The invented documents of the demo, spread evenly over all that may be read."""
    tuned = [path for path, labels in labelled() if labels["split"] == "tuned"]
    return [*_spread(tuned, articles), *_spread(sorted(_of_sets()), of_sets)]


def _of_sets() -> Iterator[Path]:
    for labels in SETS.glob("*/*.labels.json"):
        if json.loads(labels.read_text(encoding="utf-8"))["split"] == "tuned":
            stem = labels.name.removesuffix(".labels.json")
            yield from (p for p in labels.parent.glob(f"{stem}.*") if p.suffix != ".yaml" and p != labels)


def _spread(paths: list[Path], count: int) -> list[Path]:
    chosen = min(count, len(paths))
    return [paths[len(paths) * place // chosen] for place in range(chosen)]


def put(paths: list[Path], raw: Path) -> None:
    """Copy documents with what is known about them; the line that says that they are invented is on every page."""
    raw.mkdir(parents=True, exist_ok=True)
    for path in paths:
        content = path.read_bytes()
        first, _, rest = content.partition(b"\n")
        (raw / path.name).write_bytes(rest.lstrip(b"\n") if first.startswith(b"[Invented") else content)
        if (beside := path.with_suffix(".yaml")).exists():
            shutil.copy(beside, raw)


def _confirm(release: Path, raw: Path) -> None:
    """Have a person confirm the first rating that documents disagree about, or the first of all."""
    import pandas as pd

    ratings = pd.read_parquet(release / "ratings.parquet").sort_values("conflicting", ascending=False, kind="stable")
    row = ratings.iloc[0]
    correction = {
        "action": "confirm",
        "who": "A. Editor",
        "when": "2026-11-24",
        "why": "Both documents were read; the report itself gives this grade.",
        "table": "ratings",
        "row_id": row["rating_id"],
        "expect": {"grade": row["grade"]},
    }
    (raw / "corrections").mkdir(exist_ok=True)
    text = yaml.safe_dump([correction], allow_unicode=True, sort_keys=False)
    (raw / "corrections" / "demo.yaml").write_text(text, encoding="utf-8")


def main() -> None:
    """Build it, and open it unless there is nobody to look."""
    built = build(DEMO)
    first = built.folder / "index.html"
    print(f"{built.pages:,} pages: {first}")
    if not os.environ.get("CI"):
        webbrowser.open(first.resolve().as_uri())


if __name__ == "__main__":
    main()
