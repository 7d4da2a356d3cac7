"""Each rule of each table rejects what it should, and names the column."""

import re
from typing import Any

import pandera.errors
import pytest

from schemas.fields import NOT_SPACE
from schemas.findings import in_model, passes, typed
from schemas.projections import arrow_schema, table_schema
from schemas.tables import TABLES
from tests.release.invented import rows


def reasons(table: str, /, **cells: Any) -> set[tuple[str, str | None]]:
    """What is wrong with a good row of the table after these cells were changed."""
    row = {**rows()[table][0], **cells}
    frame, found = typed(TABLES[table], [row])
    return {(finding.reason, finding.column) for finding in [*found, *in_model(TABLES[table], frame)]}


@pytest.mark.parametrize("table", [name for name in TABLES if name not in ("quarantine", "withdrawn")])
def test_a_good_row_passes(table: str) -> None:
    assert reasons(table) == set()


BROKEN: list[tuple[str, dict[str, Any], str, str]] = [
    # types and nulls
    ("ratings", {"rating_id": None}, "missing-value", "rating_id"),
    ("ratings", {"body": 7}, "wrong-type", "body"),
    ("ratings", {"body": "half \ud83d"}, "wrong-type", "body"),
    ("ratings", {"historic": 1}, "wrong-type", "historic"),
    ("ratings", {"historic": None}, "missing-value", "historic"),
    ("disruptions", {"count": 1.5}, "wrong-type", "count"),
    ("disruptions", {"count": True}, "wrong-type", "count"),
    ("disruptions", {"count": 2**63}, "wrong-type", "count"),
    ("disruptions", {"share_percent": float("inf")}, "wrong-type", "share_percent"),
    ("disruptions", {"share_percent": 10**400}, "wrong-type", "share_percent"),
    # vocabularies
    ("ratings", {"area": "parking"}, "unknown-code", "area"),
    ("ratings", {"grade": "Outstanding"}, "unknown-code", "grade"),
    ("disruptions", {"threats": "drugs;parking"}, "unknown-code", "threats"),
    ("disruptions", {"threats": ""}, "unknown-code", "threats"),
    ("evidence", {"table": "readers"}, "unknown-code", "table"),
    ("documents", {"media_type": "text/x-anything"}, "unknown-code", "media_type"),
    # lists are sorted, each member once
    ("disruptions", {"threats": "firearms;drugs"}, "malformed-value", "threats"),
    ("disruptions", {"threats": "drugs;drugs"}, "malformed-value", "threats"),
    ("stakeholders", {"role": "Visitor;Analyst"}, "malformed-value", "role"),
    ("stakeholders", {"role": "Analyst; Visitor"}, "malformed-value", "role"),
    ("stakeholders", {"role": "Analyst;"}, "malformed-value", "role"),
    # dates
    ("ratings", {"report_published_on": "2 March 2023"}, "malformed-value", "report_published_on"),
    ("ratings", {"report_published_on": "2023-13"}, "malformed-value", "report_published_on"),
    ("ratings", {"report_published_on": "2023-02-29"}, "malformed-value", "report_published_on"),
    ("ratings", {"report_published_on": "2023-25"}, "malformed-value", "report_published_on"),
    ("ratings", {"report_published_on": "2023-03-02\n"}, "malformed-value", "report_published_on"),
    ("disruptions", {"period_start": "2021-21"}, "malformed-value", "period_start"),
    # numbers
    ("disruptions", {"count": -1}, "out-of-range", "count"),
    ("disruptions", {"share_percent": 100.5}, "out-of-range", "share_percent"),
    ("ratings", {"confidence": 1.01}, "out-of-range", "confidence"),
    ("ratings", {"document_count": 0}, "out-of-range", "document_count"),
    # rows that contradict themselves
    ("ratings", {"grade_rank": 2}, "inconsistent-row", "grade_rank"),
    ("disruptions", {"period_end": "2021-05"}, "inconsistent-row", "period_end"),
    ("disruptions", {"implied_total_min": 158}, "inconsistent-row", "implied_total_max"),
    ("disruptions", {"implied_total_min": 39}, "inconsistent-row", "implied_total_min"),
    ("disruptions", {"implied_total_max": None}, "inconsistent-row", "implied_total_max"),
    ("disruptions", {"share_percent": None}, "inconsistent-row", "implied_total_min"),
    ("disruptions", {"rate": 1.5}, "inconsistent-row", "rate_unit"),
    (
        "disruptions",
        {"count": None, "share_percent": None, "implied_total_min": None, "implied_total_max": None},
        "inconsistent-row",
        "count",
    ),
    ("stakeholders", {"quoted": False}, "inconsistent-row", "quotation_count"),
    ("stakeholders", {"organisation": None}, "inconsistent-row", "organisation"),
    ("documents", {"published_on": "2023"}, "inconsistent-row", "published_on_basis"),
    ("bodies", {"valid_from": "2020-02", "valid_to": "2019"}, "inconsistent-row", "valid_to"),
    ("coverage", {"rating_count": 0}, "inconsistent-row", "status"),
    ("coverage", {"status": "no-document"}, "inconsistent-row", "status"),
    ("corrections", {"table": None}, "inconsistent-row", "table"),
    ("corrections", {"action": "remove-person"}, "inconsistent-row", "table"),
    ("coverage", {"coverage_id": "emsou.overall.1999"}, "inconsistent-row", "coverage_id"),
    ("evidence", {"document_id": "second"}, "inconsistent-row", "evidence_id"),
    ("ratings", {"corrected": "perhaps"}, "unknown-code", "corrected"),
    ("evidence", {"end": 3, "start": 0}, "quote-mismatch", "quote"),
    # forms
    ("bodies", {"gss_code": "e23000021"}, "malformed-value", "gss_code"),
    ("documents", {"text_sha256": "0" * 63}, "malformed-value", "text_sha256"),
    ("documents", {"source_url": "javascript:alert(1)"}, "malformed-value", "source_url"),
    ("evidence", {"rule": "two words"}, "malformed-value", "rule"),
]


