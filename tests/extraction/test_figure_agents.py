"""Who acted: a body taken up behind a time, one subject of two verbs, partners that nobody names. All invented."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from flows.extraction import extract
from flows.extraction.claims import DisruptionClaim
from tests.cases import each_case
from tests.extraction.readings import document
from tests.extraction.test_figure_wordings import said

REGION = "Inspectors visited SEROCU, Surrey Police and Sussex Police. "
OWNED = [
    (REGION + "Inspectors found that the unit's cyber team was small. In the year to March 2023 it recorded 146 "
     "disruptions of crime.", {("serocu", 146)}),
    (REGION + "Inspectors found that the unit's cyber team was small. In 2023 Sussex Police said it recorded 146 "
     "disruptions of crime.", {("sussex-police", 146)}),
    ("Kent Police said that the NCA seized 40 kilos of drugs and dismantled 14 crime gangs.", {("nca", 14)}),
    ("Kent Police said it had worked with the NCA and dismantled 14 crime gangs.", {("kent-police", 14)}),
    ("Detectives of Kent Police met. The report states that NCA operations led to 90 arrests, helped 12 victims and "
     "resulted in 14 crime gangs being dismantled.", {("nca", 14)}),
    ("With 612 disruptions of crime in 2023, Thames Valley Police is ahead of Kent Police.",
     {("thames-valley-police", 612)}),
    # Partners or agencies that no body is named for are none of those named elsewhere.
    ("A multi-agency partnership in Sunderland disrupted 12 crime gangs last year, Northumbria Police reports.", set()),
    ("Kent Police has a new chief.\n\nA national task force last year held 30 people and dismantled 12 crime gangs.",
     set()),
    ("Agencies across the region disrupted 90 crime gangs in 2022. NEROCU was among them.", set()),
    ("Kent Police leads the Dover partnership. The partnership disrupted 12 crime gangs.", {("kent-police", 12)}),
]  # fmt: skip


@each_case(("text", "expected"), OWNED)
def test_who_acted(text: str, expected: set[tuple[str, float]]) -> None:
    assert {(body, value) for body, _, value in said(text)} == expected


def _owned_on(text: str, **page: Any) -> set[tuple[str, int | None]]:
    claims = extract(replace(document(text), **page)).claims
    return {(c.body.body_id, c.count) for c in claims if isinstance(c, DisruptionClaim)}


YEARLY = "Performance report\n\nThe Agency delivered 3,100 disruptions of crime in the year. We led 1,200 of them."
ON_GOV_UK = "https://www.gov.uk/government/publications/national-crime-agency-{}-2019-to-2020"


def test_a_yearly_report_is_of_the_body_its_address_names() -> None:
    assert _owned_on(YEARLY, source_url=ON_GOV_UK.format("annual-report-and-accounts")) == {
        ("nca", 3100),
        ("nca", 1200),
    }
    assert _owned_on(YEARLY, source_url=ON_GOV_UK.format("inspection")) == set()


LETTER = "Dear resident,\n\nI asked the Chief Constable about gangs. Last year her officers disrupted 74 crime gangs."


def test_a_commissioners_page_is_about_the_force() -> None:
    office = "Police, Fire and Crime Commissioner for Essex"
    assert _owned_on(LETTER, publisher=office) == {("essex-police", 74)}
    assert _owned_on(f"Kent Police has been here.\n\n{LETTER}", publisher=office) <= {("kent-police", 74)}
    assert _owned_on(LETTER) == set()


@each_case(
    ("head", "expected"),
    [
        ("Scottish Police Authority", {("police-scotland", 41)}),
        ("Northern Ireland Policing Board", {("psni", 41)}),
        # More than one force is there.
        ("London Policing Board", set()),
    ],
)
def test_the_paper_of_an_authority_of_one_force(head: str, expected: set[tuple[str, int]]) -> None:
    assert _owned_on(f"{head}\n\nItem 4: organised crime\n\n41 organised crime groups were disrupted.") == expected


def test_members_of_a_collaboration_are_not_who_acted() -> None:
    text = (
        "NWROCU is a collaboration between the six forces of the region, Cheshire, Cumbria and Lancashire. It "
        "has officers from the National Crime Agency.\n\nWhat has been achieved since 2009 includes:\n\n1,104 arrests, "
        "which brought about the dismantling of over 160 organised crime groups."
    )
    assert said(text) == {("nwrocu", "groups-disrupted", 160)}
