"""Grades of peers, of an average, of the country, set beside a body's own: in a column, a row, or under a heading."""

from __future__ import annotations

import re

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.text.layout import Block
from flows.extraction.grades.words.words import any_of

_KEY = any_of(
    "averages? mean median peers? similar comparators? benchmarks? msg other_forces other_services others "
    "national(?:ly)? elsewhere neighbours neighbouring england all_forces all_services"
)
_WORD = any_of(
    "the our its of for in and with all most family groups? forces? services? police policing fire rescue brigades "
    "national(?:ly)? averages? mean median mod(?:e|al) peers? similar comparators? comparison benchmarks? msg england "
    "wales country region(?:al)? grades? grading ratings? typical others? neighbouring neighbours elsewhere across "
    "a sized?"
)
# "Most similar forces (mode)", "National average", "Other forces": no more than that.
_NAME = rf"(?=[^:|\n]{{0,60}}?{_KEY}\b)(?:{_WORD}\b[\s,&/()*_-]*){{1,9}}"
# "Northern region average": a heading that ends so, whatever it opens with.
ALL_OF = re.compile(
    rf"[\W_]*(?:comparisons?\s*:\s*)?(?:{_NAME}|(?:[\w’'&-]+\s+){{0,5}}averages?\b)[\W_]*", re.IGNORECASE
)
# "Y: G (|MSG average: |G)", "|Peers – |G"
LABEL = re.compile(rf"(?:^|[(|;,:–—])\s*{_NAME}[:–—=-]\s*[“\"‘']?$", re.IGNORECASE)
LONGEST = 60
# "Our own assessment", "Staff survey", "Where we want to be by 2027". Reads text in lower case.
OWN = re.compile(
    r"\b(?:self[\s-]?assess\w*|own\s+(?:assessment|view|grades|ratings?|judge?ments?)|survey|targets?(?!\s+(?:missed|met))|ambitions?|"
    r"forecasts?|(?:want|need|aim|hope|plan)\s+to\s+be|aspirations?|objectives|goals|looks?\s+like)\b"
)
# What heads a column that is none of the body's own, whatever else stands there.
HEADS = re.compile(rf"\b{_KEY}\b", re.IGNORECASE)


def parts_of_peers(analysis: Analysis) -> list[tuple[int, int]]:
    """The parts of a page below a heading that is no more than a name of others, up to what is of somebody again.

    And below one that says that they hold aims or somebody's own view.
    """
    found: list[tuple[int, int]] = []
    opened: int | None = None
    of_peers = False
    for block in analysis.blocks:
        if opened is not None and _ends_part(analysis, block, of_peers=of_peers):
            found.append((opened, block.start))
            opened = None
        if block.kind == "furniture" or opened is not None:
            continue
        of_peers = names_peers(analysis.text, block.start, block.end)
        if of_peers or (block.kind == "heading" and _says_own(analysis, block)):
            opened = block.end
    return [*found, (opened, len(analysis.text))] if opened is not None else found


def _says_own(analysis: Analysis, block: Block) -> bool:
    """Whether a heading without a grade says that below it stand aims, or the view of others than inspectors."""
    if analysis.triggers.any_within("grade", block.start, block.end):
        return False
    return OWN.search(analysis.view.folded, block.start, block.end) is not None


def names_peers(text: str, start: int, end: int) -> bool:
    """Whether a line or cell is no more than a name of others."""
    return end - start <= LONGEST and ALL_OF.fullmatch(text, start, end) is not None


def is_of_peers(analysis: Analysis, parts: list[tuple[int, int]], start: int, at: int) -> bool:
    """Whether a grade at a position of a line from `start` stands in such a part, or behind a label of others."""
    if any(low <= at < high for low, high in parts):
        return True
    low = max(start, at - LONGEST)
    mark = analysis.text[low:at].rstrip(" “\"‘'")[-1:]
    said = analysis.text[low:at] if low == start else "." + analysis.text[low:at]
    return mark in (":", "–", "—", "=", "-") and LABEL.search(said) is not None


def _ends_part(analysis: Analysis, block: Block, *, of_peers: bool) -> bool:
    """Whether a line is of somebody again: prose, a name, or a heading that neither grades nor names an area."""
    text, start, end = analysis.text, block.start, block.end
    if of_peers and names_peers(text, start, end):
        return False
    if of_peers and (analysis.mentions_in(start, end) or analysis.places_in(start, end)):
        return True
    if block.kind == "prose":
        return text[start:end].rstrip().endswith((".", ":"))
    graded = analysis.triggers.any_within("grade", start, end) or analysis.areas_in(start, end)
    return block.kind == "heading" and not graded
