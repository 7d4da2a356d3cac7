"""Counts that say again what a share says, numbers of another time or body, and examples. Sentences are invented."""

from __future__ import annotations

from tests.cases import each_case
from tests.extraction.test_figure_wordings import figures, said

MADE = "In 2022 EMSOU made 318 disruptions of crime. "
GANGS = "In 2022 EMSOU disrupted 42 gangs. "
Part = tuple[str, float | None, float | None, tuple[str, ...]]
PARTS: list[tuple[str, list[Part]]] = [
    ("Over half of the year's total, some 170, were against fraud.", [("disruptions", 170, None, ("fraud",))]),
    ("Around a third of the total – 34 per cent – concerned fraud.",
     [("share-of-disruptions", None, 34, ("fraud",))]),
    ("Half of all of them were about fraud.", [("share-of-disruptions", None, 50, ("fraud",))]),
    ("Three in every four of the 2022 disruptions were against fraud.",
     [("share-of-disruptions", None, 75, ("fraud",))]),
    ("Three out of every four weeks were quiet.", []),
    ("Its operations against money laundering resulted in 27.", []),
    ("Its work against money laundering resulted in 27.", [("disruptions", 27, None, ("money-laundering",))]),
    ("Its work against money laundering resulted in 27 arrests.", []),
    ("Arrests of people with links to money laundering come to 27.", []),
    ("The money has led to 410 gun crime charges and 27 for money laundering.", []),
    ("None of the disruptions for money laundering had been entered on the system.", []),
    ("None of the disruptions was for money laundering.", [("disruptions", 0, None, ("money-laundering",))]),
]  # fmt: skip


@each_case(("text", "expected"), PARTS)
def test_parts_and_their_shares(text: str, expected: list[Part]) -> None:
    found = figures(MADE + text)[1:]
    assert [(c.measure, c.count, c.share_percent, c.threats) for c in found] == expected


def test_the_count_of_groups_beside_its_share_in_words() -> None:
    text = GANGS + "More than half of the gangs disrupted, 23 of the 42 (55%), were involved in fraud."
    assert [(c.count, c.share_percent, c.threats) for c in figures(text)][1:] == [(23, 55, ("fraud",))]


@each_case(("sentence", "count"), [
    ("The gangs, among them one from Corby which sold guns, were large.", None),
    ("Among them was one known as the Lads.", None),
    ("Among them, one dealt in stolen cars.", 1),
    ("In the 12 months before that it was 35.", 35),
    ("Between April and September 2021 it was 35.", 35),
    ("Between April and September 2021 it was cold.", None),
])  # fmt: skip
def test_what_follows_a_count_of_groups(sentence: str, count: int | None) -> None:
    assert [c.count for c in figures(GANGS + sentence)][1:] == ([] if count is None else [count])


def test_the_next_body_behind_who_says_so() -> None:
    text = "Kent Police recorded 3.1 disruptions of crime per 100,000 people, the report says, while Essex managed 2.4."
    assert said(text) == {("kent-police", "disruption-rate", 3.1), ("essex-police", "disruption-rate", 2.4)}


def test_a_heading_ends_what_is_said_of_a_body() -> None:
    text = (
        "EMSOU\n\nIn the East Midlands, EMSOU disrupted 29 drug lines.\n\nSouth East\n\n{} twelve drug lines were hit."
    )
    assert said(text.format("In Slough,")) == {("emsou", "disruptions", 29)}
