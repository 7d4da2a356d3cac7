"""Times of what a figure is measured by, of more or less than was counted. All sentences are invented."""

from __future__ import annotations

from tests.cases import each_case
from tests.extraction.test_figure_wordings import figures

UNDATED = [
    "NWROCU made 350 disruptions of crime, surpassing its 2020/21 total.",
    "NWROCU made 350 disruptions of crime, fewer than the 2020/21 figure.",
    "NWROCU made 350 disruptions of crime, above a 2020/21 baseline of 210.",
    "NWROCU made 350 disruptions of crime, the highest since 2019/20.",
    "NWROCU made 350 disruptions of crime, its best result since 2019.",
    "NWROCU made 350 disruptions of crime, twice the number in 2020/21.",
    "NWROCU made 350 disruptions of crime, the same as in 2020/21.",
    "After a poor 2020/21, NWROCU made 350 disruptions of crime.",
    "Midway through 2022/23, NWROCU had made 350 disruptions of crime.",
    "In the first three quarters of 2022/23 NWROCU made 350 disruptions of crime.",
    "NWROCU made 350 disruptions of crime; in 2020 it made 310.",
    "In its last year NWROCU made 350 disruptions of crime.",
    "In the 2022 financial year NWROCU made 350 disruptions of crime.",
]


@each_case("text", UNDATED)
def test_times_of_what_a_count_is_measured_by(text: str) -> None:
    assert [(c.count, c.period_start, c.period_end) for c in figures(text) if c.count == 350] == [(350, None, None)]


DATED = [
    "NWROCU made 350 disruptions of crime in 2020/21, surpassing its target.",
    "NWROCU's 2020/21 total was 350 disruptions of crime.",
    "NWROCU made 350 disruptions of crime, above its target, in 2020/21.",
    "NWROCU made 350 disruptions of crime over the 2020/21 year.",
    "After a poor 2019/20, NWROCU made 350 disruptions of crime in 2020/21.",
    "In 2020/21 NWROCU made 350 disruptions of crime, the most since 2018/19.",
    "In the 2020/21 financial year NWROCU made 350 disruptions of crime.",
    "In 2020/21 NWROCU made 350 disruptions of crime, exceeding its 2019/20 total of 310.",
]


@each_case("text", DATED)
def test_times_of_the_count_itself(text: str) -> None:
    found = [(c.count, c.period_start) for c in figures(text) if c.count == 350]
    assert found == [(350, "2020-04-01")]
