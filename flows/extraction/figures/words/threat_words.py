"""The words that say which threat a figure is of without naming it there, or that it is of none alone."""

from __future__ import annotations

import re

from flows.extraction.analysis.text.lexicon import Hit
from flows.extraction.figures.words.owner_words import RECORDED
from flows.extraction.figures.words.types import Figure

# "Cyber crime is the greatest threat, but the unit made 27 disruptions| against it."
# "Drugs take up most of our time, and 189 disruptions| concerned their supply."
AGAINST_IT = re.compile(
    r"\s+(?:against|of|on|for|to\s+tackle|tackling|into)\s+it\b|(?:\s+\([^()]{1,20}\))?\s+(?:concerned|involved|related\s+to|"
    r"were\s+(?:against|of|for|about))\s+their\s+(?:supply|sale|smuggling|trade|trafficking)\b",
    re.IGNORECASE,
)
# "The fraud figure was low, as only seven disruptions fell |under that heading."
UNDER_IT = re.compile(r"\bunder\s+(?:that|this)\s+(?:heading|head|threat|category)\b")
# What may open a sentence before the threat it is about: "Only |cyber crime went the other way, to 266 disruptions."
OPENING = re.compile(r"[\s“‘\"']*(?:(?:Only|But|And|Even|Meanwhile|However|Elsewhere|(?:By|In)\s+contrast),?\s+)?")
# "disrupted 24| of the gangs", "more than 20| of their networks": those that the sentence before speaks of.
OF_THE_GANGS = re.compile(
    r"\s+(?:of\s+(?:the|these|those|their|such)|such)\s+(?:gangs|groups|networks|rings|outfits|dealers)\b"
)
CRIMINALS = re.compile(
    r"\b(?:gangs?|groups?|networks?|rings?|outfits?|dealers?|traffickers?|smugglers?|fraudsters?|thieves|criminals?|crews?)\b",
    re.IGNORECASE,
)
STRAND_ENDS = re.compile(r"(?:Pursue|Prevent|Protect|Prepare|[Mm]ajor|[Mm]oderate|[Mm]inor)$")
DISRUPTIONS = re.compile(r"\s+disruptions\b", re.IGNORECASE)
STRANDS_JOINED = re.compile(r"(?:,|,?\s+and)\s+")
# "disrupted 26 groups, with |drugs worth a million seized": said by the way.
BY_THE_WAY = re.compile(r"[^.;:]{0,40},\s+with\s+(?:the\s+)?")
# "Drugs: |a further 22 groups were disrupted"
LABEL_ENDS = re.compile(r"\s*(?::|[–—]\s)")
# "Drugs (excluding |county lines)"
LEFT_OUT = re.compile(
    r"\b(?:exclud\w+|except(?:\s+for)?|other\s+than|not\s+including|apart\s+from|without)\s+(?:the\s+)?$"
)
LONGEST_LEFT_OUT = 24
# "the Organised Crime and |Fraud Unit": of all crime.
OF_ALL = re.compile(r"\bcrimes?\s+(?:and|&)\s+$", re.IGNORECASE)
# What says that a section's heading does not divide a figure.
OVERALL = re.compile(
    r"\b(?:overall|in\s+(?:all|total)|altogether|across|total|whole|serious|all\s+threats)\b", re.IGNORECASE
)
# Reads text in lower case.
THREAT_LINK = re.compile(
    r"\b(?:against|relat\w+|involv\w+|for|linked|on|in|of|target\w*|concern\w+|into|connected|about|"
    r"around|tackl\w+|under|was|were|to|from|with|threats?|had|hit|aimed|directed)\b",
)
NOT_A_LINK = re.compile(
    r"\b(?:followed|such\s+as|for\s+example|includ\w+|seiz\w+|arrest\w*|recover\w*|and\s+(?:\d|none\b|\w+ed\b)|,\s+(?:and|while|but)|worth|cash)\b|[;:]|\(\d[\d,]*\s+(?:\w+\s+)?$",
    re.IGNORECASE,
)
THREAT_JOINT = re.compile(
    r"[\s,;&/()’'”“\"-]*(?:and|or|as\s+well\s+as)?[\s,&/(“\"]*(?:(?:the|abuse|other|also|related|"
    r"offences|crimes?|threats?|of|against|organised)\s*){0,3}",
    re.IGNORECASE,
)
SIDE_BY_SIDE = re.compile(r"\s*(?:,|,?\s(?:and|or)|&|/)\s*(?:other\s+|the\s+)?", re.IGNORECASE)
# Reads text in lower case.
THESE = re.compile(
    r"\b(?:these|those|such|both|this|that)\s+(?:two\s+|three\s+)?(?:threats?|crimes?|(?:threat\s+)?areas?|offences|"
    r"disruptions?|disruption\s+activit\w+|categories|types)\b|\bagainst\s+them\b|"
    r"\bsuch\s+(?:gangs|groups|networks|criminals)\b",
)
GROUP_THREAT = re.compile(
    r"\)?(?:\s+(?:hit|disrupted|dismantled))?(?:\s+(?:groups|gangs|networks))?(?:\s+(?:last|this|that)\s+year)?(?:,\s*to\s+be\s+(?:exact|precise))?"
    r"\s*[,–—]?\s*(?:(?:(?:that|which|who)\s+)?(?:were\s+|are\s+|(?:had|have)\s+been\s+)?(?:\w+\s+){0,2}?(?:in|into|against|for|with|to|"
    r"of|dealing|supplying|behind|trafficking)\s+(?:the\s+)?(?:selling\s+|supplying\s+|dealing\s+(?:in\s+)?|"
    r"(?:supply|sale)\s+of\s+)?|(?:(?:that|which|who)\s+)?(?:were|are)\s+(?:\w+ly\s+)?(?:[a-z]+ing\s+)?|"
    r"(?:that|which|who)\s+(?:(?!the\b|we\b|our\b)[a-z]+\s+){1,2})|"
    r"(?:\s+\w+ly)?\s+(?:[a-z]+ed|dealt|sold|stole|ran|made)\s+(?:\w+ly\s+)?(?:in\s+|out\s+)?",
    re.IGNORECASE,
)
# "Drug gangs above all. |They were the subject of 187 disruptions."
IT_MAKES_UP = re.compile(
    r"(?:It|They|This|These)\s+(?:also\s+|alone\s+)?(?:accounted\s+for|made\s+up|(?:was|were|lay)\s+behind|"
    r"(?:was|were)\s+the\s+(?:subject|target|object|focus|reason|cause)s?\s+(?:of|for))\s"
)
# "three gangs |dealing in drugs"
DOING = re.compile(r"[a-z]+ing\b", re.IGNORECASE)
# "861 disruptions, |the large majority (70 per cent) against drugs", "|mostly against drugs": only a share of them.
A_SHARE = re.compile(r"\b(?:majority|most|half)\b|%|\bper\s?cent\b", re.IGNORECASE)
MOSTLY = re.compile(
    r"\b(?:mostly|mainly|largely|chiefly|predominantly|primarily|principally|overwhelmingly|(?:nearly|almost|virtually|not)\s+all|"
    r"(?:many|some|several|few|more|bulk|part)\s+(?:of\s+(?:them|these|which|those)|were|against)|notably|especially|particularly|partly|in\s+part|"
    r"(?:an?|one|two|three)[\s-](?:thirds?|quarters?|fifths?)\s+(?:of|were|against))\b",
    re.IGNORECASE,
)
OPENS_WITH_OF = re.compile(r"\W*Of\s+(?:all\s+)?(?:the\s+|its\s+)?", re.IGNORECASE)
BEFORE_LINK = re.compile(r"\b(?:against|into|on|tackling|for)\s+(?:\w+\s+){0,2}$", re.IGNORECASE)
MAKES_UP = re.compile(r"\s+(?:accounted|made\s+up|represented|was|were|saw|lay\s+behind|came\s+top)\b", re.IGNORECASE)
# "The force's county lines| taskforce delivered"
TEAM = re.compile(
    rf"\s+(?:(?:crime|intelligence|investigation|disruption)\s+)*(?:task\s?force|teams?|squads?|unit|desk|branch|officers|detectives)"
    rf"(?:\s+(?:at|of|in|from)\s+(?:the\s+)?(?:[A-Z][\w’'&-]*\s+|and\s+|of\s+){{1,6}}|\s+)(?:\w+\s+){{0,2}}{RECORDED}\b",
    re.IGNORECASE,
)
# "They worked on fraud|, and the force recorded |40": what is said there is another thing.
NEXT_CLAUSE = re.compile(
    r"[,;]\s+(?:and|but|while)\s+(?:the\s+\w+|it|we|they|its\s+\w+)\s+(?:has\s+|have\s+|had\s+)?\w+", re.IGNORECASE
)
# "Hackers were visited, and |22 disruptions stopped": what is said of the one is not said of the other.
ANOTHER_SUBJECT = re.compile(r",\s+(?:and|but|while)\s+$", re.IGNORECASE)
# "against fraud| 20": the number of that threat.
OWN_NUMBER = re.compile(r"\s+(?:(?:just|only|about|around|some|over|another|a\s+further)\s+)*\d")
# "with drugs| the main target"
MAIN = re.compile(
    r"\s+(?:being\s+|as\s+)?(?:the|its|their|a)\s+(?:main|biggest|top|largest|chief|primary|commonest|most\s+common|leading|greatest|key|prime)\b"
)


