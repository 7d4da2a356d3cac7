"""How texts write times. Every period is read from a document written on 15 June 2024."""

from __future__ import annotations

from datetime import date

from flows.extraction.analysis.text.view import fold
from flows.extraction.analysis.times.periods import periods_in
from tests.cases import each_case

WRITTEN = date(2024, 6, 15)
PERIODS = [
    ("from March 7-13", "2024-03-07", "2024-03-13"),
    ("between October 3 and 9", "2023-10-03", "2023-10-09"),
    ("between March 7 and 13, 2023", "2023-03-07", "2023-03-13"),
    ("(27 February – 5 March)", "2024-02-27", "2024-03-05"),
    ("(9 – 15 October)", "2023-10-09", "2023-10-15"),
    ("(Monday 27 November to Sunday 3 December)", "2023-11-27", "2023-12-03"),
    ("Monday, October 3 to Sunday, October 9", "2023-10-03", "2023-10-09"),
    ("in the week commencing 4 March 2024", "2024-03-04", "2024-03-10"),
    ("the week ending 10 March", "2024-03-04", "2024-03-10"),
    ("w/c 4 March", "2024-03-04", "2024-03-10"),
    ("in the YE March 2024", "2023-04-01", "2024-03-31"),
    ("the year up to and including March 2024", "2023-04-01", "2024-03-31"),
    ("in the period April 2016 to end March 2017", "2016-04-01", "2017-03-31"),
    ("in the financial year 2023 to 2024", "2023-04-01", "2024-03-31"),
    ("in 2023-2024", "2023-04-01", "2024-03-31"),
    ("from 2021 to 2023", "2021-01-01", "2023-12-31"),
    ("the quarter ending June 2023", "2023-04-01", "2023-06-30"),
    ("the first quarter of 2023", "2023-01-01", "2023-03-31"),
    ("the first quarter of 2023/24", "2023-04-01", "2023-06-30"),
    ("in 2023/24 Q2", "2023-07-01", "2023-09-30"),
    ("in 2023-24, quarter 2", "2023-07-01", "2023-09-30"),
    ("in Q2 2023/24", "2023-07-01", "2023-09-30"),
    ("in 2023 Q2", "2023-04-01", "2023-06-30"),
    ("since the programme started in 2019", "2019-01-01", None),
    ("since the beginning of April", "2024-04-01", None),
    ("in May", "2024-05-01", "2024-05-31"),
    ("between April and September last year", "2023-04-01", "2023-09-30"),
    ("in the six months between April and September 2023", "2023-04-01", "2023-09-30"),
    ("in the last year", None, None),
    ("in a decade in which", None, None),
    ("during 10 years of operation", None, None),
]


@each_case(("words", "first", "last"), PERIODS)
def test_what_time_is_meant(words: str, first: str | None, last: str | None) -> None:
    text = f"It led 40 disruptions {words}, it said."
    assert [(p.first, p.last) for p in periods_in(fold(text), 0, len(text), WRITTEN)] == [(first, last)]


@each_case(
    ("words", "first"),
    [
        ("September was quiet.", "2023-09-01"),
        ("the September total", "2023-09-01"),
        ("May brought 40.", "2024-05-01"),
        ("which may disrupt them", None),
        ("Ana May and May Larch", None),
    ],
)
def test_a_month_alone_is_the_last_one_if_it_has_its_capital(words: str, first: str | None) -> None:
    periods = periods_in(fold(words), 0, len(words), WRITTEN, words)
    assert [period.first for period in periods] == ([first] if first else [])


@each_case("words", ["which may disrupt them", "more than the year before it may"])
def test_may_is_a_month_only_where_a_time_is_told(words: str) -> None:
    assert not [p for p in periods_in(fold(words), 0, len(words), WRITTEN) if p.kind == "whole"]


def test_a_quarter_with_a_year_of_its_own_is_not_of_the_year_before_it() -> None:
    text = "It made 100 in 2022/23, Q1 of 2023/24 brought 40."
    periods = [(p.first, p.last) for p in periods_in(fold(text), 0, len(text), WRITTEN)]
    assert periods == [("2022-04-01", "2023-03-31"), ("2023-04-01", "2023-06-30")]
