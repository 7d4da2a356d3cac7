"""Areas that are meant by their place in a list named before: which areas a reference may mean."""

from __future__ import annotations

import pytest

from flows.extraction.linking.entity import BY_PLACE
from tests.extraction.readings import document
from tests.gold.lessons import unjudged

THREE = "Inspectors looked at investigating crime, managing offenders and leadership at Kent Police. "
INVESTIGATING, MANAGING, LEADERSHIP = "investigating-crime", "managing-offenders", "leadership"


def meant(text: str) -> list[tuple[str, str]]:
    """The words and the area of each reference in the sentences that have a grade."""
    entities = unjudged(document(text)).document
    areas = [area for found in entities.area_words.values() for area in found if area.form == BY_PLACE]
    return [(entities.text[area.start : area.end].lower(), area.code) for area in areas]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "It was good at the first and the third.",
            [("the first", INVESTIGATING), ("the third", LEADERSHIP)],
        ),
        (
            "It was good at the first, second and third.",
            [("the first", INVESTIGATING), (", second", MANAGING), ("and third", LEADERSHIP)],
        ),
        ("It was good at the first and third.", [("the first", INVESTIGATING), ("and third", LEADERSHIP)]),
        ("It was good at the last of these.", [("the last", LEADERSHIP)]),
        ("It was good at all three.", [("all three", a) for a in (INVESTIGATING, MANAGING, LEADERSHIP)]),
        ("The first category was good.", [("the first", INVESTIGATING)]),
        ("It was good in these three strands.", [("these three", a) for a in (INVESTIGATING, MANAGING, LEADERSHIP)]),
        ("The other two were good.", [("other two", a) for a in (INVESTIGATING, MANAGING, LEADERSHIP)]),
    ],
)
def test_a_place_in_a_list_means_the_area_that_is_there(sentence: str, expected: list[tuple[str, str]]) -> None:
    assert meant(THREE + sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "The first inspection had found it good.",  # tells of something else
        "It was good at both.",  # the list has three areas
        "It was good at both vetting and crime recording.",  # the list itself follows
        "All three inspectors were good.",
        "The second count of officers was good.",
        "The former chief was good.",
        "It was good in the first of two visits.",
        "It is a first-rate force and the first-class one was good.",
        "The other three were good.",  # no more than are listed
        "It was good at the fourth.",
        "At first it was good.",
    ],
)
def test_words_that_mean_no_area_of_the_list(sentence: str) -> None:
    assert not meant(THREE + sentence)


def test_the_nearest_list_counts() -> None:
    text = THREE + "Preventing crime and vetting came later. It was good at the latter."
    assert meant(text) == [("the latter", "vetting")]


def test_bullets_under_one_line_are_one_list() -> None:
    text = "Kent Police was inspected in:\n\n- investigating crime\n- managing offenders\n\nIt was good at the latter."
    assert meant(text) == [("the latter", MANAGING)]


def test_a_list_far_above_is_not_meant() -> None:
    assert not meant(THREE + "The force has a new chief. " * 5 + "It was good at the first.")


def test_without_a_list_nothing_is_meant() -> None:
    assert not meant("Kent Police was inspected in managing offenders. It was good at the first and at both.")
