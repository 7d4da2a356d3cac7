"""The ways in which a text introduces somebody, and what only looks like one of them. People are invented."""

from tests.cases import each_case
from tests.extraction.test_stakeholders import claims, organisations

Introduced = tuple[str, str | None]


def introduced(text: str) -> set[Introduced]:
    """(name, role) of each person of a text."""
    return {(c.name, c.role) for c in claims(text, "person")}


@each_case(
    ("text", "person"),
    [
        # The answer to a question begins with a letter that is no initial.
        (
            "Kent Police met.\n\nQ. Who checks?\nA. Roger Larch, the county's Police and Crime Commissioner.\n",
            ("Roger Larch", "Police and Crime Commissioner"),
        ),
        # A line in capitals signs, above one that is no more than a role.
        # A title that no comma sets off.
        # In what part somebody does something, before the name.
        (
            "As chief constable of Kent Police, Ida Rowan has to answer for it.",
            ("Ida Rowan", "chief constable"),
        ),
        (
            "As Gwent Police's deputy chief constable, Ida Rowan will lead it.",
            ("Ida Rowan", "deputy chief constable"),
        ),
        (
            "As Police, Fire and Crime Commissioner for Essex, Odd Larch answers for both.",
            ("Odd Larch", "Police, Fire and Crime Commissioner for Essex"),
        ),
        # Who writes by a title, and signs.
        (
            "Yours sincerely,\n\nIda Rowan\nChief Constable\nKent Police",
            ("Ida Rowan", "Chief Constable"),
        ),
        # Those who held a post before, and will.
        (
            "Superintendent Odd Larch, the head of NEROCU, said it was so. His predecessor, Ida Rowan, has retired.",
            ("Ida Rowan", "predecessor"),
        ),
        # An inspector of the police in a text that names an inspectorate.
        (
            "HMICFRS graded Gwent Police. Inspector Ida Rowan, who led the inspection, told the meeting it was fair.",
            ("Ida Rowan", "Inspector"),
        ),
        # Who tells others, with them as the subject; who will speak.
        (
            "SURREY POLICE AND CRIME PANEL\n\nMembers are advised by the Chief Constable, Mr Odd Larch, that it rose.",
            ("Odd Larch", "Chief Constable"),
        ),
        (
            "Assistant Chief Constable Odd Larch of Kent Police will take questions.",
            ("Odd Larch", "Assistant Chief Constable"),
        ),
        # A clause that says no more than that somebody leads "it", and a role that is the end of another.
        (
            "Deputy Chief Constable Ida Rowan, who leads on it for Kent Police, says it did well.",
            ("Ida Rowan", "Deputy Chief Constable"),
        ),
        (
            "Kent Police chief Ida Rowan said the force had listened.",
            ("Ida Rowan", "Police chief"),
        ),
        # Whose office, where it is called so and no more.
        (
            "MINUTES of the Kent Police and Crime Panel\n\nAttending: Ugo Hazel, Chief Executive, OPCC",
            ("Ugo Hazel", "Chief Executive"),
        ),
        (
            "Gwent Police did well. Ida Rowan, Director of Assurance in the Commissioner's office, said so.",
            ("Ida Rowan", "Director of Assurance in the Commissioner's office"),
        ),
        (
            "Kent Police and Surrey Police did well. Ida Rowan, chief executive of the OPCC, said so.",
            ("Ida Rowan", "chief executive of the OPCC"),
        ),
        # A body before its "new" title; one that only its place in the headline names.
        (
            "Kent's new chief constable, Ida Rowan, said it was so.",
            ("Ida Rowan", "chief constable"),
        ),
        (
            "Norfolk force must look harder\n\nIt was busy. It was slow. It was late. It was wet in Suffolk.\n\n"
            "In 2014 it was all of that.\n\nAssistant chief constable Ida Rowan said it was so.",
            ("Ida Rowan", "Assistant chief constable"),
        ),
        # Whose committee it is that somebody chairs.
        (
            "Committee: Estates and Audit Committee, Scottish Police Authority\n\nThe Chair, Ida Rowan, asked why.",
            ("Ida Rowan", "Chair"),
        ),
        # A title with commas in it, and a union that papers write otherwise than it does.
        (
            "Odd Larch, the Staffordshire Commissioner for Police, Fire & Rescue and Crime, said so.",
            (
                "Odd Larch",
                "Staffordshire Commissioner for Police, Fire & Rescue and Crime",
            ),
        ),
        (
            "Kent Police did well. Odd Larch, of Unison, said so.",
            ("Odd Larch", None),
        ),
        (
            "The Serious Organised Crime Agency was slow. Odd Larch, of Soca, said so.",
            ("Odd Larch", None),
        ),
        # Whose director, chief executive or head it is: of the only body near that has such.
        (
            "The National Crime Agency told the Home Affairs Committee it was so. Deputy director Ida Rowan said more.",
            ("Ida Rowan", "Deputy director"),
        ),
        (
            "Kent Police was slow. Chief Executive Ida Rowan said it was so.",
            ("Ida Rowan", "Chief Executive"),
        ),
        (
            "NWROCU\n\nThe team was busy.\n\nSEROCU\n\nStill waiting! Ida Rowan, the new head of performance, is slow.",
            ("Ida Rowan", "head of performance"),
        ),
        # "Its" behind what is quoted.
        (
            "The Home Affairs Committee was not sure.\n\n“It is slow. It is late,” said its chair, Dame Ida Rowan.",
            ("Ida Rowan", "chair"),
        ),
    ],
)
def test_who_is_introduced(text: str, person: Introduced) -> None:
    assert person in introduced(text)


