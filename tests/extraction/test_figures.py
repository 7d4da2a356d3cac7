"""How numbers are told to be figures about disruptions: ellipsis, brackets, lists. Sentences are invented."""

from __future__ import annotations

import pytest

from flows.extraction import extract
from flows.extraction.claims import DisruptionClaim
from tests.extraction.readings import document, refusals_of_disruptions


def figures(text: str) -> list[DisruptionClaim]:
    return [claim for claim in extract(document(text)).claims if isinstance(claim, DisruptionClaim)]


@pytest.mark.parametrize(
    "listed",
    [
        "Target for 2025 by threat: drugs 655; fraud 84.",
        "Threat | Target disruptions 2024\nDrugs | 655\nFraud | 84",
        "## Target disruptions for 2025\n\n- Drugs: 655\n- Fraud: 84\n",
    ],
)
def test_refused_targets_are_explained(listed: str) -> None:
    text = f"Kent Police recorded 700 disruptions of crime in 2024.\n\n{listed}"
    assert any("meant to be reached" in refusal.why for refusal in refusals_of_disruptions(text))


SHARES = [
    ("Just over half of the disruptions in May (131) concerned fraud.", (131, None, "exact")),
    ("Some 52 per cent of the disruptions, 131 in all, were against fraud.", (131, 52.0, "exact")),
    ("Nearly two thirds of them – 170 – related to fraud.", (170, None, "exact")),
    ("One in four of those (63) was against fraud.", (63, 25.0, "exact")),
    ("Fraud made up 52% of the total (131).", (131, 52.0, "exact")),
]


@pytest.mark.parametrize(("said", "expected"), SHARES)
def test_a_count_behind_its_share_and_what_it_is_a_share_of(said: str, expected: tuple[int, float | None, str]) -> None:
    part = figures(f"EMSOU recorded 252 disruptions of crime in 2023. {said}")[-1]
    assert (part.count, part.share_percent, part.qualifier) == expected


@pytest.mark.parametrize("said", ["Sixty-two of the disruptions were graded as major.", "62 of these were major."])
def test_a_level_said_behind_the_count(said: str) -> None:
    part = figures(f"EMSOU recorded 252 disruptions of crime in 2023. {said}")[-1]
    assert (part.count, part.level) == (62, "major")


def test_threats_as_columns_and_quarters_as_rows() -> None:
    text = (
        "Kent Police's disruptions of crime in each quarter of 2021/22.\n\n"
        "| Quarter | Drugs | Fraud | All disruptions |\n|---|---|---|---|\n"
        "| Q1 (Apr–Jun) | 42 | 3 | 71 |\n| Q4 (Jan–Mar) | 47 | 8 | 93 |\n"
    )
    assert {(c.count, c.threats, c.period_start, c.period_end) for c in figures(text)} == {
        (42, ("drugs",), "2021-04-01", "2021-06-30"),
        (3, ("fraud",), "2021-04-01", "2021-06-30"),
        (71, ("all",), "2021-04-01", "2021-06-30"),
        (47, ("drugs",), "2022-01-01", "2022-03-31"),
        (8, ("fraud",), "2022-01-01", "2022-03-31"),
        (93, ("all",), "2022-01-01", "2022-03-31"),
    }


def test_a_column_that_names_its_own_time_and_what_leans_on_a_table() -> None:
    text = (
        "Kent Police's disruptions of crime.\n\n| Threat | 2023/24 | 2022/23 | Major (2023/24) |\n"
        "|---|---|---|---|\n| All threats | 913 | 849 | 43 |\n\nPursue made up 71% of the total (648)."
    )
    assert {(c.count, c.level, c.period_start) for c in figures(text)} == {
        (913, None, "2023-04-01"),
        (849, None, "2022-04-01"),
        (43, "major", "2023-04-01"),
        (648, None, "2023-04-01"),
    }
