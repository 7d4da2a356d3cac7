"""Whose a grade is where other bodies are named by the way. Sentences are invented; the bodies are real."""

import pytest

from tests.extraction.readings import Rating, read

KENT, SURREY, ESSEX, SUSSEX = "kent-police", "surrey-police", "essex-police", "sussex-police"
PREVENT, SOC = "preventing-crime", "serious-and-organised-crime"

SUBJECTS: list[tuple[str, set[Rating]]] = [
    (
        "Kent Police, which shares a base with Surrey Police, was rated good at preventing crime.",
        {(KENT, PREVENT, "good")},
    ),
    (
        "Kent Police, whose chief came from Surrey Police, is good at preventing crime.",
        {(KENT, PREVENT, "good")},
    ),
    (
        "Essex and Kent, which joined the collaboration late, got ‘adequate’ and ‘good’ respectively for preventing "
        "crime; Surrey Police requires improvement at it.",
        {(ESSEX, PREVENT, "adequate"), (KENT, PREVENT, "good"), (SURREY, PREVENT, "requires improvement")},
    ),
    # It is said of the other body.
    (
        "Kent Police works with Surrey Police, which was rated good at preventing crime.",
        {(SURREY, PREVENT, "good")},
    ),
    # Moves of now and of an earlier grade.
    (
        "Kent Police drops to adequate for leadership and climbs to good for preventing crime.",
        {(KENT, "leadership", "adequate"), (KENT, PREVENT, "good")},
    ),
]


@pytest.mark.parametrize(("said", "expected"), SUBJECTS)
def test_what_is_told_by_the_way_is_no_subject(said: str, expected: set[Rating]) -> None:
    assert read(f"HMICFRS has been. {said}") == expected


def test_the_highest_mark_of_the_inspectorate() -> None:
    said = "has bagged the inspectorate’s highest accolade for preventing crime."
    assert read(f"Kent Police {said}") == {(KENT, PREVENT, "outstanding")}
    assert read(f"HMICFRS was there. Kent Police {said.replace('inspectorate', 'trade paper')}") == set()
