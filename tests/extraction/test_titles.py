"""Words beside a title: what it is of, another title, who only wants it; and the body each of them is held at."""

from __future__ import annotations

from tests.cases import each_case
from tests.extraction.test_stakeholders import Found, claims, organisations, people

OF_BODIES: list[tuple[str, Found]] = [
    # Words between a body and a title, and a title's own words up to the name.
    (
        "The NCA was busy. NCA county lines lead and director of investigations Petra Voss said so.",
        ("Petra Voss", "NCA county lines lead and director of investigations", False),
    ),
    (
        "NCA deputy director of threat leadership Anna Wilkins said so.",
        ("Anna Wilkins", "NCA deputy director of threat leadership", False),
    ),
    (
        "Fire Brigades Union (FBU) Eastern regional secretary Joe Walden said so.",
        ("Joe Walden", "Fire Brigades Union (FBU) Eastern regional secretary", False),
    ),
    (
        "Regional Vulnerabilities Coordinator, Stan Jolley, said so.",
        ("Stan Jolley", "Regional Vulnerabilities Coordinator", False),
    ),
    ("Kent Police has a deputy. Her Deputy Head, Stan Jolley, said so.", ("Stan Jolley", "Deputy Head", False)),
    # Two titles in one.
    (
        "The Security Minister and Chair of the OCTF, Pat Goggan, said so.",
        ("Pat Goggan", "Security Minister and Chair of the OCTF", False),
    ),
    (
        "Dan Teasel, Director, Economic Crime, Home Office",
        ("Dan Teasel", "Director, Economic Crime", False),
    ),
    # Somebody who wants an office does not hold it.
    (
        "Plaid's candidate to be the new Police and Crime Commissioner, David Lewin, said so.",
        ("David Lewin", "candidate to be the new Police and Crime Commissioner", False),
    ),
    (
        "Labour candidate for Kent Police and Crime Commissioner Lee Marsh said so.",
        ("Lee Marsh", "candidate for Kent Police and Crime Commissioner", False),
    ),
    # An inspector is of no force, also behind its name; "the Chief Inspector" is no policeman.
    (
        "HMICFRS met them. Regarding Kent Police, HM Inspector of Constabulary Mark Fenn said so.",
        ("Mark Fenn", "HM Inspector of Constabulary", False),
    ),
    (
        "HMIC gave low marks to Humberside Police. Sir Colm Tarr, the Chief Inspector, said so.",
        ("Colm Tarr", "Chief Inspector", False),
    ),
    (
        "HMIC met Kent Police. Chief Inspector Lorna Pyke, of Kent Police, said so.",
        ("Lorna Pyke", "Chief Inspector", False),
    ),
    (
        "HMICS reports on Police Scotland. HM Inspector of Constabulary Una Alder said so.",
        ("Una Alder", "HM Inspector of Constabulary", False),
    ),
    # What a union's officials are called, and heads of bodies in a word.
    (
        "The Fire Brigades Union wrote. Matt Rooke, general secretary, said so.",
        ("Matt Rooke", "general secretary", False),
    ),
    # A mayor oversees a force only where an office says so.
    ("Cleveland Police was slow. Tees Valley mayor Ben Hawley said so.", ("Ben Hawley", "mayor", False)),
    # Somebody appointed to a title that only one body has; a member of parliament, and a seat that is no first name.
    (
        "Bill Skene was appointed Inspector of Constabulary.",
        ("Bill Skene", "Inspector of Constabulary", False),
    ),
    (
        "Home Office minister and MP for Corby Tom Pursey said so.",
        ("Tom Pursey", "Home Office minister and Member of Parliament for Corby", False),
    ),
    ("Anna Poole, from Victim Support, a charity that helps, said so.", ("Anna Poole", None, False)),
]  # fmt: skip


@each_case(("text", "person"), OF_BODIES)
def test_a_title_is_read_with_the_words_beside_it(text: str, person: Found) -> None:
    assert person in people(text)


def test_a_title_that_goes_on_to_a_name_is_not_the_one_named_before() -> None:
    text = "Tees Valley mayor Ben Hawley spoke. The Mayor of Middlesbrough, Andy Preece, said: “It must be sorted out.”"
    assert {(name, quoted) for name, _, quoted in people(text)} == {("Ben Hawley", False), ("Andy Preece", True)}


@each_case(
    ("text", "bodies"),
    [
        ("Labour-run Kent County Council spoke.", {"kent-county-council"}),
        ("The Board's Audit Committee met.", set()),
        ("It answers HMICFRS Fire and Rescue Service inspections.", {"hmicfrs"}),
        ("Watch on Graft, a London-based anti-corruption charity, said so.", {"watch-on-graft"}),
        ("Ana Larch, a charity worker, said so.", set()),
        (
            "The FRSA named two to HMICFRS: Good: Northamptonshire, West Sussex.\n\nThe fire and rescue sector did.",
            {"frs-association", "hmicfrs", "northamptonshire-fire", "west-sussex-fire"},
        ),
    ],
)  # fmt: skip
def test_whose_a_body_is_and_what_it_is_told_to_be_are_no_part_of_its_name(text: str, bodies: set[str]) -> None:
    assert organisations(text) == bodies


def test_a_quotation_within_a_quotation_does_not_end_it() -> None:
    text = "Superintendent Ana Larch of Kent Police said: “We call it “a welcome start” for us.\n\n“It is good for us.”"
    assert len([claim for claim in claims(text, "person") if claim.quotation]) == 1


def test_a_semicolon_introduces_words_too() -> None:
    text = "When she published it, Superintendent Ana Larch of Kent Police said;\n\n“It is good for all of us.”"
    assert {quoted for _, _, quoted in people(text)} == {True}


