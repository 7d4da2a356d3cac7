"""Whose a figure is: the agent and the subject of its sentence, a place, a police authority's force. All invented."""

from __future__ import annotations

from tests.cases import each_case
from tests.extraction.test_figure_wordings import figures, said

TABLE = (
    "Policing in the region\n\n| Body | Disruptions | Of which major |\n|---|---|---|\n| EMSOU | 310 | 30 |\n"
    "| Leicestershire | 290 | 12 |\n| Lincolnshire | 150 | 3 |\n\n"
)
LED = "EMSOU led 344 disruptions of organised crime in 2022/23. "
OWNED = [
    (TABLE + "In Leicestershire 97 of the 290 were for fraud.", ("leicestershire-police", 97)),
    (LED + "Only four disruptions of gun supply were claimed by Lincolnshire.", ("lincolnshire-police", 4)),
    (LED + "Only four disruptions of gun supply were recorded by officers in Lincolnshire.", ("emsou", 4)),
    ("The Joint Fraud Taskforce met. Last year the taskforce, to which the NCA and HMRC lend staff, dismantled 19 "
     "crime gangs.", ("joint-fraud-taskforce", 19)),
    ("The NCA said that Kent Police, which borrowed staff from HMRC, dismantled 19 crime gangs in 2022.",
     ("kent-police", 19)),
    ("Kent Police Authority\n\nSubject: Organised crime, 2011/12\n\nThe Force broke up 19 crime gangs in the year, "
     "some of them jointly with Sussex Police.", ("kent-police", 19)),
    ("EMSOU serves five forces, of which Derbyshire Constabulary is one. Lincolnshire, which was short of analysts, "
     "has hired three. The force broke up 19 crime gangs in 2022.", ("lincolnshire-police", 19)),
]  # fmt: skip


@each_case(("text", "expected"), OWNED)
def test_whose_a_figure_is(text: str, expected: tuple[str, float]) -> None:
    assert expected in {(body, value) for body, _, value in said(text)}


def test_groups_that_are_only_known() -> None:
    known = "Kent Police disrupted 12 crime gangs in 2023. There were 31 on the map at present."
    assert said(known) == {("kent-police", "groups-disrupted", 12)}
    before = "Kent Police disrupted 12 crime gangs in 2023. There were nine in the year before."
    assert said(before) == {("kent-police", "groups-disrupted", 12), ("kent-police", "groups-disrupted", 9)}


def test_so_many_in_so_many_is_a_share() -> None:
    text = "Kent Police made 200 disruptions of crime in 2022. One disruption in eight was under the Protect strand."
    assert said(text) == {("kent-police", "disruptions", 200), ("kent-police", "share-of-disruptions", 12.5)}
    assert [claim.strand for claim in figures(text)] == [None, "protect"]
    in_a_year = "Kent Police made 200 disruptions of crime in 2022, one disruption in January."
    assert ("kent-police", "share-of-disruptions", 12.5) not in said(in_a_year)


def test_a_share_that_leaves_out_per_cent() -> None:
    text = "The NCA made 300 disruptions of crime. Prevent accounted for 19 per cent and Protect for 11."
    assert said(text) == {
        ("nca", "disruptions", 300), ("nca", "share-of-disruptions", 19), ("nca", "share-of-disruptions", 11),
    }  # fmt: skip
    counts = "The NCA made 300 disruptions of crime. Prevent accounted for 19 and Protect for 11."
    assert ("nca", "disruptions", 11) in said(counts)


def test_what_a_total_is_of() -> None:
    text = "Kent Police in 2022/23\n\nDisruptions claimed against county lines totalled 231 in the year, {}."
    assert said(text.format("against 190 in 2021/22")) >= {("kent-police", "disruptions", 231)}
    assert [claim.threats for claim in figures(text.format("said Kent Police"))] == [("county-lines",)]


def test_a_quarter_is_one_of_the_year_spoken_of() -> None:
    text = (
        "Kent Police, Q4 2023/24\n\nOfficers closed 51 lines in the year (2022/23: 44).\n\n"
        "Q4 saw 64 disruptions of crime, compared with 49 in Q3."
    )
    assert [claim.period_start for claim in figures(text)] == ["2024-01-01", "2023-10-01"]


def test_a_number_that_is_only_about_right() -> None:
    (claim,) = figures("Kent Police dismantled 40 or so crime gangs in 2022.")
    assert claim.qualifier == "about"


NATION = [
    "Nationally there were 702 disruptions of crime.",
    "Across the country, 702 crime gangs were disrupted.",
    "There were 702 disruptions of gangs in England and Wales.",
    "Police forces disrupted 702 crime gangs.",
    "Nationally there were 702 disruptions, of which 64 were major. A third of them were against fraud.",
]


@each_case("said_of_all", NATION)
@each_case("opens", ["Sgt Amy Poole of Kent Police said: “{}”", "Kent Police and crime\n\n{}"])
def test_figures_of_the_whole_country_are_no_forces(said_of_all: str, opens: str) -> None:
    assert said(opens.format(said_of_all)) == set()


