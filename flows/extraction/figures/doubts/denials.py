"""Figures that are denied, unconfirmed, only claimed by others, or corrected in the same breath."""

from __future__ import annotations

import re
from dataclasses import replace

from flows.extraction.analysis.numbers import Number
from flows.extraction.figures.words.types import Figure

# How far before a figure the words of denying may stand.
FAR = 160
_SAYING = (
    r"(?:claims?|suggestions?|reports?|allegations?|accusations?|assertions?|idea|notion|figures?|rumours?|statements?|"
    r"stories|story)"
)
_UP_TO = r"(?:(?!\b(?:but|though|although|while)\b)[^;:.,]){0,90}$"
_DENIALS = (
    # "denies |it disrupted", "disputes that", but not "denied failing residents, saying it made".
    r"(?<!not\s)(?<!n['’]t\s)(?:den(?:y|ies|ied|ying)|dispute[sd]?|refute[sd]?)\s+(?:that|it|they|he|she|the|its?|making|having|(?-i:[A-Z]))",
    # "rejected |a claim that"
    r"(?:reject|dismiss|disput|refut|rubbish|contest|challenge?|den(?:y|i))(?:s|es|ed|ing)?\s+"
    r"(?:(?:an?|the|any|all|these|those|such|as\s+\w+|[\w’]+['’]s?)\s+){0,2}"
    rf"(?:[\w’'-]+\s+){{0,2}}?{_SAYING}\s+(?:[\w’'-]+\s+){{0,6}}?(?:that|of)",
    # "was unable to confirm"
    r"(?:unable|declin\w+|refus\w+|(?:could|can|would|did|has|have)\snot|(?:ca|wo|could|would|did)n['’]t|cannot|not\s+able|yet)\s+(?:to\s+)?"
    r"(?:confirm(?:ed)?|verif(?:y|ied)|substantiated?|corroborated?)",
    # "It is not true that"
    r"(?:not|never|isn['’]t|hardly)\s+(?:true|correct|right|the\s+case|accurate)\s+(?:that|to\s+say)",
    r"(?:untrue|false|incorrect|wrong|inaccurate|misleading|a\s+myth|a\s+lie|nonsense)\s+(?:that|to\s+(?:say|claim|suggest|report))",
    r"no\s+(?:evidence|record|proof)\s+(?:that|of)",
    rf"(?:unconfirmed|unverified|unsubstantiated|disputed|contested|false|mistaken|misleading|inaccurate|exaggerated)\s+{_SAYING}\s+(?:that|of)",
    r"rumours?\s+(?:that|of)",
    r"(?:wrongly|incorrectly|mistakenly|erroneously|falsely)\s+(?:said|stated|reported|claimed|suggested|recorded|gave|put)",
    # "This article was amended: it |first said that"
    r"(?:amend\w+|correct(?:ed|ion)|clarifi\w+)\b[^.]{0,60}\b(?:first|originally|earlier|previously)\s+(?:said|stated|gave|reported)",
)
DENIED = re.compile("|".join(rf"\b{denial}\b{_UP_TO}" for denial in _DENIALS), re.IGNORECASE)
# "did not make |14 disruptions"
NOT_MADE = re.compile(
    r"(?:\b(?:did|had|has|have|was|were|do|does)\s+(?:not|never)|\bnever|n['’]t)\s+(?:actually\s+|in\s+fact\s+)?"
    r"(?:make|made|record|recorded|achieved?|deliver(?:ed)?|le(?:a?d)|reach(?:ed)?|claim(?:ed)?|carr(?:y|ied)\s+out|log(?:ged)?|"
    r"report(?:ed)?)\s+(?:(?:just|only|some|the|about|over|a\s+total\s+of)\s+){0,2}$",
    re.IGNORECASE,
)
# "412 disruptions, not |512 disruptions", but not "not just |412 disruptions".
NOT = re.compile(r"\bnot\s+(?:the\s+|some\s+|about\s+)?$", re.IGNORECASE)
# Whose figure of somebody else is no fact, and what they do: "The union claims that BODY made only |14".
CLAIMED = re.compile(
    r"\b(?:unions?|federation|MPs?|opposition|labour|conservatives?|tor(?:y|ies)|liberal\s+democrats?|lib\s+dems?|greens|reform|"
    r"councillors?|campaigners?|critics|residents|locals|candidates?|sources?|insiders?|commentators?|bloggers?|rivals?|"
    r"neighbours|shopkeepers|newspapers?|tabloids?|leaflets?|posts?)\b[^.;,]{0,40}?"
    r"\b(?:claim(?:s|ed|ing)?|alleg(?:e[sd]?|ing)|reckon(?:s|ed)?|insinuat\w+|suspect(?:s|ed)?|guess(?:es|ed)?|believed?s?)\s"
    r"[^.;:,]{0,90}$",
    re.IGNORECASE,
)
# "|reports that it had made 14 disruptions in 2023| were wrong"
OF_REPORTS = re.compile(rf"\b{_SAYING}\s+(?:[\w’'-]+\s+){{0,5}}?(?:that|of)\b[^;.]{{0,90}}$", re.IGNORECASE)
WERE_WRONG = re.compile(
    r"[^;.]{0,60}?\b(?:were|was|is|are|had\s+been|as|to\s+be)\s+(?:\w+ly\s+|simply\s+|just\s+|both\s+)?"
    r"(?:wrong|untrue|false|incorrect|mistaken|inaccurate|misleading|nonsense|unfounded|exaggerated|"
    r"not\s+(?:true|correct|accurate|right)|made\s+up|a\s+mistake|an\s+error|rubbish)\b",
    re.IGNORECASE,
)
# "45 disruptions| were later disallowed", "100 of which| were duplicates"
STRUCK_OFF = re.compile(
    r"\s*(?:of\s+(?:which|them|these|those)\s+)?(?:(?:that|which)\s+)?"
    r"(?:were|was|are|is|had\s+been|have\s+been|being|turned\s+out\s+to\s+be|proved\s+to\s+be)\s+"
    r"(?:\w+ly\s+|later\s+|then\s+|since\s+|found\s+to\s+be\s+|in\s+fact\s+|just\s+|only\s+|to\s+be\s+){0,3}"
    r"(?:duplicat\w+|disallowed|withdrawn|removed|rejected|struck\s+(?:off|out)|errors?|mistakes?|mistaken|miscounted|"
    r"misrecorded|misclassified|misreported|double[- ]counted|discounted|deleted|"
    r"(?:counted|recorded)\s+(?:twice|in\s+error|by\s+mistake|wrongly)|"
    r"(?:wrongly|incorrectly|mistakenly|falsely)\s+\w+|wrong|incorrect|inflated|invalid|false|unverified|"
    r"reclassified|ineligible|cancelled|void|overturned|reversed|not\s+(?:valid|real|genuine|disruptions|counted))\b",
    re.IGNORECASE,
)
# "45 disruptions |but this was corrected to 22", "512 disruptions in 2022|, a figure later revised to 412"
CORRECTED = re.compile(
    r"(?:\s+(?:in|for|during|over|by)\s+[^.;,]{3,30}?)?(?:,|\s+but|\s+which|\s+before)\s+(?:(?:but|and|which|though)\s+)?"
    r"(?:(?:this|that|it|they|(?:the|a|this|that|its)\s+(?:figure|number|total|count|tally))\s+)?"
    r"(?:(?:was|were|is|has|had|been|have|since|later|then|be|being|first|itself|\w+ly)\s+){0,5}"
    r"(?:(?:corrected|revised|amended|adjusted|restated)\s+(?:up|down|upwards|downwards)?\s*to|"
    r"(?:found|shown|proved|established)\s+to\s+(?:be|have\s+been)|should\s+have\s+(?:been|said|read))\s+"
    r"(?:(?:just|only|about|around|some|over|nearly|at)\s+){0,2}",
    re.IGNORECASE,
)
# "did not make 14 disruptions in 2023| but |41"
BUT = re.compile(
    r"(?:\s+(?:in|during|over)\s+[^.;,]{2,30})?,?\s+but\s+(?:(?:just|only|rather|in\s+fact|actually)\s+)*",
    re.IGNORECASE,
)
WITHOUT_NOUN = re.compile(
    r"\s*(?:$|[.,;)]|(?:after|following|by|when|in|during|as|disruptions|because|last|this|once|that|which)\b)"
)


