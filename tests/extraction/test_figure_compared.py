"""Figures beside bodies that the one that acted is only compared with. Invented sentences."""

from __future__ import annotations

from flows.extraction import extract
from flows.extraction.claims import DisruptionClaim
from tests.cases import each_case
from tests.extraction.readings import document


def owners(text: str) -> set[tuple[str, int | None]]:
    claims = extract(document(text)).claims
    return {(claim.body.body_id, claim.count) for claim in claims if isinstance(claim, DisruptionClaim)}


@each_case(
    "aside",
    [
        "like Dorset Police",
        "unlike Dorset Police",
        "ahead of Dorset Police",
        "visited two months before Dorset Police",
        "mentored by Dorset Police",
        "not Dorset Police",
    ],
)
def test_who_is_compared_did_nothing(aside: str) -> None:
    assert owners(f"Gwent Police, {aside}, dismantled 17 gangs in 2021.") == {("gwent-police", 17)}


def test_it_behind_a_comparison_is_the_body_before() -> None:
    text = "Gwent Police made 52 disruptions in 2021. Like Dorset Police, it dismantled seven gangs."
    assert owners(text) == {("gwent-police", 52), ("gwent-police", 7)}


@each_case(
    "said",
    [
        "Gwent Police has had praise. But Dorset Police, like its officers, made 17 disruptions in 2021.",
        "Unlike Gwent Police, Dorset Police made 17 disruptions in 2021.",
        "Gwent Police watched. In 2021, 17 gangs were dismantled by Dorset Police, not by Gwent Police.",
        "Gwent Police did nothing. Dorset Police made 17 disruptions in 2021, ahead of Wiltshire Police.",
    ],
)
def test_who_acts_beside_a_comparison_keeps_its_figure(said: str) -> None:
    assert owners(said) == {("dorset-police", 17)}