def fronted(text: str, hits: list[Hit], low: int) -> bool:
    """Whether one of the threats in front of a figure is its own: "|Against drugs it led 120, against fraud 20"."""
    return any(BEFORE_LINK.search(text, max(low, hit.start - 40), hit.start) for hit in hits)


def said_of_some(text: str, figure: Figure, hit: Hit) -> bool:
    """Whether a threat behind a count is that of a share of it: "412 disruptions, |mostly against drugs"."""
    if figure.share is None and A_SHARE.search(text, figure.end, hit.start):
        return True
    # "Cyber: 61 disruptions, mostly of ransomware": what stands behind only says more of a label.
    if figure.rule != "disruption-count" or figure.part_of or text.endswith(": ", 0, figure.number.start):
        return False
    return bool(MOSTLY.search(text, figure.end, hit.start) or MAIN.match(text, hit.end))


def states_figures(text: str, low: int, high: int) -> bool:
    """Whether a paragraph above a table states figures of its own, and so introduces none."""
    said = text[low:high].rstrip()
    return said.endswith(".") and "disrupt" in said and any(character.isdigit() for character in said)


def is_of_a_team(text: str, hit: Hit, low: int, figure: Figure) -> bool:
    """Whether a threat is that of the team that acted, and no more is: not "the crime and |terrorism unit made"."""
    broader = hit.term.codes[0] in ("other", "all") or OF_ALL.search(text, max(low, hit.start - 24), hit.start)
    return not broader and TEAM.match(text, hit.end, figure.number.start) is not None
