"""Reliability curves, counted by hand, and the curves that the trainings wrote."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from flows.consolidation.facts import ACCURACY
from tests.gold.cards import reliability_table
from tests.gold.reliability import FILE, JUDGES, kept, reliability, write

# What each card calls the cases it counts.
COUNTED = {"ratings": "ratings", "disruptions": "claims", "stakeholders": "candidates"}


def test_each_range_has_the_share_that_is_right() -> None:
    bins = reliability([(0.05, False), (0.08, True), (0.1, False), (0.95, True), (1.0, True)])
    ranges = [(each["from"], each["to"], each["cases"], each["share"]) for each in bins]
    assert ranges == [(0.0, 0.1, 2, 0.5), (0.1, 0.2, 1, 0.0), (0.95, 1.0, 2, 1.0)]
    assert all(each["share_95"][0] <= each["share"] <= each["share_95"][1] for each in bins)


def test_nothing_judged_is_no_range() -> None:
    assert reliability([]) == []


def test_what_is_written_is_read_as_it_was(tmp_path: Path) -> None:
    bins = reliability([(0.31, False), (0.99, True)])
    write(bins, tmp_path)
    assert json.loads((tmp_path / FILE).read_text(encoding="utf-8")) == bins


@pytest.mark.parametrize("table", JUDGES)
def test_the_card_of_the_judges_tells_the_same(table: str) -> None:
    card = (JUDGES[table] / "README.md").read_text(encoding="utf-8")
    assert reliability_table(kept()[table], COUNTED[table]) in card, "run `make train` and commit what it writes"


def test_releases_carry_what_training_left() -> None:
    accuracy = json.loads(ACCURACY.read_text(encoding="utf-8"))
    assert accuracy["reliability"] == kept(), "run `make accuracy` and commit what it writes"
