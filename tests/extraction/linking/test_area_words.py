"""Which area the words around a grade speak of: the words that are read, the model's answer, the candidate it gives."""

from pathlib import Path

import pytest

from flows.extraction.linking.area_words import AreaWords, load, words_of_grades
from flows.extraction.linking.candidates import areas_of
from flows.extraction.linking.entities import Entities, Entity
from tests.extraction.readings import document
from tests.gold.lessons import unjudged
from tests.gold.saving import save_areas

TEXT = """Victims left waiting

Detectives were slow.

Kent Police was rated inadequate for ringing back and good at preventing crime. Its budget is balanced."""
MODEL = AreaWords(
    {"investigating-crime": 0.0, "preventing-crime": 0.0},
    {"beside detective": {"investigating-crime": 2.0}, "in crime": {"preventing-crime": 3.0}},
)


def entities(text: str = TEXT) -> Entities:
    return unjudged(document(text)).document


def unnamed(named: Entities, likely: dict[str, float]) -> list[Entity]:
    return [area for area in areas_of(named, named.grades[0], likely) if area and area.form == "unnamed"]


def words() -> list[set[str]]:
    named = entities()
    return [set(each) for each in words_of_grades(named, named.grades)]


def test_a_clause_ends_at_the_grades_beside_it() -> None:
    first, second = words()
    assert {"in ring", "in back"} <= first & second
    assert "names preventing-crime" in second - first


def test_the_title_and_the_sentences_beside_are_read() -> None:
    first, second = words()
    assert {"title victim", "beside budget", "police"} <= first & second


def test_a_number_as_long_as_that_of_a_line_is_a_word() -> None:
    named = entities("Kent Police was rated inadequate, as calls to 101 took 45 minutes in 2023.")
    (found,) = map(set, words_of_grades(named, named.grades))
    assert {word for word in found if word[-1].isdigit()} == {"in 101", "title 101"}


def test_a_document_without_grades_has_no_words() -> None:
    assert list(words_of_grades(entities("Kent Police was inspected."), [])) == []


def test_shares_of_areas_are_probabilities_and_words_move_them() -> None:
    likely = MODEL.likely_areas(["in crime", "never seen"])
    assert sum(likely.values()) == pytest.approx(1.0)
    assert likely["preventing-crime"] == pytest.approx(0.9526, abs=1e-4)


def test_unlikely_areas_are_left_out() -> None:
    assert set(MODEL.likely_areas(["in crime"] * 3)) == {"preventing-crime"}


def test_each_part_speaks_for_an_area_by_how_much_more_it_adds_to_it_than_to_others() -> None:
    weights = {"in crime": {"preventing-crime": 3.0, "efficiency": -1.0}, "in rota": {"efficiency": 2.5}}
    model = AreaWords({}, {**weights, "lead crime": {"preventing-crime": 1.0}})
    margins = model.margins(["in crime", "in rota", "lead crime", "police", "title unknown"])
    assert margins == {
        "in": {"preventing-crime": 1.5, "efficiency": -1.5},
        "lead": {"preventing-crime": 1.0},
    }


def test_a_model_is_read_as_it_was_written(tmp_path: Path) -> None:
    save_areas(MODEL, tmp_path / "areas.json")
    again = load(tmp_path / "areas.json")
    assert (again.biases, again.weights) == (MODEL.biases, MODEL.weights)


def test_an_area_that_is_only_spoken_of_is_a_candidate_at_the_place_of_the_grade() -> None:
    named = entities()
    (found,) = unnamed(named, {"investigating-crime": 0.8})
    assert (found.codes, found.start) == (("investigating-crime",), named.grades[0].start)


def test_the_two_likeliest_areas_are_candidates() -> None:
    likely = {"efficiency": 0.3, "investigating-crime": 0.4, "leadership": 0.2}
    assert [area.code for area in unnamed(entities(), likely)] == ["investigating-crime", "efficiency"]


@pytest.mark.parametrize("likely", [{"preventing-crime": 0.9}, {"investigating-crime": 0.05}, {"overall": 0.9}, {}])
def test_an_area_that_is_named_or_unlikely_is_no_further_candidate(likely: dict[str, float]) -> None:
    assert not unnamed(entities(), likely)
