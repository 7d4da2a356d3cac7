"""The kinds of claim a document can make: what the three extractors hand to consolidation."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Generic, NamedTuple, TypeVar


def slug(name: str) -> str:
    """Return a readable identifier for a name: lower-case words and dashes ("St. Ann's & Co" -> "st-anns-and-co")."""
    plain = re.sub(r"['’.]", "", name.lower().replace("&", " and "))
    return "-".join(re.findall(r"[^\W_]+", plain))


@dataclass(frozen=True, slots=True)
class Passage:
    """A half-open slice of a document's text, in code points."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Body:
    """An organisation, from the vocabulary or recognised by the shape of its name (then of kind `other`)."""

    body_id: str
    # Hash by `body_id` only: bodies are dictionary keys everywhere, and the id decides the name and the kind.
    name: str = field(hash=False)
    kind: str = field(hash=False)


@dataclass(frozen=True, slots=True)
class RatingClaim:
    """The claim that a body got a grade in an area. `area_text`: the document's words for it; `historic`: an earlier
    grade; `report_published_on`, `inspected_in`: EDTF dates; `probability`: of being right, None if not judged."""

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
    probability: float | None = None


@dataclass(frozen=True, slots=True)
class DisruptionClaim:
    """The claim of one figure about disruptions. `threats_text`, `period_text`: the document's words; `period_start`,
    `period_end`: ISO days or shorter, inclusive; `probability`: that number and body are right, None if not judged."""

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
    probability: float | None = None


@dataclass(frozen=True, slots=True)
class StakeholderClaim:
    """One mention of a person or organisation, or (if `quotation`) one quotation of their words. `organisation`:
    itself, or whom a person speaks for; `probability`: of having a part in the document, None if not judged."""

    rule: str
    passage: Passage
    kind: str
    name: str
    organisation: Body | None
    role: str | None
    relations: tuple[str, ...]
    quotation: bool = False
    probability: float | None = None


Claim = RatingClaim | DisruptionClaim | StakeholderClaim
OneKind = TypeVar("OneKind", RatingClaim, DisruptionClaim, StakeholderClaim)

# An unpublished claim with at least this probability is doubtful, and goes to quarantine.
LIKELIER_THAN_NOT = 0.5

# The table that each kind of claim ends up in, in the order of the tables.
TABLE_OF: Mapping[type[Claim], str] = MappingProxyType(
    {RatingClaim: "ratings", DisruptionClaim: "disruptions", StakeholderClaim: "stakeholders"}
)


@dataclass(frozen=True, slots=True)
class Refusal:
    """Something that looked like a claim but was rejected, and why."""

    passage: Passage
    rule: str
    why: str


class Verdicts(NamedTuple, Generic[OneKind]):
    """The claims of one kind from a document: to be published, doubtful, and what was refused; by position."""

    claims: list[OneKind]
    doubtful: list[OneKind]
    refusals: list[Refusal]


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that was found in one document. `doubtful`: claims more likely right than wrong, but not to be published."""

    document_id: str
    claims: tuple[Claim, ...]
    refusals: tuple[Refusal, ...]
    doubtful: tuple[Claim, ...] = ()
