"""Numbers before the word that count none, or are of somebody else. Sentences are invented."""

from __future__ import annotations

from tests.cases import each_case
from tests.extraction.test_figure_wordings import figures, said

NONE = [
    "Essex Police made 21 more disruptions of crime than in 2021.",
    "Essex Police recorded 21 fewer disruptions of crime than Kent Police.",
    "That was 21 disruptions more than Essex Police had managed in 2021.",
    "Essex Police finished the year 21 disruptions short of its goal.",
    "A fall of some 21 disruptions of crime was recorded by Essex Police in 2022.",
    "Essex Police made an extra 21 disruptions of crime in 2022.",
    "The average for forces like Essex Police was 210 disruptions of crime.",
    "Essex Police has the capacity to make 21 disruptions of crime a month.",
    "Essex Police needs 21 disruptions of crime to reach last year's total.",
    "Inspectors sampled 21 of Essex Police's disruptions of crime.",
    "Auditors looked at 21 disruptions of crime by Essex Police.",
    "Inspectors were shown a sample of 21 disruptions of crime that Essex Police had graded as major.",
    "A review of 21 disruptions of crime by Essex Police found gaps.",
    "Essex Police scored 60 gangs in 2022. There were major disruptions against 8 and moderate disruptions against 15.",
    "In 2022/23 Essex Police led 2 050 disruptions of crime.",
    "Essex Police recorded 1 12 disruptions of crime in 2022.",
    "Essex Police made 1 ,204 disruptions of crime in 2022.",
    "Essex Police made 1, 204 disruptions of crime in 2022.",
    "The total of Essex Police excludes 41 disruptions of crime that are still to be moderated.",
    "Essex Police counts by groups: five disruptions of one gang in a year count as one.",
    "Essex Police rounds its numbers: fewer than five disruptions of crime are shown as a star.",
    "Some 25 disruptions of crime appear in the figures of Essex Police and another force.",
    "A gang of 12 was disrupted by Essex Police.",
    "Essex Police in 2022: Arrests: 212 Disruptions: see below",
    "Essex Police's 2022 disruptions of crime were mostly of drugs.",
    "Essex Police explains Band 3 disruptions of crime.",
    "Essex Police: 500 disruptions (target)",
    "Essex Police stopped short of disrupting 12 gangs.",
    "Essex Police has no wish to count. Four hundred disruptions of crime can cost gangs less than a big one.",
    "Essex Police has no wish to count. Forty disruptions of crime are worth less than a big one.",
]


@each_case("text", NONE)
def test_numbers_that_count_no_disruptions(text: str) -> None:
    assert said(text) == set()


SAID: list[tuple[str, set[tuple[str, str, float | None]]]] = [
    ("Essex Police made 412[1] disruptions of crime in 2022.", {("essex-police", "disruptions", 412)}),
    ("Essex Police made 412* disruptions of crime in 2022.", {("essex-police", "disruptions", 412)}),
    ("Of the 342, 131 disruptions of crime by Essex Police were of fraud.", {("essex-police", "disruptions", 131)}),
    ("Essex Police made 2,022 disruptions of crime.", {("essex-police", "disruptions", 2022)}),
    ("Twelve gangs were disrupted by Essex Police.", {("essex-police", "groups-disrupted", 12)}),
    ("In Quarter 1 12 disruptions of crime were made by Essex Police.", {("essex-police", "disruptions", 12)}),
    ("In the year to 31 March 2022 14 disruptions of crime were made by Essex Police.",
     {("essex-police", "disruptions", 14)}),
    ("In 2022/23 141 disruptions of crime were made by Essex Police.", {("essex-police", "disruptions", 141)}),
    ("Between April 1 and June 30 14 disruptions of crime were made by Essex Police.",
     {("essex-police", "disruptions", 14)}),
    ("Essex Police made an average of 21 disruptions of crime a month in 2022.",
     {("essex-police", "disruption-rate", 21)}),
    ("Essex Police made 21 disruptions of crime in a week in 2022.", {("essex-police", "disruptions", 21)}),
    ("Essex Police made 31 disruptions of crime, more than the 21 it made in 2021.",
     {("essex-police", "disruptions", 31), ("essex-police", "disruptions", 21)}),
    ("Essex Police made 31 disruptions of crime, compared with 47 in Kent and 12 in Sussex.",
     {("essex-police", "disruptions", 31), ("kent-police", "disruptions", 47), ("sussex-police", "disruptions", 12)}),
    ("Essex Police's 31 disruptions of crime were more than double the 14 recorded in Suffolk.",
     {("essex-police", "disruptions", 31), ("suffolk-constabulary", "disruptions", 14)}),
    ("Essex Police made 31 disruptions of drug crime in 2022, more than the 21 recorded by Kent Police.",
     {("essex-police", "disruptions", 31), ("kent-police", "disruptions", 21)}),
    ("Essex Police made 31 disruptions of crime, compared with 47 in 2021 and 12 in 2020.",
     {("essex-police", "disruptions", 31), ("essex-police", "disruptions", 47), ("essex-police", "disruptions", 12)}),
    ("Essex Police made 31 disruptions of crime, compared with 470 in the region.",
     {("essex-police", "disruptions", 31)}),
    ("Essex Police made 31 disruptions of crime, compared with an average of 25 for similar forces.",
     {("essex-police", "disruptions", 31)}),
    ("About 1 in 5 of Essex Police's disruptions of crime was of fraud.",
     {("essex-police", "share-of-disruptions", 20)}),
]  # fmt: skip


