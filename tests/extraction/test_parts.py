"""Which part the rules give people: who speaks, who is only named, whom a title stands for. All are invented."""

from flows.extraction import extract
from flows.extraction.analysis.analysis import analyse
from flows.extraction.claims import DisruptionClaim
from tests.extraction.readings import document, everybody


def parts(text: str) -> dict[str, tuple[str, ...]]:
    """The relations of each person in a text."""
    claims = everybody(document(text))
    return {c.name: c.relations for c in claims if c.kind == "person"}


def quoted(text: str) -> set[str]:
    """The people whose words a text gives."""
    claims = everybody(document(text))
    return {c.name for c in claims if c.kind == "person" and c.quotation}


def test_an_officer_who_is_only_named_speaks_for_nobody() -> None:
    text = "Kent Police met. Its work is led by Superintendent Ana Larch. Inspector Odd Birch said it was going well."
    assert parts(text) == {"Ana Larch": ("other",), "Odd Birch": ("spokesperson",)}


def test_who_speaks_later_in_the_sentence_or_is_to_be_asked_speaks_for_the_force() -> None:
    asides = "Inspector Ana Larch of Kent Police, who keeps the books, said that 40 had been counted."
    assert parts(asides) == {"Ana Larch": ("spokesperson",)}
    assert parts("Kent Police met.\n\nContact officer: Inspector Ana Larch") == {"Ana Larch": ("spokesperson",)}


def test_the_commissioner_is_not_the_chief_constable() -> None:
    text = (
        "Kent’s Police and Crime Commissioner, Ola Birch, has seen it. She wrote to Chief Constable Ida Rowan.\n\n"
        "The Commissioner said: “There is a long way to go.”"
    )
    assert quoted(text) == {"Ola Birch"}


def test_the_title_in_full_is_the_commissioner_who_is_named_further_down() -> None:
    text = (
        "Kent Police met. The Police and Crime Commissioner for Kent said: “It is a mixed report.”\n\n"
        "Commissioner Ola Birch has paid for it."
    )
    assert quoted(text) == {"Ola Birch"}


def test_a_name_signed_below_words_is_whose_they_are() -> None:
    assert quoted("Kent Police met.\n\n> “We have listened.”\n>\n> — Inspector Ana Larch") == {"Ana Larch"}
    assert quoted("“We have listened to all of you.”\nAna Larch, Chief Constable of Kent Police") == {"Ana Larch"}


def test_a_title_is_found_behind_letters_that_look_like_part_of_one() -> None:
    """ "Ch. Inspector" is a title too."""
    text = "Kent Police met. It was led by Superintendent Ana Larch. Inspector Odd Birch came."
    assert set(parts(text)) == {"Ana Larch", "Odd Birch"}


def test_it_is_the_unit_that_a_sentence_opens_with_behind_its_period() -> None:
    text = (
        "SEROCU was graded good by HMICFRS. Sussex was adequate.\n\n"
        "Between April and June 2023 the unit led 30 disruptions. In the same period it supported 12 disruptions."
    )
    claims = extract(document(text)).claims
    assert {c.body.body_id for c in claims if isinstance(c, DisruptionClaim)} == {"serocu"}


def organisations(text: str) -> dict[str, tuple[str, ...]]:
    """The relations of each organisation in a text."""
    claims = everybody(document(text))
    return {c.name: c.relations for c in claims if c.kind == "organisation"}


def test_a_fire_authority_oversees_the_service_beside_it() -> None:
    text = "Kent Fire and Rescue Service was rated good for its people by HMICFRS. Kent Fire Authority met."
    found = organisations(text)
    assert found["Kent Fire Authority"] == ("oversight",)
    assert found["Kent Fire and Rescue Service"] == ("inspected-body",)
    assert "Kent Fire and Rescue Service" in organisations("Kent Fire and Rescue Authority met to talk of prevention.")


def test_a_panel_in_capitals_is_no_force() -> None:
    text = "KENT POLICE AND CRIME PANEL\n\nThe panel met. Commissioner Ola Birch spoke. Surrey Police did too."
    assert "Kent Police and Crime Panel" in organisations(text)
    claims = [c for c in everybody(document(text)) if c.kind == "person"]
    assert {c.organisation.body_id for c in claims if c.organisation} == {"kent-pcc"}


def test_a_paper_of_a_panel_is_on_its_force() -> None:
    text = "KENT POLICE AND CRIME PANEL\n\nSurrey Police is near.\n\nPerformance:\n\n- 30 disruptions in May 2023"
    (analysis,) = analyse([document(text)])
    assert analysis.own_force is not None
    assert analysis.own_force.body_id == "kent-police"
