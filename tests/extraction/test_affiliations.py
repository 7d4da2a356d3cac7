"""The body of somebody whose title names none, and names beside other capitals. People are invented."""

from tests.cases import each_case
from tests.extraction.readings import document, everybody


def people(text: str) -> dict[str, str | None]:
    """The organisation of each person in a text."""
    claims = everybody(document(text))
    found = [c for c in claims if c.kind == "person"]
    return {c.name: c.organisation.body_id if c.organisation else None for c in found}


def organisations(text: str) -> set[str]:
    """The names of the organisations in a text."""
    claims = everybody(document(text))
    return {c.name for c in claims if c.kind == "organisation"}


@each_case(
    ("text", "name", "body"),
    [
        ("The Department of Justice paid. Justice Minister Ola Birch said so. The PSNI agreed.", "Ola Birch", "doj-ni"),
        ("Home Office Minister for Border Security Ola Birch said: “It works.”", "Ola Birch", "home-office"),
        ("NCA Director General of Operations Ola Birch said: “It works.”", "Ola Birch", "nca"),
        ("HMICFRS graded Kent Police. The inspectorate’s Ola Birch said: “It works.”", "Ola Birch", "hmicfrs"),
        (
            "The Metropolitan Police was inspected. The deputy mayor for policing and crime, Ola Birch, said it was.",
            "Ola Birch",
            "mopac",
        ),
        (
            "The Scottish Police Authority met. A paper for the authority’s policing committee was read. "
            "Ola Birch, a member of the committee, said: “It works.”",
            "Ola Birch",
            "scottish-police-authority",
        ),
        (
            "Members of the Kent Police and Crime Panel heard it on Friday. Cllr Ola Birch asked why.",
            "Ola Birch",
            "kent-police-and-crime-panel",
        ),
        (
            "HMICFRS graded Sussex Police and SEROCU. Superintendent Ola Birch, who became head of the unit in May, "
            "said it was fair.",
            "Ola Birch",
            "serocu",
        ),
        ("Police and Crime Commissioner for Lancashire Ola Birch said: “It works.”", "Ola Birch", "lancashire-pcc"),
    ],
)
def test_the_body_of_a_title(text: str, name: str, body: str) -> None:
    assert people(text).get(name) == body


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


def test_a_fire_services_chief_executive() -> None:
    text = "Kent Fire and Rescue Service was graded good.\n\n“Nobody expected it,” said chief executive Ola Birch."
    assert people(text) == {"Ola Birch": "kent-fire"}


def test_a_body_that_was_inspected_without_grades_is_an_inspected_one() -> None:
    text = "Police leaders met. The NCA was last inspected by HMICFRS in 2022 and was not graded."
    claims = everybody(document(text))
    found = {c.name: c.relations for c in claims}
    assert found["National Crime Agency"] == ("inspected-body",)


OPENING = "The Police and Crime Commissioner for Kent has today set out a plan.\n\nOfficers have read it."


@each_case(
    ("text", "name", "body"),
    [
        (f"{OPENING}\n\nOla Birch said: “It works.”\n\nTom Reed said: “No.”", "Ola Birch", None),
        (f"{OPENING}\n\nCommissioner Ina Moss agreed. Ola Birch said: “It works.”", "Ola Birch", None),
        (
            "Kent Police was graded. The Assistant Chief Constable (Local Policing), Ola Birch, said it was fair.",
            "Ola Birch",
            "kent-police",
        ),
        ("HMICFRS graded Kent Police. Ola Birch, who led the inspection, said: “It works.”", "Ola Birch", "hmicfrs"),
        (
            "HMICFRS graded Kent Police. Ola Birch, who led the response to the inspection, said: “It works.”",
            "Ola Birch",
            None,
        ),
        (
            "Kent Police was graded. Ola Birch, the chief constable who speaks for the National Police Chiefs' Council "
            "on custody, said it was fair.",
            "Ola Birch",
            "npcc",
        ),
        (
            "Kent Police was graded. Ola Birch, the chief constable, who spoke of the National Police Chiefs' Council, "
            "left.",
            "Ola Birch",
            "kent-police",
        ),
        (
            "The Metropolitan Police was graded. Sir Ola Birch, who took over as Commissioner in May, said: “Fair.”",
            "Ola Birch",
            "metropolitan-police",
        ),
    ],
)
def test_the_body_of_who_is_told_apart_from_a_title(text: str, name: str, body: str | None) -> None:
    assert people(text).get(name) == body


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


