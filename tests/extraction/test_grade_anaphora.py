"""Grades that a text only points to, tables headed by grades, and grades without an area of their own."""

from __future__ import annotations

from tests.cases import each_case
from tests.extraction.readings import read

KENT = "kent-police"


@each_case(
    ("said", "found"),
    [
        ("It got the same rating for managing offenders.", {(KENT, "managing-offenders", "good")}),
        ("It did equally well for managing offenders.", {(KENT, "managing-offenders", "good")}),
        ("So was its crime recording.", {(KENT, "crime-data-integrity", "good")}),
        ("So is Surrey Police.", {("surrey-police", "leadership", "good")}),
        ("So was the chief constable.", set()),
        ("It did not get the same rating for managing offenders.", set()),
    ],
)
def test_a_grade_is_taken_up_again(said: str, found: set[tuple[str, str, str]]) -> None:
    assert read(f"HMICFRS rated Kent Police good for leadership. {said}") == {(KENT, "leadership", "good"), *found}


def test_grades_head_columns_or_rows() -> None:
    rows = "| Good | Adequate | Inadequate |\n|---|---|---|\n| Preventing crime | | Managing offenders |"
    expected = {(KENT, "preventing-crime", "good"), (KENT, "managing-offenders", "inadequate")}
    assert read(f"Kent Police was inspected.\n\n{rows}") == expected
    rows = "Grade | Areas\nGood | Preventing crime\nInadequate | Managing offenders"
    assert read(f"Kent Police was inspected.\n\n{rows}") == expected
    assert (
        read("Kent Police was inspected.\n\nGrade | Meaning\nGood | The force does well\nAdequate | It does") == set()
    )


def test_a_grade_of_nothing_named_is_of_the_whole_only_where_a_text_opens() -> None:
    told = " ".join(f"Kent Police hired {n} officers." for n in range(20, 26))
    assert read(f"Kent Police was rated good. {told}") == {(KENT, "overall", "good")}
    assert read(f"{told} It was rated good.") == set()
    assert read(f"{told} It was rated good overall.") == {(KENT, "overall", "good")}
