"""Numbers of groups disrupted that rose or fell: "Networks which were dismantled rose from 24 to 33"."""

from __future__ import annotations

import re

from flows.extraction.analysis.numbers import Number
from flows.extraction.figures.words.nouns import ADJECTIVE, ANY_DISRUPTED, GROUP_NOUN, NOUN, OF_LINES
from flows.extraction.figures.words.types import Figure

_RISES = (
    r"(?:(?:has|have|had)\s+)?(?:(?:more\s+than|almost|nearly)\s+)?(?:rose|risen|fell|fallen|grew|grown|increased|decreased|"
    r"dropped|climbed|jumped|doubled|halved|(?:went|gone)\s+(?:up|down)),?(?:\s+(?:by\s+)?(?:[\d.]+\s?(?:%|per\s?cent)|an?\s+\w+),?)?"
)
_NAME = r"(?:it|we|they|the\s+(?:force|unit|agency)|(?-i:[A-Z])[\w’'&-]*(?:\s+(?-i:[A-Z])[\w’'&-]*){0,3})"
# "which were|", "BODY has|", "whose activities were|"
_DONE = (
    rf"(?:(?:that|which)\s+)?(?:{_NAME}\s+|whose\s+\w+\s+)?(?:(?:were|was|have|has|had|been)\s+){{0,2}}(?:\w+ly\s+)?"
    rf"{ANY_DISRUPTED}\b"
)
_SUBJECT = rf"{ADJECTIVE}{{0,5}}?{GROUP_NOUN}\s+{_DONE}"
_HEDGE = r"(?:(?:just|only|about|around|some|over|nearly)\s+)*"
_THEN = (
    r"(?:\s+(?:(?:in|for|during|over)\s+[^.;:(),]{2,30}?|(?:the|a)\s+(?:year|quarter)\s+(?:before|earlier)|"
    r"last\s+year))?,?"
)
# "|Networks which BODY dismantled completely rose from |24 in 2007/08 to |33"
MOVED = re.compile(
    rf"\W*(?:(?:and|while|but)\s+)?(?:the\s+)?(?:(?:numbers?|total)\s+of\s+)?(?P<label>{_SUBJECT}|numbers?\s+(?:that|which|it|they|we)\s+{_DONE})"
    rf"(?:\s+[^.;:,\d]{{1,50}}?)?\s+{_RISES}\s+(?:from\s+(?:{_HEDGE}(?P<first>[\d,]+){_THEN}\s+to\s+)?|to\s+){_HEDGE}",
    re.IGNORECASE,
)
# "a rise, from |142 to |152, in the number of groups whose activities were disrupted"
RISE_FROM = re.compile(
    r"\b(?:rise|increase|growth|jump|fall|drop|decrease|reduction)\b(?:\s+of\s+[\w.]+\s?(?:%|per\s?cent))?,?\s+from\s+"
    rf"{_HEDGE}(?:[\d,]+{_THEN}\s+to\s+{_HEDGE})?$",
    re.IGNORECASE,
)
IN_NUMBER = re.compile(
    rf"(?:{_THEN}\s+to\s+{_HEDGE}[\d,]+)?{_THEN}\s+in\s+(?:the\s+)?(?:(?:numbers?|total)\s+of\s+)?"
    rf"(?P<label>{_SUBJECT}|{ADJECTIVE}{{0,4}}?{NOUN})",
    re.IGNORECASE,
)
TO_ANOTHER = re.compile(rf"{_THEN}\s+to\s+{_HEDGE}\d", re.IGNORECASE)
JOINTS = re.compile(r"(?:[,;:]\s+|\s(?:and|while|but)\s+)(?=the\s+number|[A-Z])", re.IGNORECASE)
# "|Networks which were dismantled completely rose": whose they are is not said, and no number is spoken of.
OF_NOBODY = re.compile(
    rf"\W*(?:the\s+)?{ADJECTIVE}{{0,5}}?{GROUP_NOUN}\s+(?:that|which)\s+(?:were|had\b|have\b)(?!.*\sby\s)",
    re.IGNORECASE,
)
COUNTS_A_THING = re.compile(r"\s+(?!(?:in|the|a|to|by|from|over|during|for|last|this|and|between)\b)[a-z]+")
NEAR = ("from ", "to ", "just ", "only ", "about ", "around ", "some ", "over ", "nearly ")
LONGEST = 200


def moved_groups(text: str, number: Number, numbers: list[Number], low: int, high: int) -> Figure | None:
    """ "Networks which were dismantled rose from 24 to 33", "a rise, from 142 to 152, in gangs broken up"."""
    start = max(low, number.start - LONGEST)
    if not number.whole or not text.endswith(NEAR, start, number.start):
        return None
    before = RISE_FROM.search(text, max(low, number.start - 60), number.start)
    named = IN_NUMBER.match(text, number.end, high) if before else None
    if before is None and not COUNTS_A_THING.match(text, number.end, high):
        starts = [start, *(joint.end() for joint in JOINTS.finditer(text, start, number.start))]
        named = next((m for at in starts if (m := MOVED.fullmatch(text, at, number.start))), None)
    if named is None or OF_NOBODY.match(text, named.start(), number.start):
        return None
    label = named.span("label")
    earlier = TO_ANOTHER.match(text, number.end, high) is not None
    of_groups = re.search(NOUN, text[slice(*label)], re.IGNORECASE) is None and not OF_LINES.search(text, *label)
    measure = "groups-disrupted" if of_groups else "disruptions"
    # What the first number moved from has a time of its own, which is not that of the second.
    begins = min(label[0], number.start) if earlier or before else number.start
    return Figure(number, measure, "disruption-label", begins, max(number.end, label[1]), earlier=earlier, label=label)
