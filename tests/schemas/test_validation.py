"""The gate: what is rejected, what goes with it, and what stays true."""

import json
import random
from typing import Any

import pandas as pd

from tests.frames import split
from tests.release.invented import DISRUPTION, PERSON, RATING, TEXTS, Rows, rows


def quarantined(tables: dict[str, pd.DataFrame]) -> list[tuple[str, str, str]]:
    frame = tables["quarantine"]
    return list(zip(frame["table"], frame["reason"], frame["column"], strict=True))


def find(found: Rows, table: str, **cells: Any) -> dict[str, Any]:
    return next(row for row in found[table] if cells.items() <= row.items())


def test_good_rows_pass_as_they_are() -> None:
    given, tables = rows(), split(rows(), TEXTS)
    assert tables["quarantine"].empty
    for name, frame in tables.items():
        passed = [{k: None if pd.isna(v) else v for k, v in row.items()} for row in frame.to_dict("records")]
        assert sorted(passed, key=repr) == sorted(given[name], key=repr)


def test_nothing_in_gives_typed_empty_tables() -> None:
    tables = split({}, {})
    assert all(frame.empty for frame in tables.values())
    assert tables["disruptions"]["count"].dtype == "Int64"


def test_a_rejected_fact_takes_its_evidence_along() -> None:
    given = rows()
    given["ratings"][0]["grade_rank"] = 5
    tables = split(given, TEXTS)
    assert tables["ratings"].empty
    assert RATING not in set(tables["evidence"]["row_id"])
    assert quarantined(tables) == [
        ("evidence", "orphan", "row_id"),
        ("evidence", "orphan", "row_id"),
        ("ratings", "inconsistent-row", "grade_rank"),
    ]
    assert list(tables["documents"]["rating_count"]) == [0, 0]


def test_a_fact_that_loses_its_last_evidence_is_rejected() -> None:
    given = rows()
    find(given, "evidence", row_id=DISRUPTION)["quote"] += "s"
    tables = split(given, TEXTS)
    assert tables["disruptions"].empty
    assert quarantined(tables) == [
        ("disruptions", "no-evidence", "disruption_id"),
        ("evidence", "quote-mismatch", "quote"),
    ]


def test_contradicting_evidence_alone_supports_nothing() -> None:
    given = rows()
    find(given, "evidence", row_id=DISRUPTION)["supports"] = False
    assert quarantined(split(given, TEXTS)) == [
        ("disruptions", "no-evidence", "disruption_id"),
        ("evidence", "orphan", "row_id"),
    ]


def test_a_fact_keeps_what_its_remaining_evidence_supports() -> None:
    given = rows()
    for row in given["evidence"]:
        row["confidence"] = 0.9 if row["document_id"] == "first" else 0.5
    evidence = find(given, "evidence", row_id=RATING, document_id="first")
    evidence["quote"] = evidence["quote"].replace("judged", "called")
    (fact,) = split(given, TEXTS)["ratings"].to_dict("records")
    assert (fact["document_count"], fact["passage_count"], fact["confidence"]) == (1, 1, 0.5)
    assert (fact["document_id"], fact["quote"]) == ("second", "outstanding")
    assert fact["source_url"] == "https://example.org/second"


def test_a_rejected_document_goes_with_all_that_only_it_says() -> None:
    given = rows()
    find(given, "documents", document_id="first")["character_count"] = 1
    tables = split(given, TEXTS)
    assert list(tables["documents"]["document_id"]) == ["second"]
    assert set(tables["evidence"]["document_id"]) == {"second"}
    assert tables["disruptions"].empty
    assert list(tables["ratings"]["document_id"]) == ["second"]
    assert tables["stakeholders"]["mention_count"].item() == 1


def test_a_missing_body_is_missed_through_every_table() -> None:
    given = rows()
    find(given, "bodies", body_id="emsou")["kind"] = "band"
    tables = split(given, TEXTS)
    assert [len(tables[name]) for name in ("bodies", "ratings", "disruptions", "stakeholders", "evidence")] == [0] * 5
    assert ("bodies", "missing-reference", "parent_id") in quarantined(tables)
    assert ("ratings", "missing-reference", "body_id") in quarantined(tables)


