"""What was removed on request is in no cell of any table, and the rest is as if it had never been there."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from typing import Any

import pandas as pd
import pytest

from flows.consolidation import consolidate
from flows.consolidation.facts import Row
from flows.consolidation.removals import kept_corrections, removed, still_in
from flows.extraction.claims import Body, Claim, Extraction, Passage
from flows.reading.document import Correction, Document, Reject
from tests.consolidation.invented import FORCE, PERSON, RATING, UNIT, entries_of
from tests.frames import in_files, split

TEXT = (
    "This article is invented. Ada Quillfeather said Dorset Police was good. The force is good, inspectors said. "
    "Ms Quillfeather’s colleague Tam Ferrow agreed."
)
PERSON_GONE = Correction(
    "removed.2026-11-24.1", "remove-person", "A. Editor", "2026-11-24", "Ada asked", names=("Ada Quillfeather",)
)
DOCUMENT_GONE = replace(PERSON_GONE, action="remove-document", names=(), document_id="a")


def article(name: str, **known: Any) -> Document:
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
    rows = consolidate(documents, entries_of(documents, extractions), rejects, corrections)
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


@pytest.mark.parametrize(
    "written",
    [
        *("Ada Quill\xadfeather", "Ada Quill\u200bfeather", "A\u2060d\u2060a Quillfeather", "Ada\u200bQuillfeather"),
        *("Ada\u200bQuill\xadfeather", "Ada \u200b Quillfeather", "\ufeffAda Quillfeather’s\u200b"),
    ],
)
def test_what_nobody_sees_does_not_hide_a_name(written: str) -> None:
    """A soft hyphen stands within a word, a zero-width space within one or between two."""
    text = f"{written} spoke. Then Ms Quill\xadfeather agreed. Dorset Police is good."
    where = [Passage(text.index(each), text.index(each) + len(each)) for each in (written, "Ms Quill", "Dorset Police")]
    where[1] = replace(where[1], end=text.index(" agreed"))
    claims: tuple[Claim, ...] = (
        replace(PERSON, name=written, passage=where[0]),
        *(replace(RATING, body=FORCE, passage=each) for each in where[1:]),
    )
    telling = replace(article("a", title=f"Words of {written}"), text=text)
    found = consolidate([telling], entries_of([telling], [Extraction("a", claims, ())]), [], [PERSON_GONE])
    assert ([*found["stakeholders"]], [row["title"] for row in found["documents"]]) == ([], [None])
    assert [row["quote"] for row in found["evidence"]] == ["Dorset Police"]


@pytest.mark.parametrize("other", ["Na\xadda Quillfeather", "Ada Quill\xadfeatherson", "Ada M\xady Quillfeather"])
def test_what_nobody_sees_makes_no_other_name_the_same(other: str) -> None:
    assert not removed([PERSON_GONE]).names_somebody(other)


def test_a_surname_that_is_a_common_word_leaves_the_word() -> None:
    telling = replace(article("a"), text="Ada Good spoke. Chief Good agreed. The force is good.")
    places = [Passage(telling.text.index(each), len(telling.text) - 1) for each in ("Chief", "The")]
    places[0] = replace(places[0], end=telling.text.index(" agreed"))
    claims = tuple(replace(RATING, passage=each) for each in places)
    entries = entries_of([telling], [Extraction("a", claims, ())])
    found = consolidate([telling], entries, [], [replace(PERSON_GONE, names=("Ada Good",))])
    assert [row["quote"] for row in found["evidence"]] == ["The force is good"]


def test_a_name_to_remove_may_have_what_nobody_sees() -> None:
    found = without(replace(PERSON_GONE, names=("Ada Quill\xadfeather",)))
    assert "quillfeather" not in json.dumps(found, ensure_ascii=False).casefold()


def test_a_document_whose_file_is_called_by_the_name_goes_whole() -> None:
    found = without(PERSON_GONE, documents=(article("ada-quillfeather-appointed"), article("b")))
    assert [row["document_id"] for row in found["documents"]] == ["b"]


def test_an_organisation_called_by_the_name_goes() -> None:
    office = Body("office-of-ada-quillfeather", "Office of Ada Quillfeather", "other")
    stated = Extraction("a", (replace(RATING, body=office, passage=at("good")),), ())
    found = consolidate([article("a")], entries_of([article("a")], [stated]), [], [PERSON_GONE])
    assert ([*found["bodies"]], [*found["ratings"]]) == ([], [])


def test_corrections_about_the_person_go_without_a_word() -> None:
    about = Correction(
        *("fix.1", "confirm", "A", "2026-11-23", "w", "stakeholders", "ada-quillfeather.dorset-police"),
        expect=(("kind", "person"),),
    )
    quoting = replace(
        *(about,), action="add", row_id=None, table="ratings", document_id="a", quote="Ms Quillfeather’s colleague"
    )
    row = (("name", "Quillfeather"), ("kind", "person"), ("relation", "spokesperson"))
    adding = replace(quoting, table="stakeholders", row=row, quote="The force is good")
    found = without(PERSON_GONE, about, quoting, adding)
    assert len(found["corrections"]) == 1
    assert [row["reason"] for row in found["quarantine"]] == ["empty", "superseded"]


def test_a_correction_about_somebody_else_stays_though_a_cell_has_the_surname_alone() -> None:
    row = (("name", "Tam Ferrow"), ("role", "Quillfeather"), ("kind", "person"))
    adding = Correction("fix.1", "add", "A", "2026-11-23", "w", "stakeholders", document_id="a", quote="good", row=row)
    document = replace(article("a"), text="Ada Quillfeather spoke. Tam Ferrow is good.")
    assert kept_corrections([adding], {"a": document}, removed([PERSON_GONE])) == [adding]


@pytest.mark.parametrize(
    ("table", "row_id", "document_id", "kept"),
    [
        ("ratings", "dorset-police.leadership.undated-a", "a", False),
        ("ratings", "dorset-police.leadership.undated-a.earlier-good", "a", False),
        ("stakeholders", "ada-quillfeather.a", "a", False),
        ("stakeholders", "ada-quillfeather.in-dorset-police", "dorset-police", False),
        ("stakeholders", "ada-quillfeather.dorset-police", "dorset-police", True),
        ("stakeholders", "dorset-police", "dorset-police", True),
        ("ratings", "dorset-police.leadership.2023-03", "dorset-police", True),
        ("ratings", "dorset-police.leadership.undated-b", "leadership", True),
        ("ratings", "dorset-police.leadership.undated-ab", "a", True),
    ],
)
def test_decisions_about_rows_of_a_removed_document_go(table: str, row_id: str, document_id: str, kept: bool) -> None:
    """A document may be called like a body or an area: only where it stands for the document does its name count."""
    decision = Correction("fix.1", "confirm", "A", "2026-11-23", "w", table, row_id, expect=(("quote", "x"),))
    gone = replace(DOCUMENT_GONE, document_id=document_id)
    assert kept_corrections([gone, decision], {}, removed([gone])) == [gone, decision][: 1 + kept]


def test_files_that_were_rejected_are_told_of_without_the_name() -> None:
    named = "ada-quillfeather.txt"
    rejects = [("x", "superseded", f"{named} is newer", "x.txt"), ("ada-quillfeather", "empty", "nothing", "v.txt")]
    rejects += [("w", "empty", "nothing", named), ("y", "empty", "nothing", "y.txt")]
    found = consolidate([], entries_of([], []), [Reject(*each) for each in rejects], [PERSON_GONE])
    assert [row["document_id"] for row in found["quarantine"]] == ["y"]


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
        ("evidence", {"document_id": "gone", "quote": "Ms Quill\xadfeather agreed"}, True),
        ("evidence", {"document_id": "other", "quote": "Quillfeather Street"}, False),
        ("stakeholders", {"stakeholder_id": "ada-thorne", "name": "Ada Thorne"}, False),
    ],
)
def test_what_an_earlier_release_still_tells_is_noticed(table: str, cells: dict[str, str], tells: bool) -> None:
    """By the full name in any cell; by the surname in passages of documents that have, or may have had, the name."""
    documents = {"a": article("a"), "other": replace(article("other"), text="A text about nobody.")}
    frames = in_files({table: pd.DataFrame([cells], dtype="str")})
    assert still_in(frames, documents, removed([PERSON_GONE])) == tells


def test_a_document_that_an_earlier_release_still_has_is_noticed() -> None:
    frames = in_files({"documents": pd.DataFrame([{"document_id": "a"}], dtype="str")})
    assert still_in(frames, {}, removed([DOCUMENT_GONE]))
    assert not still_in(frames, {}, removed([replace(DOCUMENT_GONE, document_id="b")]))


def test_a_body_called_like_a_removed_document_is_not_the_document() -> None:
    frames = in_files({"bodies": pd.DataFrame([{"body_id": "a"}], dtype="str")})
    assert not still_in(frames, {}, removed([DOCUMENT_GONE]))
