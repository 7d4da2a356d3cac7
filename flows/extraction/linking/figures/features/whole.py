"""Features of a whole claim: how likely each of its parts is, and what the other claims of the document are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from flows.extraction.analysis.times.periods import NO_TIME
from flows.extraction.claims import Body
from flows.extraction.linking.features import Features, best_two
from flows.extraction.linking.figures.named import Candidate, Place


@dataclass(eq=False, slots=True)
class Claimed:
    """A number with its candidates and their probabilities. `score`, `groups`, `rate`: how likely the number is a
    figure, counts groups, is a rate."""

    number: int  # its index among the figures of its document
    place: Place
    score: float
    groups: float
    rate: float
    bodies: list[tuple[float, Candidate]]  # the likeliest first
    periods: list[tuple[float, Candidate]]  # the likeliest first
    threats: Mapping[str, float] = field(default_factory=dict)  # probabilities by code
    marks: Mapping[str, Mapping[str, float]] = field(default_factory=dict)  # by "level", "strand", "lead" and code

    @property
    def body(self) -> Candidate:
        """The likeliest body."""
        return self.bodies[0][1]

    @property
    def key(self) -> tuple[Body, float, bool]:
        """What claims of one fact have in common: the body, the number, and whether it is in per cent."""
        return self.body.key, self.place.number.value, self.place.number.percent

    @property
    def likelihood(self) -> float:
        """The product of the probabilities of the number and its body."""
        return self.score * self.bodies[0][0]


def of_claims(claims: Sequence[Claimed]) -> Iterator[Features]:
    """Yield the features of each claim of a document, by itself and beside the others."""
    alike: dict[object, list[Claimed]] = defaultdict(list)
    by_body: dict[Body, float] = defaultdict(float)
    for claim in claims:
        alike[claim.key].append(claim)
        by_body[claim.body.key] += claim.likelihood
    total = sum(by_body.values())
    best = {key: best_two(one.likelihood for one in group) for key, group in alike.items()}
    for claim in claims:
        first, second = best[claim.key]
        yield _of_parts(claim) | {
            "product": claim.likelihood,
            "tabled": float(claim.place.tabled is not None),
            "claims": float(len(claims)),
            "mean of claims": total / len(claims),
            "best alike": second if first == claim.likelihood else first,
            "share of body": by_body[claim.body.key] / max(total, 1e-9),
        }


def _of_parts(claim: Claimed) -> Features:
    """Describe the probabilities of the parts of a claim."""
    body, second = best_two(score for score, _ in claim.bodies)
    features = {"figure": claim.score, "groups": claim.groups, "rate": claim.rate}
    features |= {"body": body, "second body": second, "body ahead": body - second}
    if claim.periods:
        period, second = best_two(score for score, _ in claim.periods)
        features |= {"period": period, "period ahead": period - second}
        features["no period"] = 1.0 if claim.periods[0][1].key == NO_TIME else -1.0
    features["threats"] = sum(claim.threats.values())
    parts = {"threat": claim.threats, **claim.marks}
    return features | {f"best {name}": max(codes.values(), default=0.0) for name, codes in parts.items()}
