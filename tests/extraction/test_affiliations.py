"""The body of somebody whose title names none, and names beside other capitals. People are invented."""

from tests.cases import each_case
from tests.extraction.readings import document, everybody


def organisations(text: str) -> set[str]:
    """The names of the organisations in a text."""
    claims = everybody(document(text))
    return {c.name for c in claims if c.kind == "organisation"}


def test_an_occupation_without_an_article_stands_beside_who_speaks() -> None:
    text = "Kent Police met. Ola Birch, night manager at the Lamb Hotel, said it was quiet."
    claims = everybody(document(text))
    roles = {c.role for c in claims if c.name == "Ola Birch"}
    assert roles == {"night manager"}


def test_a_university_is_not_who_teaches_at_it() -> None:
    assert "University of Essex" in organisations("Dr Ola Birch of the University of Essex has read it.")


def test_centres_refuges_and_clubs_are_organisations() -> None:
    text = "Kent Police works with Weald Women's Refuge, Hythe Boxing Club and the Weald Cyber Resilience Centre."
    assert {"Weald Women's Refuge", "Hythe Boxing Club", "Weald Cyber Resilience Centre"} <= organisations(text)


def test_a_name_is_an_organisation_by_whom_it_helps() -> None:
    text = (
        "Kent County Council and My Larch House, which supports victims, were asked. "
        "They include Heron, which helps people."
    )
    assert {"My Larch House", "Heron"} <= organisations(text)
    assert not organisations("Ola Birch, who supports victims, and the Support Unit, which helps people, came.")


def test_a_list_of_people_gives_each_the_title_of_their_own_line() -> None:
    present = "Ola Birch, Assistant Chief Constable\nDet Supt Tom Reed, Head of Crime"
    text = f"Kent Police met.\n\nPresent\n{present}\n\nIt rained."
    found = [c for c in everybody(document(text)) if c.kind == "person"]
    assert {(c.name, c.role) for c in found} == {
        ("Ola Birch", "Assistant Chief Constable"),
        ("Tom Reed", "Detective Superintendent;Head of Crime"),
    }


@each_case(
    ("clause", "role"),
    [
        ("who leads on custody for the National Police Chiefs' Council", "Commander;leads on custody"),
        ("who is responsible for Kent Police", "Commander;is responsible for Kent Police"),
        ("who leads on support for victims", "Commander;leads on support for victims"),
    ],
)
def test_for_whom_somebody_leads_is_no_part_of_the_role(clause: str, role: str) -> None:
    text = f"Kent Police was graded. Commander Ola Birch, {clause}, said it was fair."
    found = [c for c in everybody(document(text)) if c.kind == "person"]
    assert {c.role for c in found} == {role}


@each_case(
    ("text", "speaks"),
    [
        ("Superintendent Ola Birch of Kent Police put the good result down to “hard work and luck”.", True),
        ("Superintendent Ola Birch of Kent Police put the officers’ “hard work and luck” down in a log.", False),
    ],
)
def test_who_puts_something_down_to_words_says_them(text: str, speaks: bool) -> None:
    found = [c for c in everybody(document(text)) if c.kind == "person"]
    assert any(c.quotation for c in found) is speaks


def roles(text: str) -> dict[str, str | None]:
    """The role of each person in a text."""
    claims = everybody(document(text))
    return {c.name: c.role for c in claims if c.kind == "person"}


@each_case(
    ("lines", "expected"),
    [
        (
            ["Our team", "Ida Rowan", "Chief Constable", "Una Alder", "Deputy Chief Constable"],
            {"Ida Rowan": "Chief Constable", "Una Alder": "Deputy Chief Constable"},
        ),
        (
            ["Chief Constable", "Ida Rowan", "Deputy Chief Constable", "Una Alder"],
            {"Ida Rowan": "Chief Constable", "Una Alder": "Deputy Chief Constable"},
        ),
        (
            ["Ida Rowan – Police and Crime Commissioner", "Una Alder – Chief Constable"],
            {"Ida Rowan": "Police and Crime Commissioner", "Una Alder": "Chief Constable"},
        ),
        (
            ["Chief Constable: Ida Rowan", "Chief Executive: Una Alder"],
            {"Ida Rowan": "Chief Constable", "Una Alder": "Chief Executive"},
        ),
    ],
)
def test_the_lines_of_a_list_give_each_name_its_own_role(lines: list[str], expected: dict[str, str]) -> None:
    assert roles("\n".join([*lines, "Kent Police was rated good at preventing crime."])) == expected


def test_a_rank_held_before_is_no_role_beside_that_of_now() -> None:
    said = "The chief constable of Kent, Ida Rowan, who was deputy chief constable of Surrey, said so."
    assert roles(said) == {"Ida Rowan": "chief constable"}


def test_a_clergyman_has_his_title_from_the_church() -> None:
    assert roles("Kent Police and Crime Commissioner Canon Ida Rowan spoke.").keys() == {"Ida Rowan"}


@each_case(
    ("text", "expected"),
    [
        ("The Police, Fire and Crime Panel met in Kent.", set()),
        ("Holyrood's Justice Committee met.", set()),
        ("The Kent Police, Fire and Crime Panel met.", {"Kent Police, Fire and Crime Panel"}),
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
