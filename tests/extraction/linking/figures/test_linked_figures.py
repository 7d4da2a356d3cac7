"""Figures as the learned judges link them: what a clear text states, and nothing of texts that state none."""

import pytest

from flows.extraction import extract
from flows.extraction.analysis.times.periods import NO_TIME, Span
from flows.extraction.claims import DisruptionClaim
from flows.extraction.linking.figures.claims import RULE, THRESHOLD, LinkingInput, figures_of, learned
from flows.extraction.linking.figures.decoding import LEAST_PERIOD, with_content
from flows.extraction.linking.figures.features.whole import Claimed
from flows.extraction.linking.figures.page import MARKS, Page
from flows.extraction.linking.figures.steps import JUDGES
from tests.extraction.readings import disruptions, document
from tests.gold.lessons import linking_inputs

TEXT = (
    "Kent Police made 86 disruptions against organised crime in the year to 31 March 2023, up from 64 the year before. "
    "Of the 86 disruptions, 12 (14 per cent) were against fraud."
)
YEAR, BEFORE = ("2022-04-01", "2023-03-31"), ("2021-04-01", "2022-03-31")


@pytest.fixture(scope="module")
def found() -> dict[int | None, DisruptionClaim]:
    return {claim.count: claim for claim in reversed(disruptions(TEXT))}


def test_each_number_is_a_figure_of_the_body(found: dict[int | None, DisruptionClaim]) -> None:
    assert {(count, claim.body.body_id, claim.measure) for count, claim in found.items()} == {
        (count, "kent-police", "disruptions") for count in (86, 64, 12)
    }


def test_a_figure_is_of_the_time_that_is_named_or_told(found: dict[int | None, DisruptionClaim]) -> None:
    assert (found[86].period_start, found[86].period_end) == YEAR
    assert (found[64].period_start, found[64].period_end) == BEFORE


def test_a_part_has_its_threat_and_its_share(found: dict[int | None, DisruptionClaim]) -> None:
    assert (found[12].threats, found[12].threats_text, found[12].share_percent) == (("fraud",), "fraud", 14)
    assert found[86].threats == ("all",)


def test_what_stands_behind_a_count_that_is_given_again_without_its_share_is_found() -> None:
    text = (
        "SEROCU gave its figures for the year to 31 March 2023.\n\n"
        "It led 128 (24 per cent) of its disruptions against drugs.\n\n"
        "In the year to 31 March 2023 SEROCU led 128 disruptions against drugs and 60 disruptions against fraud."
    )
    assert {(one.count, one.share_percent) for one in disruptions(text)} == {(128, 24), (60, None)}


def test_what_is_linked_says_so_and_where(found: dict[int | None, DisruptionClaim]) -> None:
    assert {claim.rule for claim in found.values()} == {RULE}
    passage = found[86].passage
    assert TEXT[passage.start : passage.end].startswith("86 disruptions")
    assert TEXT[passage.start : passage.end].endswith("in the year to 31 March 2023")


def test_a_number_that_stands_in_a_table_too_is_told_of_what_the_text_says() -> None:
    rows = ("Strand|Q2 2023/24|Q3 2023/24", "-|-|-", "Pursue|55|46", "Prevent|9|12", "Prepare|5|1")
    text = "Kent Police: disruptions by strand\n\n" + "\n".join(f"|{row}|" for row in rows)
    text += "\n\nOf the 46 Pursue disruptions in quarter 3, five were major. Officers arrested 14 people."
    assert {(one.strand, one.level) for one in disruptions(text) if one.count == 5} >= {("pursue", "major")}


@pytest.mark.parametrize(("likelihood", "period"), [(LEAST_PERIOD - 0.01, NO_TIME), (LEAST_PERIOD, YEAR)])
def test_a_period_that_is_hardly_likely_is_left_empty(likelihood: float, period: Span) -> None:
    page = Page(linking_inputs([document(TEXT)])[0].analysis, {})
    bodies, periods = page.candidates["body"].values(), page.candidates["period"]
    claim = Claimed(0, page.places[0], 1.0, 0.0, 0.0, [(1.0, next(iter(bodies)))], [(likelihood, periods[YEAR])])
    claim.marks = {sort: {} for sort in MARKS}
    assert with_content(page, claim, 1.0).period == period


def test_the_passage_of_a_bare_number_is_its_sentence_up_to_it() -> None:
    text = "In 2020 to 2021 the National Crime Agency made 1,918 disruptions: it led 1,204, and supported 714.\n"
    claims = extract(document(text)).claims
    found = {one.count: one.passage for one in claims if isinstance(one, DisruptionClaim)}
    assert {count: text[passage.start : passage.end] for count, passage in found.items() if count != 1918} == {
        1204: text[: text.index(", and")],
        714: text[: text.index(".")],
    }


def test_a_passage_ends_with_a_whole_word() -> None:
    (passage,) = [one.passage for one in disruptions(TEXT + " One of them was major.") if one.count == 1]
    assert (TEXT + " One of them was major.")[passage.start : passage.end] == "One of them"


def test_equal_numbers_of_a_table_keep_what_their_rows_and_columns_say() -> None:
    rows = ("Threat|Major|Moderate|Total", "-|-|-|-", "Drugs|3|11|14", "Cyber crime|12|5|17", "Total|17|22|39")
    text = "EMSOU: disruptions, January to March 2024\n\n" + "\n".join(f"|{row}|" for row in rows)
    found = {(one.threats, one.level) for one in disruptions(text) if one.count == 17}
    assert found == {(("cyber-crime",), None), (("all",), "major")}


def test_lines_are_groups() -> None:
    (claim,) = disruptions("Officers of Kent Police disrupted 14 county lines in the week of action in March 2023.")
    assert (claim.measure, claim.threats, claim.count) == ("groups-disrupted", ("county-lines",), 14)


@pytest.mark.parametrize(
    "text",
    [
        "Kent Police arrested 14 people and seized 20 weapons in 2022.",
        "Kent Police said that 300 trains were disrupted by trespassers in 2022.",
        "Kent Police apologised for the disruption to 40 schools, which was caused by roadworks.",
    ],
)
def test_other_numbers_are_none(text: str) -> None:
    assert not disruptions(text)


def test_documents_read_together_are_read_as_alone() -> None:
    documents = [document(TEXT), document("Kent Police arrested 14 people."), document(TEXT.replace("Kent", "Essex"))]
    every: list[LinkingInput] = linking_inputs(documents)
    alone = [figures_of([each])[0] for each in every]
    assert figures_of(every) == alone
    assert [{claim.count for claim in each.claims} for each in alone] == [{86, 64, 12}, set(), {86, 64, 12}]


def test_all_judges_are_there_and_the_threshold_is_a_probability() -> None:
    judges, _ = learned()
    assert tuple(judges) == JUDGES
    assert 0.5 < THRESHOLD < 1
