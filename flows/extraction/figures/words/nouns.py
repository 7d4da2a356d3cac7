"""The words of disrupting: what is counted, and the verbs that say it was done."""

from __future__ import annotations

import re
from collections.abc import Callable

CUE = re.compile(
    r"disrupt|dismantl|smash|foil|thwart|frustrat|br(?:oke|oken)\s+up|t(?:ook|aken)\s+(?:apart|out|down)|"
    r"brought\s+down|shut\s+down|put\s+out\s+of|out\s+of\s+(?:business|action)|br(?:eaking|inging)\s+(?:up|down)|"
    r"taking\s+(?:apart|out|down)|"
    r"(?:took|taken|broke|broken|brought|shut|put)\s+(?:[a-z]+\s+){0,3}?[\d,]+\s+(?:[\w-]+\s+){0,3}?"
    r"(?:gangs|groups|networks|OCGs|rings|syndicates)\b",
    re.IGNORECASE,
)
# Takes the slice of what looked like a figure and why it is none.
Refuse = Callable[[int, int, str], None]
# What a heading, a label or a lead says of numbers that were not reached, only meant to be.
PLANNED = re.compile(r"\b(?:targets?|goals?|planned|forecasts?|expected|projected|ambitions?)\b", re.IGNORECASE)
MEANT = "a list, table or label of what was only meant to be reached"
# Words that end the noun phrase between a number and "disruptions".
_STOPS = (
    r"of|to|in|at|by|with|from|that|which|who|were|was|is|are|had|has|have|for|on|after|because|due|"
    r"as|but|than|per|cent|"
    r"arrests?|people|officers?|staff|charges?|years?|months?|weeks?|days?|hours|warrants?|weapons?|"
    r"times|areas?|forces|"
    r"the|a|an|its|our|their|"
    r"threats|cases|investigations|operations|convictions|seizures|victims|gangs?|groups?|OCGs|networks|posts?|"
    r"prisons|"
    r"trains?|passengers|pupils|schools|companies|businesses"
)
# "people-smuggling" holds a stop, but is none.
ADJECTIVE = rf"(?:(?!(?:{_STOPS})(?![\w’'-]))[A-Za-z’'&/-]+,?\s+)"
_NO_HEAD = (
    r"(?!\s+(?:costs?|teams?|units?|managers?|officers?|plans?|orders?|strateg\w+|tactics|toolkits?|"
    r"panels?|meetings?|hubs?|"
    r"targets?|to\s+(?:the\s+|our\s+|their\s+|its\s+)?(?:\w+\s+)?(?:services?|travel|passengers|"
    r"trains?|lessons|learning|patients|"
    r"networks?|supply|suppl\w+|traffic|business\w*|customers)))"
)
NOUN = (
    r"(?:disruption\s+(?:activit(?:y|ies)|actions?|outcomes?|events?|operations?)\b|"
    rf"[‘'“\"]?disruptions?\b[’'”\"]?{_NO_HEAD}|"
    r"disruptive\s+(?:actions?|activit(?:y|ies)|outcomes?|interventions?)\b)"
)
LINES = (
    r"(?:criminal|drugs?|county|deal|dealer|phone)\s+lines?\b(?!\s+(?:drugs?\s+)?(?:gangs?|groups?|networks?|OCGs?)\b)"
)
OF_LINES = re.compile(rf"(?:county\s+)?{LINES}|\blines?\b", re.IGNORECASE)
# Rules that count what was disrupted, which may be lines.
LINE_RULES = frozenset(
    {"groups-active", "groups-passive", "groups-elliptical", "groups-part", "disruption-earlier", "disruption-label"}
)
GROUP_NOUN = (
    r"(?:(?:(?:organi[sz]ed\s+)?(?:crime|criminal)\s+)?(?:groups?|gangs?|networks?|enterprises?|"
    r"syndicates?|organisations?|rings?|outfits?|cartels?)|SOCGs?|OCGs?|OCNs?|"
    rf"{LINES}|lines?(?!\s+(?:of\b|up\b|manager|(?:drugs?\s+)?(?:gangs?|groups?|networks?)\b)))(?![\w-])"
)
DISRUPTED = (
    r"(?:disrupt(?:ed|ing|s)?|dismantl(?:ed|ing|es?)|smash(?:ed|ing)|frustrat(?:ed|ing)|foil(?:ed|"
    r"ing)|thwart(?:ed|ing)|"
    r"br(?:oke|oken|eaking)\s+up|(?:taken|took|taking)\s+(?:apart|out|down)|"
    r"br(?:ought|inging)\s+down|shut(?:ting)?\s+down|put(?:ting)?\s+out\s+of\s+(?:business|action)|"
    r"archived\s+(?:following|after|through|due\s+to|as\s+a\s+result\s+of)\s+(?:\w+\s+)?disruption)"
)
# "nine of those |visits": of something else.
NO_OTHERS = (
    r"(?!\s+(?!(?:disruptions|groups|gangs|networks|lines|enterprises|rings|syndicates|outfits|organisations|cases|occasions|"
    r"actions|activities|results|ones|was|has|is|successes|[sS]?OCGs)\b)[a-z-]{2,}s\b)"
)
# "put |14 gangs |out of business", "took |14 gangs| apart": the verb stands around what is counted.
SPLIT_VERB = re.compile(
    r"\b(?:t(?:ook|aken|aking)|br(?:oke|oken|eaking|ought|inging)|shut(?:ting)?|put(?:ting)?)\s+"
    r"(?:(?:just|only|another|a\s+further|at\s+least|no\s+fewer\s+than|more\s+than|over|nearly|almost|some|about|"
    r"around|a\s+total\s+of|a\s+record|as\s+many\s+as|up\s+to)\s+){0,2}$",
    re.IGNORECASE,
)
SPLIT_PARTICLE = re.compile(
    r"(?:\s+(?!and\b|or\b|but\b|who\b|which\b|that\b)[\w-]+){0,3}?\s+"
    r"(?:out(?:\s+of\s+(?:business|action|operation|commission))?|apart|down|up)(?=\s*(?:$|[.,;:)–—-]|in\b|during\b|over\b|last\b|this\b|since\b|and\b|between\b|by\b))",
    re.IGNORECASE,
)
# "were “frustrated” or “disrupted”": quotation marks say nothing here.
ANY_DISRUPTED = (
    rf"[“\"‘']?{DISRUPTED}(?:[”\"’']?\s*(?:,|/|\bor\b|\band\b)\s*(?:(?:or|fully|\w+ly)\s+)?[“\"‘']?{DISRUPTED}){{0,2}}"
)

ACTIVE = re.compile(
    rf"\b(?:{ANY_DISRUPTED}|(?:disruption|dismantling|disrupting)(?:\s+(?:or|and)\s+(?:disruption|"
    rf"dismantling|disrupting))?\s+(?:of|to)|disruptions\s+against)"
    r"[”\"’']?\s+(?:(?!(?:gangs?|groups?|networks?|lines?|rings?|crimes?|criminals?|offenders?|and|to|who|which|that)\b)"
    r"[a-z]+\s+){0,4}?(?:of\s+|to\s+)?[‘'“\"]?$",
    re.IGNORECASE,
)


def holds(said: str, words: tuple[str, ...]) -> bool:
    """Whether a slice holds one of certain words; a loop, which is faster than any() of a generator."""
    for word in words:  # noqa: SIM110
        if word in said:
            return True
    return False
