"""Counts of disruptions that are none of a body's: how many more or fewer, and those that somebody only looked at."""

from __future__ import annotations

import re

from flows.extraction.figures.words.hints import Hints
from flows.extraction.figures.words.types import Figure

# How far before and behind a figure these words stand.
NEAR = 60
FAR_GAP = 140
FAR_THAN = 80
# Words one of which is among the last before a number that says how much something changed, or how far it is off.
BY_HOW_MANY, IS = {"of", "by"}, {"was", "is", "were", "at", "to", ":"}
LAST_WORDS = 5
# "32| more disruptions", but not "20| or more disruptions".
MORE_OF_THEM = re.compile(r"\s+(?:\w+\s+)?(?:(?<!or\s)more|fewer|less|extra|additional)\s", re.IGNORECASE)
# "an extra |41 disruptions"
EXTRA = re.compile(r"\bextra\s+$", re.IGNORECASE)
_ABOUT = (
    r"(?:(?:just|only|some|over|about|around|nearly|almost|more\s+than|at\s+least|roughly|an?|the|another)\s+){0,2}$"
)
# "The rise was driven |by 45 disruptions" tells who or what did it.
_NO_DOER = (
    r"(?:(?!\b(?:was|were|is|are|been|driven|followed|accompanied|made|recorded|caused|led|helped)\b)[^.;,\d]){0,40}"
)
# "An increase of |60 disruptions", "missed its target by |60 disruptions"
CHANGED_BY = re.compile(
    r"\b(?:increase|rise|fall|decrease|drop|reduction|growth|improvement|gain|difference|gap|shortfall|surplus|jump|leap|decline|"
    rf"deficit|margin|cut|change)\s+of\s+{_ABOUT}|"
    r"\b(?:up|down|rise|rose|risen|fall|fell|fallen|grew|grown|dropped|climbed|jumped|(?:in|de)creas(?:ed?|ing)|cut|reduced|raised|"
    rf"improved|miss(?:ed|ing)|beat|beaten|exceed(?:ed|ing)|ahead|behind|short|better(?:ed)?|target)\b{_NO_DOER}\sby\s+{_ABOUT}",
    re.IGNORECASE,
)
# "60 disruptions| more than BODY had managed", "60 disruptions| short of its target"
APART = re.compile(
    r"\s+(?:(?:more|fewer|less|better|higher|lower|greater)\s+than|(?:short|shy|ahead)\s+of|(?:adrift|short)\b|"
    r"(?:off|below|above|behind|up\s+on|down\s+on)\s+(?!(?:it|them|him|her|us|bars|closed|this|these)\b)\w)",
    re.IGNORECASE,
)
# "The gap between BODY and BODY in 2023 was |45 disruptions"
GAP_WAS = re.compile(
    rf"\b(?:difference|gap|shortfall|surplus|margin|increase|rise|fall|drop|decrease|reduction|deficit|lead)\b[^.;,]{{0,80}}?"
    rf"\s(?:was|is|were|stood\s+at|came\s+to|amounted\s+to|:)\s+{_ABOUT}",
    re.IGNORECASE,
)
# "needs another |40 disruptions", "lost |60 disruptions", "excludes |41 disruptions"
LACKED = re.compile(
    r"\b(?:needs?|needed|requires?|lacks?|lacked|lost|loses|losing|shed|missing|owed|exclud(?:es?|ed|ing)|"
    rf"not\s+(?:counting|including))\s+{_ABOUT}",
    re.IGNORECASE,
)
# "disrupted six| more gangs in 2023 than", "12| fewer gangs"
MORE_GROUPS = re.compile(r"\s+(?:(?P<fewer>fewer|less)|more|extra|additional)\s", re.IGNORECASE)
_LOOKED = (
    r"(?:dip[- ])?sampled|examined|audited|analysed|looked\s+(?:closely\s+|again\s+)?(?:at|into)|inspected|checked|"
    r"scrutinised|studied|read(?:\s+through)?|spot-checked|re-?examined|reviewed|tested|went\s+through|gone\s+through|"
    r"quality[- ]assured"
)
_FILES = r"(?:the\s+)?(?:files?|records?|details|evidence|paperwork|forms)\s+(?:on|of|for|from|behind|in)"
# "Inspectors sampled |40 of BODY's disruptions", "An audit of |50 disruptions", not "an audit of the |412".
SAMPLED = re.compile(
    rf"\b(?:{_LOOKED}|(?:dip[- ])?sampl(?:es|ing)|examin(?:es|ing)|audit(?:s|ing)|analys(?:es|ing)|review(?:s|ing)|"
    r"checking|chose|picked|selected|drew|look(?:s|ing)\s+(?:closely\s+)?(?:at|into)|"
    r"(?:samples?|audit|review|selection|analysis|examination|scrutiny|study|checks?|inspection|look)\s+(?:of|at|on))\s+"
    r"(?:(?:just|only|some|over|about|around|nearly|almost|more\s+than|at\s+least|roughly|another|further|randomly|"
    rf"chosen|random|an?|total\s+of|sample\s+of|selection\s+of|{_FILES})\s+){{0,5}}$",
    re.IGNORECASE,
)
# "the 25 disruptions| that inspectors examined", "25 disruptions| were sampled", but not "the 25 were reviewed".
_OF_WHOM = r"\s+(?:(?:by|at|in|of|from)\s+(?:(?!that\b|which\b|will\b|be\b|were\b|was\b|had\b)[\w’'&-]+\s+){1,5}?)?"
_SAMPLED = (
    rf"(?:\w+ly\s+)?(?:{_LOOKED}|(?:picked|chosen|selected|taken)\s+(?:at\s+random|for|by|as\s+a\s+sample|from)|"
    r"in\s+(?:the|our|its|their|a)\s+(?:\w+\s+)?sample)\b"
)
IN_THE_SAMPLE = re.compile(
    rf"{_OF_WHOM}(?:(?:that\s+|which\s+)?(?:we|it|they|the\s+\w+|\w+ors)\s+(?:had\s+)?|(?:that|which)\s+(?:were|was|had\s+been)\s+)?{_SAMPLED}",
    re.IGNORECASE,
)
WERE_SAMPLED = re.compile(rf"{_OF_WHOM}(?:were|was|had\s+been)\s+{_SAMPLED}", re.IGNORECASE)
KNOWN = re.compile(r"\b(?:the|these|those|its|our|all|their)\s+$", re.IGNORECASE)


