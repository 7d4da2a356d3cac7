"""The claims a document can make: what the three extractors hand to consolidation."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType


def slug(name: str) -> str:
    """A readable identifier of a name: lower-case words joined by dashes."""
    plain = re.sub(r"['’.]", "", name.lower().replace("&", " and "))
    return "-".join(re.findall(r"[^\W_]+", plain))


@dataclass(frozen=True, slots=True)
class Passage:
    """A half-open slice of a document's text, in code points."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Body:
    """An organisation: of the vocabulary, or (kind `other`) recognised by the shape of its name."""

    body_id: str
    # Bodies of one identifier are alike, and are looked up often.
    name: str = field(hash=False)
    kind: str = field(hash=False)


@dataclass(frozen=True, slots=True)
class RatingClaim:
    """A document says that an inspectorate gave a body a grade in an area."""

    rule: str
    passage: Passage
    body: Body
    area: str
    area_text: str | None
    grade: str
    historic: bool
    inspectorate: str | None
    programme: str | None
    report_published_on: str | None
    inspected_in: str | None
    # How likely it is right; None where it was not judged.
    probability: float | None = None


@dataclass(frozen=True, slots=True)
class DisruptionClaim:
    """A document gives one figure about disruptions of crime. Dates are ISO days or shorter, ends inclusive."""

    rule: str
    passage: Passage
    body: Body
    threats: tuple[str, ...]
    threats_text: str | None
    measure: str
    qualifier: str
    count: int | None = None
    share_percent: float | None = None
    rate: float | None = None
    rate_unit: str | None = None
    level: str | None = None
    strand: str | None = None
    lead: str | None = None
    operation: str | None = None
    period_start: str | None = None
    period_end: str | None = None
    period_text: str | None = None
    # How likely its number and its body are right; None where it was not judged.
    probability: float | None = None


@dataclass(frozen=True, slots=True)
class StakeholderClaim:
    """One mention of a person or organisation, or (`quotation`) one block of words it is quoted with."""

    rule: str
    passage: Passage
    kind: str
    name: str
    organisation: Body | None
    role: str | None
    relations: tuple[str, ...]
    quotation: bool = False
    # How likely it is that whoever is named has a part in the document; None where it was not judged.
    probability: float | None = None


Claim = RatingClaim | DisruptionClaim | StakeholderClaim

# The table of the facts that each kind of claim states, in the order of these tables.
TABLE_OF: Mapping[type[Claim], str] = MappingProxyType(
    {RatingClaim: "ratings", DisruptionClaim: "disruptions", StakeholderClaim: "stakeholders"}
)


@dataclass(frozen=True, slots=True)
class Refusal:
    """Something that looked like a claim and was not taken for one, and why."""

    passage: Passage
    rule: str
    why: str


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that was found in one document. `doubtful`: claims likelier right than not, but not to be told as facts."""

    document_id: str
    claims: tuple[Claim, ...]
    refusals: tuple[Refusal, ...]
    doubtful: tuple[Claim, ...] = ()
