"""Figures that are denied, unconfirmed, only claimed by others, or corrected in the same breath."""

from __future__ import annotations

import re
from dataclasses import replace

from flows.extraction.analysis.numbers import Number
from flows.extraction.figures.types import Figure

# How far before a figure the words of denying may stand.
FAR = 160
_SAYING = r"(?:claims?|suggestions?|reports?|allegations?|accusations?|assertions?|idea|notion|figures?|rumours?|statements?|stories|story)"
_UP_TO = r"[^;:.,]{0,90}$"
DENIED = re.compile(
    rf"\b(?:den(?:y|ies|ied|ying)|dispute[sd]?|refute[sd]?)\s+(?:that\s+)?(?:(?:any|the|all|a)\s+(?:\w+\s+)?{_SAYING}\s+)?"
    rf"(?:that\s+|it\b|they\b|he\b|she\b|the\b|its?\b|making\b|having\b|[A-Z]){_UP_TO}|"
    rf"\b(?:[Rr]eject|[Dd]ismiss|[Dd]isput|[Rr]efut|[Rr]ubbish|[Cc]ontest|[Cc]hallenge?|[Dd]en(?:y|i))(?:s|es|ed|ing)?\s+(?:(?:an?|the|any|all|these|those|such|as\s+\w+|[\w’]+['’]s?)\s+){{0,2}}"
    rf"(?:[\w’'-]+\s+){{0,2}}?{_SAYING}\s+(?:[\w’'-]+\s+){{0,6}}?(?:that|of)\b{_UP_TO}|"
    r"\b(?:unable|declin\w+|refus\w+|(?:could|can|would|did|has|have)\s?(?:not|n['’]t)|(?:ca|wo|could|would|did)n['’]t|cannot|not\s+able|yet)\s+(?:to\s+)?"
    rf"(?:confirm(?:ed)?|verif(?:y|ied)|substantiated?|corroborated?)\b{_UP_TO}|"
    rf"\b(?:not|never|isn['’]t|hardly)\s+(?:true|correct|right|the\s+case|accurate)\s+(?:that|to\s+say)\b{_UP_TO}|"
    rf"\b(?:untrue|false|incorrect|wrong|inaccurate|misleading|a\s+myth|a\s+lie|nonsense)\s+(?:that|to\s+(?:say|claim|suggest|report))\b{_UP_TO}|"
    rf"\bno\s+(?:evidence|record|proof)\s+(?:that|of)\b{_UP_TO}|"
    rf"\b(?:unconfirmed|unverified|unsubstantiated|disputed|contested|false|mistaken|misleading|inaccurate|exaggerated)\s+{_SAYING}\s+(?:that|of)\b{_UP_TO}|"
    rf"\brumours?\s+(?:that|of)\b{_UP_TO}",
)
# "did not make |14 disruptions"
NOT_MADE = re.compile(
    r"(?:\b(?:did|had|has|have|was|were|do|does)\s+(?:not|never)|\bnever|n['’]t)\s+(?:actually\s+|in\s+fact\s+)?(?:make|made|record|recorded|achieved?|deliver(?:ed)?|"
    r"le(?:a?d)|reach(?:ed)?|claim(?:ed)?|carr(?:y|ied)\s+out|log(?:ged)?|report(?:ed)?)\s+(?:(?:just|only|some|the|about|over|a\s+total\s+of)\s+){0,2}$",
    re.IGNORECASE,
)
# Whom a figure of another's is no fact from, and what they do: "The union claims that BODY made only |14".
CLAIMED = re.compile(
    r"\b(?:unions?|[Ff]ederation|MPs?|Opposition|opposition|Labour|Conservatives?|Tor(?:y|ies)|Liberal\s+Democrats?|Lib\s+Dems?|Greens|Reform|councillors?|"
    r"campaigners?|critics|residents|locals|candidates?|sources?|insiders?|commentators?|bloggers?|rivals?|neighbours|shopkeepers|newspapers?|tabloids?|leaflets?|posts?)\b"
    r"[^.;,]{0,40}?\b(?:claim(?:s|ed|ing)?|alleg(?:e[sd]?|ing)|reckon(?:s|ed)?|insinuat\w+|suspect(?:s|ed)?|guess(?:es|ed)?|believes?|believed)\s"
    r"[^.;:,]{0,90}$",
)
# "reports that it had made 14 disruptions in 2023| were wrong"
OF_REPORTS = re.compile(rf"\b(?:{_SAYING})\s+(?:[\w’'-]+\s+){{0,5}}?(?:that|of)\b[^;.]{{0,90}}$", re.IGNORECASE)
WERE_WRONG = re.compile(
    r"[^;.]{0,60}?\b(?:were|was|is|are|had\s+been|as|to\s+be)\s+(?:\w+ly\s+|simply\s+|just\s+|both\s+)?(?:wrong|untrue|false|incorrect|mistaken|inaccurate|misleading|nonsense|"
    r"unfounded|exaggerated|not\s+(?:true|correct|accurate|right)|made\s+up|a\s+mistake|an\s+error|rubbish)\b",
    re.IGNORECASE,
)
# "45 disruptions| were later disallowed", "100 of which| were duplicates"
STRUCK_OFF = re.compile(
    r"\s*(?:of\s+(?:which|them|these|those)\s+)?(?:(?:that|which)\s+)?(?:(?:were|was|are|is|had\s+been|have\s+been|being|turned\s+out\s+to\s+be|proved\s+to\s+be)\s+)"
    r"(?:\w+ly\s+|later\s+|then\s+|since\s+|found\s+to\s+be\s+|in\s+fact\s+|just\s+|only\s+|to\s+be\s+){0,3}"
    r"(?:duplicat\w+|disallowed|withdrawn|removed|rejected|struck\s+(?:off|out)|errors?|mistakes?|mistaken|miscounted|misrecorded|misclassified|misreported|"
    r"double[- ]counted|counted\s+(?:twice|in\s+error|by\s+mistake|wrongly)|recorded\s+(?:twice|in\s+error|by\s+mistake|wrongly)|discounted|deleted|"
    r"(?:wrongly|incorrectly|mistakenly|falsely)\s+\w+|wrong|incorrect|inflated|invalid|false|unverified|cancelled|void|overturned|reversed|"
    r"not\s+(?:valid|real|genuine|disruptions|counted))\b",
    re.IGNORECASE,
)
_CHANGED = r"(?:corrected|revised|amended|adjusted|restated|changed|cut|reduced|lowered|raised)"
# "45 disruptions |but this was corrected to 22", "did not make 14 disruptions in 2023 |but 41"
CORRECTED = re.compile(
    r"[^.;\d]{0,60}?(?:,|\b(?:but|which|a\s+figure|and|before)\b)[^.;\d]{0,40}?"
    rf"\b(?:(?:was|were|is|has\s+been|had\s+been|be|being)\s+(?:\w+ly\s+|later\s+|since\s+|then\s+)*{_CHANGED}\s+(?:\w+\s+)?to|"
    r"(?:later|since|then)\s+(?:\w+\s+)?(?:(?:was|were|been)\s+)?(?:found|shown|proved|turned\s+out|established)\s+to\s+(?:be|have\s+been)|"
    r"should\s+have\s+(?:been|said|read))\s+(?:(?:just|only|about|around|some|over|nearly|at)\s+){0,2}$",
    re.IGNORECASE,
)
BUT = re.compile(
    r"(?:\s+(?:in|during|over)\s+[^.;,]{2,30})?,?\s+but\s+(?:(?:just|only|rather|in\s+fact|actually)\s+)*$",
    re.IGNORECASE,
)
WITHOUT_NOUN = re.compile(
    r"\s*(?:$|[.,;)]|(?:after|following|by|when|in|during|as|disruptions|because|last|this|once)\b)"
)


