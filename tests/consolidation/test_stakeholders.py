"""Stakeholders: who is the same, what is counted, and which roles say the same."""

from dataclasses import replace

import pytest

from flows.consolidation.stakeholders import distinct_roles
from flows.extraction.claims import Passage
from tests.consolidation.invented import PERSON, document, tables


@pytest.mark.parametrize(
    ("roles", "kept"),
    [
        (["Chief Constable", "Kent Chief Constable"], "Kent Chief Constable"),
        (["Assistant Chief Constable", "Chief Constable"], "Assistant Chief Constable;Chief Constable"),
        (["regional lead", "Chief Constable", "Chief Constable"], "Chief Constable;regional lead"),
        (["", ""], None),
    ],
)  # fmt: skip
def test_a_role_is_not_given_again_without_its_place(roles: list[str], kept: str | None) -> None:
    assert distinct_roles(";".join(roles)) == kept


def test_mentions_and_blocks_are_counted_apart() -> None:
    claims = [
        PERSON,
        replace(PERSON, rule="person-pronoun", passage=Passage(20, 23)),
        replace(PERSON, rule="person-quotation", passage=Passage(30, 40), quotation=True),
        replace(PERSON, rule="person-quotation-goes-on", passage=Passage(50, 60), quotation=True),
        replace(PERSON, rule="person-quotation", passage=Passage(70, 80), quotation=True),
    ]
    found = tables((document("a"), claims))
    (row,) = found["stakeholders"]
    assert (row["mention_count"], row["quoted"], row["quotation_count"]) == (2, True, 2)
    assert len(found["evidence"]) == len(claims)


def test_words_that_only_go_on_are_a_block() -> None:
    part = replace(PERSON, rule="person-quotation-goes-on", passage=Passage(50, 60), quotation=True)
    (row,) = tables((document("a"), [PERSON, part]))["stakeholders"]
    assert (row["quoted"], row["quotation_count"]) == (True, 1)


def test_one_person_in_two_documents_is_one_row() -> None:
    elsewhere = replace(PERSON, role="national lead", relations=("oversight",))
    (row,) = tables((document("a"), [PERSON]), (document("b"), [elsewhere]))["stakeholders"]
    assert row["stakeholder_id"] == "ada-quillfeather.dorset-police"
    assert (row["role"], row["relation"]) == ("Chief Constable;national lead", "oversight;spokesperson")
    assert row["document_count"] == 2


def test_people_of_no_known_organisation_stay_with_their_documents() -> None:
    unknown = replace(PERSON, organisation=None)
    rows = tables((document("a"), [unknown]), (document("b"), [unknown]))["stakeholders"]
    assert [row["stakeholder_id"] for row in rows] == ["ada-quillfeather.a", "ada-quillfeather.b"]


def test_a_document_called_like_an_organisation_is_none() -> None:
    unknown = replace(PERSON, organisation=None)
    rows = tables((document("a"), [PERSON]), (document("dorset-police"), [unknown]))["stakeholders"]
    assert [(row["stakeholder_id"], row["organisation_id"]) for row in rows] == [
        ("ada-quillfeather.dorset-police", "dorset-police"),
        ("ada-quillfeather.in-dorset-police", None),
    ]


def test_who_is_quoted_and_never_named_is_no_row() -> None:
    found = tables((document("a"), [replace(PERSON, quotation=True)]))
    assert (found["stakeholders"], found["evidence"]) == ([], [])
