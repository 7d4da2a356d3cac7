"""What was reached, beside what was only meant to be. Sentences are invented."""

from __future__ import annotations

from tests.cases import each_case
from tests.extraction.test_figure_wordings import figures

REACHED = [
    "Sussex Police had a goal of 250 disruptions of crime in 2023/24 but achieved {}.",
    "Sussex Police promised 250 disruptions of crime in 2023/24 and delivered {}.",
    "In 2023/24 Sussex Police missed its target of 250 disruptions of crime, recording just {}.",
    "Sussex Police beat its 2023/24 target of 150 disruptions of crime by some way, with {} recorded.",
    "Sussex Police expected 250 disruptions of crime in 2023/24. It managed {}.",
    "Last year's target was 250 disruptions of crime. In 2023/24 Sussex Police made {}.",
    "“We aimed for 250 disruptions of crime in 2023/24, and we have made {},” Inspector Ann Yeo of Sussex Police said.",
]


@each_case("text", REACHED)
def test_what_was_reached(text: str) -> None:
    found = [(c.body.body_id, c.measure, c.count, c.period_start) for c in figures(text.format(210))]
    assert found == [("sussex-police", "disruptions", 210, "2023-04-01")]


def test_groups_that_were_to_be_disrupted_and_those_that_were() -> None:
    (claim,) = figures("Gwent Police was expected to dismantle 20 gangs in 2022 but managed 24.")
    assert (claim.measure, claim.count, claim.period_start) == ("groups-disrupted", 24, "2022-01-01")


NOT_REACHED = [
    "Sussex Police had a goal of 250 disruptions of crime and made 90 arrests.",
    "Sussex Police had a goal of 250 disruptions of crime, but has not recorded 100.",
    "Sussex Police would make 250 disruptions of crime a year, and could reach 300.",
    "If it made 250 disruptions of crime, Sussex Police would rank third, and reached 12.",
    "Councillors asked whether Sussex Police had made 250 disruptions of crime.",
]


@each_case("text", NOT_REACHED)
def test_what_was_only_meant(text: str) -> None:
    assert figures(text) == []


def test_the_time_of_an_event_told_before_is_not_a_figures() -> None:
    for event in ("Gwent Police set up a new team in April 2021.", "Gwent Police was inspected in March 2023."):
        (claim,) = figures(f"{event} It has disrupted 41 gangs.")
        assert (claim.period_start, claim.period_end) == (None, None)
    (claim,) = figures("In 2021 Gwent Police took on 40 detectives. They disrupted 41 gangs.")
    assert claim.period_start == "2021-01-01"


def test_what_a_force_sets_itself() -> None:
    assert figures("Sussex Police set itself 300 disruptions of crime for 2025/26.") == []
