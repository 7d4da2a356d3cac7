"""Grades that a comparison gives by what it denies, "not rated any higher than G", and the two that a range names."""

from __future__ import annotations

import re

# Reads text in lower case, as all patterns here do.
_MARK = r"[“\"‘']?$"
HIGHER_THAN = re.compile(rf"\b(?:higher|better)\s+than\s+(?:an?\s+)?{_MARK}")
LONGEST = len("higher  than  an  “")
DENIES_MORE = re.compile(
    r"\b(?:not|no|nothing|neither|nor|none|cannot|unable|without|hardly|scarcely|fail(?:s|ed)?)\b[^;.]{0,60}$|"
    r"n['’]t\b[^;.]{0,60}$"
)
# "one level below G": another grade.
BESIDE = re.compile(
    rf"\b(?:levels?|grades?|rungs?|notch(?:es)?|steps?|places?|just|only|f[ae]lls?|fallen|falling|is|was|were|rated|graded|judged|anything)\s+"
    rf"(?:below|above|beneath|short\s+of|under)\s+(?:an?\s+)?{_MARK}",
)
# "a minimum rating of G", "G or better": no grade, but the least there is.
AT_LEAST = re.compile(
    rf"\b(?:minimum|at\s+least|no\s+(?:worse|lower)\s+than)\s+(?:\w[\w-]*\s+){{0,4}}{_MARK}",
)
# What was so at no time, or of nobody, gives nothing now.
NEVER = re.compile(r"\bnever\b|\b(?:no|none\s+of\s+the)\s+(?:\w+\s+)?(?:force|service|unit|area)s?\b")
# "grades range from |G", "everything from |G"
RANGES = re.compile(
    rf"\b(?:rang(?:e|es|ed|ing)|var(?:y|ies|ied|ying)|everything|anything|spread|spann(?:ed|ing)|spans?)\s+from\s+(?:an?\s+)?{_MARK}"
)
# "from G| for Y to G for Y": both of now, where no year tells them apart.
_FOR = r"[”\"']?\s+(?:\(|(?:at|for|in)\s)"
EACH_FOR = re.compile(
    rf"{_FOR}[^.;\d]{{2,60}}?\sto\s+(?:an?\s+)?[“\"']?(?:outstanding|good|adequate|requires\s+improvement|inadequate){_FOR}(?![^.;]{{0,30}}\d)"
)


def is_range(before: str, after: str) -> bool:
    """Whether "from G" names the one end of a range, and no earlier grade: "from G for Y to G for Y"."""
    return bool(RANGES.search(before) or EACH_FOR.match(after))


def _higher(before: str) -> re.Match[str] | None:
    return HIGHER_THAN.search(before, max(0, len(before) - LONGEST))


def is_bound(before: str) -> bool:
    """Whether the words before a grade deny all that is higher: "not rated any higher than G", which gives it."""
    higher = _higher(before)
    return bool(higher and DENIES_MORE.search(before, 0, higher.start()) and not NEVER.search(before))


def is_passed(before: str) -> bool:
    """Whether they say of a higher grade that it is higher: "rated better than G"."""
    return bool(_higher(before)) and not is_bound(before)
