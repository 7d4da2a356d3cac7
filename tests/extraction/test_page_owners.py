"""What "the Force" is on a page or paper that is one force's, where others are named by the way."""

from dataclasses import replace

import pytest

from flows.extraction import extract
from flows.extraction.analysis.salience import BESIDE
from flows.extraction.claims import RatingClaim
from tests.extraction.readings import document, read

BTP, KENT, SURREY = "british-transport-police", "kent-police", "surrey-police"
PAPER = "{}\n\nItem 4: inspection\n\nThe dog unit is run jointly with {}.\n\n{}"


@pytest.mark.parametrize("head", ["BRITISH TRANSPORT POLICE AUTHORITY", "British Transport Police Authority"])
def test_a_paper_of_an_authority_is_on_its_force(head: str) -> None:
    text = PAPER.format(head, "Surrey Police", "HMICFRS graded the Force as good for leadership.")
    assert read(text) == {(BTP, "leadership", "good")}


def test_the_force_of_a_page_is_not_the_one_named_beside_it() -> None:
    text = PAPER.format(
        "Kent Police: our year", "Essex Police and Surrey Police", "The force was rated good for leadership."
    )
    assert {body for body, _, _ in read(text)} != {SURREY}
    text = PAPER.format("Kent Police: our year", "Surrey Police", "The force was rated good for leadership.")
    assert read(text) == {(KENT, "leadership", "good")}
    text = PAPER.format("Kent Police: our year", "Surrey Police", "It was rated good for leadership.")
    assert read(text) == {(KENT, "leadership", "good")}


def test_a_force_that_a_text_turns_to_is_the_force() -> None:
    said = "Surrey Police has been inspected too. The force was rated good for leadership."
    assert read(f"Kent Police: our year\n\nWe met inspectors in May.\n\n{said}") == {(SURREY, "leadership", "good")}
    assert read(f"Kent Police: our year\n\nSurrey Police: theirs\n\nWe met.\n\n{said}") == {
        (SURREY, "leadership", "good")
    }
    said = "Surrey Police has been inspected. The Force was rated good for leadership."
    assert read(f"Kent Police: our year\n\n{said}") == {(SURREY, "leadership", "good")}
    headless = "A dog unit is run jointly with Surrey Police. The force was rated good for leadership."
    assert read(headless) == {(SURREY, "leadership", "good")}


def test_an_authority_named_in_passing_heads_no_paper() -> None:
    text = "Kent Police met the British Transport Police Authority. The force was rated good for leadership."
    assert read(text) == {(KENT, "leadership", "good")}


def test_a_long_word_in_capitals_before_a_body_takes_no_time() -> None:
    """Where its letters could be words each, the ways to divide them would be beyond counting."""
    assert not BESIDE.search(f"jointly with {'A' * 100} / ")
    assert BESIDE.search("jointly with Example Rail, the Agency for Trains and ")


@pytest.mark.parametrize(
    ("publisher", "body"),
    [
        ("Kent Fire and Rescue Service", "kent-fire"),
        ("Kent and Medway Fire and Rescue Authority", "kent-fire"),
        ("Nottinghamshire and City of Nottingham Fire & Rescue Authority", "nottinghamshire-fire"),
        ("Leicester, Leicestershire and Rutland Combined Fire Authority", "leicestershire-fire"),
        ("Royal Berkshire Fire Authority", "royal-berkshire-fire"),
        ("Kent County Council", None),
        ("Forestry Authority", None),
        ("Surrey Police", None),  # no force is graded at preventing fires
    ],
)
def test_a_page_that_names_no_service_is_on_that_of_its_publisher(publisher: str, body: str | None) -> None:
    text = "Members met on 3 May. HMICFRS had graded the Service as good at preventing fires."
    claims = extract(replace(document(text), publisher=publisher)).claims
    found = {claim.body.body_id for claim in claims if isinstance(claim, RatingClaim)}
    assert found == ({body} if body else set())


def test_a_publisher_is_not_meant_where_another_service_is_named() -> None:
    text = "Surrey Fire and Rescue Service has been inspected. HMICFRS graded the Service as good at preventing fires."
    claims = extract(replace(document(text), publisher="Kent and Medway Fire and Rescue Authority")).claims
    assert {claim.body.body_id for claim in claims if isinstance(claim, RatingClaim)} == {"surrey-fire"}
