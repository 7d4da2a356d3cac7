"""Grades of bodies without a name, of the country, of a region's unit: none of them is the force that a text is on."""

from __future__ import annotations

import pytest

from tests.extraction.readings import read

KENT, SURREY = "kent-police", "surrey-police"


@pytest.mark.parametrize(
    "said",
    [
        "No force in the southern region had been rated outstanding for managing offenders.",
        "None of the forces in the country was graded outstanding at managing offenders.",
        "Only three forces nationally were rated outstanding for managing offenders.",
        "Many forces inspected so far have been rated inadequate for managing offenders.",
        "Another force in the south was found to be inadequate at managing offenders.",
        "The other force in the partnership was rated adequate at managing offenders.",
        "Managing offenders was rated inadequate in 11 forces.",
        "Nationally the worst grade was for managing offenders, with inadequate the commonest.",
        "Of the 12 forces in this round, only two were good at managing offenders.",
        "The region's organised crime unit was rated adequate.",
    ],
)
def test_what_no_named_body_got_is_nobodys(said: str) -> None:
    assert read(f"Kent Police was graded good at leadership.\n\n{said}") == {(KENT, "leadership", "good")}


@pytest.mark.parametrize(
    ("said", "body"),
    [
        ("In neighbouring Surrey the force was rated adequate at managing offenders.", SURREY),
        ("In Surrey, the force was rated adequate at managing offenders.", SURREY),
        ("The force in question was rated adequate at managing offenders.", KENT),
        ("Across the county, the force was rated adequate at managing offenders.", KENT),
        ("It was rated adequate at managing offenders, as were forces nationally.", KENT),
    ],
)
def test_the_force_in_a_place_is_the_one_of_that_place(said: str, body: str) -> None:
    text = f"Kent Police was graded good at leadership. {said}"
    assert read(text) == {(KENT, "leadership", "good"), (body, "managing-offenders", "adequate")}


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("They've got an outstanding for managing offenders and we want one.", set()),
        ("They were rated outstanding for managing offenders, and I know how.", set()),
        ("They rated us good at managing offenders.", {(KENT, "managing-offenders", "good")}),
    ],
)
def test_what_a_speaker_says_of_others_is_not_of_the_speakers_own_force(
    said: str, found: set[tuple[str, str, str]]
) -> None:
    text = f"Asked about its neighbours, Chief Constable Rosa Tindle of Kent Police said: “{said}”"
    assert read(text) == found