def denied(text: str, figure: Figure, low: int, high: int) -> bool:
    """Whether what governs a figure, or is said behind it, takes it back, or leaves it to somebody who knows no better."""
    at = min(figure.start, figure.number.start)
    start = max(low, at - FAR)
    if not figure.number.value:
        return False
    if (
        DENIED.search(text, start, at)
        or CLAIMED.search(text, start, at)
        or NOT_MADE.search(text, start, figure.number.start)
    ):
        return True
    return bool(
        STRUCK_OFF.match(text, figure.end, high)
        or (OF_REPORTS.search(text, start, at) and WERE_WRONG.match(text, figure.end, high))
    )


def corrected(text: str, figure: Figure, numbers: list[Number], high: int) -> Number | None:
    """The number that stands instead: "45 disruptions but this was corrected to |22", "did not make 14 but |41"."""
    for number in numbers:
        if number.start < figure.end or not number.whole or not WITHOUT_NOUN.match(text, number.end, high):
            continue
        not_made = NOT_MADE.search(text, max(0, figure.number.start - FAR), figure.number.start)
        return number if (BUT if not_made else CORRECTED).fullmatch(text, figure.end, number.start) else None
    return None


def with_the_right(figure: Figure, number: Number) -> Figure:
    """A figure with the number that stands instead of its own."""
    return replace(figure, number=number)
