"""Numbers on lines of their own, over or under what they count. Pages are invented."""

from __future__ import annotations

from tests.cases import each_case
from tests.extraction.test_figure_wordings import figures

HEAD = "Dorset Police in numbers 2022/23\n"
OVER = HEAD + "97\norganised crime disruptions\n18\nmajor disruptions\n1,204\narrests\n4\nOCGs dismantled"
UNDER = HEAD + "Organised crime disruptions\n97\nMajor disruptions\n18\nArrests\n1,204\nOCGs dismantled\n4"


@each_case("page", [OVER, UNDER, OVER.replace("\n", "\n\n")])
def test_cards(page: str) -> None:
    found = [(c.body.body_id, c.measure, c.count, c.level, c.period_start) for c in figures(page)]
    assert found == [
        ("dorset-police", "disruptions", 97, None, "2022-04-01"),
        ("dorset-police", "disruptions", 18, "major", "2022-04-01"),
        ("dorset-police", "groups-disrupted", 4, None, "2022-04-01"),
    ]


NO_CARDS = [
    "Dorset Police\n\nThe work against crime goes on.\n\n12\n\nDrug disruptions\n\nThe force has done much here.",
    "Dorset Police\n\nDrug disruptions\n\n2023\n\nThe force has done much here against crime.",
    "Dorset Police\n97\nDisruptions planned\n12\nArrests planned",
]


@each_case("page", NO_CARDS)
def test_what_is_no_card(page: str) -> None:
    assert figures(page) == []
