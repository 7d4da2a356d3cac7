"""Disruptions: figures about disrupted crime, each linked to its body, threats and period by judges that learned."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.claims import Body, DisruptionClaim, Refusal
from flows.extraction.linking.figures.claims import THRESHOLD, Given, figures_of

# What is likelier than this, and not likely enough to be claimed, is told as refused.
DOUBTED = 0.3


def disruption_claims(
    analyses: Sequence[Analysis], speakers: Sequence[Mapping[int, Body | None]]
) -> list[tuple[list[DisruptionClaim], list[Refusal]]]:
    """Every figure about disruptions of crime that each document states, and what looked like one and was refused."""
    given = [Given(*each) for each in zip(analyses, speakers, strict=True)]
    return [
        (
            [claim for claim, probability in judged if probability >= THRESHOLD],
            [_refused(claim, probability) for claim, probability in judged if probability < THRESHOLD],
        )
        for judged in figures_of(given, DOUBTED)
    ]


def _refused(claim: DisruptionClaim, probability: float) -> Refusal:
    why = f"right with a probability of {probability:.2f}, which is less than is published"
    return Refusal(claim.passage, "disruption", why)
