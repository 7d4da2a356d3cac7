"""Pages with parts that are each on one body are read part by part, each behind the words that open the page.

"The force", "this area" and "last year" of a part are what they would be if it stood alone: a report on fourteen
forces is fourteen reports with one opening.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TypeVar

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.bodies.mentions import INSPECTED_KINDS, Mention
from flows.extraction.claims import DisruptionClaim, Passage, RatingClaim, Refusal
from flows.reading.blocks import shifted
from flows.reading.document import Document

# What has less prose is an item of a list, which goes on with what stands before.
LEAST_PROSE = 200
Found = TypeVar("Found", RatingClaim, DisruptionClaim, Refusal, RatingClaim | DisruptionClaim)


@dataclass(frozen=True, slots=True)
class Facts:
    """The ratings and figures of a text, what was refused, and what of both is doubtful."""

    ratings: list[RatingClaim]
    disruptions: list[DisruptionClaim]
    refusals: list[Refusal]
    doubtful: list[RatingClaim | DisruptionClaim]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a page as a document of its own: the page's opening and, from `at` on, the part.

    `shift`: how much further on the part stands in the page.
    """

    document: Document
    at: int
    shift: int

    def placed(self, found: list[Found]) -> Iterator[Found]:
        """What is found in the part itself, where it stands in the page."""
        for one in found:
            if one.passage.start >= self.at:
                yield replace(one, passage=Passage(one.passage.start + self.shift, one.passage.end + self.shift))


def joined(whole: Facts, parts: list[Part], each: list[Facts]) -> Facts:
    """The facts of a page: those that its opening states, read with all of it, and those of each part."""
    first = parts[0].at + parts[0].shift
    pairs = list(zip(parts, each, strict=True))
    return Facts(
        [*_before(first, whole.ratings), *(one for part, facts in pairs for one in part.placed(facts.ratings))],
        [*_before(first, whole.disruptions), *(one for part, facts in pairs for one in part.placed(facts.disruptions))],
        [*_before(first, whole.refusals), *(one for part, facts in pairs for one in part.placed(facts.refusals))],
        [*_before(first, whole.doubtful), *(one for part, facts in pairs for one in part.placed(facts.doubtful))],
    )


def _before(position: int, found: list[Found]) -> list[Found]:
    return [one for one in found if one.passage.start < position]


def parts_of(analysis: Analysis) -> list[Part]:
    """The parts of a page, in order; none where it has not at least two of different bodies with prose.

    The opening that is read again with each part is cut so that all parts together are twice the page at most.
    """
    heads = [head for head in analysis.sections if head.body.kind in INSPECTED_KINDS]
    heads = [head for number, head in enumerate(heads) if not number or head.body != heads[number - 1].body]
    with_prose = {head.body for head, after in pairwise([*heads, None]) if head and _prose(analysis, head, after)}
    if len(with_prose) < 2:
        return []
    document, text = analysis.document, analysis.document.text
    starts = [text.rfind("\n", 0, analysis.view.passage(head.start, head.end).start) + 1 for head in heads]
    longest = len(text) // len(heads)
    opening = text[: starts[0]] if starts[0] <= longest else text[: text.rfind("\n", 0, longest) + 1]
    return [
        Part(_of_part(document, len(opening), start, end), len(opening), start - len(opening))
        for start, end in pairwise([*starts, len(text)])
    ]


def _of_part(document: Document, opening: int, start: int, end: int) -> Document:
    """The document that the opening of a page, which ends at a position, and one of its parts are by themselves."""
    blocks = [block for block in document.blocks if block.end <= opening]
    blocks += [
        shifted(block, opening - start) for block in document.blocks if start <= block.start and block.end <= end
    ]
    return replace(document, text=document.text[:opening] + document.text[start:end], blocks=tuple(blocks))


def _prose(analysis: Analysis, head: Mention, after: Mention | None) -> bool:
    """Whether a part has prose enough to be a text of its own."""
    low = analysis.index_at(head.start)
    high = analysis.index_at(after.start) if after else len(analysis.sentences)
    prose = (s.end - s.start for s in analysis.sentences[low:high] if s.block.kind == "prose")
    return sum(prose) >= LEAST_PROSE
