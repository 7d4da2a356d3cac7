"""What deserves a look: each kind is found, the most urgent first, and nothing that a person has settled."""

import json
from collections.abc import Sequence
from dataclasses import replace

import pytest

from flows.consolidation import facts
from flows.consolidation.facts import Row
from flows.consolidation.review import KINDS, Item
from flows.extraction.claims import Claim, Passage
from schemas.evidence import JUDGED
from tests.consolidation.invented import FIGURE, PERSON, RATING, document, tables, to_review


@pytest.fixture(autouse=True)
def nothing_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(facts, "measured_precision", dict)


def seen(found: dict[str, list[Row]]) -> list[tuple[str, str | None]]:
    return [(item.why, item.row_id) for item in to_review(found)]


def quarantined(table: str, reason: str, **row: str) -> Row:
    cells = {"column": None, "value": '"x"', "quote": None, "document_id": None}
    return {"table": table, "reason": reason, "row": json.dumps(row), **cells}


def test_nothing_is_listed_of_what_is_sound() -> None:
    assert seen(tables((document("a"), [RATING, FIGURE, PERSON]))) == []


def test_contradictions_come_with_who_contradicts() -> None:
    found = tables((document("a"), [RATING]), (document("b"), [replace(RATING, grade="adequate")]))
    (item,) = to_review(found)
    assert item == Item(
        "conflict",
        "conflict",
        "ratings",
        "emsou.serious-and-organised-crime.2023-03",
        "emsou",
        "contradicted by b",
        "a",
        found["ratings"][0]["quote"],  # type: ignore[arg-type]
    )


def test_sums_that_do_not_add_up_name_the_total() -> None:
    part = replace(FIGURE, threats=("drugs",), count=101, passage=Passage(20, 29))
    found = to_review(tables((document("a"), [FIGURE, part])))
    assert [(item.kind, item.row_id) for item in found] == [("sum", "emsou.disruptions.drugs.2021-06-01--2022-05-31")]
    assert "total of 100" in found[0].says


def test_less_than_ninety_in_a_hundred_is_never_told_as_ninety(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(facts, "measured_precision", lambda: {"rating-judged": 0.8994})
    (item,) = to_review(tables((document("a"), [RATING])))
    assert item.says == "89% likely to be right"


def test_a_rule_that_was_often_wrong_is_looked_at_the_worst_first(monkeypatch: pytest.MonkeyPatch) -> None:
    measured = {"rating-judged": 0.89, "disruption-count": 0.5, "person-title-before-name": 0.9}
    monkeypatch.setattr(facts, "measured_precision", lambda: measured)
    found = tables((document("a"), [RATING, FIGURE, PERSON]))
    assert [(item.why, item.table) for item in to_review(found)] == [
        ("low-confidence", "disruptions"),
        ("low-confidence", "ratings"),
    ]


def test_decisions_of_people_that_are_not_in_force_come_first() -> None:
    found = tables((document("a"), [RATING]), (document("b"), [replace(RATING, grade="adequate")]))
    found["quarantine"] = [
        quarantined("documents", "empty", raw_path="a.txt"),
        quarantined("corrections", "correction-stale", row_id="gone"),
        quarantined("ratings", "rejected", rating_id="wrong"),
    ]
    assert [why for why, _ in seen(found)] == ["correction-stale", "conflict", "empty"]


def test_what_is_wrong_with_a_file_is_told_in_its_own_sentence() -> None:
    found = tables((document("a"), [RATING]))
    sentence = {"column": "autor", "value": json.dumps("a.yaml has the unknown key `autor`")}
    found["quarantine"] = [
        {**quarantined("documents", "bad-sidecar", raw_path="a.txt"), **sentence},
        {**quarantined("documents", "binary", raw_path="b.txt"), "value": json.dumps("has NUL bytes: not a text file")},
        {**quarantined("ratings", "bad-value", rating_id="r"), "column": "grade", "value": json.dumps("best")},
    ]
    assert sorted(item.says for item in to_review(found)) == [
        "a.yaml has the unknown key `autor`",
        'grade "best"',
        "has NUL bytes: not a text file",
    ]


def test_what_is_published_comes_before_what_is_not() -> None:
    assert [*KINDS][-2:] == ["below-threshold", "quarantine"]


def test_two_figures_of_one_thing_in_one_document_are_looked_at() -> None:
    other = replace(FIGURE, count=120, passage=Passage(20, 29))
    items = to_review(tables((document("a"), [FIGURE, other])))
    assert [item.kind for item in items] == ["two-figures", "two-figures"]
    assert all(str(item.row_id) in says.says for item, says in zip(items, items[::-1], strict=True))


@pytest.mark.parametrize(
    "cells", [{"level": "major"}, {"qualifier": "over"}, {"period_end": "2022-06-30"}, {"count": 100}]
)
def test_figures_of_other_things_are_not_looked_at(cells: dict[str, object]) -> None:
    other = replace(FIGURE, **{"count": 90, "passage": Passage(20, 29), **cells})  # type: ignore[arg-type]
    assert seen(tables((document("a"), [FIGURE, other]))) == []


@pytest.mark.parametrize("more", [[], [FIGURE]])
def test_what_a_person_has_looked_at_is_settled(more: Sequence[Claim]) -> None:
    unsure = replace(RATING, rule=JUDGED, probability=0.75)
    found = tables((document("a"), [unsure, *more]))
    assert [kind for kind, _ in seen(found)] == ["low-confidence"]
    found["ratings"][0]["corrected"] = "confirmed"
    assert seen(found) == []
