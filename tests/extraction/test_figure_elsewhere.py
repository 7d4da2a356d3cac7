"""Figures whose noun, unit or body stands elsewhere in the text than beside the number. Sentences are invented."""

from __future__ import annotations

import pytest

from tests.extraction.test_figure_wordings import figures, said

Said = set[tuple[str, str, float | None]]
ELSEWHERE: list[tuple[str, Said]] = [
    # Who led the other disruptions did not lead these.
    ("In 2022 Kent Police led 61 crime disruptions and gave a hand with 17 more that were led by SEROCU.",
     {("kent-police", "disruptions", 61), ("kent-police", "disruptions", 17)}),
    ("In 2022 61 crime disruptions were led by SEROCU.", {("serocu", "disruptions", 61)}),
    # A unit that stands before its own number is not that of the number before it.
    ("In 2022 Kent Police made 212 fraud disruptions, but per 1,000 people it made 1.4 disruptions of any kind.",
     {("kent-police", "disruptions", 212), ("kent-police", "disruption-rate", 1.4)}),
    ("The gangs that were known numbered 31. Kent Police disrupted 14 in 2021 and at least nine in 2022.",
     {("kent-police", "groups-disrupted", 14), ("kent-police", "groups-disrupted", 9)}),
    ("Of the 31 gangs on its list, Kent Police had disrupted only four by the end of the year.",
     {("kent-police", "groups-disrupted", 4)}),
    ("Kent Police spoke of gangs and of trains. A landslip disrupted 14 in 2021.", set()),
    ("The team in figures\n\n- Pursue disruptions 41\n- Prevent disruptions 12\n- Cars seized 9\n\nKent Police",
     {("kent-police", "disruptions", 41), ("kent-police", "disruptions", 12)}),
    ("A summer in figures\n\n- Disruptions 41\n- Complaints 12\n\nKent Police", set()),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), ELSEWHERE)
def test_figures_whose_words_stand_elsewhere(text: str, expected: Said) -> None:
    assert said(text) == expected


def test_none_beside_shares() -> None:
    text = (
        "In 2022 one in five of the disruptions Kent Police led was of fraud; drugs made up a further 40 per cent. "
        "None at all was related to firearms."
    )
    assert [(c.measure, c.count, c.threats) for c in figures(text)] == [
        ("share-of-disruptions", None, ("fraud",)),
        ("share-of-disruptions", None, ("drugs",)),
        ("disruptions", 0, ("firearms",)),
    ]
