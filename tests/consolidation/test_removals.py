"""What was removed on request is in no cell of any table, and the rest is as if it had never been there."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace

import pandas as pd
import pytest

from flows.consolidation import consolidate
from flows.consolidation.facts import Row
from flows.consolidation.removals import removed, told_by
from flows.extraction.claims import Body, Claim, Extraction, Passage
from flows.reading.document import Correction, Document, Reject
from schemas.validation import split
from tests.consolidation.invented import FORCE, PERSON, RATING, UNIT

TEXT = (
    "This article is invented. Ada Quillfeather said Dorset Police was good. The force is good, inspectors said. "
    "Ms Quillfeather’s colleague Tam Ferrow agreed."
)
PERSON_GONE = Correction(
    "removed.2026-11-24.1", "remove-person", "A. Editor", "2026-11-24", "Ada asked", names=("Ada Quillfeather",)
)
DOCUMENT_GONE = replace(PERSON_GONE, action="remove-document", names=(), document_id="a")


def article(name: str, **known: str) -> Document:
    digest = hashlib.sha256(TEXT.encode()).hexdigest()
    return replace(Document(name, TEXT, digest, f"{name}.txt", digest, "text/plain"), **known)


def at(quote: str) -> Passage:
    return Passage(TEXT.index(quote), TEXT.index(quote) + len(quote))


CLAIMS: tuple[Claim, ...] = (
    replace(RATING, body=FORCE, passage=at("Ada Quillfeather said Dorset Police was good")),
    replace(RATING, body=FORCE, passage=at("The force is good")),
    replace(RATING, passage=at("Ms Quillfeather’s colleague")),
    replace(PERSON, passage=at("Ada Quillfeather")),
    replace(PERSON, passage=at("The force"), rule="person-pronoun"),
    replace(PERSON, name="Tam Ferrow", passage=at("Tam Ferrow")),
    replace(PERSON, name="Quillfeather", organisation=None, passage=at("inspectors")),
)


def without(*corrections: Correction, documents: tuple[Document, ...] = (article("a"),)) -> dict[str, list[Row]]:
    rejects = [Reject("z", "superseded", "a is a newer version", "z.txt"), Reject(None, "empty", "nothing", "y.txt")]
    extractions = [Extraction(each.document_id, CLAIMS, ()) for each in documents]
    rows = consolidate(documents, extractions, rejects, corrections)
    found = {name: [*each] for name, each in rows.items()}
    frames = split(found, {each.document_id: each.text for each in documents})
    assert {name: len(frames[name]) for name in found} == {name: len(each) for name, each in found.items()}
    return found


def test_a_removed_person_is_named_in_no_cell() -> None:
    titled = article("a", title="Ada Quillfeather speaks", source_url="https://example.org/ada-quillfeather-speaks")
    found = without(PERSON_GONE, documents=(titled,))
    assert "quillfeather" not in json.dumps(found, ensure_ascii=False).casefold()
    assert [row["name"] for row in found["stakeholders"]] == ["Tam Ferrow"]


def test_facts_keep_the_passages_that_do_not_name_the_person() -> None:
    found = without(PERSON_GONE)
    (row,) = found["ratings"]
    assert (row["body_id"], row["quote"], row["passage_count"]) == ("dorset-police", "The force is good", 1)
    assert "emsou" not in {body["body_id"] for body in found["bodies"]}


def test_nothing_else_changes() -> None:
    found, whole = without(PERSON_GONE), without()
    kept = [row for row in whole["evidence"] if row["quote"] in ("The force is good", "Tam Ferrow")]
    assert found["evidence"] == kept


def test_the_tombstone_says_that_and_nothing_more() -> None:
    assert without(PERSON_GONE)["corrections"] == [
        {
            "correction_id": "removed.2026-11-24.1",
            "action": "remove-person",
            "table": None,
            "row_id": None,
            "who": None,
            "when": "2026-11-24",
            "why": None,
        }
    ]


@pytest.mark.parametrize("name", ["ADA QUILLFEATHER", "Ada  Quillfeather", "Ada Quillfeather’s"])
def test_a_name_is_known_however_it_is_written(name: str) -> None:
    found = without(replace(PERSON_GONE, names=(name.removesuffix("’s"),)), documents=(article("a", title=name),))
    assert [row["name"] for row in found["stakeholders"]] == ["Tam Ferrow"]
    assert found["documents"][0]["title"] is None


def test_accents_do_not_hide_a_name() -> None:
    accented = replace(PERSON_GONE, names=("Adá Quillfeäther",))
    assert "Ada Quillfeather" not in {row["name"] for row in without(accented)["stakeholders"]}


def test_a_document_whose_file_is_called_by_the_name_goes_whole() -> None:
    found = without(PERSON_GONE, documents=(article("ada-quillfeather-appointed"), article("b")))
    assert [row["document_id"] for row in found["documents"]] == ["b"]


def test_an_organisation_called_by_the_name_goes() -> None:
    office = Body("office-of-ada-quillfeather", "Office of Ada Quillfeather", "other")
    found = consolidate(
        [article("a")], [Extraction("a", (replace(RATING, body=office, passage=at("good")),), ())], [], [PERSON_GONE]
    )
    assert (found["bodies"], found["ratings"]) == ([], [])


def test_corrections_about_the_person_go_without_a_word() -> None:
    about = Correction(
        *("fix.1", "confirm", "A", "2026-11-23", "w", "stakeholders", "ada-quillfeather.dorset-police"),
        expect=(("kind", "person"),),
    )
    quoting = replace(
        *(about,), action="add", row_id=None, table="ratings", document_id="a", quote="Ms Quillfeather’s colleague"
    )
    found = without(PERSON_GONE, about, quoting)
    assert len(found["corrections"]) == 1
    assert [row["reason"] for row in found["quarantine"]] == ["empty", "superseded"]


def test_a_removed_document_is_in_no_table() -> None:
    found = without(DOCUMENT_GONE, documents=(article("a"), article("b")))
    assert [row["document_id"] for row in found["documents"]] == ["b"]
    assert {row["document_id"] for row in found["evidence"]} == {"b"}
    assert [row["reason"] for row in found["quarantine"]] == ["empty"]
    assert [row["action"] for row in found["corrections"]] == ["remove-document"]
    assert found["ratings"][0]["document_count"] == 1


def test_a_removal_stays_in_force_when_the_file_is_gone() -> None:
    assert len(without(DOCUMENT_GONE, documents=(article("b"),))["corrections"]) == 1


def test_other_people_stay() -> None:
    gone = replace(PERSON_GONE, names=("Tam Ferrow",))
    names = {row["name"] for row in without(gone)["stakeholders"]}
    assert names == {"Ada Quillfeather", "Quillfeather"}
    assert UNIT.body_id in {row["body_id"] for row in without(gone)["ratings"]}


@pytest.mark.parametrize(
    ("table", "cells", "tells"),
    [
        ("stakeholders", {"stakeholder_id": "ada-quillfeather.dorset-police"}, True),
        ("documents", {"document_id": "a", "title": "Words of Ada  Quillfeather"}, True),
        ("quarantine", {"row": '{"name": "ADA QUILLFEATHER"}'}, True),
        ("evidence", {"document_id": "a", "quote": "Ms Quillfeather agreed"}, True),
        ("evidence", {"document_id": "gone", "quote": "Ms Quillfeather agreed"}, True),
        ("evidence", {"document_id": "other", "quote": "Quillfeather Street"}, False),
        ("stakeholders", {"stakeholder_id": "ada-thorne", "name": "Ada Thorne"}, False),
    ],
)
def test_what_an_earlier_release_still_tells_is_noticed(table: str, cells: dict[str, str], tells: bool) -> None:
    """By the full name in any cell; by the surname in passages of documents that have, or may have had, the name."""
    documents = {"a": article("a"), "other": replace(article("other"), text="A text about nobody.")}
    frames = {table: pd.DataFrame([cells], dtype="str")}
    assert told_by(frames, documents, removed([PERSON_GONE])) == tells


def test_a_document_that_an_earlier_release_still_has_is_noticed() -> None:
    frames = {"documents": pd.DataFrame([{"document_id": "a"}], dtype="str")}
    assert told_by(frames, {}, removed([DOCUMENT_GONE]))
    assert not told_by(frames, {}, removed([replace(DOCUMENT_GONE, document_id="b")]))
