"""Grades of single cases that somebody looked at, which are none of a body. Invented sentences."""

from __future__ import annotations

from tests.cases import each_case
from tests.extraction.readings import Rating, read

GOOD: set[Rating] = {("kent-police", "investigating-crime", "good")}
CASES: list[tuple[str, set[Rating]]] = [
    ("HMICFRS said the quality of investigation was good in 8 of 10 cases.\nKent Police was pleased.", set()),
    ("HMICFRS said Kent Police's response was good in 8 of 10 cases, and the investigation adequate in six.", set()),
    ("HMICFRS said Kent Police's investigations were good in most of the incidents.", set()),
    ("HMICFRS graded Kent Police good at investigating crime in 2021.", GOOD),
    ("HMICFRS graded Kent Police as good at investigating crime, for six years in a row.", GOOD),
]


@each_case(("text", "expected"), CASES)
def test_a_grade_of_some_cases_is_none_of_a_body(text: str, expected: set[Rating]) -> None:
    assert read(text) == expected
