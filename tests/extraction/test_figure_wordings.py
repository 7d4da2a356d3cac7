"""The same figure in other words, and what only looks like one. Sentences are invented."""

from __future__ import annotations

from dataclasses import replace

from flows.extraction import extract
from flows.extraction.claims import DisruptionClaim
from tests.cases import each_case
from tests.extraction.readings import document

Figure = tuple[str, str, float | None]


def figures(text: str, source_url: str | None = None) -> list[DisruptionClaim]:
    page = replace(document(text), source_url=source_url)
    return [claim for claim in extract(page).claims if isinstance(claim, DisruptionClaim)]


def said(text: str) -> set[Figure]:
    """(body, measure, figure) of every figure."""
    found = figures(text)
    return {
        (c.body.body_id, c.measure, next(v for v in (c.count, c.rate, c.share_percent) if v is not None)) for c in found
    }


GROUPS = [
    "Kent Police says 14 crime gangs were “dismantled” in 2022.",
    "Fourteen crime gangs were put out of business by Kent Police.",
    "Kent Police put 14 crime gangs out of business last year.",
    "Kent Police broke 14 drugs gangs up in 2022.",
    "Kent Police disrupted 14 top-level crime outfits.",
    "The disruption of a further 14 crime gangs came through the work of Kent Police.",
    "Kent Police has seen 14 of its 62 mapped crime groups disrupted since April.",
    "Of Kent Police's 62 organised crime groups, 14 have been dismantled.",
    "Kent Police dismantled 14 people-smuggling gangs.",
    "Kent Police in numbers\n\n- Organised crime groups disrupted: 14\n- Arrests: 212",
    "Kent Police in numbers\n\n- OCGs dismantled – 14\n- Arrests – 212",
    "Kent Police\n\n| Measure | 2022/23 |\n|---|---|\n| Organised crime groups disrupted | 14 |\n| Arrests | 212 |",
]


@each_case("text", GROUPS)
def test_groups_that_were_disrupted(text: str) -> None:
    assert said(text) == {("kent-police", "groups-disrupted", 14)}


OTHERS: list[tuple[str, set[Figure]]] = [
    ("The PSNI says 17 crime gangs were disrupted and nine dismantled.",
     {("psni", "groups-disrupted", 17), ("psni", "groups-disrupted", 9)}),
    ("Almost two-thirds of EMSOU's disruptions were against drugs.", {("emsou", "share-of-disruptions", 66.7)}),
    ("The rate of disruptions of crime at Kent Police is 2.1 per 1,000 people.",
     {("kent-police", "disruption-rate", 2.1)}),
    ("At 2.1 disruptions per 1,000 people, Kent Police's rate is the highest for drug crime.",
     {("kent-police", "disruption-rate", 2.1)}),
    ("The number of disruptions of crime by the NCA reached a record 5,958.", {("nca", "disruptions", 5958)}),
    ("The NCA saw a 15 per cent rise in disruptions of crime, to 5,958.", {("nca", "disruptions", 5958)}),
    ("Smugglers were thwarted by Border Force 3,600 times in 2022.", {("border-force", "disruptions", 3600)}),
    ("Of the disruptions of crime EMSOU led, 68 per cent (346) were against drugs.", {("emsou", "disruptions", 346)}),
    ("EMSOU made 109 disruptions of crime. Of the 109 disruptions, 42 were at a high level.",
     {("emsou", "disruptions", 109), ("emsou", "disruptions", 42)}),
    ("There were 347 disruptions of smuggling gangs in 2022, according to the NCA.", {("nca", "disruptions", 347)}),
    ("| Area | Drugs operation |\n|---|---|\n| Kent Police | drug disruptions: 98; arrests: 7 |",
     {("kent-police", "disruptions", 98)}),
    ("The week in Kent resulted in:\n\n40 drug disruptions\n\n12 arrests\n\nKent Police said more would follow.",
     {("kent-police", "disruptions", 40)}),
]  # fmt: skip


@each_case(("text", "expected"), OTHERS)
def test_figures_in_other_words(text: str, expected: set[Figure]) -> None:
    assert said(text) == expected


NONE = [
    "Kent Police closed 40 county lines and shut down 12 drug lines.",
    "Kent Police recently seized 600 boats and engines, and the disruption of smuggling gangs goes on.",
    "Officers working to dismantle drug gangs cracked 150 cold cases, Kent Police said.",
    "Objective of disrupting 50 criminal networks exceeded, said Kent Police.",
    "Kent Police failed to disrupt 40 crime gangs.",
    "Kent Police has not disrupted 40 crime gangs.",
    "Kent Police will disrupt 40 crime gangs.",
    "Kent Police disrupted a crime gang, arresting 30 gang members.",
    "Members of 14 gangs disrupted the trial, Kent Police said.",
    "Spanish police disrupted 14 drug gangs with the help of the NCA.",
]


@each_case("text", NONE)
def test_what_only_looks_like_a_figure(text: str) -> None:
    assert said(text) == set()


def test_a_part_keeps_the_threat_of_the_whole() -> None:
    text = (
        "The NCA made 347 disruptions of people smugglers. That included 56 of the highest-impact "
        "disruptions, leading to lasting harm to organised crime."
    )
    assert [(c.count, c.threats, c.lead) for c in figures(text)] == [
        (347, ("organised-immigration-crime",), None),
        (56, ("organised-immigration-crime",), None),
    ]


def test_members_of_a_task_force_did_not_do_what_it_did() -> None:
    text = (
        "Crime is falling, the Organised Crime Task Force says.\n\n"
        "The task force, comprising the Home Office and the National Crime Agency, met.\n\n"
        "28 gangs were dismantled in 2022."
    )
    assert said(text) == {("organised-crime-task-force-ni", "groups-disrupted", 28)}


def test_when_a_week_of_action_was() -> None:
    text = (
        "Kent Police disrupted seven drug lines during a national week of action.\n\n"
        "The activity was part of the intensification week (9 – 15 October)."
    )
    assert [(c.period_start, c.period_end) for c in figures(text)] == [("2023-10-09", "2023-10-15")]


def test_a_report_says_first_what_time_it_is_on() -> None:
    text = (
        "Report to the committee, 14 May 2009\n\nThis report sets out work against crime between 1 April 2008 and "
        "31 March 2009.\n\n4. Kent Police made 231 disruptions of crime."
    )
    assert [(c.period_start, c.period_end) for c in figures(text)] == [("2008-04-01", "2009-03-31")]
