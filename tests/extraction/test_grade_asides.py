"""Grades beside what is told by the way: appositions, units that a force is part of, first inspections, other words."""

from __future__ import annotations

from tests.cases import each_case
from tests.extraction.readings import Rating, read

KENT, SURREY, KENT_FIRE = "kent-police", "surrey-police", "kent-fire"
LEAD, PUBLIC = "leadership", "responding-to-the-public"


@each_case(
    ("said", "found"),
    [
        ("Surrey, its partner, was told it requires improvement at leadership.", (SURREY, "requires improvement")),
        ("Surrey, our closest partner, was rated adequate for leadership.", (SURREY, "adequate")),
    ],
)
def test_a_place_with_an_apposition_is_the_subject(said: str, found: tuple[str, str]) -> None:
    body, grade = found
    assert read(f"Kent Police was graded good at leadership. {said}") == {(KENT, LEAD, "good"), (body, LEAD, grade)}


def test_a_unit_that_a_force_is_part_of_is_not_what_it_is_graded_in() -> None:
    text = (
        "Kent Police rated 'good'\n\nKent Police, part of the South East Regional Organised Crime Unit, was rated good "
        "by inspectors.\n\nThe force was rated adequate for managing offenders and for investigating crime."
    )
    others = {(KENT, area, "adequate") for area in ("managing-offenders", "investigating-crime")}
    assert read(text) == {(KENT, "overall", "good"), *others}


@each_case(
    ("said", "found"),
    [
        (
            "Kent Fire and Rescue Service was rated good for effectiveness and people. In its first inspection in 2018 "
            "the service was good for effectiveness but required improvement for people.",
            {
                (KENT_FIRE, "effectiveness", "good"),
                (KENT_FIRE, "effectiveness", "was good"),
                (KENT_FIRE, "people", "good"),
                (KENT_FIRE, "people", "was requires improvement"),
            },
        ),
        (
            "In its first inspection Kent Fire and Rescue Service was rated good for people.",
            {(KENT_FIRE, "people", "good")},
        ),
        (
            "Kent Police, once rated outstanding for legitimacy, is good at investigating crime.",
            {(KENT, "legitimacy", "was outstanding"), (KENT, "investigating-crime", "good")},
        ),
        (
            "Hampshire & Isle of Wight Constabulary (formerly Hampshire Constabulary) was rated good for leadership.",
            {("hampshire-constabulary", LEAD, "good")},
        ),
    ],
)
def test_what_was_first_was_before(said: str, found: set[Rating]) -> None:
    assert read(said) == found


@each_case(
    ("said", "found"),
    [
        ("Kent Police was rated good for its response to knife crime, inspectors said.", {(KENT, "other", "good")}),
        ("Kent Police was rated good for its response to emergencies, inspectors said.", {(KENT, PUBLIC, "good")}),
        ("Kent Police was rated good in six of eight areas; leadership was the only one to need work.", set()),
        (
            "Kent Police was rated good at sharing news with partners and inadequate at finding missing pets.",
            {(KENT, "other", "good"), (KENT, "other", "inadequate")},
        ),
        (
            "Kent Police: how it was graded\n\nLeadership: Good\n\nIn 2019: requires improvement.",
            {(KENT, LEAD, "good")},
        ),
    ],
)
def test_other_words_are_another_area(said: str, found: set[Rating]) -> None:
    assert read(said) == found


def test_we_of_somebody_unknown_are_nobody() -> None:
    text = (
        "The Met has been rated inadequate at leadership. British Transport Police was not inspected.\n\n"
        "Sir Ned Hartwell said: “Inspectors have graded us requires improvement at investigating crime.”"
    )
    assert read(text) == {("metropolitan-police", LEAD, "inadequate")}


@each_case(
    "said",
    [
        "Preventing crime, which had been seen as good in the last report, in 2021, slipped a rung to adequate.",
        "Preventing crime, which had been rated good in 2021, fell to adequate.",
        "Preventing crime, which was graded good in the report of 2021, was graded adequate.",
        "Preventing crime, graded good in 2021, dropped a grade to adequate.",
    ],
)
def test_the_grade_of_an_aside_is_of_what_its_clause_is_on(said: str) -> None:
    prevent = "preventing-crime"
    assert read("HMICFRS inspected Kent Police. " + said) == {
        ("kent-police", prevent, "was good"),
        ("kent-police", prevent, "adequate"),
    }
