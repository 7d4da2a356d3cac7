"""Who acted: a body taken up behind a time, one subject of two verbs, partners that nobody names. All invented."""

from __future__ import annotations

import pytest

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


@pytest.mark.parametrize(("text", "expected"), OWNED)
def test_who_acted(text: str, expected: set[tuple[str, float]]) -> None:
    assert {(body, value) for body, _, value in said(text)} == expected
