"""Claims that mention or quote people and organisations -> rows of `stakeholders`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

from flows.consolidation.facts import Row, Stated, Supported, grouped, provenance, slugged
from flows.extraction.claims import StakeholderClaim
from schemas import vocabularies
from schemas.evidence import QUOTATION

Stakeholder = Stated[StakeholderClaim]


def stakeholder_id(stated: Stakeholder) -> str:
    """`name.organisation` of a person, or `name.document` where none is known; an organisation's `body_id`."""
    claim = stated.claim
    if claim.kind == "organisation" and claim.organisation:
        return claim.organisation.body_id
    belongs = claim.organisation.body_id if claim.organisation else stated.document.document_id
    return f"{slugged(claim.name)}.{belongs}"


def stakeholder_rows(stated: Iterable[Stakeholder]) -> tuple[list[Row], list[Supported]]:
    """(rows of `stakeholders`, what each rests on), both in order of identifier."""
    rows, facts = [], []
    for identifier, group in grouped(stated, stakeholder_id).items():
        named = [item for item in group if not item.claim.quotation]
        if named:
            rows.append(_row(identifier, named, [item for item in group if item.claim.quotation]))
            facts.append(Supported("stakeholders", identifier, group))
    return rows, facts


def distinct_roles(roles: Iterable[str]) -> str | None:
    """Roles joined; one that another gives with its place ("Nottinghamshire Police and Crime Commissioner") is not
    given again without it. An assistant chief constable is not a chief constable: both are titles of their own."""
    given = {role for role in roles if role}
    placed = {_own_title(role) for role in given if role not in _titles()}
    return _united(given - placed)


@cache
def _titles() -> frozenset[str]:
    return frozenset(title.canonical for title in vocabularies.titles())


@cache
def _own_title(role: str) -> str | None:
    """The longest title that a role ends in, if any."""
    words = role.split(" ")
    endings = (" ".join(words[first:]) for first in range(len(words)))
    return next((ending for ending in endings if ending in _titles()), None)


def _united(values: Iterable[str]) -> str | None:
    return ";".join(sorted({value for value in values if value})) or None


def _row(identifier: str, named: Sequence[Stakeholder], quoted: Sequence[Stakeholder]) -> Row:
    claim = named[0].claim
    organisation = claim.organisation
    blocks = {(i.document.document_id, i.claim.passage) for i in quoted if i.claim.rule.endswith(QUOTATION)}
    slices = {(i.document.document_id, i.claim.passage) for i in named}
    return {
        "stakeholder_id": identifier,
        "name": claim.name,
        "kind": claim.kind,
        "role": distinct_roles(role for item in named for role in (item.claim.role or "").split(";")),
        "organisation_id": organisation.body_id if organisation else None,
        "organisation": organisation.name if organisation else None,
        "relation": _united(relation for item in named for relation in item.claim.relations),
        "quoted": bool(quoted),
        # Where only the rest of a block counts as somebody's words, it stands for the block.
        "quotation_count": max(len(blocks), bool(quoted)),
        "mention_count": len(slices),
        "corrected": None,
        **provenance(named),
    }
