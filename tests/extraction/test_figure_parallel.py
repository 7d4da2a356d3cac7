"""Numbers in one row and times, threats or levels in another, without "respectively". Sentences are invented."""

from __future__ import annotations

from tests.cases import each_case
from tests.extraction.test_disruptions import disruptions

READ = [
    (
        "Gwent Police recorded 61 and 72 disruptions in 2020 and 2021.",
        {(61, "all", "2020-01-01", None), (72, "all", "2021-01-01", None)},
    ),
    (
        "Tarian led 210, 230 and 260 disruptions in 2019/20, 2020/21 and 2021/22.",
        {(210, "all", "2019-04-01", None), (230, "all", "2020-04-01", None), (260, "all", "2021-04-01", None)},
    ),
    (
        "In 2020 and 2021 Gwent Police made 61 and 72 disruptions.",
        {(61, "all", "2020-01-01", None), (72, "all", "2021-01-01", None)},
    ),
    (
        "Against cyber crime, drugs and fraud Tarian made 51, 22 and 8 disruptions.",
        {(51, "cyber-crime", None, None), (22, "drugs", None, None), (8, "fraud", None, None)},
    ),
    (
        "Tarian's 5, 21 and 70 disruptions were major, moderate and minor.",
        {(5, "all", None, "major"), (21, "all", None, "moderate"), (70, "all", None, "minor")},
    ),
    # What must stay.
    ("Gwent Police made between 61 and 72 disruptions of crime in 2020.", set()),
    (
        "Gwent Police made 61 disruptions in 2020 and 72 disruptions in 2021.",
        {(61, "all", "2020-01-01", None), (72, "all", "2021-01-01", None)},
    ),
    (
        "Gwent Police made 61 disruptions in 2021, against 72 in 2020.",
        {(61, "all", "2021-01-01", None), (72, "all", "2020-01-01", None)},
    ),
]
NONE = [
    "In the three quarters of 2021/22 Tarian made 61, 72 and 80 disruptions.",
    "Gwent Police made 61 and 72 disruptions in 2019, 2020 and 2021.",
]


@each_case(("text", "expected"), READ)
def test_lists_are_dealt_out(text: str, expected: set[tuple[object, ...]]) -> None:
    found = {(c.count, ";".join(c.threats), c.period_start, c.level) for c in disruptions(text)}
    assert found == expected


@each_case("text", NONE)
def test_lists_that_do_not_match(text: str) -> None:
    assert disruptions(text) == []


def test_a_row_that_several_are_compared_with() -> None:
    text = "Gwent Police made 50 drugs and 13 fraud disruptions in 2021, against 41 and 11 the year before."
    assert [c.count for c in disruptions(text)] == [50, 13]
