"""Areas that a sentence excepts from a grade do not get it. Invented; the body is real."""

from __future__ import annotations

from tests.cases import each_case
from tests.extraction.readings import read

KENT, OFFENDERS, LEADERSHIP = "kent-police", "managing-offenders", "leadership"


@each_case(
    "said",
    [
        "Kent Police was rated good, with the exception of managing offenders.",
        "Apart from managing offenders, Kent Police was rated good.",
        "Kent Police was judged good in everything save managing offenders.",
        "Other than for managing offenders, Kent Police was rated good.",
        "Excluding managing offenders, which was not graded, Kent Police was rated good.",
        "Kent Police was rated good, though not for managing offenders.",
    ],
)
def test_what_is_excepted_from_a_grade_does_not_get_it(said: str) -> None:
    assert not {rating for rating in read(said) if rating[1] == OFFENDERS}


@each_case(
    "said",
    [
        "Kent Police did well, except for managing offenders, which was rated inadequate.",
        "Apart from managing offenders, where it was rated inadequate, Kent Police did well.",
        "Kent Police was good at leadership, but not at managing offenders, where it was inadequate.",
    ],
)
def test_what_is_excepted_has_a_grade_of_its_own(said: str) -> None:
    assert (KENT, OFFENDERS, "inadequate") in read(said)
