"""Claims that mention or quote people and organisations -> rows of `stakeholders`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache, lru_cache

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from flows.consolidation.facts import (
    TEXT,
    Cells,
    Documents,
    Facts,
    best_first,
    cells_of,
    evidence,
    filled,
    flags_of,
    joined,
    slugged,
)
from flows.entries import SEPARATOR
from schemas import vocabularies
from schemas.evidence import QUOTATION
from schemas.numbered import starts


def stakeholder_ids(claims: Cells, documents: Documents) -> pa.Array:
    """`name.organisation` of a person, or `name.document` where none is known; an organisation's `body_id`."""
    names, organisation = claims["name"].dictionary_encode(), claims["body_id"]
    slugs = pa.array([slugged(name) for name in names.dictionary.to_pylist()], TEXT).take(names.indices)
    belongs = pc.coalesce(organisation, documents.column("document_id").take(claims["document"]))
    itself = pc.and_(pc.equal(claims["kind"], "organisation"), pc.is_valid(organisation))
    return pc.if_else(itself, organisation, joined(slugs, ".", belongs))


def stakeholder_rows(claims: pa.Table, documents: Documents) -> tuple[pa.Table, pa.Table]:
    """(rows of `stakeholders`, the evidence for them), both in order of identifier. Who is named nowhere is none."""
    cells = cells_of(claims)
    everybody = best_first(claims, stakeholder_ids(cells, documents), documents)
    named = everybody.some(~flags_of(everybody["quotation"]))
    facts = everybody.only(named[everybody.fact])
    quotation = flags_of(facts["quotation"])
    rows = _rows(facts.only(~quotation), facts, quotation)
    return rows, evidence("stakeholders", facts, np.ones(len(facts.fact), dtype=bool))


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


def _rows(named: Facts, facts: Facts, quotation: np.ndarray) -> pa.Table:
    blocks = quotation & flags_of(pc.ends_with(facts["rule"], QUOTATION))
    quoted = facts.some(quotation)
    return pa.table(
        {
            "stakeholder_id": named.first("fact_id"),
            "name": named.first("name"),
            "kind": named.first("kind"),
            "role": _united(named, "role", distinct_roles),
            "organisation_id": named.first("body_id"),
            "organisation": named.first("body"),
            "relation": _united(named, "relations", _sorted),
            "quoted": pa.array(quoted),
            # Where only the rest of a block counts as somebody's words, it stands for the block.
            "quotation_count": pa.array(np.maximum(facts.different("document", "start", "end", which=blocks), quoted)),
            "mention_count": pa.array(named.different("document", "start", "end")),
            "corrected": pa.nulls(len(named), TEXT),
            **named.provenance(),
        }
    )


def _united(facts: Facts, name: str, unite: Callable[[Iterable[str]], str | None]) -> pa.Array:
    """The values that the claims of each fact have in a column of several values, as one value."""
    coded = facts[name].dictionary_encode()
    texts, number = coded.dictionary.to_pylist(), filled(coded.indices)
    order = np.lexsort([number, facts.fact])
    order = order[starts(facts.fact[order], number[order])]
    given: list[list[str]] = [[] for _ in range(len(facts))]
    for fact, each in zip(facts.fact[order].tolist(), number[order].tolist(), strict=True):
        if each >= 0:
            given[fact] += texts[each].split(SEPARATOR)
    once = lru_cache(maxsize=None)(unite)
    return pa.array([once(tuple(sorted({*values}))) for values in given], TEXT)


def _sorted(values: Iterable[str]) -> str | None:
    return SEPARATOR.join(sorted({value for value in values if value})) or None
