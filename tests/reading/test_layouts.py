"""Pages laid out as real sites lay them out: what surrounds an article states nothing, and nothing of it is lost."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.gold.measure import compare

LAYOUTS = Path(__file__).parent / "layouts"
# What is known to go wrong: how many facts of a layout are lost, and how many are found that are none.
LOST: dict[str, int] = {"11-force-news-2015": 1, "14-pcc-news": 1}
WRONG: dict[str, int] = {}


PAGES = sorted(LAYOUTS.glob("*.html"))


@pytest.mark.parametrize("pages", [PAGES[::5], pytest.param(PAGES, marks=pytest.mark.slow)], ids=["some", "all"])
def test_layouts_give_what_they_state_and_nothing_of_what_surrounds_it(pages: Sequence[Path]) -> None:
    lost: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    for path in pages:
        labels = json.loads(path.with_suffix(".labels.json").read_text(encoding="utf-8"))
        compared = compare(path, labels)
        for table in ("ratings", "disruptions"):
            for label, fact in compared.pairs[table]:
                lost[path.stem] += fact is None and label is not None and not label.optional
                wrong[path.stem] += label is None
    for found, known in ((lost, LOST), (wrong, WRONG)):
        assert {**+found} == {path.stem: known[path.stem] for path in pages if path.stem in known}
