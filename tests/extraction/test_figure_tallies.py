"""Figures that "the total", "the number" or "it" takes up, and their look-alikes. All invented."""

from __future__ import annotations

from tests.cases import each_case
from tests.extraction.test_figure_wordings import figures, said

GANGS = "Kent Police disrupted 31 crime gangs in 2021. "
COUNTED = "Essex Police made 131 disruptions of crime in 2021/22"
OF_GANGS = [
    (GANGS + "The tally came to 29 in 2020 and 24 in 2019.", {31, 29, 24}),
    (GANGS + "In the year before the total had been 29.", {31, 29}),
    (GANGS + "\n\nFor the whole of 2020 the number stood at 77.", {31, 77}),
    (GANGS + "The year before it was 29.", {31, 29}),
    (GANGS + "Of that number, nine were dismantled outright.", {31, 9}),
    ("Kent Police had 24 mapped gangs in May. By March it had disrupted 17 of them.", {17}),
    ("It was a bad year for the crime gangs of Kent. Kent Police broke up 14 of them, compared to just five in 2020.",
     {14, 5}),
]  # fmt: skip
OF_DISRUPTIONS = [
    (COUNTED + ", a figure which stood at 104 the year before.", {131, 104}),
    (COUNTED + ", taking the total since the start of 2019 to 841.", {131, 841}),
    (COUNTED + ". Of the total, we would class 10 as major.", {131, 10}),
    ("During Quarter 3 Essex Police recorded 57 disruptions (Quarter 2: 49).", {57, 49}),
    # What was hoped for, and what another total is of.
    ("Essex Police had hoped for 300 disruptions of crime in 2021.", set()),
    (COUNTED + ". The total spent on it came to 900.", {131}),
    (COUNTED + ". It would record 300 as soon as it had staff.", {131}),
]


@each_case(("text", "expected"), OF_GANGS + OF_DISRUPTIONS)
def test_what_a_total_takes_up(text: str, expected: set[int]) -> None:
    assert {value for _, _, value in said(text)} == expected


def test_the_time_of_a_total() -> None:
    found = {f.count: f.period_start for f in figures(GANGS + "\n\nFor the whole of 2020 the number stood at 77.")}
    assert found == {31: "2021-01-01", 77: "2020-01-01"}
