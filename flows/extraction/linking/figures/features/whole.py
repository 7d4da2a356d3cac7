"""What describes a whole claim: what was thought of each part of it, and of the other claims of its document."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from flows.extraction.claims import Body
from flows.extraction.linking.features import Features, yes
from flows.extraction.linking.figures.named import Place, Thing
from flows.extraction.linking.figures.page import Page
from flows.extraction.linking.figures.times import NO_TIME, Span


@dataclass(eq=False, slots=True)
class Claimed:
    """A number with what it is likeliest bound to, and what was thought of each part.

    `number`: which of the figures of its document it is; `score`: how likely it is one.
    """

    number: int
    place: Place
    score: float
    groups: float
    rate: float
    body: Thing
    bodies: list[tuple[float, Thing]]
    period: Span = NO_TIME
    periods: list[tuple[float, Thing]] = field(default_factory=list)
    threats: dict[str, float] = field(default_factory=dict)
    marks: dict[str, dict[str, float]] = field(default_factory=dict)

    @property
    def key(self) -> tuple[Body, float, bool]:
        """What makes the fact: whose, which number, whether in per cent."""
        return self.body.key, self.place.number.value, self.place.number.percent

    @property
    def likelihood(self) -> float:
        """The product of what was thought of the number and of its body."""
        return self.score * self.bodies[0][0]


def of_claims(page: Page, claims: Sequence[Claimed]) -> Iterator[Features]:
    """Each claim of a document in the light of the others."""
    alike: dict[object, list[Claimed]] = defaultdict(list)
    by_body: dict[Body, float] = defaultdict(float)
    for claim in claims:
        alike[claim.key].append(claim)
        by_body[claim.body.key] += claim.likelihood
    total = sum(by_body.values())
    for number, claim in enumerate(claims):
        best, second = claim.bodies[0][0], claim.bodies[1][0] if len(claim.bodies) > 1 else 0.0
        found: Features = {
            "figure": claim.score,
            "groups": claim.groups,
            "rate": claim.rate,
            "body": best,
            "second body": second,
            "body ahead": best - second,
            "product": claim.likelihood,
            "claims": float(len(claims)),
            "mean of claims": total / len(claims),
            "alike": float(len(alike[claim.key])),
            "best alike": max((one.likelihood for one in alike[claim.key] if one is not claim), default=0.0),
            "share of body": by_body[claim.body.key] / max(total, 1e-9),
            "bodies with figures": float(len(by_body)),
        }
        found |= _other_parts(claim)
        for name, step in (("before", -1), ("behind", 1)):
            if 0 <= number + step < len(claims):
                other = claims[number + step]
                found[f"likelihood {name}"] = other.likelihood
                found[f"body of {name}"] = 1.0 if other.body is claim.body else -1.0
        found |= yes(
            (f"kind {claim.body.sort}", True),
            ("tabled", claim.place.tabled is not None),
            ("in cell", claim.place.column >= 0),
            ("named in sentence", _is_named_here(claim)),
            (f"block {claim.place.block.kind}", True),
        )
        yield found


def _is_named_here(claim: Claimed) -> bool:
    sentence = claim.place.sentence
    return any(sentence.start <= one.start < sentence.end for one in claim.body.named)


def _other_parts(claim: Claimed) -> Mapping[str, float]:
    found: dict[str, float] = {}
    if claim.periods:
        found["period"] = claim.periods[0][0]
        found["period ahead"] = claim.periods[0][0] - (claim.periods[1][0] if len(claim.periods) > 1 else 0.0)
        found["no period"] = 1.0 if claim.period == NO_TIME else -1.0
    found["best threat"] = max(claim.threats.values(), default=0.0)
    found["threats"] = sum(claim.threats.values())
    for sort, codes in claim.marks.items():
        found[f"best {sort}"] = max(codes.values(), default=0.0)
    return found
