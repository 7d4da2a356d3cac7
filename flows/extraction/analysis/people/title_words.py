"""Which words before a title belong to it: another title, or what it is the title of."""

from __future__ import annotations

import re
from bisect import bisect_right

from flows.extraction.analysis.bodies.bodies import Mention
from flows.extraction.analysis.bodies.shapes import LEADING
from flows.extraction.analysis.people.candidates import Bodies
from flows.extraction.analysis.people.names import SPEECH
from flows.extraction.analysis.people.roles import Titles
from flows.extraction.analysis.text.lexicon import Hit

# "|lead and| director of investigations NAME": a title before a title.
AND_TITLE = re.compile(r"\s+and\s+(?:the\s+)?$")
AS = re.compile(r"\bas\s+(?:the\s+)?$")
# "NCA |county lines |lead NAME": the words of a role between the body and the title.
BETWEEN = re.compile(r"(?:\([A-Z]{2,6}\)\s)?(?:[\w’'&-]+ ){1,5}$")
NO_ROLE = re.compile(
    rf"\b(?:after|before|when|while|as|who|that|to|by|with|from|against|over|under|in|at|on|for|of|the|a|"
    rf"its|their|(?<!lead )(?<!head )(?<!director )(?<!manager )(?<!chair )and|{SPEECH})\b|\w(?:ed|ing)\b",
    re.IGNORECASE,
)
# "|Regional Vulnerabilities |Coordinator, NAME": capitals before a title that opens its clause.
OWN_WORDS = re.compile(
    r"(?:(?<=^)|(?<=\n)|(?<=[.,;:“\"(–—-] )|(?<=\bthe )|(?<=\bThe )|(?<=['’]s ))(?!(?:His|Her|My|Your)\b)"
    r"(?:[A-Z][\w&-]+ ){1,3}$"
)
# Titles that stand behind words of their own for what they are of: "county lines lead".
OWN_KINDS = frozenset({"executive", "agency-head"})


def with_title_before(text: str, titles: Titles, start: int, hit: Hit) -> tuple[int, Hit]:
    """(start, first title) where "and" joins a title to another: "|Minister and chair of the board, NAME"."""
    joint = AND_TITLE.search(text, max(0, start - 10), start)
    index = bisect_right(titles.starts, joint.start()) - 1 if joint else -1
    if joint and index >= 0 and titles.hits[index].end == joint.start():
        if AS.search(text, max(0, titles.starts[index] - 8), titles.starts[index]):
            return start, hit
        return with_title_before(text, titles, titles.starts[index], titles.hits[index])
    return start, hit


def with_own_words(text: str, bodies: Bodies, start: int) -> tuple[Mention | None, int]:
    """(body, start of the role) of a title behind words for what it is of: "BODY |county lines lead"."""
    if between := BETWEEN.search(text, max(0, start - 60), start):
        for word in re.finditer(r"\S+\s", text[between.start() : start]):
            at = between.start() + word.start()
            before = bodies.before(text, at)
            if before and text[before.end] == " ":
                return (None, start) if NO_ROLE.search(text, at, start) else (before, at)
    own = OWN_WORDS.search(text, max(0, start - 60), start)
    if own and own.group().split()[0] not in LEADING and not bodies.overlap(own.start(), start):
        return None, own.start()
    return None, start
