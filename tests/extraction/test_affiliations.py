"""The body of somebody whose title names none, and names beside other capitals. People are invented."""

from tests.cases import each_case
from tests.extraction.readings import document, everybody
from tests.extraction.test_stakeholders import claims


def organisations(text: str) -> set[str]:
    """The names of the organisations in a text."""
    return {c.name for c in claims(text, "organisation")}


def test_a_university_is_not_who_teaches_at_it() -> None:
    assert "University of Essex" in organisations("Dr Ola Birch of the University of Essex has read it.")


def test_centres_refuges_and_clubs_are_organisations() -> None:
    text = "Kent Police works with Weald Women's Refuge, Hythe Boxing Club and the Weald Cyber Resilience Centre."
    assert {"Weald Women's Refuge", "Hythe Boxing Club", "Weald Cyber Resilience Centre"} <= organisations(text)


def roles(text: str) -> dict[str, str | None]:
    """The role of each person in a text."""
    claims = everybody(document(text))
    return {c.name: c.role for c in claims if c.kind == "person"}


def test_a_clergyman_has_his_title_from_the_church() -> None:
    assert roles("Kent Police and Crime Commissioner Canon Ida Rowan spoke.").keys() == {"Ida Rowan"}


@each_case(
    ("text", "expected"),
    [
        ("The Police, Fire and Crime Panel met in Kent.", set()),
        ("Holyrood's Justice Committee met.", set()),
    ],
)
def test_a_panel_without_a_place_is_no_name(text: str, expected: set[str]) -> None:
    assert organisations(text) == expected


@each_case(
    ("text", "names"),
    [
        ("The Scottish Courts and Tribunals Service met Police Scotland.", {"Scottish Courts and Tribunals Service"}),
        ("The Treasury Solicitor’s Department met Police Scotland.", {"Treasury Solicitor's Department"}),
        ("Kent Police heard the Chief Fire Officers Association.", {"Chief Fire Officers Association"}),
        ("The Home Office thanked the Australian Border Force.", {"Australian Border Force", "Home Office"}),
    ],
)
def test_a_body_with_anothers_name_in_its_own_is_read_whole(text: str, names: set[str]) -> None:
    assert organisations(text) - {"Kent Police", "Police Scotland"} == names
