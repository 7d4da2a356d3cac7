"""What "the Force" is on a page or paper that is one force's, where others are named by the way."""

from dataclasses import replace

from flows.extraction import extract
from flows.extraction.analysis.analysis import analyse
from flows.extraction.analysis.reference.references import references_in
from flows.extraction.analysis.reference.salience import BESIDE
from flows.extraction.claims import RatingClaim
from tests.cases import each_case
from tests.extraction.readings import document, read

BTP, KENT, SURREY = "british-transport-police", "kent-police", "surrey-police"
PAPER = "{}\n\nItem 4: inspection\n\nThe dog unit is run jointly with {}.\n\n{}"


def the_force(text: str) -> list[str]:
    """The body that each "the force" of a text means, in order."""
    analysis = analyse([document(text)])[0]
    meant = references_in(analysis, 0, len(analysis.text), {})
    return [one.body.body_id for one in meant if one.form == "noun"]


@each_case("head", ["BRITISH TRANSPORT POLICE AUTHORITY", "British Transport Police Authority"])
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
    assert {body for body, _, _ in read(text)} <= {KENT}


def test_a_force_that_a_text_turns_to_is_the_force() -> None:
    said = "Surrey Police has been inspected too. The force was rated good for leadership."
    assert the_force(f"Kent Police: our year\n\nWe met inspectors in May.\n\n{said}") == [SURREY]
    assert the_force(f"Kent Police: our year\n\nSurrey Police: theirs\n\nWe met.\n\n{said}") == [SURREY]
    said = "Surrey Police has been inspected. The Force was rated good for leadership."
    assert the_force(f"Kent Police: our year\n\n{said}") == [SURREY]
    headless = "A dog unit is run jointly with Surrey Police. The force was rated good for leadership."
    assert the_force(headless) == [SURREY]


def test_an_authority_named_in_passing_heads_no_paper() -> None:
    text = "Kent Police met the British Transport Police Authority. The force was rated good for leadership."
    assert read(text) == {(KENT, "leadership", "good")}


def test_a_long_word_in_capitals_before_a_body_takes_no_time() -> None:
    """Where its letters could be words each, the ways to divide them would be beyond counting."""
    assert not BESIDE.search(f"jointly with {'A' * 100} / ")
    assert BESIDE.search("jointly with Example Rail, the Agency for Trains and ")


MINUTES = "Minutes\n\nMembers noted the report. The Service had been judged good at preventing fires and other risks."


@each_case(
    ("publisher", "bodies"),
    [
        ("Kent Fire and Rescue Service", {"kent-fire"}),
        ("Kent and Medway Fire and Rescue Authority", {"kent-fire"}),
        ("Nottinghamshire and City of Nottingham Fire & Rescue Authority", {"nottinghamshire-fire"}),
        ("The Cleveland Fire Authority", {"cleveland-fire"}),
        ("Leicester, Leicestershire and Rutland Combined Fire Authority", {"leicestershire-fire"}),
        # Of two services, and of none.
        ("Kent and Surrey Fire and Rescue Authority", set()),
        ("Ruritania Fire and Rescue Authority", set()),
        ("Kent County Council", set()),
    ],
)
def test_a_page_that_names_no_service_is_on_its_publishers(publisher: str, bodies: set[str]) -> None:
    found = extract(replace(document(MINUTES), publisher=publisher)).claims
    assert {claim.body.body_id for claim in found if isinstance(claim, RatingClaim)} == bodies
    named = extract(replace(document(f"Essex Fire and Rescue Service was there.\n\n{MINUTES}"), publisher=publisher))
    # Whose it is then a judge may leave open, but never takes for that of the service named by the way.
    assert {claim.body.body_id for claim in named.claims if isinstance(claim, RatingClaim)} <= (
        bodies or {"essex-fire"}
    )


def test_a_publisher_is_not_meant_where_another_service_is_named() -> None:
    text = "Surrey Fire and Rescue Service has been inspected. HMICFRS graded the Service as good at preventing fires."
    found = extract(replace(document(text), publisher="Kent and Medway Fire and Rescue Authority"))
    likely = [claim for claim in (*found.claims, *found.doubtful) if isinstance(claim, RatingClaim)]
    assert {claim.body.body_id for claim in likely} == {"surrey-fire"}
