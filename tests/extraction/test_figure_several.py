"""Counts of a region, of several forces or units, or of nobody who is named: no one body's. Sentences are invented."""

from __future__ import annotations

from tests.cases import each_case
from tests.extraction.test_figure_wordings import figures

OWN = "In 2022 Sussex Police made 31 disruptions of crime. "
OF_SEVERAL = [
    "Regionally, 710 disruptions were recorded.",
    "Across the region there were 710 disruptions.",
    "Throughout the South East, officers made 710 disruptions.",
    "There were 710 disruptions across the region.",
    "The region recorded 710 disruptions.",
    "The ROCU network recorded 710 disruptions.",
    "The region's four forces recorded 710 disruptions.",
    "The forces in the region recorded 710 disruptions, a record.",
    "Law enforcement carried out 710 disruptions.",
    "Together that is 710 disruptions.",
    "The Home Office said 710 disruptions had taken place.",
    "The county council's team against slavery supported 710 disruptions.",
]


@each_case("sentence", OF_SEVERAL)
def test_counts_of_several_are_no_one_bodys(sentence: str) -> None:
    assert [c.count for c in figures(OWN + sentence)] == [31]


OF_ONE = [
    "Across the region, Surrey Police made 47 disruptions.",
    "Surrey Police made 47 disruptions across the region.",
    "Surrey Police accounted for 47 of the region's 710 disruptions.",
    "The Home Office said Surrey Police had made 47 disruptions.",
]


@each_case("sentence", OF_ONE)
def test_what_one_body_did_in_a_region(sentence: str) -> None:
    assert [(c.body.body_id, c.count) for c in figures(OWN + sentence)][1:] == [("surrey-police", 47)]


def test_what_a_units_forces_led_is_no_part_of_what_it_led() -> None:
    text = "SEROCU led 120 disruptions of crime in 2022. Its four forces led {}."
    assert [c.count for c in figures(text.format(610))] == [120]


def test_a_list_of_what_was_done_nationally() -> None:
    text = "Sussex Police took part in a week of action on crime.\n\nResults nationally:\n\n- 710 lines disrupted\n\n"
    own = "Results in Sussex:\n\n- 9 lines disrupted\n- 3 arrests"
    assert [c.count for c in figures(text + own)] == [9]


def test_groups_that_were_only_identified() -> None:
    text = "Sussex Police disrupted 31 gangs in 2022. Another {} were {}."
    assert [c.count for c in figures(text.format(12, "identified"))] == [31]
    assert [c.count for c in figures(text.format(12, "dismantled"))] == [31, 12]


NOBODYS = [
    "Between them, Surrey Police and Hampshire Constabulary dismantled 17 gangs.",
    "Surrey Police and Hampshire Constabulary together dismantled 17 gangs.",
    "Surrey Police, Kent Police and SEROCU made 17 disruptions of crime together.",
    "The Brighton and Hove Safety Partnership dismantled 17 gangs, with help from Surrey Police.",
    "Crawley Borough Council's licensing team disrupted 17 gangs. Sussex Police helped.",
    "Some 17 gangs were dismantled, police chiefs said.",
    "Some 17 gangs have been dismantled since 2020 in Surrey, Kent and Essex.",
]


@each_case("sentence", NOBODYS)
def test_what_was_done_together_or_by_bodies_not_known(sentence: str) -> None:
    assert [c.count for c in figures(OWN + sentence)] == [31]


NAMED_PARTS = [
    "There were 710 disruptions of crime in the South East in 2022, of which Surrey Police led {}.",
    "Surrey Police contributed {} of the 710 disruptions of crime in the South East in 2022.",
    "Across the South East there were 710 disruptions of crime in 2022. Surrey Police accounted for {}.",
]


@each_case("text", NAMED_PARTS)
def test_the_part_of_a_regions_count_that_a_body_is_named_for(text: str) -> None:
    assert [(c.body.body_id, c.count) for c in figures(text.format(47))] == [("surrey-police", 47)]


def test_who_is_supported_did_it() -> None:
    found = figures("Supported by SEROCU, Surrey Police dismantled 17 gangs in 2022.")
    assert [(c.body.body_id, c.count) for c in found] == [("surrey-police", 17)]


@each_case("aside", ["working closely with SEROCU", "in partnership with SEROCU"])
def test_who_it_worked_with_did_not_do_it_alone(aside: str) -> None:
    found = figures(f"Surrey Police, {aside}, dismantled 17 gangs in 2022.")
    assert [(c.body.body_id, c.count) for c in found] == [("surrey-police", 17)]


def test_what_ministers_claim() -> None:
    assert figures("Ministers claim 6,000 county lines have been dismantled. Kent Police would not comment.") == []
