"""How the link between a grade and an area lies among the likeliest links of other grades."""

from __future__ import annotations

import hypothesis.strategies as st
from hypothesis import given

from flows.extraction.linking.features import Features
from flows.extraction.linking.features.links import among_links
from tests.extraction.readings import document
from tests.gold.lessons import unjudged

TEXT = "Kent Police was good at managing offenders, adequate at leadership and inadequate at vetting."
DOCUMENT = unjudged(document(TEXT)).document
GRADES, AREAS = DOCUMENT.grades, DOCUMENT.areas
PAIRS = [(number, area) for number in range(len(GRADES)) for area in (*AREAS, None)]


def row(rows: list[Features], grade: str, area: str | None) -> Features:
    at = [(GRADES[number].code, one and one.code) for number, one in PAIRS].index((grade, area))
    return rows[at]


def scored(**best: str) -> list[Features]:
    """The features where each grade (its code) most likely has the area of this code, all others hardly."""
    scores = [0.8 if area and best.get(GRADES[number].code) == area.code else 0.1 for number, area in PAIRS]
    return among_links(GRADES, [1.0] * len(GRADES), PAIRS, scores)


RIGHT = scored(good="managing-offenders", adequate="leadership", inadequate="vetting")


def test_a_link_like_its_neighbours_takes_nothing_from_them() -> None:
    own = row(RIGHT, "adequate", "leadership")
    assert own["turned as the link before"] == own["turned as the link behind"] == 0.8
    assert own["share turned alike"] == 1.0
    assert own["taken by another"] == own["around another"] == 0.0


def test_an_area_that_another_grade_has_is_taken() -> None:
    assert row(RIGHT, "adequate", "managing-offenders")["taken by another"] == 0.8
    assert row(RIGHT, "adequate", "managing-offenders")["turned as the link before"] == -0.8


def test_a_link_around_another_one_spans_its_grade_and_its_area() -> None:
    far = row(RIGHT, "good", "vetting")
    assert far["around another"] == 0.8


def test_an_area_that_is_not_named_lies_nowhere() -> None:
    assert row(RIGHT, "good", None) == {}


@given(st.lists(st.floats(0, 1), min_size=len(PAIRS), max_size=len(PAIRS)), st.floats(0, 1))
def test_all_is_bounded_by_how_likely_the_other_links_are(scores: list[float], likely: float) -> None:
    for features in among_links(GRADES, [likely] * len(GRADES), PAIRS, scores):
        by_score = ("taken by another", "around another", "share turned alike")
        assert all(0 <= features.get(name, 0) <= 1 for name in by_score)
