"""All tables together: nothing depends on order, and nothing moves when something unrelated is added."""

import random
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.consolidation import consolidate
from flows.extraction.claims import Body, Claim, Extraction, Passage
from flows.reading.document import Document, Reject
from schemas.shared import OF_RELEASES
from schemas.tables import TABLES
from schemas.vocabularies import bodies
from tests.cases import costly
from tests.consolidation.invented import FIGURE, FORCE, PERSON, RATING, TEXT, UNIT, document, entries_of, tables
from tests.frames import split

Found = list[tuple[Document, Sequence[Claim]]]

passages = st.integers(0, 400).map(lambda start: Passage(start, start + 4))
ratings = st.builds(
    replace,
    st.just(RATING),
    passage=passages,
    body=st.sampled_from([UNIT, FORCE]),
    grade=st.sampled_from(["good", "adequate", "inadequate"]),
    historic=st.booleans(),
    rule=st.sampled_from(["rating-judged", "rating-table"]),
    report_published_on=st.sampled_from([None, "2023-03-02", "2023-03", "2019"]),
)
figures = st.builds(
    replace,
    st.just(FIGURE),
    passage=passages,
    count=st.integers(0, 3),
    share_percent=st.sampled_from([None, 24.0]),
    lead=st.sampled_from([None, "led"]),
    period_end=st.sampled_from([None, "2022-05-31"]),
    threats=st.sampled_from([("all",), ("drugs", "firearms")]),
)
people = st.builds(
    replace,
    st.just(PERSON),
    passage=passages,
    name=st.sampled_from(["Ada Quillfeather", "Tam Ferrow"]),
    organisation=st.sampled_from([None, UNIT, FORCE]),
    quotation=st.booleans(),
).map(lambda claim: replace(claim, rule="person-quotation" if claim.quotation else "person-pronoun"))
claims: st.SearchStrategy[Sequence[Claim]] = st.lists(st.one_of(ratings, figures, people), max_size=8)
stated: st.SearchStrategy[Found] = st.lists(claims, min_size=1, max_size=4).map(
    lambda found: [(document(f"document-{number}"), each) for number, each in enumerate(found)]
)


@costly(6)
@given(stated, st.randoms(use_true_random=False))
def test_the_order_of_documents_and_claims_does_not_matter(found: Found, shuffler: random.Random) -> None:
    shuffled = [(each, shuffler.sample(made, len(made))) for each, made in found]
    assert tables(*shuffler.sample(shuffled, len(shuffled))) == tables(*found)


@costly(6)
@given(stated)
def test_identifiers_do_not_move_when_an_unrelated_document_is_added(found: Found) -> None:
    unrelated = replace(RATING, body=replace(FORCE, body_id="kent-police", name="Kent Police"))
    before, after = tables(*found), tables(*found, (document("zz"), [unrelated]))
    for name in ("ratings", "disruptions", "stakeholders", "evidence"):
        kept = [row for row in after[name] if row["document_id"] != "zz"]
        assert kept == before[name]


@costly(6)
@given(stated)
def test_whatever_is_claimed_rows_are_well_formed(found: Found) -> None:
    rows = tables(*found)
    for name, table in TABLES.items():
        if name == "withdrawn":  # what earlier releases had is none of consolidation's business
            continue
        assert all(set(row) == set(table.names) - set(OF_RELEASES) for row in rows[name])
        if table.key:
            keys = [row[table.key] for row in rows[name]]
            assert len(keys) == len(set(keys))
    counted = [(row["table"], row["row_id"]) for row in rows["evidence"] if row["supports"]]
    for row in rows["ratings"]:
        assert row["passage_count"] == counted.count(("ratings", row["rating_id"]))


def test_rows_pass_the_gate_unchanged() -> None:
    found: Found = [(document("a", source_url="https://example.org/a"), [RATING, FIGURE, PERSON])]
    rows = tables(*found)
    frames = split(rows, {each.document_id: each.text for each, _ in found})
    assert frames["quarantine"].empty
    assert {name: len(frame) for name, frame in frames.items()} == {
        **{name: len(each) for name, each in rows.items()},
        "withdrawn": 0,
    }


def test_rejected_files_are_rows_of_quarantine() -> None:
    reject = Reject(None, "binary", "starts with GIF89a", "=picture.txt")
    (row,) = consolidate([], entries_of([], []), [reject])["quarantine"]
    assert (row["table"], row["reason"], row["value"]) == ("documents", "binary", '"starts with GIF89a"')
    assert row["row"] == '{"raw_path": "=picture.txt"}'


def test_a_body_brings_along_what_it_is_part_of() -> None:
    service = Body("probation-service", "Probation Service", "national-agency")
    named = [row["body_id"] for row in tables((document("a"), [replace(PERSON, organisation=service)]))["bodies"]]
    assert named == ["hmpps", "ministry-of-justice", "probation-service"]


def test_a_body_that_is_not_in_the_vocabulary_is_called_as_the_first_document_does() -> None:
    called, otherwise = (Body("odd-squad", name, "other") for name in ("Odd Squad", "ODD SQUAD"))
    rows: list[tuple[Claim, Claim]] = [
        (replace(RATING, body=called), replace(PERSON, organisation=otherwise)),
        (replace(PERSON, organisation=called), replace(RATING, body=otherwise)),
    ]
    for first, then in rows:
        found = tables((document("a"), [first]), (document("b"), [then]))
        assert [row["name"] for row in found["bodies"]] == ["Odd Squad"]
        assert [row["body"] for row in found["ratings"]] == ["Odd Squad"]
        assert [row["organisation"] for row in found["stakeholders"]] == ["Odd Squad"]


def depth(body_id: str) -> int:
    """How many organisations a body is part of, one within the other."""
    parent = bodies()[body_id].parent_id
    return depth(parent) + 1 if parent else 0


@pytest.mark.parametrize("deep", range(3))
def test_every_body_of_the_vocabulary_passes_the_gate(deep: int) -> None:
    """Those of one depth together: none of them is what another is part of, which must come by itself."""
    assert max(map(depth, bodies())) < 3
    here = [Body(each.body_id, each.name, each.kind) for each in bodies().values() if depth(each.body_id) == deep]
    claim = replace(PERSON, kind="organisation", role=None)
    rows = tables((document("a"), [replace(claim, name=each.name, organisation=each) for each in here]))
    frames = split(rows, {"a": TEXT})
    assert frames["quarantine"].empty
    assert set(frames["stakeholders"]["organisation_id"]) == {each.body_id for each in here}


def test_claims_of_a_document_that_makes_none_leave_its_row() -> None:
    found = consolidate([document("a")], entries_of([document("a")], [Extraction("a", (), ())]), [])
    assert [row["document_id"] for row in found["documents"]] == ["a"]
    assert not any([*found[name]] for name in ("ratings", "disruptions", "stakeholders", "evidence", "bodies"))
