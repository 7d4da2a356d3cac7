"""Claims that mention or quote people and organisations -> rows of `stakeholders`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache, lru_cache

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from flows.consolidation.claimed import TEXT, Claimed, joined
from flows.consolidation.corrections import Unfit, known_body
from flows.consolidation.facts import PLACE, Columns, Facts, Row, best_first, evidence, slugged
from flows.extraction.claims import Passage, StakeholderClaim
from schemas import vocabularies
from schemas.evidence import BY_HAND, QUOTATION
from schemas.numbered import order_of, starts
from schemas.vocabularies import SEPARATOR


def in_place_of_organisation(document_id: str) -> str:
    """What stands for the unknown organisation of a person: the document, which may be called like an organisation."""
    return f"in-{document_id}" if document_id in vocabularies.bodies() else document_id


def stakeholder_ids(claims: Claimed) -> pa.Array:
    """`name.organisation` of a person, or `name.document` where none is known; an organisation's `body_id`."""
    slugs = pa.array(claims.told("name", lambda name: slugged(str(name)), object), TEXT)
    organisation = claims["body_id"]
    documents = pa.array([in_place_of_organisation(each) for each in claims.documents.by_id], TEXT)
    belongs = pc.coalesce(organisation, documents.take(pa.array(claims.columns["document"])))
    itself = pc.and_(pc.equal(claims["kind"], "organisation"), pc.is_valid(organisation))
    return pc.if_else(itself, organisation, joined(slugs, ".", belongs))


def stakeholder_rows(claims: Claimed) -> tuple[pa.Table, Columns]:
    """(rows of `stakeholders`, the evidence for them), both in order of identifier. Who is named nowhere is none."""
    everybody = best_first(claims, stakeholder_ids(claims))
    named = everybody.some(~everybody.claims.columns["quotation"])
    facts = everybody.only(named[everybody.fact])
    rows = _rows(facts.only(~facts.claims.columns["quotation"]), facts)
    return rows, evidence("stakeholders", facts, np.ones(len(facts.fact), dtype=bool))


def by_hand(place: Passage, row: Row) -> StakeholderClaim:
    """The claim of a person that somebody has a part in it. Raises `Unfit`."""
    organisation = known_body(row["organisation_id"]) if row["organisation_id"] else None
    if row["kind"] == "organisation" and organisation is None:
        raise Unfit("bad-correction", "organisation_id", "is needed for an organisation")
    return StakeholderClaim(
        rule=BY_HAND,
        passage=place,
        kind=str(row["kind"]),
        name=str(row["name"]),
        organisation=organisation,
        role=None if row["role"] is None else str(row["role"]),
        relations=tuple(str(row["relation"]).split(SEPARATOR)),
    )


def distinct_roles(roles: Iterable[str]) -> str | None:
    """Roles joined; one that another gives with its place ("Nottinghamshire Police and Crime Commissioner") is not
    given again without it. An assistant chief constable is not a chief constable: both are titles of their own."""
    given = {role for role in roles if role}
    placed = {_own_title(role) for role in given if role not in _titles()}
    return _sorted(given - placed)


@cache
def _titles() -> frozenset[str]:
    return frozenset(title.canonical for title in vocabularies.titles())


@cache
def _own_title(role: str) -> str | None:
    """The longest title that a role ends in, if any."""
    words = role.split(" ")
    endings = (" ".join(words[first:]) for first in range(len(words)))
    return next((ending for ending in endings if ending in _titles()), None)


def _rows(named: Facts, facts: Facts) -> pa.Table:
    quotation = facts.claims.columns["quotation"]
    blocks = quotation & facts.claims.told("rule", lambda rule: str(rule).endswith(QUOTATION), bool)
    quoted = facts.some(quotation)
    return pa.table(
        {
            "stakeholder_id": named.ids,
            "name": named.first("name"),
            "kind": named.first("kind"),
            "role": _united(named, "role", distinct_roles),
            "organisation_id": named.first("body_id"),
            "organisation": named.first("body"),
            "relation": _united(named, "relations", _sorted),
            "quoted": pa.array(quoted),
            # Where only the rest of a block counts as somebody's words, it stands for the block.
            "quotation_count": pa.array(np.maximum(facts.different(*PLACE, which=blocks), quoted)),
            "mention_count": pa.array(named.different(*PLACE)),
            "corrected": pa.nulls(len(named), TEXT),
            **named.provenance(),
        }
    )


def _united(facts: Facts, name: str, unite: Callable[[Iterable[str]], str | None]) -> pa.Array:
    """The values that the claims of each fact have in a column of several values, as one value."""
    number = facts.claims.columns[name]
    order = order_of(facts.fact, number)
    order = order[starts(facts.fact[order], number[order]) & (number[order] >= 0)]
    texts = facts.claims.at(order)[name].to_pylist()
    given: list[list[str]] = [[] for _ in range(len(facts))]
    for fact, text in zip(facts.fact[order].tolist(), texts, strict=True):
        given[fact] += text.split(SEPARATOR)
    once = lru_cache(maxsize=None)(unite)
    return pa.array([once(tuple(sorted({*values}))) for values in given], TEXT)


def _sorted(values: Iterable[str]) -> str | None:
    return SEPARATOR.join(sorted({value for value in values if value})) or None
