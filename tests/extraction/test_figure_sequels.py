"""What goes on from a figure: other bodies, other lines, another question, a difference. All invented."""

from __future__ import annotations

from tests.cases import each_case
from tests.extraction.test_figure_wordings import figures, said

SUSSEX = "Sussex Police made 480 disruptions of crime in 2022. "
ASKED = "Kent Police\n\nQ1. How many disruptions of crime gangs did Kent Police record in 2020?\nA. 2020: 214.\n\n"
GOES_ON = [
    ("Disruptions by YHROCU went up to 900 in 2022. Those by Humberside Police fell to 120 from 131.",
     {("yhrocu", 900), ("humberside-police", 120), ("humberside-police", 131)}),
    ("The number of disruptions by Cumbria Constabulary fell to 42, while those of Lancashire doubled, to 310.",
     {("cumbria-constabulary", 42), ("lancashire-constabulary", 310)}),
    (SUSSEX + "Drugs were the target in 301 of the 480 disruptions, firearms in 22 and fraud in nine.",
     {("sussex-police", value) for value in (480, 301, 22, 9)}),
    ("EMSOU disruptions rose from 1,010 in 2021/22 to 1,214 in 2022/23, with those classed as major going from 98 to "
     "131.", {("emsou", value) for value in (1010, 1214, 98, 131)}),
    ("“We disrupted 45 crime gangs in 2022,” said Det Ch Supt Ann Roe of Kent Police. “The year before, we did 30.”",
     {("kent-police", 45), ("kent-police", 30)}),
    ("Four-fifths of SEROCU's disruptions of crime in 2022/23 (82 per cent, or 731) were under the Pursue strand.",
     {("serocu", 731)}),
    ("Key facts 2022-23\n\n4,820 disruptions of crime by the NCA\n292 of which major\n1,014 disruptions of fraud",
     {("nca", value) for value in (4820, 292, 1014)}),
    ("Kent Police and crime\n\nDisruptions of crime in 2022: 410\n2021: 377\n2020: 298",
     {("kent-police", value) for value in (410, 377, 298)}),
    (ASKED + "Q2. How many were major?\nA. 2020: 11.", {("kent-police", 214), ("kent-police", 11)}),
    # What is no figure of that kind.
    (ASKED + "Q2. How many were charged with drug offences?\nA. 2020: 11.", {("kent-police", 214)}),
    (SUSSEX[:-2] + ", down 12 on last year.", {("sussex-police", 480)}),
    ("GLAA figures on crime: disruptions up 12 to 140; prosecutions down two to nine.", {("glaa", 140)}),
    (SUSSEX + "Prosecutions went from two to nine.", {("sussex-police", 480)}),
    (SUSSEX + "Prosecutions were up from two to nine.", {("sussex-police", 480)}),
    ("Kent Police disrupted 134 county lines in 2023; 38 of those lines were run from London.", {("kent-police", 134)}),
]  # fmt: skip


@each_case(("text", "expected"), GOES_ON)
def test_what_goes_on_from_a_figure(text: str, expected: set[tuple[str, float]]) -> None:
    assert {(body, value) for body, _, value in said(text)} == expected


def test_a_share_in_words_and_digits() -> None:
    (figure,) = figures("Four-fifths of SEROCU's disruptions in 2022/23 (82 per cent, or 731) were against drugs.")
    assert (figure.count, figure.share_percent) == (731, 82)


def test_the_years_of_lines() -> None:
    found = figures("Kent Police and crime\n\nDisruptions of crime in 2022: 410\n2021: 377")
    assert {f.count: f.period_start for f in found} == {410: "2022-01-01", 377: "2021-01-01"}


SAID_OTHERWISE = [
    ("SWROCU passed a milestone: its 2,000th disruption of crime since 2020. Of that figure, 310 were major.",
     {("swrocu", 2000), ("swrocu", 310)}),
    ("Kent Police has dismantled its 100th organised crime group.", {("kent-police", 100)}),
    ("Kent Police smashed a crime gang on its 30th day of action.", set()),
    ("Kent Police will soon make its 500th disruption of crime.", set()),
    ("Warwickshire Police had the fewest disruptions of crime in the region, at 71, and West Midlands Police, at "
     "1,240, the most.", {("warwickshire-police", 71), ("west-midlands-police", 1240)}),
    ("Kent Police has the most disruptions of crime in the region, with 412 officers.", set()),
]  # fmt: skip


@each_case(("text", "expected"), SAID_OTHERWISE)
def test_ordinals_and_superlatives(text: str, expected: set[tuple[str, float]]) -> None:
    assert {(body, value) for body, _, value in said(text)} == expected


KENT = "Kent Police disrupted 40 crime gangs in 2022. "
NOT_TAKEN_UP = [
    (KENT + "The average age of those held was 24.", {40}),
    (KENT + "Of those held, 24 were charged.", {40}),
    (KENT + "It has 5,800 officers, of whom 292 work abroad. That number stood at 250 in 2020.", {40}),
    (KENT + "A survey of 1,200 residents found that 41 per cent felt safe; in the year before it was 38.", {40}),
    ("Kent Police and crime\n\n- Arrests: 412\n- Disruptions: 640\n- Firearms: 52\n- Fraud: 12", {640}),
    ("Kent Police and crime\n\nDisruptions: 640\nFirearms: 52\nFraud: 12", {640, 52, 12}),
]


@each_case(("text", "expected"), NOT_TAKEN_UP)
def test_what_takes_up_something_else(text: str, expected: set[float]) -> None:
    assert {value for _, _, value in said(text)} == expected


OF_SEVERAL = [
    ("Two forces recorded fewer disruptions of crime in 2022/23 than in the year before: Kent Police (214, from 260) "
     "and Essex Police (188).", {("kent-police", 214), ("kent-police", 260), ("essex-police", 188)}),
    ("Kent Police (214) and Essex Police (188) both made more drug disruptions in 2022.",
     {("kent-police", 214), ("essex-police", 188)}),
    ("The 402 disruptions of crime were made by Kent Police (214) and Essex Police (188).",
     {("kent-police", 214), ("essex-police", 188)}),
    ("Kent Police recorded 602 disruptions of crime last year; Essex Police, 455; and Surrey Police, 201.",
     {("kent-police", 602), ("essex-police", 455), ("surrey-police", 201)}),
    ("Kent Police (214) and Essex Police (188) have fewer officers per disruption of crime.", set()),
    ("Kent Police (214 officers) and Essex Police (188 officers) made many disruptions of crime.", set()),
]  # fmt: skip


@each_case(("text", "expected"), OF_SEVERAL)
def test_bodies_each_with_a_number(text: str, expected: set[tuple[str, float]]) -> None:
    assert {(body, value) for body, _, value in said(text)} == expected


def test_the_time_of_bodies_in_brackets() -> None:
    found = figures(OF_SEVERAL[0][0])
    assert {f.count: f.period_start for f in found if f.count != 260} == {214: "2022-04-01", 188: "2022-04-01"}


def test_the_whole_that_is_divided_without_having_been_stated() -> None:
    rate = "Wiltshire Police recorded 2.9 disruptions per 1,000 people. "
    text = rate + "Of the 1,480 logged in 2024/25 alone, Pursue accounted for 1,102 and Prevent for 131."
    assert {value for _, _, value in said(text)} == {2.9, 1480, 1102, 131}
    arrests = "Wiltshire Police made 131 disruptions of crime. Of the 412 arrests recorded in 2023, 40 were of women."
    assert {value for _, _, value in said(arrests)} == {131}