@pytest.mark.parametrize(("table", "cells", "reason", "column"), BROKEN)
def test_a_broken_row_is_found(table: str, cells: dict[str, Any], reason: str, column: str) -> None:
    assert (reason, column) in reasons(table, **cells)


@pytest.mark.parametrize(("table", "cells"), [*((name, {}) for name in TABLES), *(broken[:2] for broken in BROKEN)])
def test_rows_pass_where_pandera_lets_them_pass(table: str, cells: dict[str, Any]) -> None:
    frame, _ = typed(TABLES[table], [{**row, **cells} for row in rows()[table]])
    try:
        TABLES[table].schema.validate(frame, lazy=True)
        right = True
    except pandera.errors.SchemaErrors:
        right = False
    assert passes(TABLES[table].schema, frame) == right


@pytest.mark.parametrize("start", ["=1+1", "+44", "-5", "@me", "\tx", "\rx", "＝1", "\nx", ""])
@pytest.mark.parametrize(("table", "column"), [("ratings", "quote"), ("stakeholders", "name"), ("documents", "title")])
def test_no_text_starts_like_a_formula(table: str, column: str, start: str) -> None:
    assert ("unsafe-text", column) in reasons(table, **{column: start})


@pytest.mark.parametrize("character", ["\x00", "\r", "\x1b"])
def test_no_text_has_control_characters(character: str) -> None:
    assert ("unsafe-text", "body") in reasons("ratings", body=f"Leicestershire{character}Police")


@pytest.mark.parametrize("date", ["2023-03-02", "2023-03", "2023", "2022-21", "2022-24", "2024-02-29", None])
def test_dates_are_as_exact_as_the_source(date: str | None) -> None:
    assert reasons("ratings", report_published_on=date) == set()


@pytest.mark.parametrize(("start", "end"), [("2021-06-01", "2021"), ("2021", "2021-06-01"), ("2021-06", "2021-06-01")])
def test_a_shorter_date_holds_its_days(start: str, end: str) -> None:
    assert reasons("disruptions", period_start=start, period_end=end) == set()


def test_both_rows_with_one_key_are_found() -> None:
    row = rows()["bodies"][0]
    frame, _ = typed(TABLES["bodies"], [row, row])
    assert [(f.position, f.reason, f.column) for f in in_model(TABLES["bodies"], frame)] == [
        (0, "duplicate-key", "body_id"),
        (1, "duplicate-key", "body_id"),
    ]


def test_a_row_that_is_wrong_anyway_takes_nobodys_key() -> None:
    row = rows()["bodies"][0]
    frame, _ = typed(TABLES["bodies"], [row, {**row, "kind": "band"}])
    assert [(f.position, f.reason) for f in in_model(TABLES["bodies"], frame)] == [(1, "unknown-code")]


def test_every_column_says_what_it_holds() -> None:
    columns = [column for table in TABLES.values() for column in table.columns]
    assert [column.name for column in columns if not column.title or len(column.description) < 12] == []


def test_descriptors_follow_from_the_models() -> None:
    for table in TABLES.values():
        arrow, frictionless = arrow_schema(table), table_schema(table)
        assert arrow.names == [field["name"] for field in frictionless["fields"]] == table.names
        for column, field in zip(table.columns, frictionless["fields"], strict=True):
            assert arrow.field(column.name).nullable is column.nullable is not field["constraints"]["required"]
            assert arrow.field(column.name).metadata[b"description"].decode() == field["description"]


def test_what_is_no_white_space_is_the_same_everywhere() -> None:
    every = [chr(point) for point in range(0x110000) if not 0xD800 <= point < 0xE000]
    assert [bool(re.fullmatch(NOT_SPACE, each)) for each in every] == [
        bool(re.fullmatch(r"\S", each)) for each in every
    ]
