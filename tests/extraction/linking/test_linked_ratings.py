"""Linked ratings as claims: passages that hold, tables left to what heads them, candidates where they must be."""

import itertools

import pytest

from flows.extraction import extract
from flows.extraction.analysis.grades import GRADES, code_of
from flows.extraction.claims import RatingClaim
from flows.extraction.extracting import analysed, speakers_of
from flows.extraction.linking.candidates import areas_of, bodies_of
from flows.extraction.linking.entity import GRADE
from flows.extraction.linking.ratings import LINKED, ratings_of
from flows.reading import read
from tests.extraction.readings import document
from tests.gold.lessons import unjudged
from tests.gold.measure import labelled, without_notice

TABLE = "# Kent Police\n\n| Area | Grade |\n|---|---|\n| Leadership | Good |\n| Efficiency | Inadequate |\n"


def linked(text: str, media_type: str = "text/plain") -> list[RatingClaim]:
    found = extract(document(text, media_type=media_type)).claims
    return [claim for claim in found if isinstance(claim, RatingClaim)]


def test_passages_hold_the_grade_and_begin_with_a_letter_or_mark() -> None:
    tuned = (path for path, labels in labelled() if labels["split"] == "tuned" and labels["ratings"])
    for path in itertools.islice(tuned, 0, 400, 20):
        article = without_notice(read(path))
        for claim in extract(article).claims:
            if isinstance(claim, RatingClaim) and claim.rule == LINKED:
                passage = article.text[claim.passage.start : claim.passage.end]
                assert claim.grade in {code_of(match.group()) for match in GRADE.finditer(passage)}
                assert passage[0].isalnum() or passage[0] in "“‘\"'("
                assert passage == passage.strip()


def test_a_lower_threshold_finds_more_and_never_less() -> None:
    text = "Kent Police was rated good at preventing crime in a report out on Tuesday, and inadequate at leadership."
    (analysis,), (spoken,) = analysed([document(text)])
    (every,) = ratings_of([analysis], [speakers_of(spoken)], 0.0)
    highest = max(claim.probability or 0.0 for claim in every.claims)
    rated = [ratings_of([analysis], [speakers_of(spoken)], threshold)[0] for threshold in (0.0, highest, 1.1)]
    at = [each.claims for each in rated]
    assert len(at[0]) > len(at[1]) > len(at[2]) == 0
    assert set(at[1]) <= set(at[0])
    assert all(claim.probability is not None and claim.probability >= highest for claim in at[1])
    assert set(rated[1].claims).isdisjoint(rated[1].doubtful)
    assert set(at[1]) <= set(rated[2].doubtful)
    assert len(rated[2].refusals) == 2


def test_a_quotation_mark_may_close_inside_the_words_of_a_grade() -> None:
    work = unjudged(document("Four forces, Dorset Police among them, ‘require’ improvement at leadership."))
    assert [grade.code for grade in work.grades] == ["requires improvement"]


def test_cells_of_tables_are_left_to_tables() -> None:
    work = unjudged(document(TABLE, media_type="text/markdown"))
    assert work.grades == []
    assert {(area, grade) for _, area, grade, _ in work.known} == {("leadership", "good"), ("efficiency", "inadequate")}
    assert {claim.rule for claim in linked(TABLE, "text/markdown")} == {"rating-table"}


def test_a_row_that_leaves_its_area_open_takes_none_that_another_row_of_its_table_has() -> None:
    text = "# Kent Police\n\nKent Police was inspected on leadership and efficiency.\n\nInspectors graded it.\n\n"
    text += "| Question | Grade |\n|---|---|\n| Leadership | Good |\n| How does it do? | Adequate |\n"
    work = unjudged(document(text, media_type="text/markdown"))
    work.likely_areas = [{"leadership": 0.9, "vetting": 0.5}]
    candidates = work.areas_of(0, work.grades[0])
    assert [area and area.code for area in candidates] == ["efficiency", "vetting", None]


def test_a_plain_sentence_is_linked() -> None:
    found = linked("Kent Police was rated good at preventing crime, the inspectorate said in its report.")
    assert {(c.body.name, c.area, c.grade, c.historic) for c in found} == {
        ("Kent Police", "preventing-crime", "good", False)
    }


@pytest.mark.parametrize("text", ["", "Good.", "Nothing was inspected here.", "good " * 3000, "Kent Police " * 2000])
def test_nothing_is_linked_where_there_is_nothing(text: str) -> None:
    assert linked(text) == []


def test_every_grade_has_candidates_near_it_and_their_number_is_bounded() -> None:
    sentence = "Kent Police was good at preventing crime and Surrey Police inadequate at managing offenders. "
    one = unjudged(document(sentence * 60))
    assert len(one.grades) == 120
    for grade in one.grades[:: len(GRADES)]:
        assert 2 <= len(areas_of(one.document, grade, {})) <= 60
        assert len(bodies_of(one.document, grade)) == 2


@pytest.mark.parametrize(
    ("below", "passage"),
    [
        ("Good", "preventing crime?\n\nGood"),
        ("Judgment: good", "preventing crime?\n\nJudgment: good"),
        ("The force is good.", "The force is good"),
    ],
)
def test_a_grade_alone_on_its_line_is_quoted_with_its_area_above(below: str, passage: str) -> None:
    text = (
        f"# PEEL report on Kent Police\n\nHMICFRS graded it.\n\n## How good is it at preventing crime?\n\n{below}\n\n"
    )
    text += "## How good is it at managing offenders?\n\nAdequate\n"
    found, _ = linked(text, "text/markdown")
    assert text[found.passage.start : found.passage.end] == passage
    assert found.area_text == (None if "is" in below else "preventing crime")
