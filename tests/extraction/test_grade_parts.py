"""Grades of a part of a body that no words of an area name: they are not the body's own, nor of the area before."""

from __future__ import annotations

from tests.cases import each_case
from tests.extraction.readings import Rating, read

KENT, KENT_FIRE = "kent-police", "kent-fire"


@each_case(
    "said",
    [
        "The front counter at Kent Police was rated inadequate by HMICFRS.",
        "Kent Police's estate was graded inadequate by HMICFRS.",
        "Kent Fire's training was rated adequate, HMICFRS said.",
        "HMICFRS rated the public protection team at Kent Police as inadequate.",
        "HMICFRS has reported. Kent Police was rated adequate on diversity.",
    ],
)
def test_a_part_is_not_the_whole(said: str) -> None:
    assert read(said) == set()


@each_case(
    ("said", "found"),
    [
        ("Kent's fire and rescue service was rated good by HMICFRS.", {(KENT_FIRE, "overall", "good")}),
        ("Kent's police force was rated good by HMICFRS.", {(KENT, "overall", "good")}),
        ("HMICFRS inspected Kent Police. Its performance was judged good.", {(KENT, "overall", "good")}),
        ("Kent Police was rated good on Thursday by HMICFRS.", {(KENT, "overall", "good")}),
    ],
)
def test_a_body_and_its_work_are_the_whole(said: str, found: set[Rating]) -> None:
    assert read(said) == found


def test_a_unit_of_a_force_is_not_graded_in_the_area_before() -> None:
    text = (
        "Kent Police was rated good at leadership. Its fraud unit was judged inadequate, and its cyber team adequate."
    )
    assert read(text) == {(KENT, "leadership", "good")}


def test_all_other_areas_are_not_the_whole() -> None:
    text = "Kent Fire and Rescue Service was judged outstanding in preventing fires and good in all ten other areas."
    assert read(text) == {(KENT_FIRE, "preventing-fires-and-other-risks", "outstanding")}


def test_an_unknown_area_ends_with_its_clause() -> None:
    text = "HMICFRS rated Kent Police good for its work with tenants while its leadership was judged inadequate."
    assert read(text) == {(KENT, "other", "good"), (KENT, "leadership", "inadequate")}