def denied(text: str, figure: Figure, low: int, high: int) -> bool:
    """Whether what governs a figure or is said behind it takes it back, or others say it who may not know."""
    at = min(figure.start, figure.number.start)
    start = max(low, at - FAR)
    if not figure.number.value:
        return False
    if DENIED.search(text, start, at) or CLAIMED.search(text, start, at) or _is_not(text, figure, start):
        return True
    return bool(
        STRUCK_OFF.match(text, figure.end, high)
        or (OF_REPORTS.search(text, start, at) and WERE_WRONG.match(text, figure.end, high))
    )


def _is_not(text: str, figure: Figure, start: int) -> bool:
    at = figure.number.start
    return bool(NOT_MADE.search(text, start, at) or NOT.search(text, max(start, at - 20), at))


def corrected(text: str, figure: Figure, numbers: list[Number], low: int, high: int) -> Number | None:
    """The number that stands instead: "45 disruptions but this was corrected to |22", "did not make 14 but |41"."""
    joint = BUT if _is_not(text, figure, max(low, figure.number.start - FAR)) else CORRECTED
    for number in numbers:
        fits = number.whole and WITHOUT_NOUN.match(text, number.end, high)
        if fits and joint.fullmatch(text, figure.end, number.start):
            return number
    return None


def with_the_right(figure: Figure, number: Number) -> Figure:
    """A figure with the number that stands instead of its own."""
    return replace(figure, number=number)
