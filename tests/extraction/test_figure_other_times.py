"""Times beside a figure that are those of something else, and series of times. Sentences are invented."""

from __future__ import annotations

from tests.cases import each_case
from tests.extraction.test_figure_wordings import figures

NO_TIME = [
    "Gwent Police told the panel in March 2022 that 41 gangs had been disrupted.",
    "Figures released in May 2022 show that Gwent Police disrupted 41 gangs.",
    "Speaking in July 2022, the chief constable said Gwent Police had disrupted 41 gangs.",
    "Following its inspection in 2021, Gwent Police disrupted 41 gangs.",
    "Gwent Police disrupted 41 gangs after it was given 20 officers in 2021.",
    "Gwent Police, which was inspected in 2021, has disrupted 41 gangs.",
    "Gwent Police disrupted 41 gangs which had been mapped in 2019.",
]


@each_case("text", NO_TIME)
def test_times_of_something_else(text: str) -> None:
    assert [(c.count, c.period_start, c.period_end) for c in figures(text)] == [(41, None, None)]


ITS_TIME: list[tuple[str, str | None, str | None]] = [
    ("In March 2022 Gwent Police told us that it had disrupted 41 gangs in 2021.", "2021-01-01", "2021-12-31"),
    ("Gwent Police told us that in 2021 it had disrupted 41 gangs.", "2021-01-01", "2021-12-31"),
    ("Gwent Police, which in 2021 disrupted 41 gangs, is small.", "2021-01-01", "2021-12-31"),
    ("Gwent Police disrupted 41 gangs that were selling drugs in 2021.", "2021-01-01", "2021-12-31"),
    ("Since its last inspection in 2021 Gwent Police has disrupted 41 gangs.", "2021", None),
    ("By March 2022 Gwent Police had disrupted 41 gangs.", None, "2022-03-31"),
    ("Gwent Police disrupted 41 gangs in 2021.", "2021-01-01", "2021-12-31"),
]


@each_case(("text", "start", "end"), ITS_TIME)
def test_times_of_a_figure(text: str, start: str | None, end: str | None) -> None:
    assert [(c.count, c.period_start, c.period_end) for c in figures(text)] == [(41, start, end)]


SERIES: list[tuple[str, list[tuple[int, str]]]] = [
    ("Gwent Police recorded 38 disruptions of crime in 2020/21, 41 in 2021/22 and 45 in 2022/23.",
     [(38, "2020-04-01"), (41, "2021-04-01"), (45, "2022-04-01")]),
    ("Gwent Police recorded 45 disruptions of crime in 2022/23, 41 in 2021/22 and 38 in 2020/21.",
     [(45, "2022-04-01"), (41, "2021-04-01"), (38, "2020-04-01")]),
    ("Gwent Police recorded 45 disruptions of crime in 2022/23, 41 the year before and 38 the year before that.",
     [(45, "2022-04-01"), (41, "2021-04-01"), (38, "2020-04-01")]),
    ("In 2020 Gwent Police recorded 38 disruptions of crime, in 2021 41 and in 2022 45.",
     [(38, "2020-01-01"), (41, "2021-01-01"), (45, "2022-01-01")]),
    ("Gwent Police made 38 disruptions of crime in April 2022, 41 in May and 45 in June.",
     [(38, "2022-04-01"), (41, "2022-05-01"), (45, "2022-06-01")]),
]  # fmt: skip


@each_case(("text", "expected"), SERIES)
def test_series_of_times(text: str, expected: list[tuple[int, str]]) -> None:
    assert [(c.count, c.period_start) for c in figures(text)] == expected