LISTS = [
    ("Wiltshire fails\n\nWiltshire is in special measures. The force joins the Met, Kent and Gwent, each watched by "
     "inspectors. It is a blow to Chief Constable Ola Birch.", "wiltshire-police"),
    ("CUMBRIA police are thrifty\n\nNeighbouring Lancashire was as good, Greater Manchester was worse and Cheshire "
     "worst. Chief Constable Ola Birch said: “We saved.”", "cumbria-constabulary"),
    ("The Met, Kent and Gwent failed. Chief Constable Ola Birch of Gwent Police said: “We fell.”", "gwent-police"),
    ("Ola Birch – T/Deputy Chief Constable\n\nWest Mercia was late. WMROCU was asked for help.", "west-mercia-police"),
]  # fmt: skip


@each_case(("text", "body"), LISTS)
def test_a_chief_is_not_of_a_force_that_is_named_among_others(text: str, body: str) -> None:
    assert people(text)["Ola Birch"] == body


NOW = [
    # What somebody was, will be or looks into is not what they speak for.
    ("HMI Ida Rowan, the former chief constable of Kent Police, said so.", "hmicfrs"),
    ("HM Chief Inspector Ida Rowan, a former chief fire officer of Kent, spoke to Surrey Police.", "hmicfrs"),
    (
        "Ida Rowan, who was chief constable of Kent before becoming HM Chief Inspector of Constabulary, spoke.",
        "hmicfrs",
    ),
    ("Ida Rowan, former Kent chief constable and now HM Chief Inspector of Constabulary, spoke.", "hmicfrs"),
    (
        "Deputy Chief Constable Ida Rowan, who will become chief constable of Kent in May, said: “Surrey Police won.”",
        "surrey-police",
    ),
    ("Ida Rowan, who chairs the independent review of Kent Police, said so.", None),
    ("Ida Rowan, who chairs the Kent Police and Crime Panel, said so.", "kent-police-and-crime-panel"),
    (
        "Ida Rowan, chair of the Association of Police and Crime Commissioners and Kent's commissioner, said so.",
        "kent-pcc",
    ),
    # A chief officer speaks for the body that a text opens with, not for one that is named by the way.
    (
        "Kent Police is doing well. It works with Essex Police on fraud. Chief Constable Ida Rowan was glad.",
        "kent-police",
    ),
    (
        "Kent Police is doing well. Essex Police is not, and has been told so. Chief Constable Ida Rowan was sad.",
        "essex-police",
    ),
    (
        "Kent Police is doing well. Inspector Una Alder, of Essex Police, agreed. Chief Constable Ida Rowan smiled.",
        "kent-police",
    ),
]


@each_case(("text", "body"), NOW)
def test_somebody_speaks_for_what_they_are_now(text: str, body: str | None) -> None:
    assert people(text)["Ida Rowan"] == body


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
    ("text", "person", "body"),
    [
        (
            "Kent Police was inspected. Minister of State for Policing, Fire and Crime Prevention Ola Birch said so.",
            "Ola Birch",
            "home-office",
        ),
        ("Kent Police met the Minister for Security and Borders, Ola Birch.", "Ola Birch", "home-office"),
        (
            "Police Scotland was inspected. Minister for Victims and Community Safety Ola Birch said so.",
            "Ola Birch",
            "scottish-government",
        ),
        ("The PSNI was inspected. Attorney General for Northern Ireland Ola Birch said so.", "Ola Birch", None),
        ("The PSNI met Director of Public Prosecutions for Northern Ireland Ola Birch.", "Ola Birch", "ppsni"),
        ("Police Scotland met HM Chief Inspector of Prisons for Scotland Ola Birch.", "Ola Birch", "hmips"),
    ],
)
def test_a_title_of_one_country_is_read_whole(text: str, person: str, body: str | None) -> None:
    assert people(text) == {person: body}


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
