"""Disruptions: figures about disrupted crime, each linked to its body, threats and period by judges that learned."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.claims import Body, DisruptionClaim, Refusal
from flows.extraction.linking.figures.claims import THRESHOLD, Given, figures_of

# What is as likely as this, and less than is claimed, is told as doubtful or refused.
LIKELIER_THAN_NOT, CONSIDERED = 0.5, 0.3


class Counted(NamedTuple):
    """The figures of a document in order of position, those that are doubtful, and what was refused."""

    claims: list[DisruptionClaim]
    doubtful: list[DisruptionClaim]
    refusals: list[Refusal]


def disruption_claims(analyses: Sequence[Analysis], speakers: Sequence[Mapping[int, Body | None]]) -> list[Counted]:
    """Every figure about disruptions of crime that each of some documents states."""
    given = [Given(*each) for each in zip(analyses, speakers, strict=True)]
    return [_counted(judged) for judged in figures_of(given, CONSIDERED)]


def _counted(judged: Sequence[DisruptionClaim]) -> Counted:
    likely = [(claim, claim.probability or 0.0) for claim in judged]
    return Counted(
        [claim for claim, probability in likely if probability >= THRESHOLD],
        [claim for claim, probability in likely if LIKELIER_THAN_NOT <= probability < THRESHOLD],
        [_refused(claim, probability) for claim, probability in likely if probability < THRESHOLD],
    )


def _refused(claim: DisruptionClaim, probability: float) -> Refusal:
    why = f"right with a probability of {probability:.2f}, which is less than is published"
    return Refusal(claim.passage, "disruption", why)
