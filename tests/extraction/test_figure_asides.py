"""Figures past an aside, shares in a series, who led the others, rates of other bodies. Sentences are invented."""

from __future__ import annotations

from flows.extraction import extract
from flows.extraction.claims import DisruptionClaim
from tests.cases import each_case
from tests.extraction.readings import document


def figures(text: str) -> list[DisruptionClaim]:
    return [claim for claim in extract(document(text)).claims if isinstance(claim, DisruptionClaim)]


def read(text: str) -> set[tuple[float, str]]:
    """(count, share or rate; what it is of) of each figure."""
    return {
        (next(v for v in (c.count, c.rate, c.share_percent) if v is not None), c.lead or c.level or c.strand or t)
        for c in figures(text)
        for t in ["+".join(c.threats)]
    }


GROUPS = "In 2022 Merseyside Police dismantled 62 organised crime groups. "
COUNT = "In 2022 Merseyside Police recorded 300 disruptions. "
SEROCU = "SEROCU recorded 731 disruptions in 2022. "

CASES: list[tuple[str, set[tuple[float, str]]]] = [
    (GROUPS + "Eleven, all of them based in Bootle, exploited children on county lines.",
     {(62, "all"), (11, "county-lines")}),
    (COUNT + "Twelve, most of them in Bootle, were against fraud.", {(300, "all"), (12, "fraud")}),
    (COUNT + "Nineteen, as the report notes, were graded major.", {(300, "all"), (19, "major")}),
    (COUNT + "None was major; 40 were moderate; the rest, 260, were minor.",
     {(300, "all"), (0, "major"), (40, "moderate"), (260, "minor")}),
    (COUNT + "Nineteen, all of them officers, were commended.", {(300, "all")}),
    (COUNT + "Two thirds had to do with drugs.", {(300, "all"), (66.7, "drugs")}),
    (COUNT + "A third were against fraud.", {(300, "all"), (33.3, "fraud")}),
    (COUNT + "Some 240 were directed at fraud, and a dozen at firearms.",
     {(300, "all"), (240, "fraud"), (12, "firearms")}),
    (COUNT + "Of these, nearly a third were directed at fraud and one in ten at firearms.",
     {(300, "all"), (33.3, "fraud"), (10, "firearms")}),
    (COUNT + "Nineteen of them were major, and two thirds concerned drugs.",
     {(300, "all"), (19, "major"), (66.7, "drugs")}),
    (COUNT + "One concerned fraud, a second drugs and a third concerned firearms.", {(300, "all"), (1, "fraud")}),
    (COUNT + "Two thirds of its officers were drawn to drugs cases.", {(300, "all")}),
    (COUNT + "Nineteen of them were major, and two thirds of pleas were about drugs.", {(300, "all"), (19, "major")}),
    (SEROCU + "In the other 207 it was supporting a force.", {(731, "all"), (207, "supported")}),
    (SEROCU + "With the remaining 207 it lent a hand.", {(731, "all"), (207, "supported")}),
    ("Kent Police says 40% of its 300 disruptions in 2022 were of drug gangs, 15% of firearms and 5% of fraud.",
     {(300, "all"), (40, "drugs"), (15, "firearms"), (5, "fraud")}),
    ("31 of Kent Police's 300 disruptions in 2022 concerned drugs, 15 firearms and six fraud.",
     {(300, "all"), (31, "drugs"), (15, "firearms"), (6, "fraud")}),
    ("Kent Police made 37 disruptions in 2022, more than half of which (21) were against fraudsters.",
     {(37, "all"), (21, "fraud")}),
    ("Under the Pursue strand Kent Police recorded 120 disruptions in 2022; under Prevent, 40; and under Protect, 22.",
     {(120, "pursue"), (40, "prevent"), (22, "protect")}),
    ("Kent Police recorded 160 disruptions in 2022, of which 21 were major, 58 moderate, and 81 minor.",
     {(160, "all"), (21, "major"), (58, "moderate"), (81, "minor")}),
]  # fmt: skip


@each_case(("text", "expected"), CASES)
def test_parts_past_what_is_said_by_the_way(text: str, expected: set[tuple[float, str]]) -> None:
    assert read(text) == expected


def test_rates_and_counts_of_the_next_body() -> None:
    rates = "Essex Police recorded 3.1 disruptions for every 1,000 residents, Cambridgeshire Constabulary 0.6."
    assert {(c.body.body_id, c.rate) for c in figures(rates)} == {
        ("essex-police", 3.1),
        ("cambridgeshire-constabulary", 0.6),
    }
    counts = "Essex Police recorded 690 disruptions, or 0.6 for every 1,000 residents, and Norfolk Constabulary 402."
    assert {(c.body.body_id, c.measure, c.count) for c in figures(counts)} == {
        ("essex-police", "disruptions", 690),
        ("essex-police", "disruption-rate", None),
        ("norfolk-constabulary", "disruptions", 402),
    }


TIMES: list[tuple[str, dict[int, str]]] = [
    ("OCG disruptions (Kent Police): 2020/21 188; 2021/22 204.", {188: "2021-03-31", 204: "2022-03-31"}),
    ("In the six months to September 2022 the number of organised crime groups disrupted by Kent Police had fallen to "
     "nine, from 14 in the same six months of 2021.", {9: "2022-09-30", 14: "2021-09-30"}),
    ("Between April and June 2022, 14 OCGs were disrupted by Kent Police (full year 2020/21: 31).",
     {14: "2022-06-30", 31: "2021-03-31"}),
    ("The North West Regional Organised Crime Unit took its total of disruptions past 600 in 2021/22.",
     {600: "2022-03-31"}),
]  # fmt: skip


@each_case(("text", "ends"), TIMES)
def test_each_count_has_its_time(text: str, ends: dict[int, str]) -> None:
    assert {c.count: c.period_end for c in figures(text)} == ends


EVERYDAY = [
    "The British Transport Police made 61 disruptions of county lines gangs, while trains suffered 900 disruptions.",
    "Schools saw 900 disruptions of lessons; the British Transport Police made 61 disruptions of county lines gangs.",
]


@each_case("text", EVERYDAY)
def test_a_clause_on_trains_or_schools_counts_no_disruptions_of_crime(text: str) -> None:
    assert [c.count for c in figures(text)] == [61]
