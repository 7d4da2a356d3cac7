"""Who speaks, whom a title stands for, and which bodies are named beside each other. All are invented."""

from flows.extraction import extract
from flows.extraction.analysis.analysis import analyse
from flows.extraction.claims import DisruptionClaim
from tests.extraction.readings import document, everybody


def named(text: str, kind: str) -> set[str]:
    """The people, or the organisations, of a text."""
    return {claim.name for claim in everybody(document(text)) if claim.kind == kind}


def quoted(text: str) -> set[str]:
    """The people whose words a text gives."""
    claims = everybody(document(text))
    return {c.name for c in claims if c.kind == "person" and c.quotation}


def test_the_commissioner_is_not_the_chief_constable() -> None:
    text = (
        "Kent’s Police and Crime Commissioner, Ola Birch, has seen it. She wrote to Chief Constable Ida Rowan.\n\n"
        "The Commissioner said: “There is a long way to go.”"
    )
    assert quoted(text) == {"Ola Birch"}


def test_a_name_signed_below_words_is_whose_they_are() -> None:
    assert quoted("Kent Police met.\n\n> “We have listened.”\n>\n> — Inspector Ana Larch") == {"Ana Larch"}
    assert quoted("“We have listened to all of you.”\nAna Larch, Chief Constable of Kent Police") == {"Ana Larch"}


def test_a_title_is_found_behind_letters_that_look_like_part_of_one() -> None:
    """ "Ch. Inspector" is a title too."""
    text = "Kent Police met. It was led by Superintendent Ana Larch. Inspector Odd Birch came."
    assert named(text, "person") == {"Ana Larch", "Odd Birch"}


def test_it_is_the_unit_that_a_sentence_opens_with_behind_its_period() -> None:
    text = (
        "SEROCU was graded good by HMICFRS. Sussex was adequate.\n\n"
        "Between April and June 2023 the unit led 30 disruptions. In the same period it supported 12 disruptions."
    )
    claims = extract(document(text)).claims
    assert {c.body.body_id for c in claims if isinstance(c, DisruptionClaim)} == {"serocu"}


def test_a_fire_authority_is_named_beside_its_service() -> None:
    text = "Kent Fire and Rescue Service was rated good for its people by HMICFRS. Kent Fire Authority met."
    both = {"Kent and Medway Fire and Rescue Authority", "Kent Fire and Rescue Service"}
    assert both <= named(text, "organisation")
    authority = "Kent Fire and Rescue Authority met to talk of prevention."
    assert "Kent Fire and Rescue Service" in named(authority, "organisation")


def test_a_panel_in_capitals_is_no_force() -> None:
    text = "KENT POLICE AND CRIME PANEL\n\nThe panel met. Commissioner Ola Birch spoke. Surrey Police did too."
    assert "Kent and Medway Police and Crime Panel" in named(text, "organisation")
    claims = [c for c in everybody(document(text)) if c.kind == "person"]
    assert {c.organisation.body_id for c in claims if c.organisation} == {"kent-pcc"}


def test_a_paper_of_a_panel_is_on_its_force() -> None:
    text = "KENT POLICE AND CRIME PANEL\n\nSurrey Police is near.\n\nPerformance:\n\n- 30 disruptions in May 2023"
    (analysis,) = analyse([document(text)])
    assert analysis.own_force is not None
    assert analysis.own_force.body_id == "kent-police"