def test_counts_of_documents_are_those_of_what_is_published() -> None:
    given = rows()
    given["stakeholders"][0]["relation"] = "friend"
    documents = split(given, TEXTS)["documents"]
    counts = documents[["document_id", "rating_count", "disruption_count", "stakeholder_count"]]
    assert counts.to_numpy().tolist() == [["first", 1, 1, 0], ["second", 1, 0, 0]]


def test_quarantine_keeps_the_whole_row_as_json() -> None:
    given = rows()
    given["disruptions"][0]["count"] = -3
    frame = split(given, TEXTS)["quarantine"]
    row = frame[frame["table"] == "disruptions"].iloc[0]
    assert (row["document_id"], row["reason"], row["column"]) == ("first", "out-of-range", "count")
    assert row["value"] == '"-3"'  # a number below zero would start like a formula
    assert json.loads(row["quote"]) == "“We made 40 disruptions,” said Ada Thorne"
    assert json.loads(row["row"]) == given["disruptions"][0]


HOSTILE = [10**5000, float("-inf"), "\ud800", "=1+1", b"bytes", ["list"], {"a": 1}, object, "\x00", -(2**70), "- x"]
COLUMNS = ["rating_id", "grade_rank", "confidence", "historic", "document_id", "extra column"]


def test_no_value_is_an_exception() -> None:
    given = rows()
    good = given["ratings"][0]
    values = [(column, value) for column in COLUMNS for value in HOSTILE]
    given["ratings"] += [{**good, "rating_id": f"row-{n}", **dict([pair])} for n, pair in enumerate(values)]
    tables = split(given, TEXTS)
    assert list(tables["ratings"]["rating_id"]) == [RATING]
    assert len(tables["quarantine"]) == len(values)
    assert not tables["quarantine"].apply(lambda cells: cells.str.match(r"[=+\-@\x00]")).any(axis=None)


def test_a_bad_row_of_quarantine_is_quarantined() -> None:
    bad = {"table": "documents", "document_id": None, "reason": "no such reason", "column": None, "value": "{"}
    frame = split({"quarantine": [bad]}, {})["quarantine"]
    assert list(frame["table"]) == ["quarantine"]
    assert json.loads(frame["row"].item())["reason"] == "no such reason"


def test_the_order_of_rows_never_matters() -> None:
    given = rows()
    given["stakeholders"].append({**given["stakeholders"][0], "stakeholder_id": "nobody"})
    given["bodies"].append(dict(given["bodies"][1], body_id="-bad"))
    expected = split(given, TEXTS)
    for seed in range(5):
        shuffled = {name: random.Random(seed).sample(list_, len(list_)) for name, list_ in given.items()}
        for name, frame in split(shuffled, TEXTS).items():
            pd.testing.assert_frame_equal(frame, expected[name])


def test_a_person_may_have_no_organisation() -> None:
    given = rows()
    given["stakeholders"][0] |= {"organisation_id": None, "organisation": None}
    assert list(split(given, TEXTS)["stakeholders"]["stakeholder_id"]) == [PERSON]


def test_mentions_and_quotations_are_told_apart_by_the_rules_of_their_passages() -> None:
    given = rows()
    find(given, "stakeholders").update(mention_count=9, quotation_count=7)
    person = split(given, TEXTS)["stakeholders"].iloc[0]
    assert (person["mention_count"], person["quotation_count"], person["quoted"]) == (2, 1, True)


def test_a_person_who_is_quoted_and_named_nowhere_is_rejected() -> None:
    given = rows()
    for passage in given["evidence"]:
        if passage["table"] == "stakeholders":
            passage["rule"] = "as-quotation"
    assert ("stakeholders", "no-evidence", "stakeholder_id") in quarantined(split(given, TEXTS))