def difference(text: str, figure: Figure, low: int, high: int, hints: Hints) -> bool:
    """Whether a figure says how many more or fewer: "32 more disruptions than", "60 disruptions short of".

    `hints`: the rules that may find something in the sentence.
    """
    at = figure.number.start
    if figure.rule in ("groups-active", "groups-passive"):
        more = MORE_GROUPS.match(text, figure.number.end, high)
        than = text.find(" than ", figure.number.end, figure.number.end + FAR_THAN) >= 0
        return more is not None and (than or more["fewer"] is not None)
    if figure.rule != "disruption-count" or not figure.number.whole:
        return False
    before = text[max(low, at - NEAR) : at]
    near = set(before.lower().split()[-LAST_WORDS:])
    return bool(
        MORE_OF_THEM.match(text, figure.number.end, figure.end)
        or ("extra" in near and EXTRA.search(before))
        or (not near.isdisjoint(BY_HOW_MANY) and CHANGED_BY.search(before))
        or (not near.isdisjoint(IS) and GAP_WAS.search(text, max(low, at - FAR_GAP), at))
        or ("lacked" in hints and LACKED.search(before))
        or APART.match(text, figure.end, high)
    )


def sampled(text: str, figure: Figure, low: int, high: int) -> bool:
    """Whether a figure counts what somebody looked at: "Inspectors sampled 40 of BODY's disruptions"."""
    if figure.measure not in ("disruptions", "groups-disrupted") or figure.rule.startswith("groups-"):
        return False
    before = text[max(low, figure.number.start - NEAR) : figure.number.start]
    were = WERE_SAMPLED.match(text, figure.end, high) and not KNOWN.search(before)
    return bool(SAMPLED.search(before) or were or IN_THE_SAMPLE.match(text, figure.end, high))
