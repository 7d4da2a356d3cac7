"""Counts of disruptions that are none of a body's: how many more or fewer, and those that somebody only looked at."""

from __future__ import annotations

import re

from flows.extraction.figures.types import Figure

# How far before and behind a figure these words stand.
NEAR = 60
# "32| more disruptions", but not "20| or more disruptions".
MORE_OF_THEM = re.compile(r"\s+(?:\w+\s+)?(?:(?<!or\s)more|fewer|less|extra|additional)\s", re.IGNORECASE)
# "an extra |41 disruptions"
EXTRA = re.compile(r"\bextra\s+$", re.IGNORECASE)
_ABOUT = r"(?:(?:just|only|some|over|about|around|nearly|almost|more\s+than|at\s+least|roughly|an?|the|another)\s+){0,2}$"
# "An increase of |60 disruptions", "missed its target by |60 disruptions"
CHANGED_BY = re.compile(
    r"\b(?:increase|rise|fall|decrease|drop|reduction|growth|improvement|gain|difference|gap|shortfall|surplus|jump|leap|decline|"
    rf"deficit|margin|cut|change)\s+of\s+{_ABOUT}|"
    r"\b(?:up|down|rise|rose|risen|fall|fell|fallen|grew|grown|dropped|climbed|jumped|(?:in|de)creas(?:ed?|ing)|cut|reduced|raised|"
    rf"improved|miss(?:ed|ing)|beat|beaten|exceed(?:ed|ing)|ahead|behind|short|better(?:ed)?|target)\b[^.;,\d]{{0,40}}\sby\s+{_ABOUT}",
    re.IGNORECASE,
)
# "60 disruptions| more than BODY had managed", "60 disruptions| short of its target"
APART = re.compile(
    r"\s+(?:(?:more|fewer|less|better|higher|lower|greater)\s+than|(?:short|shy|ahead)\s+of|(?:off|below|above|behind|adrift\s+of|"
    r"(?:up|down)\s+on)\s+(?:its|the|their|our|last|target|what|that|those|where)\b|(?:short|adrift)\b)",
    re.IGNORECASE,
)
_LOOKED = (
    r"(?:dip[- ])?sampled|examined|audited|analysed|looked\s+(?:closely\s+|again\s+)?(?:at|into)|inspected|checked|scrutinised|"
    r"studied|spot-checked|re-?examined|reviewed|tested|went\s+through|gone\s+through|quality[- ]assured"
)
# "Inspectors sampled |40 of BODY's disruptions", "An audit of |50 disruptions", not "an audit of the |412".
SAMPLED = re.compile(
    rf"\b(?:{_LOOKED}|(?:dip[- ])?sampl(?:es|ing)|examin(?:es|ing)|audit(?:s|ing)|analys(?:es|ing)|review(?:s|ing)|checking|"
    r"look(?:s|ing)\s+(?:closely\s+)?(?:at|into)|(?:sample|samples|audit|review|selection|analysis|examination|scrutiny|study|check|"
    r"checks|inspection|look)\s+(?:of|at|on))\s+"
    r"(?:(?:just|only|some|over|about|around|nearly|almost|more\s+than|at\s+least|roughly|another|further|randomly|chosen|random|an?|"
    r"total\s+of|sample\s+of|selection\s+of|(?:files?|records?|details|evidence|paperwork|forms)\s+(?:on|of|for|from|behind|in))\s+){0,5}$",
    re.IGNORECASE,
)
# "the 25 disruptions| that inspectors examined", "25 disruptions| by BODY were sampled"
WERE_SAMPLED = re.compile(
    r"\s+(?:(?:by|at|in|of|from)\s+[^.;,\d]{2,40}?\s+)?(?:that\s+|which\s+)?(?:(?:we|it|they|the\s+\w+|\w+ors)\s+(?:had\s+)?|(?:were|was|had\s+been)\s+)?"
    rf"(?:\w+ly\s+)?(?:{_LOOKED}|(?:picked|chosen|selected|taken)\s+(?:at\s+random|for|by|as\s+a\s+sample|from)|in\s+(?:the|our|its|their|a)\s+(?:\w+\s+)?sample)\b",
    re.IGNORECASE,
)


def difference(text: str, figure: Figure, low: int, high: int) -> bool:
    """Whether a figure says how many more or fewer: "32 more disruptions than", "60 disruptions short of"."""
    at = figure.number.start
    if figure.rule != "disruption-count" or not figure.number.whole:
        return False
    before = text[max(low, at - NEAR) : at]
    return bool(
        MORE_OF_THEM.match(text, figure.number.end, figure.end)
        or EXTRA.search(before)
        or CHANGED_BY.search(before)
        or APART.match(text, figure.end, high)
    )


def sampled(text: str, figure: Figure, low: int, high: int) -> bool:
    """Whether a figure counts what somebody looked at: "Inspectors sampled 40 of BODY's disruptions"."""
    if figure.measure not in ("disruptions", "groups-disrupted") or figure.rule.startswith("groups-"):
        return False
    before = text[max(low, figure.number.start - NEAR) : figure.number.start]
    return bool(SAMPLED.search(before) or WERE_SAMPLED.match(text, figure.end, high))
