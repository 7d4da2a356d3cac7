"""What the rules for people and organisations read, and what they leave alone. People and sentences are invented."""

from flows.extraction import extract
from flows.extraction.claims import StakeholderClaim
from tests.cases import each_case
from tests.extraction.readings import document, everybody

Found = tuple[str, str | None, bool]


def claims(text: str, kind: str) -> list[StakeholderClaim]:
    """What is said of everybody of one kind whom a text names, however likely a stakeholder."""
    return [claim for claim in everybody(document(text)) if claim.kind == kind]


def people(text: str) -> set[Found]:
    """(name, role, quoted) of each person in a text."""
    found = claims(text, "person")
    quoted = {claim.name for claim in found if claim.quotation}
    return {(c.name, c.role, c.name in quoted) for c in found}


def organisations(text: str) -> set[str]:
    """The ids of the organisations in a text."""
    return {claim.organisation.body_id for claim in claims(text, "organisation") if claim.organisation}


@each_case(
    "text",
    [
        "By Cal Thornton, crime correspondent\n\nKent Police was busy.",
        "Kent Police lies near Ash Court Road and Green Park.",
    ],
)
def test_who_has_no_title_and_says_nothing_is_nobody(text: str) -> None:
    assert people(text) == set()


def test_words_of_a_person_are_not_the_words_of_their_organisation() -> None:
    text = "Superintendent Ana Larch of Kent Police said: “We will do more for every victim.”"
    assert not any(claim.quotation for claim in claims(text, "organisation"))


def test_a_quotation_goes_on_over_paragraphs_and_counts_for_one_person() -> None:
    text = "Superintendent Ana Larch of Kent Police said: “We will do more.\n\n“And we will do it soon enough.”\n"
    quotations = [claim for claim in claims(text, "person") if claim.quotation]
    assert [text[c.passage.start : c.passage.end] for c in quotations] == [text[text.index("“") :].strip()]


def test_a_second_speaker_ends_the_words_of_the_first() -> None:
    text = (
        "Superintendent Ana Larch of Kent Police said: “We will do more for them.”\n\n"
        "“That is what we asked for,” said Kent Police and Crime Commissioner Ola Birch.\n"
    )
    assert {(name, quoted) for name, _, quoted in people(text)} == {("Ana Larch", True), ("Ola Birch", True)}


ORGANISATIONS: list[tuple[str, set[str]]] = [
    ("Shops in Kent, Essex and Surrey were shut.", set()),
    ("It is run with Hull City Council and Leeds City Council.", {"hull-city-council", "leeds-city-council"}),
    ("Ana Larch teaches at the University of Essex.", {"university-of-essex"}),
    ("The Kent Police Federation was consulted.", {"kent-police-federation"}),
    ("Paper for the Accountability Board of 24 May", set()),
    ("Superintendent Ana Larch of the Serious Crime Directorate spoke.", set()),
    ("Partners of the Home Office met.", {"home-office"}),
]  # fmt: skip


ORGANISATIONS += [
    ("KENT COUNTY COUNCIL\n\nIt met on Monday.", {"kent-county-council"}),
    ("MORE POLICE OUT\n\nIt met on Monday.", set()),
    ("Its staff are employed by the Council of the Isles of Scilly.", {"council-of-the-isles-of-scilly"}),
    ("The PSNI told the Policing Board so.", {"psni", "ni-policing-board"}),
    ("Kent Police told the Policing Board so.", {"kent-police"}),
    # Words that say what the name behind them is, and the last words of names that say it themselves.
    ("It gave money to the charity Victim Support.", {"victim-support"}),
    ("She runs a charity. The Kent Road is closed.", set()),
    ("The charity chief executive spoke.", set()),
    ("Kent Air Ambulance and Harbour Youth CIC help.", {"kent-air-ambulance", "harbour-youth-cic"}),
    ("Kent Police said His Majesty's Inspectorate knew.", {"kent-police"}),
    (
        "It pays for youth work in Easton and the Somerset Violence Reduction Partnership.",
        {"somerset-violence-reduction-partnership"},
    ),
    ("The Department of Justice in Northern Ireland knew.", {"doj-ni"}),
]


@each_case(("text", "bodies"), ORGANISATIONS)
def test_organisations_are_found_by_name_list_and_shape(text: str, bodies: set[str]) -> None:
    assert organisations(text) == bodies


@each_case(
    "text",
    [
        "A school in Kent was rated good.",
        "The railway's regions were judged: Kent, adequate.",
        "Police want good schools in Kent, good roads and good trains.",
        "Police say Kent Good Food Awards are on.",
    ],
)
def test_a_place_where_other_things_are_judged_is_no_force(text: str) -> None:
    assert extract(document(text)).claims == ()


@each_case(
    ("name", "body"),
    [
        ("HM Revenue & Customs", "hmrc"),
        ("His Majesty’s Inspectorate of Constabulary & Fire & Rescue Services", "hmicfrs"),
    ],
)
def test_an_and_may_be_a_sign(name: str, body: str) -> None:
    assert body in organisations(f"Kent Police spoke with {name} on Monday.")


def test_everyday_words_are_no_name() -> None:
    assert "victim-support" in organisations("Kent Police works with Victim Support in Dover.")
    assert organisations("Victim support workers help people in Dover, Kent Police said.") == {"kent-police"}


def test_an_office_without_its_force_is_that_of_the_force_the_text_is_on() -> None:
    text = "Cleveland Police gave figures. They were checked by the Office of the Police and Crime Commissioner (OPCC)."
    assert organisations(text) == {"cleveland-police", "cleveland-pcc"}


def test_somebody_of_a_body_speaks() -> None:
    assert people("Joe Pascoe, of the Fire Brigades Union, said cuts had consequences.") == {
        ("Joe Pascoe", None, False)
    }


def test_a_director_general_is_the_agencys() -> None:
    assert people("The National Crime Agency is busy.\n\nDirector General Rosalind Keir said so.") == {
        ("Rosalind Keir", "Director General", False)
    }


def test_a_pronoun_goes_on_with_the_subject_of_the_sentence_before() -> None:
    text = (
        "Kent Police has a new face. Inspector Ana Larch takes over from Inspector Odd Birch. She said: “It is open.”"
    )
    assert {(name, quoted) for name, _, quoted in people(text)} == {("Ana Larch", True), ("Odd Birch", False)}


def test_boards_that_any_force_has() -> None:
    text = "The Combined Authority wrote to the Force Management Board of Kent Police."
    assert organisations(text) == {"kent-police"}
