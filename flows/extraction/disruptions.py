"""Disruption claims: figures about disrupted crime, each linked to its body, threats and period by trained judges."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.claims import Body, DisruptionClaim, Refusal
from flows.extraction.linking.figures.claims import THRESHOLD, Given, figures_of

# Probabilities: below THRESHOLD a claim is refused if at least CONSIDERED, and also doubtful if LIKELIER_THAN_NOT.
LIKELIER_THAN_NOT, CONSIDERED = 0.5, 0.3


class Counted(NamedTuple):
    """The published, doubtful and refused figures of a document, by position; doubtful figures are also refused."""

    claims: list[DisruptionClaim]
    doubtful: list[DisruptionClaim]
    refusals: list[Refusal]


def disruption_claims(analyses: Sequence[Analysis], speakers: Sequence[Mapping[int, Body | None]]) -> list[Counted]:
    """Return the figures each document states, in the order of documents; `speakers`: see `extracting.speakers_of`."""
    given = [Given(*each) for each in zip(analyses, speakers, strict=True)]
    return [_counted(judged) for judged in figures_of(given, CONSIDERED)]


def _counted(judged: Sequence[DisruptionClaim]) -> Counted:
    scored = [(claim, claim.probability or 0.0) for claim in judged]
    return Counted(
        [claim for claim, probability in scored if probability >= THRESHOLD],
        [claim for claim, probability in scored if LIKELIER_THAN_NOT <= probability < THRESHOLD],
        [_refused(claim, probability) for claim, probability in scored if probability < THRESHOLD],
    )


def _refused(claim: DisruptionClaim, probability: float) -> Refusal:
    why = f"right with a probability of {probability:.2f}, which is less than is published"
    return Refusal(claim.passage, "disruption", why)
