"""The words of tables of disruptions: what is counted, what divides it, whose a row or column may be."""

from __future__ import annotations

import re

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.bodies.bodies import INSPECTED_KINDS
from flows.extraction.claims import Body

# What a heading, a label or a lead says of numbers that were not reached, only meant to be.
PLANNED = re.compile(r"\b(?:targets?|goals?|planned|forecasts?|expected|projected|ambitions?)\b", re.IGNORECASE)
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
# "were “frustrated” or “disrupted”": quotation marks say nothing here.
ANY_DISRUPTED = (
    rf"[“\"‘']?{DISRUPTED}(?:[”\"’']?\s*(?:,|/|\bor\b|\band\b)\s*(?:(?:or|fully|\w+ly)\s+)?[“\"‘']?{DISRUPTED}){{0,2}}"
)
LEVEL_OR_STRAND = re.compile(
    r"\b(?P<level>major(?!\s+(?:crime|incident)\b)|moderate|minor)\b|\b(?P<strand>Pursue|Prevent|Protect|Prepare)\b",
    re.IGNORECASE,
)
WHOLE = re.compile(
    r"\W*(?:total|all|(?:(?:whole|full|entire)\s+)year|(?:year|annual|grand|overall)\s+total|"
    r"(?:year|ytd)(?=\W*$)|year\s+to\s+date)\b",
    re.IGNORECASE,
)
# The row of what no other row of its table counts.
REST = re.compile(r"\W*(?:all\s+)?others?\W*", re.IGNORECASE)
# Words that may stand beside what divides the disruptions; with others, a line counts something else.
BESIDE = re.compile(
    r"(?:[\W_]|\b(?:of|which|against|the|and|or|other|all|total|in|to|for|by|as|related|offences?|crimes?|trade|people|"
    r"who|next|followed|came|together|gangs?|groups?|networks?|disruptions?|levels?|strands?|threats?|only|just|"
    r"were|was|graded|assessed|classed|rated|judged|led|supported|organised|by\s+means|through|under|using|activit(?:y|ies)|"
    r"work|heading|category|aimed|at|on|targeting|concerning|relating|linked|involving|impact|a|mere|our|its|their|"
    r"whole|full|entire|year|ytd|date|annual|grand|overall)\b)*",
    re.IGNORECASE,
)
# "Drug trafficking offences", "Firearms discharges": what is counted is another thing than disruptions.
OTHER_THINGS = re.compile(
    r"\b(?:offences|discharges|incidents|crimes|shootings|stabbings|deaths|seizures|arrests|victims|cases|reports)\W*$",
    re.IGNORECASE,
)
# "Pursue – arrests and charges": a strand, and what it is.
EXPLAINED = re.compile(r"\W*(?:Pursue|Prevent|Protect|Prepare)(?=\s[–—-]\s)")
# A heading of a column that is a year is no longer.
LONGEST_YEAR = 12
# "2021", "2021/22", "2021-2022"
A_YEAR = r"(?:19|20)\d\d(?:[/–-]\d\d(?:\d\d)?)?"
# "2023" over a column
YEAR_ALONE = re.compile(r"[\W_]*(?P<year>(?:19|20)\d\d)[\W_]*")
RATE = re.compile(
    r"\b(?:per|for\s+every|for\s+each)\s+(?P<base>1,?000|100,?000)\b(?:\s+(?:people|population|of\s+population|"
    r"residents|inhabitants|head))?|"
    r"\b(?<!for\s)(?<!\bin\s)(?<!over\s)(?<!within\s)(?<!during\s)(?<!once\s)(?:a|per|each|every)\s+(?P<unit>day|week|month)\b(?!\s+of\b|-)|\b(?P<adverb>daily|weekly|monthly)\b",
    re.IGNORECASE,
)
ADVERBS = {"daily": "day", "weekly": "week", "monthly": "month"}
ACTING_KINDS = frozenset(INSPECTED_KINDS - {"fire-service"} | {"government-department", "other"})
# Bodies that watch, pay or speak for others do not disrupt crime themselves.
OVERSEES = re.compile(
    r"\b(?:authority|boards?|panel|committee|council|commission|federation|union|association|college|university|"
    r"audit|trust|charity|society|foundation|forum|parliament|assembly|partnership|institute|chamber)\b",
    re.IGNORECASE,
)
POLICING_KINDS = ACTING_KINDS - {"government-department", "other"}
# A row of the whole country, which stands beside a body's own for comparison.
OF_MANY = re.compile(
    r"\b(?:all|other)\s+(?:UK\s+)?(?:forces|units|agencies)\b|\bnation(?:al(?:ly)?|wide)\b", re.IGNORECASE
)


def divides(analysis: Analysis, label: tuple[int, int]) -> bool:
    """Whether a label is one that disruptions are divided by, and no more: a threat, level, strand, or the whole."""
    text = analysis.text[slice(*label)].split(" (")[0]
    text = explained.group() if (explained := EXPLAINED.match(text)) else text
    hits = analysis.threats_in(label[0], label[0] + len(text))
    threats = [(hit.start - label[0], hit.end - label[0]) for hit in hits]
    spans = threats or [match.span() for match in LEVEL_OR_STRAND.finditer(text)]
    for start, end in reversed(spans):
        text = text[:start] + text[end:]
    if OTHER_THINGS.search(analysis.text, *label):
        return False
    named = bool(spans or WHOLE.match(text) or REST.fullmatch(text)) and not analysis.mentions_in(*label)
    return named and bool(BESIDE.fullmatch(text))


def year_alone(text: str, start: int, end: int) -> str | None:
    """The year that a heading consists of."""
    match = YEAR_ALONE.fullmatch(text, start, end) if end - start < LONGEST_YEAR else None
    return match["year"] if match else None


def rate_at(text: str, low: int, high: int) -> tuple[str, re.Match[str]] | None:
    """The code of the first unit of rates in a slice, and its match."""
    match = RATE.search(text, low, high)
    if not match:
        return None
    if match["base"]:
        return f"per-{match['base'].replace(',', '')}-people", match
    unit = match["unit"] or ADVERBS[match["adverb"].lower()]
    return f"per-{unit.lower()}", match


def acts(body: Body) -> bool:
    """Whether a body can have disrupted crime itself."""
    return body.kind in ACTING_KINDS and (body.kind in POLICING_KINDS or not OVERSEES.search(body.name))


def is_row_of_many(analysis: Analysis, first: tuple[int, int]) -> bool:
    """Whether a row is of the whole country, and not of a body whose name says so."""
    told = OF_MANY.search(analysis.text, *first)
    return told is not None and not any(m.start <= told.start() < m.end for m in analysis.mentions_in(*first))
