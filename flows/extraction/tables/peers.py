"""What a cell calls those that a body is compared with: peers, an average, the country."""

from __future__ import annotations

import re


def _any_of(words: str) -> str:
    """A pattern of any of these words; "_" stands for white space inside one."""
    return rf"(?:{'|'.join(words.split())})".replace("_", r"\s+")


_KEY = _any_of(
    "averages? mean median peers? similar comparators? benchmarks? msg other_forces other_services others "
    "national(?:ly)? elsewhere neighbours neighbouring england all_forces all_services"
)
_WORD = _any_of(
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
LONGEST = 60
# What heads a column that is none of the body's own, whatever else stands there.
HEADS = re.compile(rf"\b{_KEY}\b", re.IGNORECASE)


def names_peers(text: str, start: int, end: int) -> bool:
    """Whether a line or cell is no more than a name of others."""
    return end - start <= LONGEST and ALL_OF.fullmatch(text, start, end) is not None