LATER: list[tuple[str, Found]] = [
    # Who takes over an office, and who speaks by a surname alone.
    (
        "London Fire Brigade wrote. Ezra Holt, who will replace Wynn Carver as London Fire Commissioner, spoke.",
        ("Ezra Holt", "London Fire Commissioner", False),
    ),
    (
        "Cal Thornton came. Kent Police knew. “We are glad of it all,” Mr Thornton said.",
        ("Cal Thornton", None, True),
    ),
    (
        "Kent Fire and Rescue Service knew. Chief Fire Officer Hale said so.",
        ("Hale", "Chief Fire Officer", False),
    ),
    # Who has a seat, a department or an office of one place.
    (
        "Kent County Council met. Ida Rowan, the cabinet member for safety, said so.",
        ("Ida Rowan", "cabinet member for safety", False),
    ),
    (
        "The Home Office wrote. The Permanent Secretary, Ida Rowan, spoke.",
        ("Ida Rowan", "Permanent Secretary", False),
    ),
    (
        "Police here were slow in Kent. HM Inspector Una Alder said Kent Police knew.",
        ("Una Alder", "HM Inspector", False),
    ),
    # Words given to somebody without marks, signed, or left open.
    (
        "Superintendent Ana Larch of Kent Police said:\n\nWe have put this right and we will do more of it.",
        ("Ana Larch", "Superintendent", True),
    ),
    (
        "“It is about more than arrests.” – Superintendent Ana Larch, Kent Police",
        ("Ana Larch", "Superintendent", True),
    ),
    (
        "Superintendent Ana Larch of Kent Police said: ‘We have put all of this right since.\n\n‘We will do more.’",
        ("Ana Larch", "Superintendent", True),
    ),
    (
        "Superintendent Ana Larch of Kent Police branded it “a disgrace”.",
        ("Ana Larch", "Superintendent", True),
    ),
]


@each_case(("text", "person"), LATER)
def test_who_speaks_and_for_whom(text: str, person: Found) -> None:
    assert person in people(text)


def test_a_stranger_who_speaks_does_not_go_on_with_the_words_of_another() -> None:
    text = (
        "Superintendent Ana Larch of Kent Police said: “We have put it right.”\n\n“I doubt that it is,” admits Roe, 47."
    )
    assert len([claim for claim in claims(text, "person") if claim.quotation]) == 1


@each_case(
    ("text", "bodies"),
    [
        ("HMICS asked Police Scotland. The policing inspectorate met.", {"hmics", "police-scotland"}),
        ("BTP's County Lines Taskforce met.", {"british-transport-police"}),
        ("Kent's Police and Crime Panel met.", {"kent-police-and-crime-panel"}),
        ("The Mersey Institute for Safer Cities met.", {"mersey-institute-for-safer-cities"}),
        ("The Planning Committee met Kent Police.", {"kent-police"}),
    ],
)
def test_bodies_are_told_from_their_parts_and_from_titles(text: str, bodies: set[str]) -> None:
    assert organisations(text) == bodies


WHO_HOLDS_IT: list[tuple[str, set[Found]]] = [
    # Who serves the holder of a title does not hold it; with an article the name may be of either.
    (
        "Executive assistant to the Chief Constable, Bo Birch, took notes at Kent Police.",
        {("Bo Birch", "Executive assistant to the Chief Constable", False)},
    ),
    (
        "Clerk to the Kent Police and Crime Commissioner, Bo Birch, took notes at Kent Police.",
        {("Bo Birch", "Clerk to the Kent Police and Crime Commissioner", False)},
    ),
    (
        "Present: Chief of Staff to the Commissioner, Bo Birch; Kent Police: Superintendent Ana Larch.",
        {
            ("Bo Birch", "Chief of Staff to the Commissioner", False),
            ("Ana Larch", "Superintendent", False),
        },
    ),
    ("An aide to the Home Secretary, Bo Birch, met Kent Police.", set()),
    # Who is written to by title and name holds it.
    (
        "They sent it to the Home Secretary, Bo Birch, and to Kent Police.",
        {("Bo Birch", "Home Secretary", False)},
    ),
    (
        "A letter to the Chief Constable, Bo Birch, reached Kent Police.",
        {("Bo Birch", "Chief Constable", False)},
    ),
    # A commissioner for people, or for another thing than crime, is none of the police.
    ("Veterans’ Commissioner Bo Birch met Kent Police.", {("Bo Birch", "Veterans’ Commissioner", False)}),
    (
        "Bo Birch, the Young People's Commissioner, met Kent Police.",
        {("Bo Birch", "Young People's Commissioner", False)},
    ),
    (
        "The Women’s Commissioner for Wales, Bo Birch, met Gwent Police.",
        {("Bo Birch", "Women’s Commissioner for Wales", False)},
    ),
    (
        "The Patient Safety Commissioner, Bo Birch, met Kent Police.",
        {("Bo Birch", "Patient Safety Commissioner", False)},
    ),
    (
        "The Victims’ Commissioner, Bo Birch, met Kent Police.",
        {("Bo Birch", "Victims’ Commissioner", False)},
    ),
    ("Kent’s Commissioner, Bo Birch, met Kent Police.", {("Bo Birch", "Commissioner", False)}),
    # The words of a role hold no name.
    ("Women’s Commissioner for Wales Bo Birch said Gwent Police knew.", {("Bo Birch", None, False)}),
]


@each_case(("text", "found"), WHO_HOLDS_IT)
def test_who_holds_a_title(text: str, found: set[Found]) -> None:
    assert people(text) == found
