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
        # Who writes by a title, and signs.
        (
            "Yours sincerely,\n\nIda Rowan\nChief Constable\nKent Police",
            ("Ida Rowan", "Chief Constable", "kent-police", "spokesperson"),
        ),
        # Those who held a post before, and will.
        # An inspector of the police in a text that names an inspectorate.
        (
            "HMICFRS graded Gwent Police. Inspector Ida Rowan, who led the inspection, told the meeting it was fair.",
            ("Ida Rowan", "Inspector", "hmicfrs", "inspector"),
        ),
        # Who tells others, with them as the subject; who will speak.
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
        # A committee right beside the name of whose it is, and those that stand alone.
        ("The Home Affairs Committee met.", {"home-affairs-committee"}),
        # A body's own board, and what volunteers and charities are called.
        (
            "Gwent Search and Rescue met. An HM Coastguard Search and Rescue helicopter came.",
            {"gwent-search-and-rescue"},
        ),
        ("The Hull Rape Crisis Centre was open. A Women's Centre was not.", {"hull-rape-crisis-centre"}),
        # Two places that together name a fire service.
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
