"""Items of a list are as near to their lead-in as the first of them, however long the list is."""

from __future__ import annotations

import pytest

from flows.extraction.linking.entities import Entities
from flows.extraction.linking.features import layout, lists, words
from tests.extraction.readings import document
from tests.gold.lessons import unjudged

ITEMS = (
    "Preventing fires",
    "Leadership",
    "Protecting the public through fire regulation",
    "Promoting the right values",
)
LEAD = "Kent Fire and Rescue Service was rated good for:"


def entities(text: str) -> Entities:
    return unjudged(document(text, media_type="text/markdown")).document


def test_all_areas_of_a_list_lie_alike_to_the_grade_above_it() -> None:
    named = entities(f"{LEAD}\n\n" + "".join(f"- {item}\n" for item in ITEMS))
    (grade,), areas = named.grades, named.areas
    assert len(areas) == len(ITEMS)
    ways = [words.between(named, grade, area) | words.counts_between(named, grade, area) for area in areas]
    assert all(way == ways[0] for way in ways)
    for name in ("sentences on", "blocks on", "close in sentences", "led by the grade"):
        assert len({layout.of_link(named, grade, area)[name] for area in areas}) == 1


def test_all_grades_of_a_list_lie_alike_to_the_area_above_it() -> None:
    named = entities("Managing offenders:\n\n- Good\n- Adequate\n- Inadequate\n")
    (area,) = named.areas
    assert {layout.of_link(named, grade, area)["blocks on"] for grade in named.grades} == {-1.0}
    assert len({words.counts_between(named, grade, area)["close in words"] for grade in named.grades}) == 1


@pytest.mark.parametrize("joint", [", ", "\n\n"])
def test_elsewhere_what_is_farther_away_is_farther_away(joint: str) -> None:
    named = entities(f"{LEAD}{joint}{joint.join(ITEMS)}.")
    (grade,) = named.grades
    near = [words.counts_between(named, grade, area)["close in words"] for area in named.areas]
    assert near == sorted(near, reverse=True)
    assert len(set(near)) == len(ITEMS)


def test_the_items_before_are_left_out_and_nothing_else() -> None:
    named = entities(f"{LEAD}\n\n" + "".join(f"- {item}\n" for item in ITEMS))
    slices = lists.tokens_between(named, named.grades[0], named.areas[-1])
    between = [token for low, high in slices for token in named.tokens[low:high]]
    assert between[:2] == ["for", ":"]
    assert "<area>" not in between


def test_another_item_of_the_list_is_no_rival_before_an_item() -> None:
    named = entities(f"{LEAD}\n\n" + "".join(f"- {item}\n" for item in ITEMS))
    (grade,) = named.grades
    for area in named.areas:
        assert "rival one behind" not in lists.neighbours(named, grade, area)


def test_a_heading_above_a_list_is_as_near_to_each_of_its_items() -> None:
    text = "# Good\n\nKent Fire and Rescue Service did well in these areas:\n\n"
    named = entities(text + "".join(f"- {item}\n" for item in ITEMS))
    (grade,) = named.grades
    assert {layout.of_link(named, grade, area)["blocks on"] for area in named.areas} == {2.0}
    assert len({lists.distance(named, grade, area) for area in named.areas}) == 1


def test_sentences_of_a_lead_in_and_of_an_item_are_counted() -> None:
    text = "Kent Police is good at engagement. It was rated adequate for:\n\n- Preventing crime.\n"
    named = entities(text + "- Managing offenders. It is leadership that counts.\n")
    good, adequate = named.grades
    at = {area.code: area for area in named.areas}
    on = [(code, layout.of_link(named, good, at[code])["sentences on"]) for code in ("preventing-crime", "leadership")]
    assert on == [("preventing-crime", 2.0), ("leadership", 3.0)]
    assert layout.of_link(named, adequate, at["managing-offenders"])["sentences on"] == 1.0
