"""What says that a grade was given before too: "G, as it was in 2019", "So it did last year", "keeps its G"."""

from __future__ import annotations

import re

from flows.extraction.analysis.times.period_patterns import MONTHS
from flows.extraction.grades.frames.grades import Grade
from flows.extraction.grades.words.words import EITHER_NOUN, any_of, word_of

_MONTH = "|".join(MONTHS)
# Reads text in lower case, as all here do.
_THEN = (
    rf"(?:(?:in|from|of|by)\s+(?:the\s+|its\s+)?(?:(?:last\s+)?(?:report|inspection)\s+(?:of|in|from)\s+)?"
    rf"(?:(?P<month>{_MONTH})\s+)?(?P<year>20\d\d)\b(?!\s?[/–-]\s?\d)|"
    r"(?P<last>last\s+year)\b(?!')|(?P<ago>two|three|four|five|six|seven|eight)\s+years\s+ago\b)"
)
_GIVEN = any_of("given awarded handed got received earned achieved won secured gained held had")
_IT = r"(?:it|they|we|the\s+(?:force|service|unit|brigade|constabulary))"
_DID = r"(?:was|were|did|had(?:\s+(?:been|got|had))?|got)"
_THAT_IT_GOT = rf"(?:that\s+|which\s+)?{_IT}\s+(?:(?:was|were|had|been|first)\s+){{0,3}}{_GIVEN}\s+"
# "as it was in 2019", "just as last year", "the same grade that it got in 2023", "the grade it was given in 2020"
AS_THEN = re.compile(
    rf"(?:(?:just\s+|exactly\s+)?as\s+(?:{_IT}\s+{_DID}\s+)?|"
    rf"the\s+same\s+(?:{EITHER_NOUN}\s+)?(?:as\s+(?:(?:{_IT}\s+)?{_DID}\s+)?|{_THAT_IT_GOT})|"
    rf"(?:the|a)\s+{EITHER_NOUN}\s+{_THAT_IT_GOT}){_THEN}"
)
# "So it did last year", all of a sentence; "As it was in 2019".
SO_THEN = re.compile(rf"\W*(?:so|just\s+as|as)\s+{_IT}\s+{_DID}\s+{_THEN}\W*")
# "retained its |G", "holds on to the |G"
KEEPS = re.compile(
    r"\b(?:ke(?:eps?|pt|eping)|retain(?:s|ed|ing)|maintain(?:s|ed|ing)|h(?:olds?|eld|olding)\s+on\s+to|clings?\s+to|"
    r"clung\s+to)\s+(?:the|its|their|that|hold\s+of)\s+(?:[\w-]+\s+){0,2}[\"']?$"
)
LONGEST_KEEPS = 50
# "It did not look at Y again, where the force keeps the G it was given in 2019": that is no grade of now.
NOT_ANEW = re.compile(r"\b(?:not|n't|never)\s+(?:re-?)?(?:inspect|look|grad|assess|visit|rate|examin)")
# "G rating| of 2019", "G| that it was given for Y in 2019"
OF_THEN = re.compile(rf"[\"']?(?:\s+{EITHER_NOUN})?\s+(?:{_THAT_IT_GOT}(?:for\s[^,;.]{{3,50}}?\s)?)?{_THEN}")
# "G, up from 2019", "G, an improvement on 2019": the year of what it is compared with.
COMPARED_WITH = re.compile(
    word_of(
        r"up down improve\w* better worse than compared drop fall rise progress unchanged ha(?:s|ve)_(?:held|kept|had) "
        r"as_(?:it|they|we)_(?:was|were|had(?:_been)?|did)_when\s[^,;.]{3,60}?"
    )
    + r"\s+(?:(?:on|from|in|since|with|to|its|the)\s+){0,3}$",
    re.IGNORECASE,
)
REACH = 140


def said_again(folded: str, grade: Grade, stop: int) -> re.Match[str] | None:
    """What says behind a grade, up to a position, that it was the same at an earlier date, which ends it."""
    if "then" not in grade.hints:
        return None
    if found := AS_THEN.search(folded, grade.end, min(stop, grade.end + REACH)):
        return found
    kept = KEEPS.search(folded, max(0, grade.start - LONGEST_KEEPS), grade.start)
    anew = kept and not NOT_ANEW.search(folded, grade.sentence.start, kept.start())
    return OF_THEN.match(folded, grade.end, stop) if anew else None
