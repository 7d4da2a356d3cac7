"""Each fact that judges linked is explained, by the same probability as it is published with."""

from __future__ import annotations

from itertools import islice

import pytest

from flows.extraction import explain, extract
from flows.extraction.claims import DisruptionClaim, RatingClaim, StakeholderClaim
from flows.reading import Document, read
from tests.gold.measure import labelled


@pytest.fixture(scope="module")
def documents() -> list[Document]:
    tuned = (path for path, labels in labelled() if labels["split"] == "tuned" and labels["disruptions"])
    return [read(path) for path in islice(tuned, 4)]


def test_every_linked_fact_is_explained(documents: list[Document]) -> None:
    explained = {(one.claim, one.probability) for document in documents for one in explain(document)}
    found = [extract(document) for document in documents]
    for claim in (claim for each in found for claim in (*each.claims, *each.doubtful)):
        match claim:
            case RatingClaim(rule="linked"):
                fact = f"{claim.body.name}, {claim.area}, {claim.grade}"
            case DisruptionClaim():
                number = claim.count or claim.rate or claim.share_percent
                fact = f"{claim.body.name}, {claim.measure}, {number:g}"
            case StakeholderClaim():
                fact = claim.name
            case _:
                continue
        assert (fact, claim.probability) in explained


def test_what_spoke_for_a_fact_and_what_came_second_are_told(documents: list[Document]) -> None:
    reasons = [reason for document in documents for one in explain(document) for reason in one.reasons]
    assert any(reason.startswith("+") for reason in reasons)
    assert any(reason.startswith("-") for reason in reasons)
    assert any(reason.startswith("next body: ") for reason in reasons)
    assert any(reason.startswith("next area: ") for reason in reasons)
    assert any(reason.startswith("part: ") for reason in reasons)
    assert any(reason.startswith("next part: ") for reason in reasons)
    assert any(reason.startswith("role: ") for reason in reasons)
    assert any(reason.startswith("organisation: ") for reason in reasons)
    assert any(reason.startswith("next organisation: ") for reason in reasons)
