"""What judges decide on: its probability is the confidence; what is not likely enough is in quarantine alone."""

from __future__ import annotations

import json
from dataclasses import replace

from flows.consolidation import consolidate
from flows.consolidation.facts import Row
from flows.extraction.claims import Claim, Extraction, Passage
from schemas.evidence import JUDGED
from tests.consolidation.invented import FIGURE, PERSON, RATING, document, entries_of, tables, to_review
from tests.consolidation.test_removals import PERSON_GONE, article, at

LINKED = replace(RATING, rule=JUDGED, probability=0.91234)
DOUBTED = replace(RATING, rule=JUDGED, grade="adequate", probability=0.6, passage=Passage(5, 9))
COUNTED = replace(FIGURE, rule=JUDGED, probability=0.71)


def consolidated(claims: tuple[Claim, ...], doubtful: tuple[Claim, ...]) -> dict[str, list[Row]]:
    read = document("a")
    entries = entries_of([read], [Extraction("a", claims, (), doubtful)])
    return {name: [*rows] for name, rows in consolidate([read], entries, []).items()}


def test_the_confidence_of_a_judged_row_is_its_highest_probability() -> None:
    again = replace(LINKED, probability=0.95, passage=Passage(10, 14))
    found = tables((document("a"), [LINKED, again]))
    assert [row["confidence"] for row in found["ratings"]] == [0.95]
    assert [row["confidence"] for row in found["evidence"]] == [0.9123, 0.95]


def test_what_is_not_likely_enough_is_in_quarantine_with_its_probability() -> None:
    found = consolidated((LINKED,), (COUNTED, DOUBTED))
    assert [row["grade"] for row in found["ratings"]] == ["good"]
    assert found["disruptions"] == []
    assert [(row["table"], row["reason"], row["value"]) for row in found["quarantine"]] == [
        ("disruptions", "below-threshold", "0.71"),
        ("ratings", "below-threshold", "0.6"),
    ]
    assert json.loads(str(found["quarantine"][1]["row"]))["grade"] == "adequate"


def test_what_a_row_states_is_not_doubted_and_what_is_doubted_is_told_once() -> None:
    same = replace(LINKED, probability=0.6, passage=Passage(5, 9))
    less = replace(DOUBTED, probability=0.55, passage=Passage(10, 14))
    found = consolidated((LINKED,), (same, less, DOUBTED))
    assert [row["value"] for row in found["quarantine"]] == ["0.6"]
    assert json.loads(str(found["quarantine"][0]["row"]))["grade"] == "adequate"


def test_whoever_was_removed_is_not_named_by_what_is_doubted() -> None:
    read = article("a")
    doubtful = (
        replace(DOUBTED, passage=at("Ada Quillfeather said")),
        replace(DOUBTED, passage=at("The force is good")),
    )
    for left in (doubtful, doubtful[:1]):
        entries = entries_of([read], [Extraction("a", (), (), left)])
        rows = [*consolidate([read], entries, [], [PERSON_GONE])["quarantine"]]
        assert not any("Quillfeather" in str(row) for row in rows)
        assert len(rows) == len(left) - 1


def test_it_is_reviewed_after_what_is_published() -> None:
    found = consolidated((replace(LINKED, probability=0.85),), (DOUBTED,))
    items = to_review(found)
    assert [item.kind for item in items] == ["low-confidence", "below-threshold"]
    assert items[1].says == "East Midlands Special Operations Unit, serious-and-organised-crime, adequate: 60% likely"


def test_stakeholders_have_the_probability_of_their_judge_and_those_doubted_are_told_of() -> None:
    known = replace(PERSON, probability=0.8, passage=Passage(0, 4))
    doubted = replace(PERSON, name="Odd Larch", probability=0.61, passage=Passage(5, 9))
    quoted = replace(doubted, quotation=True, passage=Passage(10, 14))
    found = consolidated((known,), (replace(known, probability=0.55), doubted, quoted))
    assert [row["confidence"] for row in found["stakeholders"]] == [0.8]
    assert [row["confidence"] for row in found["evidence"]] == [0.8]
    assert [(row["table"], row["value"]) for row in found["quarantine"]] == [("stakeholders", "0.61")]
    row = json.loads(str(found["quarantine"][0]["row"]))
    assert (row["name"], row["relation"]) == ("Odd Larch", "spokesperson")
    assert PERSON.organisation is not None
    assert row["organisation_id"] == PERSON.organisation.body_id
    assert "body" not in row


def test_whoever_was_removed_is_not_doubted() -> None:
    read = article("a")
    doubted = replace(PERSON, name="Ada Quillfeather", probability=0.6, passage=at("Ada Quillfeather"))
    entries = entries_of([read], [Extraction("a", (), (), (doubted,))])
    assert [*consolidate([read], entries, [])["quarantine"]] != []
    assert [*consolidate([read], entries, [], [PERSON_GONE])["quarantine"]] == []
