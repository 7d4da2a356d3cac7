"""Labels of figures: which number a quotation means, what a figure is bound to, which candidates do not count."""

from typing import Any

from flows.extraction.linking.features.rows import Names
from flows.extraction.linking.figures.claims import work_of
from flows.extraction.linking.figures.steps import FigureWork, judge_all
from tests.extraction.readings import document
from tests.gold.figure_lessons import LabelledFigures
from tests.gold.lessons import linking_inputs

TEXT = (
    "Kent Police led 86 disruptions in the year to 31 March 2023. Of these, 12 (14 per cent) were against fraud. "
    "Surrey Police arrested 86 people and 7 more."
)
EMPTY: dict[str, Any] = dict.fromkeys(("share_percent", "rate", "level", "strand", "lead"))


def label(count: int, quote: str, **more: Any) -> dict[str, Any]:
    cells = {"body": "Kent Police", "measure": "disruptions", "threats": ["all"], "count": count, "quote": quote}
    period = {"period_start": "2022-04-01", "period_end": "2023-03-31"}
    return {**EMPTY, **cells, **period, "qualifier": "exact", "optional": False, **more}


LED = label(86, "Kent Police led 86 disruptions", lead="led")
FRAUD = label(12, "12 (14 per cent) were against fraud", share_percent=14, threats=["fraud"])


def taught(labels: list[dict[str, Any]]) -> LabelledFigures:
    """Judge every candidate of the text certain, so that all numbers make claims."""
    work = work_of(linking_inputs([document(TEXT)])[0])
    assert isinstance(work, FigureWork)
    labelled = LabelledFigures(work, labels)
    judge_all([work], lambda _, table, __: [1.0] * len(table), Names())
    return labelled


def numbers(labels: list[dict[str, Any]]) -> list[tuple[float, bool, float]]:
    labelled = taught(labels)
    values = [place.number.value for place in labelled.work.page.places]
    return [(value, *answer) for value, answer in zip(values, labelled.answers("figure"), strict=True)]


def right(labels: list[dict[str, Any]], kind: str) -> set[tuple[float, Any]]:
    labelled = taught(labels)
    pairs, figures = labelled.work.pairs[kind], labelled.work.figures
    answers = zip(pairs, labelled.answers(kind), strict=True)
    return {(figures[n].number.value, target.key) for (n, target), (yes, counts) in answers if yes and counts}


def test_a_number_in_its_quotation_is_a_figure_and_its_share_is_none() -> None:
    found = numbers([LED, FRAUD])
    assert [(value, yes) for value, yes, counts in found if counts] == [(86, True), (12, True), (14, False), (7, False)]


def test_the_same_number_elsewhere_does_not_count() -> None:
    assert [counts for value, _, counts in numbers([LED]) if value == 86] == [1.0, 0.0]


def test_what_is_optional_does_not_count() -> None:
    assert [counts for value, _, counts in numbers([{**LED, "optional": True}]) if value == 86] == [0.0, 0.0]


def test_a_figure_is_bound_to_what_its_label_says() -> None:
    assert {body.name for _, body in right([LED, FRAUD], "body")} == {"Kent Police"}
    assert right([LED, FRAUD], "threat") == {(12, "fraud")}
    assert right([LED, FRAUD], "mark") == {(86, "led")}
    assert right([LED, FRAUD], "period") == {(86, ("2022-04-01", "2023-03-31")), (12, ("2022-04-01", "2023-03-31"))}


def test_a_body_that_is_an_alternative_does_not_count() -> None:
    either = {**LED, "body_alternatives": ["Surrey Police"]}
    labelled = taught([either])
    answers = zip(labelled.work.pairs["body"], labelled.answers("body"), strict=True)
    assert not any(counts for (_, body), (_, counts) in answers if body.key.name == "Surrey Police")


def test_a_claim_is_right_by_its_number_and_body() -> None:
    labelled = taught([LED])
    answers = zip(labelled.work.claims, labelled.answers("claim"), strict=True)
    assert {(claim.place.number.value, yes) for claim, (yes, _) in answers} >= {(12, False), (7, False)}
