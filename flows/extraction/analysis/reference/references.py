"""Find every body that a slice of a text names or refers to: "the force", "it", "we", "our unit"."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import accumulate
from operator import attrgetter

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.bodies.mentions import INSPECTED_KINDS
from flows.extraction.analysis.bodies.offices import force_of
from flows.extraction.analysis.reference.discourse import NOUN_KINDS, REFERENCE, antecedent
from flows.extraction.analysis.reference.page_owners import publisher_body
from flows.extraction.claims import Body

# The kinds of body that "it" can stand for.
INSPECTED_OR_OTHER = INSPECTED_KINDS | {"other"}


@dataclass(slots=True)
class Reference:
    """A body meant at a slice of the view. `form`: that of the mention, or noun, pronoun, unit or region."""

    start: int
    end: int
    body: Body
    form: str


def _speaker(analysis: Analysis, position: int, speakers: Mapping[int, Body | None]) -> Body | None:
    """Return who says "we": the organisation of the person quoted there, outside quotations the publisher."""
    if quotation := analysis.quotation_at(position):
        return speakers.get(quotation.start)
    return publisher_body(analysis, INSPECTED_KINDS)


def references_in(analysis: Analysis, start: int, end: int, speakers: Mapping[int, Body | None]) -> list[Reference]:
    """Return every body named or referred to in a slice, in order; references that cannot be resolved are left out."""
    named = analysis.mentions_in(start, end)
    by_name = [Reference(m.start, m.end, m.body, m.form) for m in named]
    by_reference: list[Reference] = []
    starts = [m.start for m in named]
    # For each name, the furthest end of the names so far: a reference inside a name is skipped.
    ends = [*accumulate((m.end for m in named), max)]
    for match in REFERENCE.finditer(analysis.view.folded, start, end):
        index = bisect_right(starts, match.start()) - 1
        if index >= 0 and ends[index] > match.start():
            continue
        body = _resolved(analysis, match, speakers)
        if body:
            form = "noun" if match["noun"] else "pronoun"
            by_reference.append(Reference(match.start(), match.end(), body, form))
    return sorted([*by_name, *by_reference], key=attrgetter("start"))


def _page_owner(analysis: Analysis, noun: str, position: int) -> Body | None:
    """Return the owner of the page for "the Force" or "the Service" in capitals, as bodies write of themselves. None
    for another noun, without a known owner, or if the paragraph names a fire service before "the Service"."""
    if noun == "service":
        sentence, kinds = analysis.sentence_at(position), NOUN_KINDS[noun]
        named = analysis.mentions_in(sentence.block.start, position) if sentence else []
        return None if any(mention.body.kind in kinds for mention in named) else publisher_body(analysis, kinds)
    return analysis.own_force if noun == "force" else None


def _resolved(analysis: Analysis, match: re.Match[str], speakers: Mapping[int, Body | None]) -> Body | None:
    if match["noun"]:
        noun = " ".join(match["noun"].lower().split())
        if match.group().lower().startswith("our"):
            own = _speaker(analysis, match.start(), speakers)
            return (own and force_of(own)) or own
        own = _page_owner(analysis, noun, match.start()) if analysis.text[match.start("noun")] in "FS" else None
        return own or antecedent(analysis, match.start(), NOUN_KINDS[noun])
    pronoun = match.group()
    if pronoun in ("we", "us", "our"):
        return _speaker(analysis, match.start(), speakers)
    if pronoun in ("they", "their"):
        return None
    found = antecedent(analysis, match.start(), INSPECTED_OR_OTHER)
    if found and found.kind == "other" and all(m.body != found for m in analysis.mentions_before(match.start())):
        return None  # "It has led to 58 arrests. … Tell CHARITY": "it" is an operation, not the body named later.
    return found
