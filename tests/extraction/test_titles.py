"""Bodies beside titles, and whose words are whose. People and sentences are invented."""

from __future__ import annotations

from flows.extraction.analysis.bodies.shapes import GOES_ON
from tests.cases import each_case
from tests.extraction.test_stakeholders import claims, organisations, people


def test_a_title_that_goes_on_to_a_name_is_not_the_one_named_before() -> None:
    text = "Tees Valley mayor Ben Hawley spoke. The Mayor of Middlesbrough, Andy Preece, said: “It must be sorted out.”"
    assert {(name, quoted) for name, _, quoted in people(text)} == {("Ben Hawley", False), ("Andy Preece", True)}


@each_case(
    ("text", "bodies"),
    [
        ("Labour-run Kent County Council spoke.", {"kent-county-council"}),
        ("The Board's Audit Committee met.", set()),
        ("It answers HMICFRS Fire and Rescue Service inspections.", {"hmicfrs"}),
        ("Ana Larch, a charity worker, said so.", set()),
        ("Professor Ana Larch of Hull University helped.", {"hull-university"}),
        ("The Chair Hull Board of Trade Council met.", {"hull-board-of-trade-council"}),
        (
            "The FRSA named two to HMICFRS: Good: Northamptonshire, West Sussex.\n\nThe fire and rescue sector did.",
            {"frs-association", "hmicfrs", "northamptonshire-fire", "west-sussex-fire"},
        ),
    ],
)  # fmt: skip
def test_whose_a_body_is_and_what_it_is_told_to_be_are_no_part_of_its_name(text: str, bodies: set[str]) -> None:
    assert organisations(text) == bodies


def test_words_that_hold_a_quotation_are_those_of_their_speaker() -> None:
    text = "Superintendent Ana Larch of Kent Police said: “It is “a start” for us all.\n\n“It is good for all of us.”"
    assert {quoted for _, _, quoted in people(text)} == {True}


def test_a_semicolon_introduces_words_too() -> None:
    text = "When she published it, Superintendent Ana Larch of Kent Police said;\n\n“It is good for all of us.”"
    assert {quoted for _, _, quoted in people(text)} == {True}


# Words that are signed, left open, or given to somebody by a surname alone.
WORDS: list[tuple[str, str]] = [
    ("Cal Thornton came. Kent Police knew. “We are glad of it all,” Mr Thornton said.", "Cal Thornton"),
    ("“It is about more than arrests.” – Superintendent Ana Larch, Kent Police", "Ana Larch"),
    (
        "Superintendent Ana Larch of Kent Police said: ‘We have put all of this right since.\n\n‘We will do more.’",
        "Ana Larch",
    ),
    ("Superintendent Ana Larch of Kent Police branded it “a disgrace”.", "Ana Larch"),
]


@each_case(("text", "person"), WORDS)
def test_whose_words_they_are(text: str, person: str) -> None:
    assert person in {name for name, _, quoted in people(text) if quoted}


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
        ("The Mersey Institute for Safer Cities met.", {"mersey-institute-for-safer-cities"}),
        ("The Planning Committee met Kent Police.", {"kent-police"}),
    ],
)
def test_bodies_are_told_from_their_parts_and_from_titles(text: str, bodies: set[str]) -> None:
    assert organisations(text) == bodies


def test_a_name_that_goes_on_is_looked_for_in_a_few_words_only() -> None:
    assert GOES_ON.match(" Federation spoke.")
    assert GOES_ON.match(" Historic Vehicle Trust")
    assert not GOES_ON.match(" Kent Police" * 100 + " Federation")
