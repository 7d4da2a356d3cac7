"""Labels of ratings: which grade word a quotation means, which candidates are right, which do not count."""

from typing import Any

from flows.extraction.linking.features.rows import Names
from flows.extraction.linking.steps import RatingWork, judge_all
from tests.extraction.readings import document
from tests.gold.lessons import Labelled, unjudged

TEXT = (
    "Kent Police was rated good at preventing crime and inadequate at managing offenders. "
    "Surrey Police was not inspected. It would be good to know why."
)


def label(area: str, grade: str, quote: str, **more: Any) -> dict[str, Any]:
    cells = {"body": "Kent Police", "area": area, "grade": grade, "quote": quote, "historic": False, "optional": False}
    return {**cells, "report_published_on": None, **more}


GOOD = label("preventing-crime", "good", "rated good at preventing crime")
BAD = label("managing-offenders", "inadequate", "“inadequate” at managing offenders")


def sure(work: RatingWork) -> RatingWork:
    """Judge every candidate of a document certain, so that all of them make ratings."""
    judge_all([work], lambda _, table, __: [1.0] * len(table), Names())
    return work


def right(labels: list[dict[str, Any]], judge: str) -> list[tuple[Any, bool, float]]:
    work = sure(work_of_text())
    candidates: dict[str, list[Any]] = {
        "grade": [grade.start for grade in work.grades],
        "area": [area and area.code for _, area in work.areas],
        "body": [body.name for _, body in work.bodies],
        "rating": [(r.body.name, r.code, work.grades[r.grade].code) for r in work.ratings],
        "earlier": [(r.body.name, r.code, work.grades[r.grade].code) for r in work.ratings],
    }
    answers = Labelled(work, labels).answers(judge)
    return [(candidate, *answer) for candidate, answer in zip(candidates[judge], answers, strict=True)]


def work_of_text() -> RatingWork:
    return unjudged(document(TEXT))


def test_a_quotation_means_the_grade_word_in_it_whatever_its_marks() -> None:
    assert [answer[1] for answer in right([GOOD, BAD], "grade")] == [True, True, False]


def test_the_good_of_a_question_is_no_grade() -> None:
    for text, meant in (
        ("How good is Kent Police at preventing crime?\n\nGood", 1),
        ("How “good” is Kent Police at preventing crime?\n\nGood", 1),
        ("Inspections show good work of Kent Police at preventing crime. Good.", 0),
    ):
        labelled = Labelled(unjudged(document(text)), [label("preventing-crime", "good", text)])
        assert list(labelled.of_grade) == [meant], text


def test_a_grade_that_is_given_elsewhere_counts_less_against_a_word() -> None:
    assert [answer[2] for answer in right([GOOD, BAD], "grade")] == [1.0, 1.0, 0.4]
    assert [answer[2] for answer in right([BAD], "grade")] == [1.0, 1.0, 1.0]


def test_the_area_and_body_of_a_label_are_right_and_others_wrong() -> None:
    assert {candidate for candidate, yes, _ in right([GOOD], "area") if yes} == {"preventing-crime"}
    assert {candidate for candidate, yes, _ in right([GOOD], "body") if yes} == {"Kent Police"}
    assert {candidate for candidate, yes, counts in right([GOOD], "body") if counts and not yes} == {"Surrey Police"}


def test_what_is_optional_or_an_alternative_does_not_count() -> None:
    optional = {**GOOD, "optional": True}
    assert not any(counts for _, _, counts in right([optional], "area"))
    assert next(answer[2] for answer in right([optional], "grade")) == 0.0
    either = {**GOOD, "area_alternatives": ["managing-offenders"]}
    assert ("managing-offenders", True, 1.0) not in right([either], "area")


def test_a_rating_is_right_by_what_it_says_wherever_it_was_read() -> None:
    found = right([GOOD, BAD], "rating")
    assert {candidate for candidate, yes, _ in found if yes} == {
        ("Kent Police", "preventing-crime", "good"),
        ("Kent Police", "managing-offenders", "inadequate"),
    }
    assert any(counts for _, yes, counts in found if not yes)


def test_the_time_of_a_rating_is_that_of_its_label() -> None:
    earlier = {**GOOD, "historic": True}
    times = {(candidate, yes) for candidate, yes, counts in right([earlier, BAD], "earlier") if counts}
    assert times == {
        (("Kent Police", "preventing-crime", "good"), True),
        (("Kent Police", "managing-offenders", "inadequate"), False),
    }


def test_what_a_table_states_teaches_nothing_of_a_grade_elsewhere() -> None:
    text = "Kent Police was graded good at preventing crime.\n\n| Area | Grade |\n|---|---|\n| Leadership | Good |\n"
    work = sure(unjudged(document(text, media_type="text/markdown")))
    answers = Labelled(work, [GOOD, label("leadership", "good", "Good")]).answers("rating")
    counts = {rating.code: counts for rating, (_, counts) in zip(work.ratings, answers, strict=True)}
    assert (counts["leadership"], counts["preventing-crime"]) == (0.0, 1.0)
