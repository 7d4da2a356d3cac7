"""Bodies behind a number of them that share a grade: "two of the four were G: X and Y", "nine are G, X among them"."""

from __future__ import annotations

import re
from dataclasses import replace

from flows.extraction.analysis.reference.discourse import NUMBERS
from flows.extraction.grades.frames.body_words import HOW_MANY, RATED_NOUN, TO_NAMES
from flows.extraction.grades.frames.grades import Grade
from flows.extraction.grades.groups.groups import Group
from flows.extraction.grades.words.words import last_of

_TENS = r"(?:twenty|thirty|forty)(?:-\w{3,5})?"
# "Nine forces were |G", "29 are |G", "Of the forty-three, twelve |G": who got a grade, by number alone.
NUMBERED = re.compile(
    rf"\b(?P<n>\d{{1,2}}|{'|'.join(NUMBERS)}|eleven|twelve|\w{{3,5}}teen|{_TENS}|several|many|most)"
    rf"(?:\s+(?:others?|more|further|other|police|fire|fire\s+and\s+rescue|of\s+(?:the\s+(?:\w+\s+)?|its\s+|these\s+|those\s+|them\b)))*(?:\s*\b{RATED_NOUN})?"
    r"(?:\s+(?:(?:now|also|still|all)\s+)?(?:were|was|are|is|have\s+been|had\s+been|got|received|achieved|earned))?"
    r"(?:\s+(?:graded|rated|judged|found|assessed|deemed|classed|considered))?(?:\s+(?:to\s+be|as|an?|the))?\s+[“\"‘']?$",
    re.IGNORECASE,
)
# "G|, including |X", "G at Y|, X| among them".
INCLUDING = re.compile(
    r"[”\"’']?(?:\s+(?:at|in|for|on)\s[^.;:,()–—]{3,60})?(?:\s?[,(–—-]\s?|\s)(?:including|among\s+(?:them|these|which)|such\s+as|notably|they\s+include)\s+(?:the\s+|both\s+)?"
)
FROM_THEM = re.compile(r"[”\"’']?(?:\s+(?:at|in|for|on)\s[^.;:,()–—]{3,60})?,\s+(?:the\s+)?")
AMONG_THEM = re.compile(
    r",?\s+(?:(?:are|were|is|was|being)\s+)?(?:among|amongst|(?:one|two|three)\s+of)\s+(?:them|these|those)\b"
)


def counted_off(text: str, grade: Grade, groups: list[Group]) -> Group | None:
    """The bodies behind a grade that a number of them got: all of these, or those that are named as some of them."""
    behind = [group for group in groups if group.start > grade.after]
    if not behind:
        return None
    return _all_of(text, grade, behind) or _some_of(text, grade, behind)


def _all_of(text: str, grade: Grade, behind: list[Group]) -> Group | None:
    """As in "two of the four were rated G: X and Y"."""
    link = TO_NAMES.match(text, grade.after, grade.sentence.end)
    named = next((group for group in behind if link and group.start == link.end()), None)
    if named is None:
        return None
    number = last_of(HOW_MANY, text, grade.left, grade.start) or NUMBERED.search(text, grade.left, grade.start)
    count = _number(number["n"]) if number else None
    return replace(named, form="inverted") if count == len(named.bodies) else None


def _some_of(text: str, grade: Grade, behind: list[Group]) -> Group | None:
    """As in "nine forces were G, among them X and Y", "nine were G, X and Y among them"."""
    if "some-of" not in grade.hints:
        return None
    edges = {grade.after, grade.end}
    link = next((found for at in edges if (found := INCLUDING.match(text, at, grade.sentence.end))), None)
    named = next((group for group in behind if link and group.start == link.end()), None)
    if named is None:
        link = next((found for at in edges if (found := FROM_THEM.match(text, at, grade.sentence.end))), None)
        named = next((group for group in behind if link and group.start == link.end()), None)
        named = named if named and AMONG_THEM.match(text, named.end) else None
    number = NUMBERED.search(text, grade.left, grade.start) if named else None
    if named is None or number is None or named.form not in ("name", "place"):
        return None
    count = _number(number["n"])
    return replace(named, form="inverted") if count is None or count >= len(named.bodies) else None


def _number(said: str) -> int | None:
    """How many a small number in digits or words is; None for "several" and numbers that are not looked up."""
    return int(said) if said.isdigit() else NUMBERS.get(said.lower())
