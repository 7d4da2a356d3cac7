"""Which organisations a text names, and the turns of a transcript. People are invented."""

from tests.cases import each_case
from tests.extraction.test_stakeholders import claims, organisations


@each_case(
    ("text", "bodies"),
    [
        # A committee that stands alone.
        ("The Home Affairs Committee met.", {"home-affairs-committee"}),
        # What volunteers and charities are called.
        ("Gwent Search and Rescue met.", {"gwent-search-and-rescue"}),
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


def test_a_member_of_parliament_speaks_for_a_place_and_a_party() -> None:
    words = "Una Alder (Hull) (Lab): My city still waits.\n\nOdd Larch (Leeds) (Con): Our city does not wait.\n\n"
    assert {c.name for c in claims(words * 2, "person") if c.quotation} == {"Una Alder", "Odd Larch"}
