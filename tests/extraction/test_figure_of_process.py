"""Shares of disruptions that were on time, evidenced or of a region: no facts. Sentences are invented."""

from __future__ import annotations

from tests.cases import each_case
from tests.extraction.test_disruptions import disruptions

NONE = [
    "91% of disruptions by EMSOU were recorded within a week in 2021/22.",
    "Auditors found that 77% of Gwent Police's disruptions had enough paperwork.",
    "Kent Police says 65% of disruptions come about through searches.",
    "Gwent Police accounts for 14% of all disruptions in Wales.",
    "EMSOU reached 106% of its 300 disruptions goal.",
    "A third of Surrey Police's disruptions took place at night.",
]
READ = [
    ("44% of EMSOU's disruptions were against drugs.", [44]),
    ("12% of EMSOU's disruptions were major.", [12]),
    ("EMSOU led 44% of its disruptions in 2022.", [44]),
    ("Drugs are what EMSOU fights. They accounted for 44% of its disruptions.", [44]),
]


@each_case("text", NONE)
def test_no_share_of_process(text: str) -> None:
    assert disruptions(text) == []


@each_case(("text", "shares"), READ)
def test_shares_that_divide(text: str, shares: list[int]) -> None:
    assert [c.share_percent for c in disruptions(text)] == shares
