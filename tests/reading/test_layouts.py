"""Pages laid out as real sites lay them out: what surrounds an article states nothing, and nothing of it is lost."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.gold.measure import compare

LAYOUTS = Path(__file__).parent / "layouts"
# How many facts of all layouts together judges may miss, of some 220, and how many they may find that are none.
MOST_LOST, MOST_WRONG = 4, 1

PAGES = sorted(LAYOUTS.glob("*.html"))


@pytest.mark.parametrize("pages", [PAGES[::5], pytest.param(PAGES, marks=pytest.mark.slow)], ids=["some", "all"])
def test_layouts_give_what_they_state_and_nothing_of_what_surrounds_it(pages: Sequence[Path]) -> None:
    lost: list[str] = []
    wrong: list[str] = []
    for path in pages:
        labels = json.loads(path.with_suffix(".labels.json").read_text(encoding="utf-8"))
        compared = compare(path, labels)
        for table in ("ratings", "disruptions"):
            for label, fact in compared.pairs[table]:
                if label is None:
                    wrong.append(path.stem)
                elif fact is None and not label.optional:
                    lost.append(path.stem)
    assert len(lost) <= MOST_LOST, lost
    assert len(wrong) <= MOST_WRONG, wrong
