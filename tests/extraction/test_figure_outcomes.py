"""Tables of what was done to groups, and papers on roads that only sound like them. Invented texts."""

from __future__ import annotations

from flows.extraction import extract
from flows.extraction.claims import DisruptionClaim
from tests.extraction.readings import document

Cell = tuple[str, int | None, str | None]


def cells(text: str) -> set[Cell]:
    """(measure, count, end of the period) of every figure."""
    found = (claim for claim in extract(document(text)).claims if isinstance(claim, DisruptionClaim))
    return {(c.measure, c.count, c.period_end) for c in found}


OUTCOMES = """Organised crime: results of the PSNI

Organised crime groups | 2020/21 | 2021/22
Active | 91 | 86
Frustrated | 62 | 71
Dismantled | 14 | 11
"""
BELOW = """In the quarter from April to June 2022 the PSNI dismantled 22 criminal networks.

Summary table

Networks                    Q1 21/22    Q1 22/23
Disrupted                       6            7
Dismantled                     17           22
"""
ROADS = """PSNI in numbers

Roads | 2020/21 | 2021/22
Flooded | 62 | 71
Disrupted | 33 | 48
"""
LORRIES = """M3 chaos: 300 disruptions in a year, says lorry group

Firms in Hampshire say they have lost money.

The Wessex Truckers' Association has kept a record. In 2022 it counted 300 disruptions on the M3: 80 of them major.

Hampshire and Isle of Wight Constabulary said that it had arrested two members of an organised crime group in the queue.
"""


def test_rows_say_what_was_done_to_groups() -> None:
    assert cells(OUTCOMES) == {
        ("groups-disrupted", count, end)
        for count, end in ((62, "2021-03-31"), (71, "2022-03-31"), (14, "2021-03-31"), (11, "2022-03-31"))
    }


def test_a_table_below_figures_counts_what_they_count() -> None:
    assert cells(BELOW) == {
        ("groups-disrupted", count, end)
        for count, end in ((6, "2021-06-30"), (7, "2022-06-30"), (17, "2021-06-30"), (22, "2022-06-30"))
    }


def test_roads_and_lorries_are_no_groups() -> None:
    assert not cells(ROADS)
    assert not cells(LORRIES)


TABLE = """Kent Police: disruptions by level

| Quarter | Major | Minor |
|---|---|---|
| Q1 2022/23 | 10 | 80 |

"""


def test_the_sentence_below_a_table_may_go_on_with_what_it_counts() -> None:
    assert ("disruptions", 340, "2022-03-31") in cells(TABLE + "In the whole of 2021/22 the force achieved 340.")
    others = cells(TABLE + "It made 340 arrests in 2021/22. It recorded 12, all of them men.")
    assert {count for _, count, _ in others} == {
        10,
        80,
    }
