"""The ways in which a text introduces somebody, and what only looks like one of them. People are invented."""

from tests.cases import each_case
from tests.extraction.test_stakeholders import claims, organisations

Introduced = tuple[str, str | None, str | None, str]


def introduced(text: str) -> set[Introduced]:
    """(name, role, organisation, relation) of each person of a text."""
    return {
        (c.name, c.role, c.organisation.body_id if c.organisation else None, ";".join(c.relations))
        for c in claims(text, "person")
    }


@each_case(
    ("text", "person"),
    [
        # The answer to a question begins with a letter that is no initial.
        (
            "Kent Police met.\n\nQ. Who checks?\nA. Roger Larch, the county's Police and Crime Commissioner.\n",
            ("Roger Larch", "Police and Crime Commissioner", "kent-pcc", "oversight"),
        ),
        # A line in capitals signs, above one that is no more than a role.
        # A title that no comma sets off.
        # In what part somebody does something, before the name.
        (
            "As chief constable of Kent Police, Ida Rowan has to answer for it.",
            ("Ida Rowan", "chief constable", "kent-police", "other"),
        ),
        (
            "As Gwent Police's deputy chief constable, Ida Rowan will lead it.",
            ("Ida Rowan", "deputy chief constable", "gwent-police", "other"),
        ),
        (
            "As Police, Fire and Crime Commissioner for Essex, Odd Larch answers for both.",
            ("Odd Larch", "Police, Fire and Crime Commissioner for Essex", "essex-pcc", "oversight"),
        ),
        # Who writes by a title, and signs.
        (
            "Yours sincerely,\n\nIda Rowan\nChief Constable\nKent Police",
            ("Ida Rowan", "Chief Constable", "kent-police", "spokesperson"),
        ),
        # Those who held a post before, and will.
        (
            "Superintendent Odd Larch, the head of NEROCU, said it was so. His predecessor, Ida Rowan, has retired.",
            ("Ida Rowan", "predecessor", "nerocu", "other"),
        ),
        (
            "Chief Constable Odd Larch of Kent Police said it was so. His successor Ida Rowan starts in May.",
            ("Ida Rowan", "successor", "kent-police", "other"),
        ),
        # An inspector of the police in a text that names an inspectorate.
        (
            "HMICFRS graded Gwent Police. Inspector Ida Rowan, who leads the rural team, told the meeting it was fair.",
            ("Ida Rowan", "Inspector;leads the rural team", "gwent-police", "spokesperson"),
        ),
        (
            "HMICFRS graded Gwent Police. Inspector Ida Rowan told the meeting it was fair. “It was,” said Insp Rowan.",
            ("Ida Rowan", "Inspector", "gwent-police", "spokesperson"),
        ),
        (
            "HMICFRS graded Gwent Police. Inspector Ida Rowan, who led the inspection, told the meeting it was fair.",
            ("Ida Rowan", "Inspector", "hmicfrs", "inspector"),
        ),
        # Who tells others, with them as the subject; who will speak.
        (
            "SURREY POLICE AND CRIME PANEL\n\nMembers are advised by the Chief Constable, Mr Odd Larch, that it rose.",
            ("Odd Larch", "Chief Constable", "surrey-police", "spokesperson"),
        ),
        (
            "Assistant Chief Constable Odd Larch of Kent Police will take questions.",
            ("Odd Larch", "Assistant Chief Constable", "kent-police", "spokesperson"),
        ),
        # A clause that says no more than that somebody leads "it", and a role that is the end of another.
        (
            "Deputy Chief Constable Ida Rowan, who leads on it for Kent Police, says it did well.",
            ("Ida Rowan", "Deputy Chief Constable", "kent-police", "spokesperson"),
        ),
        (
            "Kent Police chief Ida Rowan said the force had listened.",
            ("Ida Rowan", "Police chief", "kent-police", "spokesperson"),
        ),
        # Whose office, where it is called so and no more.
        (
            "MINUTES of the Kent Police and Crime Panel\n\nAttending: Ugo Hazel, Chief Executive, OPCC",
            ("Ugo Hazel", "Chief Executive", "kent-pcc", "oversight"),
        ),
        (
            "Gwent Police did well. Ida Rowan, Director of Assurance in the Commissioner's office, said so.",
            ("Ida Rowan", "Director of Assurance in the Commissioner's office", "gwent-pcc", "oversight"),
        ),
        (
            "Kent Police and Surrey Police did well. Ida Rowan, chief executive of the OPCC, said so.",
            ("Ida Rowan", "chief executive of the OPCC", None, "other"),
        ),
        # A body before its "new" title; one that only its place in the headline names.
        (
            "Kent's new chief constable, Ida Rowan, said it was so.",
            ("Ida Rowan", "chief constable", "kent-police", "spokesperson"),
        ),
        (
            "Norfolk force must look harder\n\nIt was busy. It was slow. It was late. It was wet in Suffolk.\n\n"
            "In 2014 it was all of that.\n\nAssistant chief constable Ida Rowan said it was so.",
            ("Ida Rowan", "Assistant chief constable", "norfolk-constabulary", "spokesperson"),
        ),
        # Whose committee it is that somebody chairs.
        (
            "Committee: Estates and Audit Committee, Scottish Police Authority\n\nThe Chair, Ida Rowan, asked why.",
            ("Ida Rowan", "Chair", "scottish-police-authority", "oversight"),
        ),
        # A title with commas in it, and a union that papers write otherwise than it does.
        (
            "Odd Larch, the Staffordshire Commissioner for Police, Fire & Rescue and Crime, said so.",
            (
                "Odd Larch",
                "Staffordshire Commissioner for Police, Fire & Rescue and Crime",
                "staffordshire-pcc",
                "oversight",
            ),
        ),
        (
            "Kent Police did well. Odd Larch, of Unison, said so.",
            ("Odd Larch", None, "unison", "other"),
        ),
        (
            "The Serious Organised Crime Agency was slow. Odd Larch, of Soca, said so.",
            ("Odd Larch", None, "soca", "spokesperson"),
        ),
        # Whose director, chief executive or head it is: of the only body near that has such.
        (
            "The National Crime Agency told the Home Affairs Committee it was so. Deputy director Ida Rowan said more.",
            ("Ida Rowan", "Deputy director", "nca", "spokesperson"),
        ),
        (
            "Victim Support works with Kent Police. Director Ida Rowan said it was so.",
            ("Ida Rowan", "Director", None, "other"),
        ),
        (
            "Kent Police was slow. Chief Executive Ida Rowan said it was so.",
            ("Ida Rowan", "Chief Executive", None, "other"),
        ),
        (
            "The NCA was slow. Ida Rowan, head of security at Larch Lines, said it was.",
            ("Ida Rowan", "head of security at Larch Lines", None, "other"),
        ),
        (
            "NWROCU\n\nThe team was busy.\n\nSEROCU\n\nStill waiting! Ida Rowan, the new head of performance, is slow.",
            ("Ida Rowan", "head of performance", "serocu", "other"),
        ),
        # "Its" behind what is quoted.
        (
            "The Home Affairs Committee was not sure.\n\n“It is slow. It is late,” said its chair, Dame Ida Rowan.",
            ("Ida Rowan", "chair", "home-affairs-committee", "oversight"),
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
