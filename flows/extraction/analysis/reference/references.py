"""Every body that a slice of a text names or refers to: "the force", "it", "we", "the remaining four forces"."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate
from operator import attrgetter

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.bodies.bodies import INSPECTED_KINDS
from flows.extraction.analysis.bodies.offices import force_of
from flows.extraction.analysis.reference.discourse import NOUN_KINDS, REFERENCE, antecedent
from flows.extraction.analysis.reference.page_owners import publisher_body
from flows.extraction.claims import Body

# What "it" may be.
INSPECTED_OR_OTHER = INSPECTED_KINDS | {"other"}


@dataclass(slots=True)
class Reference:
    """Bodies meant at a slice of the view, by name or by reference."""

    start: int
    end: int
    bodies: tuple[Body, ...]
    form: str


def _we(analysis: Analysis, position: int, speakers: dict[int, Body | None]) -> Body | None:
    """Who says "we" at a position: the organisation of who is quoted there, else the publisher of the page."""
    if quotation := analysis.quotation_at(position):
        return speakers.get(quotation.start)
    return publisher_body(analysis, INSPECTED_KINDS)


def references_in(analysis: Analysis, start: int, end: int, speakers: dict[int, Body | None]) -> list[Reference]:
    """Every body meant in a slice, named or referred to, in order. References that stay open are left out."""
    named = analysis.mentions_in(start, end)
    by_name = [Reference(m.start, m.end, (m.body,), m.form) for m in named]
    found: list[Reference] = []
    starts = [m.start for m in named]
    # How far the names that begin up to each one reach.
    ends = [*accumulate((m.end for m in named), max)]
    for match in REFERENCE.finditer(analysis.view.folded, start, end):
        index = bisect_right(starts, match.start()) - 1
        if index >= 0 and ends[index] > match.start():
            continue
        body = _referred(analysis, match, speakers)
        if body:
            form = "noun" if match["noun"] else "pronoun"
            found.append(Reference(match.start(), match.end(), (body,), form))
    return sorted([*by_name, *found], key=attrgetter("start"))


def _own(analysis: Analysis, noun: str, position: int) -> Body | None:
    """Whose page a text is that says "the Force" or "the Service", as papers of a body do of their own.

    A service that the same paragraph names before is meant rather than the page's.
    """
    if noun == "service":
        sentence, kinds = analysis.sentence_at(position), NOUN_KINDS[noun]
        named = analysis.mentions_in(sentence.block.start, position) if sentence else []
        return None if any(mention.body.kind in kinds for mention in named) else publisher_body(analysis, kinds)
    return analysis.own_force if noun == "force" else None


def _referred(analysis: Analysis, match: re.Match[str], speakers: dict[int, Body | None]) -> Body | None:
    if match["noun"]:
        noun = " ".join(match["noun"].lower().split())
        if match.group().lower().startswith("our"):
            own = _we(analysis, match.start(), speakers)
            return (own and force_of(own)) or own
        own = _own(analysis, noun, match.start()) if analysis.text[match.start("noun")] in "FS" else None
        return own or antecedent(analysis, match.start(), NOUN_KINDS[noun])
    pronoun = match.group()
    if pronoun in ("we", "us", "our"):
        return _we(analysis, match.start(), speakers)
    if pronoun in ("they", "their"):
        return None
    found = antecedent(analysis, match.start(), INSPECTED_OR_OTHER)
    if found and found.kind == "other" and all(m.body != found for m in analysis.mentions_before(match.start())):
        return None  # "It has led to 58 arrests. … Tell CHARITY what you know": an operation, not who is named later.
    return found
