"""Grades of parallel predicates, of counts and of what a sentence points to."""

from __future__ import annotations

import pytest

from tests.extraction.readings import Rating, read

KENT, SURREY, ESSEX = "kent-police", "surrey-police", "essex-police"
LEAD, INVESTIGATE, OFFENDERS = "leadership", "investigating-crime", "managing-offenders"
WORKPLACE = "developing-a-positive-workplace"


@pytest.mark.parametrize(
    ("said", "found"),
    [
        (
            "Kent is good at managing offenders, good at investigating crime and good as a place to work.",
            {(KENT, OFFENDERS, "good"), (KENT, INVESTIGATE, "good"), (KENT, WORKPLACE, "good")},
        ),
        (
            "Kent Police was rated adequate at managing offenders, and as an employer.",
            {(KENT, OFFENDERS, "adequate"), (KENT, WORKPLACE, "adequate")},
        ),
        ("Kent Police was rated good as an employer.", {(KENT, WORKPLACE, "good")}),
        ("Kent Police is good at managing offenders as a result of its new plan.", {(KENT, OFFENDERS, "good")}),
    ],
)
def test_a_force_is_graded_as_a_place_to_work(said: str, found: set[Rating]) -> None:
    assert read(f"HMICFRS has graded the force.\n\n{said}") == found


def test_the_area_of_a_heading_far_away_does_not_stand_beside_a_grade() -> None:
    text = (
        "Kent Police told to pick up the phone\n\nToo many callers wait, inspectors found\n\n"
        "HMICFRS graded Kent Police. Kent is good at managing offenders, good at investigating crime and good in its "
        "dealings with the press."
    )
    assert read(text) == {(KENT, OFFENDERS, "good"), (KENT, INVESTIGATE, "good")}
