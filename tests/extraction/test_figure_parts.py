"""Parts of what was counted: of a part, of a level, of what a body led or only supported. All invented."""

from __future__ import annotations

import pytest

from tests.extraction.test_figure_wordings import figures

MADE = "The NCA made 500 disruptions of crime in 2022. "
Part = tuple[int | None, tuple[str, ...], str | None, str | None]
PARTS: list[tuple[str, list[Part]]] = [
    ("Fraud accounted for 74, nine of them major.", [(74, ("fraud",), None, None), (9, ("fraud",), "major", None)]),
    ("Thirty of the major disruptions concerned drugs, nine human trafficking and six fraud.",
     [(30, ("drugs",), "major", None), (9, ("modern-slavery-and-human-trafficking",), "major", None),
      (6, ("fraud",), "major", None)]),
    ("Thirty concerned drugs, nine organised immigration crime and modern slavery.",
     [(30, ("drugs",), None, None),
      (9, ("modern-slavery-and-human-trafficking", "organised-immigration-crime"), None, None)]),
    ("Ten of the disruptions led by the agency were assessed as major.", [(10, ("all",), "major", "led")]),
    ("The figure leaves out 88 disruptions which it only supported.", [(88, ("all",), None, "supported")]),
    ("The fraud figure was queried, as only seven of its disruptions fell under that heading.",
     [(7, ("fraud",), None, None)]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), PARTS)
def test_parts(text: str, expected: list[Part]) -> None:
    assert [(c.count, c.threats, c.level, c.lead) for c in figures(MADE + text)][1:] == expected


def test_a_level_of_what_is_of_one_threat() -> None:
    text = "The NCA made 500 disruptions of fraud in 2022. It led 203 of these, 44 of which were major."
    assert [c.threats for c in figures(text)] == [("fraud",)] * 3


def test_a_share_in_brackets_in_a_list() -> None:
    text = "Disruptions in 2018–19 by Kent Police\n\n- Fraud: 240 (12 per cent)\n- Drugs: 30 (up 3 per cent)"
    assert [(c.count, c.share_percent) for c in figures(text)] == [(240, 12), (30, None)]
