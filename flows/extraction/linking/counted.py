"""Areas meant by their place in a list that was named before: "good at the first and the third", "the latter", "both".

The areas so meant are candidates only; judges decide. `counted_in` is the main function.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import attrgetter

from flows.extraction.analysis.text.layout import Sentence
from flows.extraction.linking.entity import BY_PLACE, Entity

# The place in a list that each word means, -1 for the last.
PLACES = {"first": 0, "second": 1, "third": 2, "fourth": 3, "former": 0, "latter": -1, "last": -1}
# How many areas the list has of which a word means all.
COUNTS = {"two": 2, "three": 3, "four": 4}
# What may follow: a mark, a word that ends a group of words, or a word for areas.
_AREAS = "(?:area|question|pillar|heading|strand|aspect)s?|categor(?:y|ies)"
_FOLLOWING = rf"and|or|but|is|was|are|were|has|had|have|in|as|of (?:these|those|them)|{_AREAS}"
NOTHING_ELSE = rf"(?=\s*(?:[^\w\s-]|$|(?:{_FOLLOWING})\b))"
# A word for a place or for all areas, unless a noun follows that tells of something else ("the first inspection", "all
# three inspectors") or the list itself ("both X and Y").
REFERENCE = re.compile(
    rf"(?:(?<![\w-])(?:the|and|or)|,)\s+(?P<place>{'|'.join(PLACES)}){NOTHING_ELSE}|"
    rf"(?<![\w-])(?:(?P<all>both)|(?:(?P<rest>other|remaining)|all|these|those|the|each\s+of\s+the)\s+"
    rf"(?P<count>{'|'.join(COUNTS)})){NOTHING_ELSE}",
    re.IGNORECASE,
)
# A list is named in the same sentence or in one of so many before it.
MOST_BACK = 4


def counted_in(text: str, sentence: Sentence, areas: Sequence[Entity]) -> Iterator[Entity]:
    """Yield the areas that references in a sentence may mean, placed at the reference. `areas`: the areas that the
    document names, by position."""
    first = bisect_left(areas, sentence.index - MOST_BACK, key=attrgetter("sentence.index"))
    for match in REFERENCE.finditer(text, sentence.start, sentence.end):
        near = areas[first : bisect_left(areas, match.start(), key=attrgetter("start"))]
        lists = [list({area.code: area for area in same}.values()) for _, same in groupby(near, _list_of)]
        for listed in reversed(lists):
            if len(listed) > 1:
                for area in _meant(match, listed):
                    yield Entity("area", *match.span(), area.code, codes=area.codes, form=BY_PLACE)
                break


def _list_of(area: Entity) -> tuple[str, object]:
    """Return what the areas of one list share: their sentence, or the line that introduces their bullets."""
    block = area.block
    return ("bullets", block.lead) if block.kind == "bullet" else ("sentence", area.sentence.index)


def _meant(match: re.Match[str], listed: Sequence[Entity]) -> Sequence[Entity]:
    if match["place"]:
        place = PLACES[match["place"].lower()]
        return [listed[place]] if place < len(listed) else ()
    count = 2 if match["all"] else COUNTS[match["count"].lower()]
    return listed if (count < len(listed) if match["rest"] else count == len(listed)) else ()
