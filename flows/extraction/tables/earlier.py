"""What heads a row, a column or a table as earlier than another: its words, or the number of its round."""

from __future__ import annotations

import re

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.reference.discourse import NUMBERS
from flows.extraction.analysis.text.alternatives import any_word

HISTORIC = re.compile(
    any_word(
        *(r"previous(?:ly)?", "formerly", r"earlier(?!\s+(?:this|today|on)\b)", "prior", r"before\s+that"),
        *(r"years?\s+(?:ago|earlier|before)", r"the\s+year\s+before"),
        r"years?\s+after(?=\s+(?:being|(?:it|they|the\s+\w+)\s+(?:was|were|had\s+been))\s[^,;]{0,80}$)",
        r"last\s+(?:time|inspection|assessment|report|inspected|year['’]?s?|rated|graded|called|visited|came|looked)",
        r"at\s+(?:its|the)\s+last",
        r"in\s+(?:its|the|their)\s+(?:previous|earlier|prior)",
        r"in\s+(?:its|the|their)\s+last(?!\s+(?:batch|tranche|set|wave|group|round|week|days?|of)\b)",
        *(r"h(?:ad|as)\s+(?:previously|already)", r"already\s+h[eo]ld", r"as\s+(?:recently|late)\s+as\s+(?:19|20)\d\d"),
        *(
            r"original\s+(?:grade|grading|rating|judge?ment|mark|verdict)",
            r"from\s+a\s+previous",
            r"used\s+to(?:\s+be|$)",
        ),
        r"once\s+(?:rated|found|judged|graded|called|labelled|deemed|considered|branded|thought)",
        *(r"once(?=\s+[\"']?$)", r"w(?:as|ere)\s+once(?!\s+(?:again|more)\b)", r"then\s+(?:rated|graded|judged)"),
        r"improvements?\s+on(?=\s+(?:the|its|an?|their)\s+[\"']?$)",
        r"had\s+(?:earned|gained|won|brought|got|received|been\s+given|given|attracted|rated|graded|judged|called|marked|classed|handed|awarded)",
        r"had\s+been",
        r"having\s+(?:been|rated|graded|judged|called|classed|given|got|received|earned|held)(?!\s+(?:cut|raised|lifted|lowered|reduced|(?:up|down)graded|marked|moved|bumped)\b[^,;]*\bto\s)",
        *(r"carried\s+(?:over|forward)\s+from", r"old(?:er)?\s+reports?"),
        r"former\s+(?:\w+\s+)?(?:grade|grading|rating|judge?ment|verdict|mark|status|distinction|category|band)",
    )
    + r"\b",
)
# "Changes since the last report", "Comparison with the previous round" head grades of now.
COMPARES = re.compile(r"\b(?:since|from|after|compar\w+|than|changes?|progress|against|versus|vs)\b")
# "Round 2", "R2", "second inspection": which of several rounds a column is of.
ROUNDS = ("first", "second", "third", "fourth", "fifth")
NTH_ROUND = re.compile(
    rf"\b(?:(?:round|cycle)\s+|(?:r|rd)\s?(?=\d))(?:(?P<n>[1-9])|(?P<word>{'|'.join(NUMBERS)}))\b|"
    rf"\b(?P<nth>{'|'.join(ROUNDS)})\s+(?:round|cycle|inspection)\b",
    re.IGNORECASE,
)


def heads_earlier(analysis: Analysis, start: int, end: int) -> bool:
    """Whether a heading says that what stands below is of an earlier inspection, and does not compare with that."""
    folded = analysis.view.folded
    found = HISTORIC.search(folded, start, end)
    if found and "in brackets" in folded[found.end() : end]:
        return False
    return found is not None and not COMPARES.search(folded, start, found.start())


def rounds_in(text: str, start: int, end: int) -> list[int]:
    """The numbers of the rounds of inspections that a slice names, in order."""
    found = NTH_ROUND.finditer(text, start, end)
    return [_number(match) for match in found]


def _number(match: re.Match[str]) -> int:
    if match["n"]:
        return int(match["n"])
    return NUMBERS[match["word"].lower()] if match["word"] else ROUNDS.index(match["nth"].lower()) + 1