@each_case(
    "text",
    [
        "As the chief constable told Kent Police, Bluebell Hill is quiet.",
        "SOCA was slower than its predecessor, Operation Larch. Kent Police agreed.",
        "Bright Horizons runs the Kent Refuge. Kent Police did well.",
        "Kent Police was graded good by HMICFRS.\n\nBy Ida Rowan, crime correspondent",
    ],
)
def test_who_is_not(text: str) -> None:
    assert introduced(text) == set()


@each_case(
    ("text", "bodies"),
    [
        # A committee that stands alone.
        ("The Home Affairs Committee met.", {"home-affairs-committee"}),
        # What volunteers and charities are called.
        (
            "Gwent Search and Rescue met. An HM Coastguard Search and Rescue helicopter came.",
            {"gwent-search-and-rescue"},
        ),
        ("The Hull Rape Crisis Centre was open. A Women's Centre was not.", {"hull-rape-crisis-centre"}),
        # Two places that together name a fire service.
        (
            "Police forces were graded. Dorset and Wiltshire are each adequate. Devon and Cornwall Police was slow.",
            {"dorset-police", "wiltshire-police", "devon-and-cornwall-police"},
        ),
        (
            "Dorset and Wiltshire Fire and Rescue Service was slow. Dorset and Wiltshire was adequate at it.",
            {"dorset-and-wiltshire-fire"},
        ),
    ],
)
def test_which_organisations_are_named(text: str, bodies: set[str]) -> None:
    assert organisations(text) == bodies


TRANSCRIPT = """IN THE CHAIR: Kent's chief answers

Chief Constable Odd Larch of Kent Police joined Una on the show.

Una: So, the report's out. Give me the good news.

Odd Larch: We're outstanding at preventing crime, and I'm proud.

Una: Commissioner Ida Rowan said she was "rather concerned by it all". Did you know?

Odd Larch: I did.
"""
NO_TRANSCRIPT = """Kent Police

Odd Larch: Chief Constable. You can write to him.
Ida Rowan: Deputy Chief Constable.
Una Alder: Assistant Chief Constable.
"""


def test_the_turns_of_a_transcript_are_the_words_of_who_speaks() -> None:
    quoted = {(c.name, c.quotation) for c in claims(TRANSCRIPT, "person")}
    assert {("Odd Larch", True), ("Ida Rowan", True)} <= quoted
    assert not any(c.quotation for c in claims(NO_TRANSCRIPT, "person"))


@each_case(
    "text",
    [
        "CRIME GANGS SMASHED\nChief Constable's report on Kent Police\n\nIt is long.",
        "He told Ida Rowan the chief constable of Kent Police was ill.",
        "Ask Ida Rowan the chief constable to come to Kent Police.",
    ],
)
def test_nobody_is_introduced(text: str) -> None:
    assert introduced(text) == set()