OWN = [
    "Its 50 disruptions of crime were the most in England and Wales, Kent Police says.",
    "With the help of forces across the country, Kent Police made 50 disruptions of crime.",
    "Nationally, gangs are on the run: Kent Police made 50 disruptions of crime.",
]


@each_case("text", OWN)
def test_what_a_force_does_beside_the_country(text: str) -> None:
    assert said(text) == {("kent-police", "disruptions", 50)}


def test_numbers_that_a_table_gives_of_all_forces() -> None:
    rows = "| Fraud disruptions, local teams | 64 |\n| Fraud disruptions, all forces | 702 |\n\n"
    table = "Kent Police\n\n| Outcome | Q1 2022/23 |\n|---|---|\n" + rows
    text = table + "Sgt Amy Poole of Kent Police said: “There were 702 disruptions of fraud.”"
    assert said(text) == {("kent-police", "disruptions", 64)}


def test_whose_disruptions_a_place_tells() -> None:
    text = (
        "Surrey Police and Cheshire Constabulary were inspected. SEROCU led 263 disruptions of crime. Nine of the "
        "Surrey disruptions were major. One slide gave 207 disruptions of crime for the Cheshire force."
    )
    assert {(c.body.body_id, c.count, c.lead) for c in figures(text)} == {
        ("serocu", 263, "led"),
        ("surrey-police", 9, None),
        ("cheshire-constabulary", 207, None),
    }


UNITS = [
    ("ROCU news\n\nYHROCU\n90 crime gangs were disrupted.\n\nOthers\nA third of the West Midlands unit’s disruptions "
     "were minor.", "wmrocu"),
    ("Regional organised crime units\n\nThe North West unit is busy, and 88 of its disruptions were major.", "nwrocu"),
]  # fmt: skip


@each_case(("text", "body"), UNITS)
def test_units_named_by_their_region_alone(text: str, body: str) -> None:
    assert figures(text)[-1].body.body_id == body


def test_units_of_others() -> None:
    assert said("The North West unit of a charity is busy. Kent Police made 12 disruptions of crime.") == {
        ("kent-police", "disruptions", 12)
    }


AGENCY = "How we measure impact\n\nIn 2022 the Agency made 3,106 disruptions of crime. It led 1,268 of them.{}"


def test_the_agency_is_one_that_is_called_so_or_whose_page_it_is() -> None:
    beside = " The Agency raided two ports with Border Force."
    own = "https://www.nationalcrimeagency.gov.uk/what-we-do"
    assert not said(AGENCY.format(beside))
    assert {(c.body.body_id, c.count) for c in figures(AGENCY.format(beside), source_url=own)} == {
        ("nca", 3106),
        ("nca", 1268),
    }
    assert said("The National Crime Agency was busy. " + AGENCY.format("")) == {
        ("nca", "disruptions", 3106),
        ("nca", "disruptions", 1268),
    }


@each_case("address", ["https://[kent", "https://nationalcrimeagency.gov.uk.example.org/", "nothing"])
def test_addresses_of_nobody(address: str) -> None:
    assert not figures(AGENCY.format(""), source_url=address)


def test_places_that_head_the_lines_of_a_list() -> None:
    text = (
        "What each force did\n\nEMSOU led the week.\n\nBy force:\n\n• Derbyshire – 61 disruptions of crime\n"
        "• Lincolnshire: 28 disruptions of crime\n\nAt stations British Transport Police officers ran knife arches."
    )
    assert said(text) == {("derbyshire-constabulary", "disruptions", 61), ("lincolnshire-police", "disruptions", 28)}
    assert said("Kent Police\n\n• Derby week saw 61 disruptions of crime") == {("kent-police", "disruptions", 61)}


@each_case("line", ["By: Ida Rowan, Flying Squad", "Report author: Ida Rowan, Flying Squad"])
def test_who_wrote_a_paper_is_not_who_it_is_about(line: str) -> None:
    paper = f"Organised crime\n\n{line}\n\nSummary\n\nThe Metropolitan Police was asked for its results.\n\n"
    assert said(paper + "1. In 2009/10 a total of 268 criminal networks were disrupted.") == {
        ("metropolitan-police", "groups-disrupted", 268)
    }


def test_the_last_named_of_several_is_not_whose_a_figure_is() -> None:
    text = (
        "Crime in the county\n\nKent Police told members of its year.\n\nEssex Police has a new station.\n\n"
        "There were 41 disruptions of organised crime in 2022."
    )
    assert not figures(text)
    assert [c.body.body_id for c in figures(text.replace("Essex Police", "It"))] == ["kent-police"]


def test_the_groups_known_to_a_body_are_its_own() -> None:
    text = (
        "NWROCU dealt with many threats in 2020 and dismantled 14 crime groups.\n\n"
        "Half of all serious organised crime groups known to {} were disrupted in the year to March 2021."
    )
    found = [(c.body.body_id, c.share_percent) for c in figures(text.format("Kent Police"))]
    assert found[1:] == [("kent-police", 50.0)]


def test_some_of_this_years_is_a_part() -> None:
    text = "In 2022/23 SEROCU delivered 487 disruptions of crime. Fifty-six of this year's were classed as major."
    assert [(c.count, c.level) for c in figures(text)] == [(487, None), (56, "major")]
