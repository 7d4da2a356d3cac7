"""Grades that stand in no frame but beside their area. Sentences are invented; the bodies are real."""

import pytest

from tests.extraction.readings import Rating, read

KENT, FIRE = "kent-police", "kent-fire"

BESIDE: list[tuple[str, set[Rating]]] = [
    (
        "Inspectors have been to Kent Police. They came away thinking it inadequate at responding to the public.",
        {(KENT, "responding-to-the-public", "inadequate")},
    ),
    (
        "Kent Fire and Rescue Service was inspected again. It is adequate this time for prevention, and praised as "
        "good at responding to fires and other emergencies.",
        {
            (FIRE, "preventing-fires-and-other-risks", "adequate"),
            (FIRE, "responding-to-fires-and-other-emergencies", "good"),
        },
    ),
]

NOTHING = [
    # No area beside it.
    "Inspectors have been to Kent Police. They came away thinking the canteen outstanding.",
    # Idioms.
    "Kent Police was inspected. Since then it has dismantled two organised crime groups for good.",
    "Kent Police was inspected. The chief constable wants to take its leadership from good to great.",
    # What somebody says who is no inspector.
    "Kent Police was inspected. One speaker called the force's leadership inadequate.",
    'Kent Police was inspected. A resident, Una Marl, said: "They were told the leadership was good because of it."',
]


@pytest.mark.parametrize(("text", "ratings"), BESIDE)
def test_an_area_beside_a_grade_is_frame_enough(text: str, ratings: set[Rating]) -> None:
    assert read(text) == ratings


@pytest.mark.parametrize("text", NOTHING)
def test_what_is_beside_no_area_or_no_grade_at_all_is_none(text: str) -> None:
    assert read(text) == set()
