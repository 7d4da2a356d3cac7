"""Several bodies in one sentence, each with its own number: whose each is. All sentences are invented."""

from __future__ import annotations

from tests.cases import each_case
from tests.extraction.test_figure_wordings import figures


def owned(text: str) -> set[tuple[str, float | None]]:
    return {(c.body.body_id, c.count) for c in figures(text)}


DEVON, DORSET = "devon-and-cornwall-police", "dorset-police"
OWN = [
    "Last year Devon and Cornwall Police led 86 disruptions and Dorset Police 35 disruptions.",
    "Devon and Cornwall Police (86 disruptions) and Dorset Police (35 disruptions) came first.",
    "Devon and Cornwall Police: 86 disruptions; Dorset Police: 35 disruptions.",
    "Devon and Cornwall Police – 86 disruptions, Dorset Police – 35 disruptions.",
    "Devon and Cornwall Police's 86 disruptions stand beside 35 disruptions at Dorset Police.",
    "Devon and Cornwall Police logged 86 disruptions against Dorset Police's 35 disruptions.",
    "Devon and Cornwall Police delivered 86 disruptions in 2022, with Dorset Police on 35 disruptions.",
    "Devon and Cornwall Police led 86 disruptions; its neighbour was Dorset Police, whose 35 disruptions were fewer.",
    "Devon and Cornwall Police made 86 disruptions and Dorset Police made 35 disruptions.",
]


@each_case("text", OWN)
def test_each_number_is_that_of_the_body_beside_it(text: str) -> None:
    assert owned(text) == {(DEVON, 86), (DORSET, 35)}


def test_groups_of_two_bodies() -> None:
    assert owned("North Wales Police dismantled 22 gangs and NWROCU a further 15 gangs.") == {
        ("north-wales-police", 22),
        ("nwrocu", 15),
    }


ONE = [
    (
        "The Dedicated Card and Payment Crime Unit, run by City of London Police and the Met, disrupted 86 gangs.",
        {("dcpcu", 86)},
    ),
    ("EMSOU, hosted by Derbyshire Constabulary, disrupted 86 gangs.", {("emsou", 86)}),
    ("EMSOU, now part of the NCA, disrupted 86 gangs.", {("emsou", 86)}),
    ("Devon and Cornwall Police, like Dorset Police, made 86 disruptions.", {(DEVON, 86)}),
    ("Devon and Cornwall Police, ranked just behind Dorset Police (90), made 86 disruptions.", {(DEVON, 86)}),
    ("Dorset Police fell behind Devon and Cornwall Police's 86 disruptions.", {(DEVON, 86)}),
    ("Dorset Police lost to Devon and Cornwall Police, whose 86 disruptions were a record.", {(DEVON, 86)}),
    ("Dorset Police helped Devon and Cornwall Police make 86 disruptions in 2022.", {(DEVON, 86)}),
    ("Dorset Police assisted Devon and Cornwall Police to make 86 disruptions in 2022.", {(DEVON, 86)}),
]


@each_case(("text", "expected"), ONE)
def test_the_number_of_the_other_body(text: str, expected: set[tuple[str, float]]) -> None:
    assert owned(text) == expected


STAYS = [
    ("Working with Dorset Police, Devon and Cornwall Police made 86 disruptions.", {(DEVON, 86)}),
    ("With Dorset Police, 86 disruptions were made by Devon and Cornwall Police.", {(DEVON, 86)}),
    ("Devon and Cornwall Police, which borders Dorset, made 86 disruptions.", {(DEVON, 86)}),
    ("Devon and Cornwall Police ran operations with Dorset Police and made 86 disruptions.", {(DEVON, 86)}),
]


@each_case(("text", "expected"), STAYS)
def test_what_stays_with_the_subject(text: str, expected: set[tuple[str, float]]) -> None:
    assert owned(text) == expected


def test_who_is_helped_did_not_only_support() -> None:
    (found,) = figures("Dorset Police helped Devon and Cornwall Police make 86 disruptions in 2022.")
    assert found.lead is None
    (found,) = figures("Dorset Police's detectives helped Wiltshire Police make 86 disruptions in 2022.")
    assert found.lead is None
    (found,) = figures("Devon and Cornwall Police supported 86 disruptions in 2022.")
    assert found.lead == "supported"
