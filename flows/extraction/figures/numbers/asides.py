"""What is said by the way between a number, what it counts and its verb: in brackets, dashes or a pair of commas."""

from __future__ import annotations

import re

from flows.extraction.analysis.numbers import Number
from flows.extraction.analysis.times.period_patterns import MONTHS
from flows.extraction.figures.words.types import Figure

# "212 |(to Dec 23) |disruptions", "77 |– more than half – |of the 141", "62 gangs |(half of all) |were broken up"
SET_APART = re.compile(r"\s+(?:\([^()]{2,90}\)|[–—]\s[^;:()–—]{2,90}\s[–—])(?=\s)", re.IGNORECASE)
# What opens an aside in commas whose clause has no verb, or one of its own: its numbers count something else.
_OPENS = (
    r"or|that\s+is|i\.e\.|including|includes|which|who|whose|each|all|both|many|most|some|several|few|half|(?:almost|nearly)\s+(?:all|half)|"
    r"among\s+them|up|down|compared|against|a\s+(?:record|rise|fall|drop|third|quarter|fifth|tenth|new|figure)|an\s+(?:increase|all-time)|the\s+(?:most|fewest|highest|"
    r"lowest|largest|best|same)|more\s+than|fewer\s+than|less\s+than|over|about|around|just|roughly|equal|equivalent|"
    r"(?:[a-z]+|\d+)\s+(?:more|fewer|up|down)|from|based|active|known|linked|involved|led|run"
)
IN_COMMAS = re.compile(
    rf",\s(?:{_OPENS})\b(?!\s+(?:of\s+)?(?:which|whom)\b)(?:[^.;:(),]|\.\d|,\d){{2,110}}?(?:,(?:[^.;:(),]|\.\d|,\d){{2,80}}?)?,(?=\s(?:were|was|have|has|had)\b)",
    re.IGNORECASE,
)
MARKS = (" (", " –", " —")
# "212 |(to Dec |23) disruptions"
A_MONTH = re.compile(rf"\b(?:to|ending|ended)\s+(?:{'|'.join(MONTHS)})\s$", re.IGNORECASE)
# "40 |(mostly |minor) disruptions"
MOSTLY = re.compile(r"\s+[(–—]\s?(?:mostly|mainly|largely|chiefly|partly|some|many|most|including)\b", re.IGNORECASE)
# What is said of some of them only.
OF_SOME = re.compile(
    r"[,(–—]\s*(?:(?:almost|nearly|more|less|than|just|over|about|or)\s+)*"
    r"(?:mostly|mainly|largely|chiefly|partly|many|most|some|several|half|a\s+(?:third|quarter|few)|two[ -]thirds|"
    r"including|among|with|the\s+(?:majority|bulk)|\d+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|"
    r"[a-z]+teen|[a-z]+ty)\b[^,;()–—]*$",
    re.IGNORECASE,
)


def behind_marks(text: str, at: int, high: int, numbers: list[Number]) -> int:
    """Where a noun phrase goes on behind brackets or dashes, if none of the numbers of its sentence stands in them."""
    if not text.startswith(MARKS, at):
        return at
    aside = SET_APART.match(text, at, high)
    if aside is None or MOSTLY.match(text, at):
        return at
    inside = (n for n in numbers if aside.start() < n.start < aside.end())
    return at if any(not A_MONTH.search(text, aside.start(), n.start) for n in inside) else aside.end()


def before_its_verb(text: str, at: int, high: int) -> int:
    """Where the verb of a subject stands that ends at a place and has an aside behind it."""
    aside = None
    if text.startswith(MARKS, at):
        aside = SET_APART.match(text, at, high)
    elif text.startswith(", ", at):
        aside = IN_COMMAS.match(text, at, high)
    return aside.end() if aside else at


def is_of_some(text: str, figure: Figure, at: int) -> bool:
    """Whether what stands at a place before a figure's verb is said by the way of some of those it counts."""
    start = figure.number.end
    return figure.rule == "groups-passive" and text.find(",", start, at) >= 0 and bool(OF_SOME.search(text, start, at))
