"""Threats that a count leaves out or ranges over, and people of groups, who are no groups. Sentences are invented."""

from __future__ import annotations

from tests.cases import each_case
from tests.extraction.test_disruptions import disruptions

NONE = [
    "Gwent Police made 52 non-cyber disruptions in 2021.",
    "Gwent Police made 52 disruptions not related to fraud in 2021.",
    "Gwent Police's 52 disruptions were against every threat except firearms.",
    "Apart from fraud, Gwent Police made 52 disruptions in 2021.",
    "Gwent Police made 52 disruptions in 2021, not counting fraud.",
    "None of them drew notice: Gwent Police's 52 disruptions didn't involve firearms.",
    "Gwent Police disrupted 52 OCG leaders in 2021.",
    "Gwent Police disrupted 52 county lines offenders in 2021.",
]
READ = [
    ("Tarian's 210 disruptions ranged from fraud to firearms.", [(210, "all")]),
    ("Tarian made 210 disruptions, from modern slavery to drugs.", [(210, "all")]),
    ("Tarian made 210 disruptions covering anything from cyber crime to drugs and fraud.", [(210, "all")]),
    ("Tarian recorded 21 cyber and two drug disruptions.", [(21, "cyber-crime"), (2, "drugs")]),
    # What must stay.
    ("Tarian made 210 disruptions in 2021, not only against drugs.", [(210, "all")]),
    ("Tarian made 52 drugs disruptions, excluding county lines.", [(52, "drugs")]),
    ("Tarian made 52 drugs and fraud disruptions.", [(52, "drugs;fraud")]),
    ("Apart from drugs, Tarian made 52 fraud disruptions.", [(52, "fraud")]),
    ("Tarian disrupted 52 OCGs in 2021.", [(52, "all")]),
]


@each_case("text", NONE)
def test_no_figure_of_a_threat_left_out(text: str) -> None:
    assert disruptions(text) == []


@each_case(("text", "expected"), READ)
def test_threats(text: str, expected: list[tuple[int, str]]) -> None:
    assert [(c.count, ";".join(c.threats)) for c in disruptions(text)] == expected
