"""Grades in the plural: "two goods, one for Y and one for Z", "four inadequates (…)", "among the goods are Y and Z"."""

from __future__ import annotations

import re

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.text.layout import Sentence
from flows.extraction.grades.words.talk import speaks_of

# Reads text in lower case.
PLURAL = re.compile(r"(?P<grade>good|outstanding|adequate|inadequate)s\b(?!-)(?P<close>[\"'])?")
# "stolen goods" are counted by nobody who grades.
COUNTED = re.compile(
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|\d{1,2}(?:\s?[x×])?|(?:sweep|row|set|string|clutch|brace|pair|trio|run|"
    r"handful|hat-trick|total|number|list)\s+of|straight|only)\s+[\"']?$"
)
THE = re.compile(r"\b(?:the|its|their|our|those|these)\s+(?:(?:two|three|four|five|six|seven|other|new)\s+)?[\"']?$")
# "two goods| – one for Y", "the goods|, as it calls them, are for Y".
LISTS = re.compile(r"[\"']?(?:\s*[:(–—]|\s+-\s|,?\s+(?:one\s+)?(?:for|across)\s)")
# "three goods, in |efficiency": right before an area.
IN_AREA = re.compile(r"[\"']?,?\s+(?:in|on|at)\s+(?:(?:its|the|their)\s+|how\s+it\s+)?")
ARE = re.compile(
    r"[\"']?(?:,\s[^,;.]{3,80},)?\s+(?:(?:are|were|came|come|went|go)\s+(?:for|in|to|at|on)\s+|"
    r"include[sd]?\s+|(?:are|were)\s+(?!\w+ing\b))(?:its\s+|the\s+)?"
)
LONGEST = len("those  seven  “") + len("hat-trick of ")


def plural_at(analysis: Analysis, sentence: Sentence, start: int) -> re.Match[str] | None:
    """A grade in the plural at a position, counted or with an article, with the areas it is for behind it."""
    folded = analysis.view.folded
    match = PLURAL.match(folded, start, sentence.end)
    if match is None or not (match["grade"] != "good" or speaks_of(folded)[1]):
        return None
    low = max(sentence.start, start - LONGEST)
    counted = COUNTED.search(folded, low, start) and (
        LISTS.match(folded, match.end(), sentence.end) or _in_area(analysis, match.end(), sentence.end)
    )
    if not counted and not (THE.search(folded, low, start) and ARE.match(folded, match.end(), sentence.end)):
        return None
    return match if analysis.areas_in(match.end(), sentence.end) else None


def _in_area(analysis: Analysis, at: int, stop: int) -> bool:
    """Whether an area stands right behind a position, but for "in"."""
    link = IN_AREA.match(analysis.view.folded, at, stop)
    return link is not None and any(area.start == link.end() for area in analysis.areas_in(link.end(), link.end() + 1))


def listed_behind(analysis: Analysis, start: int, end: int, stop: int) -> int | None:
    """Where the areas begin that "the goods", at a slice, "are for"; None where the slice is no such plural."""
    folded = analysis.view.folded
    if folded[end - 1] != "s" or not PLURAL.fullmatch(folded, start, end):
        return None
    are = ARE.match(folded, end, stop)
    return are.end() if are else None
