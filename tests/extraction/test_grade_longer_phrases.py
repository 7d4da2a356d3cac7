"""Words of an area inside a longer phrase for something else, which is not that area. Invented."""

from __future__ import annotations

from tests.cases import each_case
from tests.extraction.readings import read

DORSET = "dorset-police"


@each_case(
    "said",
    [
        "good for efficiency gains",
        "good for the cost-effectiveness of its purchases",
        "good for the energy efficiency of its stations",
        "inadequate at responding to the public consultation",
        "good at managing offenders' homes",
        "good at preventing crime figures from leaking",
        "good for the leadership of its volunteers",
        "good for its response to the floods",
        "good for its people strategy",
    ],
)
def test_an_area_inside_a_longer_phrase_is_not_that_area(said: str) -> None:
    assert {area for _, area, _ in read(f"Dorset Police was rated {said}.")} <= {"other"}


def test_what_a_longer_phrase_goes_on_with_is_no_area_of_the_next_grade() -> None:
    said = "adequate for the efficiency of its custody investigators and good for the leadership of its control room"
    assert read(f"Dorset Police was rated {said}.") == set()


@each_case(
    "text",
    ["Dorset Police requires improvement in efficiency measures.", "Dorset Police's people plan requires improvement."],
)
def test_a_grade_for_a_longer_phrase_is_none_of_the_body_as_a_whole(text: str) -> None:
    assert read(text) == set()


def test_cost_effectiveness_is_not_effectiveness() -> None:
    text = "Dorset Police's effectiveness was rated good and its cost-effectiveness inadequate."
    assert read(text) == {(DORSET, "effectiveness", "good")}


@each_case(
    ("said", "area"),
    [
        ("good for efficiency", "efficiency"),
        ("good for the efficiency of its work", "efficiency"),
        ("good for the leadership of its officers", "leadership"),
        ("good at responding to the public's calls", "responding-to-the-public"),
        ("good at managing offenders and suspects", "managing-offenders"),
        ("good for its response to the public", "responding-to-the-public"),
    ],
)
def test_an_area_that_goes_on_with_what_it_is_of_stays(said: str, area: str) -> None:
    assert read(f"Dorset Police was rated {said}.") == {(DORSET, area, "good")}


def test_what_stands_in_the_line_above_or_below_is_no_longer_phrase() -> None:
    text = (
        "Dorset Police was inspected on what things cost\n\nEfficiency\n\nPlans\n\nThis time efficiency was rated good."
    )
    assert read(text) == {(DORSET, "efficiency", "good")}
