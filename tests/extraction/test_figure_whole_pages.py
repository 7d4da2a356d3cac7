"""Pages whose every figure hangs on one thing: how the body is called, or how a table was copied. All invented."""

from __future__ import annotations

import pytest

from tests.extraction.test_figure_wordings import said

BOARD = (
    "Regional Collaboration Board\nItem 3: {} performance, Quarter 2 2023/24\n\n"
    "The unit led on 212 disruptions in the quarter.\n\nThreat | All\nDrugs | 102\nFraud | 54"
)


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("NW ROCU", "nwrocu"),
        ("YH ROCU", "yhrocu"),
        ("WM-ROCU", "wmrocu"),
        ("SE Regional Organised Crime Unit", "serocu"),
        ("EM ROCU", "emsou"),
    ],
)
def test_a_unit_called_by_the_letters_of_its_region(name: str, unit: str) -> None:
    assert said(BOARD.format(name)) == {(unit, "disruptions", count) for count in (212, 102, 54)}


@pytest.mark.parametrize("name", ["NW ROCUs", "XX ROCU", "NW"])
def test_letters_that_call_no_unit(name: str) -> None:
    assert said(BOARD.format(name)) == set()
