"""How each kind of claim is shown: the one place in the workbench where a new kind is registered."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from rich.text import Text

from flows.extraction.claims import Claim, DisruptionClaim, RatingClaim, StakeholderClaim
from flows.printable import safe
from flows.terminal import counted
from schemas.vocabularies import SEPARATOR

# Styles of rich for passages: a background colour for ratings and figures, an underline for stakeholders and refusals,
# and italics for quotations, so that overlapping passages stay recognisable.
COLOURS = {"rating": "black on yellow", "disruption": "black on cyan"}
LINES = {"stakeholder": "magenta underline", "refused": "bold red underline"}
QUOTATION = "italic"


@dataclass(frozen=True, slots=True)
class Kind:
    """How one kind of claim is shown.

    - `letter`: the first letter of the marks of its facts ("R" in R1).
    - `passage`: the name of the kind of its passages, a key of `COLOURS` or `LINES`.
    - `shown`: called with all claims of a fact as arguments, returns the fact as text.
    - `fact_key`: returns a key for a claim; claims with equal keys are shown as one fact. By default no two claims are.
    """

    letter: str
    passage: str
    shown: Callable[..., Text]
    fact_key: Callable[[Any], object] = id


def _fact(subject: str, value: str, *details: tuple[str, object]) -> Text:
    """Return the subject and its value, and the details (label, value) on a second line; empty details are omitted."""
    text = Text.assemble((safe(subject), "bold"), "  ", safe(value))
    given = [(f"{name} " if name else "", safe(str(detail))) for name, detail in details if detail not in (None, "", 0)]
    if given:
        text.append("\n").append(Text(" · ").join(Text.assemble((name, "dim"), detail) for name, detail in given))
    return text


def _rating(claim: RatingClaim) -> Text:
    return _fact(
        claim.body.name,
        claim.grade,
        ("", claim.area),
        ("", "historic" if claim.historic else None),
        ("", claim.inspectorate),
        ("", claim.programme),
        ("report", claim.report_published_on),
        ("inspected", claim.inspected_in),
    )


def _disruption(claim: DisruptionClaim) -> Text:
    return _fact(
        claim.body.name,
        _figure(claim),
        ("", " ".join(part for part in (claim.lead, claim.level, claim.strand) if part)),
        ("against", ", ".join(claim.threats)),
        ("operation", claim.operation),
        ("period", _period(claim)),
    )


def _figure(claim: DisruptionClaim) -> str:
    qualifier = "" if claim.qualifier == "exact" else f"{claim.qualifier.replace('-', ' ')} "
    numbers = (
        claim.count is not None and f"{claim.count:,}",
        claim.share_percent is not None and f"{claim.share_percent:g}%",
        claim.rate is not None and f"{claim.rate:g} {(claim.rate_unit or '').replace('-', ' ')}".rstrip(),
    )
    return f"{qualifier}{', '.join(number for number in numbers if number)} {claim.measure.replace('-', ' ')}"


def _period(claim: DisruptionClaim) -> str | None:
    dates = " to ".join(dict.fromkeys(day for day in (claim.period_start, claim.period_end) if day))
    return dates or claim.period_text


def _somebody(*claims: StakeholderClaim) -> Text:
    organisation = claims[0].organisation
    quoted = sum(claim.quotation for claim in claims)
    return _fact(
        claims[0].name,
        claims[0].kind,
        ("", ", ".join(dict.fromkeys(role for claim in claims if claim.role for role in claim.role.split(SEPARATOR)))),
        ("of", organisation.name if organisation and claims[0].kind == "person" else None),
        ("", ", ".join(dict.fromkeys(relation for claim in claims for relation in claim.relations))),
        ("", counted(len(claims) - quoted, "mentions") if len(claims) > quoted else None),
        ("", counted(quoted, "quotations") if quoted else None),
    )


KINDS: Mapping[type[Claim], Kind] = {
    RatingClaim: Kind("R", "rating", _rating),
    DisruptionClaim: Kind("D", "disruption", _disruption),
    StakeholderClaim: Kind("S", "stakeholder", _somebody, fact_key=lambda claim: (claim.name, claim.organisation)),
}


def passage_of(claim: Claim) -> str:
    """Return the kind of a claim's passage: "quotation", or `Kind.passage` of the claim's kind."""
    quoted = isinstance(claim, StakeholderClaim) and claim.quotation
    return "quotation" if quoted else KINDS[type(claim)].passage
