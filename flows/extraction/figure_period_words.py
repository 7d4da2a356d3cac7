"""The words that tell which of several periods is a figure's own: comparisons, brackets, datelines."""

from __future__ import annotations

import re

# A heading of a column that is a year is no longer.
LONGEST_YEAR = 12
DATED = re.compile(r"\b(?:19|20)\d\d\b")
DATELINE = re.compile(r"\b(?:publish\w*|released?|issued|said|dated|updated|posted|announced|report)\b", re.IGNORECASE)
# "an increase of 14% on |2022–23", "more than in |2022": the time of what a figure is compared with.
COMPARED_WITH = re.compile(
    r"\b(?:increase|decrease|rise|fall|up|down|drop|growth|more|fewer|less|compared|against)\b[^.;,]{0,40}"
    r"\b(?:on|than|than\s+in|from|with|to)\s+(?:that\s+in\s+|in\s+|the\s+)?$|"
    r"\bas\s+(?:many|much|high|low)\s+as\s+(?:in\s+)?(?:the\s+)?$|"
    r"\b(?:compared\s+(?:with|to)|against)\s+(?:just\s+|only\s+)?\d[\d,]*\s+$",
    re.IGNORECASE,
)
# "9 (not counted separately in |2023)"
NOT_COUNTED = re.compile(r"\(\s*(?:not?|none|un\w+)\b[^()]{0,60}$", re.IGNORECASE)
# "77 (2023: |91)"
BRACKETED_YEAR = re.compile(r"[(;]\s*(?P<year>(?:19|20)\d\d)\s*:\s*$")
OF_THE_COUNTED = re.compile(r"\bof\s+the\s+(?:groups|gangs|networks|disruptions)\s+(?:\w+\s+)?$", re.IGNORECASE)
# "Q2| of the previous year"
OF_LAST_YEAR = re.compile(
    r"\s+(?:of|in)\s+(?:the\s+)?(?:previous|preceding|last)\s+(?:financial\s+)?year\b", re.IGNORECASE
)
# "2023" over a column
YEAR_ALONE = re.compile(r"[\W_]*(?P<year>(?:19|20)\d\d)[\W_]*")
# "years ending June |2023 to 2025": when the years of such columns end.
YEARS_ENDING = re.compile(
    r"\byears?\s+(?:ending|ended|to)\s+(?:(?:the\s+)?end\s+of\s+)?(?P<end>(?:\d{1,2}\s+)?[a-z]{3,9})\b"
)


def year_alone(text: str, start: int, end: int) -> str | None:
    """The year that a heading consists of."""
    match = YEAR_ALONE.fullmatch(text, start, end) if end - start < LONGEST_YEAR else None
    return match["year"] if match else None
