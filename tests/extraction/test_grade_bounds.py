"""Grades that a comparison gives or takes: "no higher than G", "fell below G". Sentences are invented."""

from tests.cases import each_case
from tests.extraction.readings import Rating, read

KENT, SURREY = "kent-police", "surrey-police"
PREVENT, INVESTIGATE, OFFENDERS = "preventing-crime", "investigating-crime", "managing-offenders"
RESPOND = "responding-to-the-public"

BOUND: list[tuple[str, set[Rating]]] = [
    (
        "HMICFRS says it cannot rate Surrey Police any higher than adequate at managing offenders.",
        {(SURREY, OFFENDERS, "adequate")},
    ),
    (
        "Neither Kent Police nor Surrey Police was rated better than adequate for preventing crime.",
        {(KENT, PREVENT, "adequate"), (SURREY, PREVENT, "adequate")},
    ),
    (
        "Kent Police was graded adequate, no more, for managing offenders.",
        {(KENT, OFFENDERS, "adequate")},
    ),
    (
        "Kent Police was rated inadequate, the lowest mark there is, for responding to the public.",
        {(KENT, RESPOND, "inadequate")},
    ),
]
PASSED = [
    "Kent Police was rated higher than adequate at preventing crime.",
    "HMICFRS inspected Kent Police. Its work on investigating crime fell below good.",
    "Kent Police has never been rated better than adequate at preventing crime.",
    "No force was rated any higher than good at preventing crime, Kent Police said.",
    "HMICFRS inspected Kent Police. Anything below good at preventing crime would have been a blow.",
]


@each_case(("text", "expected"), BOUND)
def test_what_is_not_better_is_that(text: str, expected: set[Rating]) -> None:
    assert read(text) == expected


@each_case("text", PASSED)
def test_what_is_compared_with_a_grade_has_another(text: str) -> None:
    assert read(text) == set()


def test_hope_that_there_is_wishes_for_nothing() -> None:
    text = "Kent Police was inspected. There is hope, as on managing offenders the inspectors gave it a good."
    assert read(text) == {(KENT, OFFENDERS, "good")}
    assert read("Kent Police was inspected. It is in hope of a good grade for managing offenders.") == set()


def test_an_order_that_a_grade_brought_is_no_wish() -> None:
    text = "Kent Police must change how it manages offenders after HMICFRS gave it an 'inadequate' there."
    assert read(text) == {(KENT, OFFENDERS, "inadequate")}