@each_case(("text", "expected"), SAID)
def test_numbers_beside_such(text: str, expected: set[tuple[str, str, float | None]]) -> None:
    assert said(text) == expected


Told = tuple[int | None, tuple[str, ...], str | None]
IN_PART: list[tuple[str, Told]] = [
    ("Most of Essex Police's 410 disruptions were against drugs.", (410, ("all",), None)),
    ("Most of Essex Police's 410 disruptions of gangs were minor.", (410, ("all",), None)),
    ("Over 90 per cent of Essex Police's 410 disruptions were minor.", (410, ("all",), None)),
    ("Nearly 9 in 10 of Essex Police's 410 disruptions were minor.", (410, ("all",), None)),
    ("Essex Police led 410 disruptions, mostly against drugs gangs.", (410, ("all",), None)),
    ("Essex Police's 410 disruptions were against drugs.", (410, ("drugs",), None)),
    ("Most of Essex Police's 410 disruptions of drug gangs were small.", (410, ("drugs",), None)),
    ("Essex Police's 410 disruptions were minor.", (410, ("all",), "minor")),
]  # fmt: skip


@each_case(("text", "expected"), IN_PART)
def test_what_most_of_a_total_was(text: str, expected: Told) -> None:
    assert expected in [(c.count, c.threats, c.level) for c in figures(text)]
    assert {c.threats for c in figures(text) if c.count == 410} == {expected[1]}


NOT_DONE = [
    "Dyfed-Powys Police's task is to dismantle the 9 gangs that worry people most.",
    "Dyfed-Powys Police has been given £2m to disrupt 9 county lines.",
    "Dyfed-Powys Police is committed to dismantling 9 gangs in Powys.",
    "Dyfed-Powys Police's priority is disrupting the 9 gangs in Powys.",
    "Dyfed-Powys Police is trying to break up 9 gangs in Powys.",
    "Dyfed-Powys Police denies that it disrupted just 9 gangs in 2022.",
    "Dyfed-Powys Police rejected suggestions that it had made only 9 disruptions of crime.",
    "The union claims Dyfed-Powys Police made just 9 disruptions of crime in 2022.",
    "It is not true that Dyfed-Powys Police made 9 disruptions of crime.",
    "Dyfed-Powys Police said reports that it had made 9 disruptions of crime were wrong.",
    "Dyfed-Powys Police did not make 9 disruptions of crime in 2022.",
    "OCGs by threat at Dyfed-Powys Police: drugs 9, fraud 4.",
]


@each_case("text", NOT_DONE)
def test_what_is_meant_denied_or_corrected(text: str) -> None:
    assert said(text) == set()


DONE = [
    "Dyfed-Powys Police used the money to disrupt 9 gangs in 2022.",
    "Dyfed-Powys Police worked with partners to disrupt 9 gangs in 2022.",
    "Dyfed-Powys Police told us it had disrupted 9 gangs in 2022.",
    "Detectives working to protect the young have helped Dyfed-Powys Police to disrupt 9 gangs in 2022.",
]


@each_case("text", DONE)
def test_what_was_done(text: str) -> None:
    assert said(text) == {("dyfed-powys-police", "groups-disrupted", 9)}


def test_what_was_struck_out_is_no_part() -> None:
    text = "In 2022 Gwent Police recorded 310 disruptions of crime, {} of which were {}."
    assert [c.count for c in figures(text.format(40, "duplicates"))] == [310]
    assert [c.count for c in figures(text.format(40, "major"))] == [310, 40]


def test_columns_and_lines_of_other_things() -> None:
    head = "Gwent Police 2022/23\n\n| Threat | OCGs | Disruptions |\n|---|---|---|\n"
    table = head + "| Drugs | 40 | 120 |\n| Fraud | 8 | 20 |"
    assert [(c.count, c.threats) for c in figures(table)] == [(120, ("drugs",)), (20, ("fraud",))]
    lines = "Crime in Gwent 2022/23\nDisruptions: 310\nDrug trafficking offences: 910\nFraud: 41\nGwent Police"
    assert 910 not in [c.count for c in figures(lines)]
