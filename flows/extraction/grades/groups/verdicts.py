"""The body that a clause is for whose subject is the verdict: "and for Kent, much the biggest, the verdict is G"."""

from __future__ import annotations

import re

from flows.extraction.grades.frames.grades import Grade
from flows.extraction.grades.groups.groups import Group
from flows.extraction.grades.words.words import ANY, LOOSE_NOUN, NOUN

# What stands before the body, and behind it.
CLAUSE_FOR = re.compile(
    r"(?:^|[.,;:–—]\s+(?:(?:and|but|while|whereas)\s+)?|\b(?:and|but|while|whereas)\s+)(?:[Ff]or|[Ii]n|[Aa]t)\s+(?:the\s+)?$"
)
LONGEST_FOR = len(", whereas for the  ")
VERDICT_IS = re.compile(
    rf",?(?:\s[^,;.]{{3,60}},)?\s+(?:the|its|their)\s+(?:\w+\s+){{0,2}}(?:{NOUN}|{LOOSE_NOUN})(?:\s[^,;.]{{3,60}}?)?\s+(?:is|was|remains|remained|(?:has|had)\s+been|came)\b"
)
# "for Kent the verdict was G, for |Surrey| G": a grade of its own. Reads text in lower case.
ITS_OWN = re.compile(rf",?\s+(?:(?:only|just|merely|it\s+(?:was|is)|an?)\s+)*[\"']?{ANY}\b")


def has_its_own(folded: str, grade: Grade, group: Group) -> bool:
    """Whether a body behind a grade and a comma has another one right behind it."""
    return folded.find(",", grade.after, group.start) >= 0 and ITS_OWN.match(folded, group.end) is not None


def with_verdict(text: str, before: list[Group], grade: Grade) -> Group | None:
    """The last body named before a grade, if that is what a clause on a verdict is for."""
    last = next((group for group in reversed(before) if group.form != "pronoun"), None)
    if last is None or not VERDICT_IS.match(text, last.end, grade.start):
        return None
    opens = CLAUSE_FOR.search(text[max(grade.sentence.start, last.start - LONGEST_FOR) : last.start])
    return last if opens else None
