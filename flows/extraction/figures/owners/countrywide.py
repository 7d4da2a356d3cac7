"""Figures of the whole country, which are no single force's even where only one is named beside them."""

from __future__ import annotations

import re
from itertools import pairwise

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.reference.discourse import listed
from flows.extraction.analysis.text.layout import Sentence
from flows.extraction.claims import Body
from flows.extraction.figures.words.hints import Hints
from flows.extraction.figures.words.nouns import DISRUPTED, holds
from flows.extraction.figures.words.owner_words import ACTING_KINDS
from flows.extraction.figures.words.types import Figure
from schemas import vocabularies

# Bodies whose work is of one part of the country.
LOCAL_KINDS = frozenset({"territorial-force", "regional-unit"})
_COUNTRY = r"(?:country|nation|land|UK|United\s+Kingdom|England(?:\s+and\s+Wales)?|(?:Great\s+)?Britain)"
_WIDE = (
    rf"(?:nationally|nationwide|countrywide|country-wide|UK-wide|(?:across|throughout|around|up\s+and\s+down)\s+"
    rf"(?:(?:the\s+)?whole\s+(?:of\s+)?)?(?:the\s+)?{_COUNTRY}|in\s+England\s+and\s+Wales|in\s+the\s+(?:UK|country)\s+as\s+a\s+whole)"
)
# "702 disruptions| were recorded by law enforcement| across the UK"
_MADE = rf"(?:made|recorded|reported|delivered|carried\s+out|logged|achieved|{DISRUPTED})"
_BY_ALL = (
    r"(?:\s+(?:made\s+)?by\s+(?:all\s+|the\s+)?"
    r"(?:law\s+enforcement(?:\s+agencies)?|policing|police|(?:police\s+)?forces|units|agencies|partners))"
)
WIDE = re.compile(rf"\b{_WIDE}\b", re.IGNORECASE)
# "702 disruptions |of gangs in England and Wales", not "702 disruptions, the most in England and Wales".
WIDE_BEHIND = re.compile(
    rf"(?:\s+(?:of|against)\s+(?:(?!\b(?:is|are|was|were)\b)[^,.;:]){{2,40}}?)?"
    rf"(?:\s+(?:were|was|(?:have|has|had)\s+been)\s+{_MADE})?{_BY_ALL}?\s+{_WIDE}\b",
    re.IGNORECASE,
)
# "3,204 disruptions| across the region", "Regionally, |3,204 disruptions were recorded": of several forces.
_NAMED = sorted({e.region for e in vocabularies.bodies().values() if e.kind == "regional-unit" and e.region})
_REGION = (
    r"(?:regionally|region-?wide|(?:across|throughout|around|in|within|over)\s+(?:(?:the\s+)?whole\s+(?:of\s+)?)?the\s+"
    rf"(?:region|(?:{'|'.join(_NAMED)})|\w+ern\s+region)\b(?!\s+(?:region(?:al)?\s+)?(?:unit|organised|ROCU)))"
).replace(" ", r"\s")
REGION = re.compile(rf"\b{_REGION}", re.IGNORECASE)
REGION_BEHIND = re.compile(
    rf"(?:\s+(?:of|against)\s+(?:(?!\b(?:is|are|was|were)\b)[^,.;:]){{2,40}}?)?(?:\s+(?:were\s+)?(?:recorded|made|led|achieved))?\s+{_REGION}",
    re.IGNORECASE,
)
REGIONS = ("region", *(name.lower() for name in _NAMED))
# "412 of |the region's 3,204 disruptions"
REGIONS_OWN = re.compile(r"\bthe\s+(?:region|country|nation)['’]s\s+(?:[a-z]+\s+){0,2}$", re.IGNORECASE)
# "Its five forces |led 610", "The ROCU network |recorded 5,100", "The region |recorded 3,204", "Policing |made 9"
SEVERAL_ACT = re.compile(
    r"(?:^|[.:;“\"]\s*|['’]s\s+|\b(?:that|but|while)\s+|\band\s+(?=(?:its|their)\s)|,\s+|\d\s+)"
    r"(?:the\s+region|(?:policing|law\s+enforcement)(?:\s+(?:partners|agencies))?|"
    r"(?:(?:the|all|its|their|those|these|our|ten|nine|both)\s+)*(?:regional\s+organised\s+crime\s+units|ROCUs|(?:ROCU|regional)\s+network|"
    r"(?:(?:two|three|four|five|six|seven|partner|member|constituent|other|local|home)\s+)+(?:police\s+)?forces|forces\s+(?:in|of|across)\s+(?:the|its)\s+region))"
    r"\s+(?:also\s+|together\s+|have\s+|had\s+|\w+ly\s+)*"
    rf"(?:made|recorded|reported|delivered|carried\s+out|logged|achieved|led|saw|{DISRUPTED})\s+(?:[a-z]+\s+){{0,4}}$",
    re.IGNORECASE,
)
# "Together that is |930 disruptions", not "Between them, A and B made |930"
TOGETHER = re.compile(
    r"(?:(?:Taken|Put|Added)\s+together|Together|Between\s+them|Combined|Jointly),?\s+(?:with\s+[^,.;]{2,40},\s+)?(?:that|this|it|these|those)\b"
)
# "Police forces |disrupted 702 gangs", "All forces together |made 702 disruptions"
FORCES_ACT = re.compile(
    r"(?:^|[.:;“\"]\s*|\b(?:and|that|but|while)\s+)(?:(?:in|last|over|during)\s[^,.;:]{2,30},\s+)?"
    r"(?:(?:all|UK|the\s+country['’]s|the\s+nation['’]s)\s+)*(?:police\s+)?forces(?:\s+(?:as\s+a\s+whole|together|everywhere|between\s+them|combined|"
    r"across\s+[^,.;:]{2,30}?))?\s+(?:have\s+|had\s+|\w+ly\s+)?"
    rf"(?:made|recorded|reported|delivered|carried\s+out|logged|achieved|led|{DISRUPTED})\s+(?:[a-z]+\s+){{0,4}}$",
    re.IGNORECASE,
)
# "|A multi-agency partnership disrupted 12 gangs, BODY says": several that work together, and are named nowhere. "The
# partnership" was named before.
OTHERS_OPEN = re.compile(
    r"(?:The\s+(?:county|city|borough|district|local)\s+council\b|"
    r"An?\s+(?:[\w’-]+\s+){0,3}?(?:partnership|task\s?force|coalition|alliance|consortium)|"
    r"(?:(?:Several|Some|Many|Most|Various|All|Other|Local|Regional)\s+)?(?:[\w-]+\s+)?(?:agencies|partners|authorities))\b",
    re.IGNORECASE,
)
# "The NAME Partnership| disrupted 12 gangs", "NAME Council|'s licensing team disrupted": no body that acts for others.
OTHERS_ACT = re.compile(
    rf"(?:['’]s)?(?:\s+(?!and\b|but\b)[a-z][\w-]*){{0,4}}?\s+(?:(?:has|have|had|also|\w+ly)\s+){{0,2}}(?:recorded|made|led|supported|"
    rf"delivered|achieved|logged|carried\s+out|{DISRUPTED})\b"
)
NAMED_OTHERS = ("partnership", "council", "alliance", "coalition", "consortium")
BY = re.compile(r"\s+(?:(?:of|against)\s+[^,.;:]{2,40}?\s+)?(?:\w+\s+)?by\b")
# "|Between them, A and B dismantled 19 gangs", "A and B |together dismantled 19 gangs": of no one of them.
BETWEEN_THEM = re.compile(r"(?:Between\s+them|Together|Combined|Collectively|Jointly),?\s+(?:the\s+)?$")
JOINTLY = re.compile(
    r"[,\s]+(?:(?:have|has|had)\s+)?(?:between\s+them|together|jointly|collectively|combined)\b(?!\s+with\b)",
    re.IGNORECASE,
)
JOINTLY_BEHIND = re.compile(rf"(?:\s+(?:of|against)\s+[^,.;:\d]{{2,40}}?)?{JOINTLY.pattern}", re.IGNORECASE)
# "contributed 120 of |the 830 disruptions in the region": of the region, whoever made a part of them.
WHOLE_OF_PART = re.compile(
    r"\d\s+(?:\([^()]{1,20}\)\s+)?(?:out\s+)?of\s+(?:(?:the|all|some|about|a|total|of)\s+){0,3}$"
)
BY_SOMEBODY = re.compile(r"[^.,;:\d]*\bby\b")
# "4,000 lines were disrupted |in A, B and C": of none of them alone.
IN_PLACES = re.compile(r"[^.,;:]{0,60}\b(?:in|across)\s+(?:the\s+)?(?:[A-Z][\w-]+,\s+){0,3}$")
AND_PLACE = re.compile(r"(?:,|,?\s+and)\s+(?:the\s+)?")
IT = re.compile(r"\b(?:it|its|we|our|the\s+(?:force|constabulary|unit))\b", re.IGNORECASE)
# Words, in lower case, without one of which nothing is said to be of the whole country.
WORDS = ("nation", "countr", "england", "uk", "united kingdom", "britain", "the land", "forces")
# "the best |in England and Wales": only what a figure is measured against.
MEASURED = re.compile(
    r"\b(?:most|least|fewest|best|worst|\w+est|first|second|third|average|rate|than|other|any|only)\b[^.;:]{0,30}$",
    re.IGNORECASE,
)
# Why such a figure, or a row of a table that is of all forces, is refused.
OF_THE_COUNTRY, OF_ALL_FORCES = "of the whole country", "a row of all forces together"
OF_OTHERS = "of several that work together and are not named"
CLAUSE = re.compile(r"[.;:“\"]")
FAR = 120
# A row of the whole country, which stands beside a body's own for comparison.
OF_MANY = re.compile(
    r"\b(?:all|other)\s+(?:UK\s+)?(?:forces|units|agencies)\b|\bnation(?:al(?:ly)?|wide)\b", re.IGNORECASE
)


def is_countrywide(analysis: Analysis, sentence: Sentence, figure: Figure, body: Body, hints: Hints) -> bool:
    """Whether a figure is said to be of the whole country, and its body is of one part of it."""
    if body.kind not in LOCAL_KINDS:
        return False
    text, at = analysis.text, figure.number.start
    low = max(sentence.start, at - FAR)
    if _is_of_several(analysis, sentence, figure, body, hints) or _is_led_in_so(analysis, sentence):
        return True
    if "wide" not in hints:
        return False
    if WIDE_BEHIND.match(text, figure.end, sentence.end) or FORCES_ACT.search(text[low:at]):
        return True
    for wide in WIDE.finditer(text, low, at):
        apart = CLAUSE.search(text, wide.end(), at) or MEASURED.search(text, low, wide.start())
        named = [*analysis.mentions_in(wide.end(), at), *analysis.places_in(wide.end(), at)]
        if not apart and not named:
            return True
    return False


def is_more_of_several(text: str, low: int, figure: Figure, whole: Figure | None) -> bool:
    """Whether what looks like a part is greater than its whole, and several others made it: "Its forces led |610"."""
    number = figure.number
    greater = whole is not None and number.whole and whole.number.whole and number.value > whole.number.value
    return bool(greater and SEVERAL_ACT.search(text[max(low, number.start - FAR) : number.start]))


def _is_of_several(analysis: Analysis, sentence: Sentence, figure: Figure, body: Body, hints: Hints) -> bool:
    """Whether a figure is that of a region, or of several forces or units that are not named."""
    text, at = analysis.text, figure.number.start
    low = max(sentence.start, at - FAR)
    if "several" in hints and (SEVERAL_ACT.search(text[low:at]) or REGIONS_OWN.search(text, low, at)):
        return True
    if _is_of_several_places(analysis, sentence, figure):
        return True
    folded = analysis.view.folded[low : min(sentence.end, figure.end + FAR)]
    if body.kind != "territorial-force" or not holds(folded, REGIONS):
        return False
    if WHOLE_OF_PART.search(text, low, at) and REGION_BEHIND.match(text, figure.end, sentence.end):
        return True
    if _names(analysis, sentence.start, at, body):
        return False
    for wide in REGION.finditer(text, low, at):
        if not CLAUSE.search(text, wide.end(), at) and not MEASURED.search(text, low, wide.start()):
            return True
    behind = REGION_BEHIND.match(text, figure.end, sentence.end)
    return behind is not None and not BY_SOMEBODY.match(text, behind.end(), sentence.end)


def _is_of_several_places(analysis: Analysis, sentence: Sentence, figure: Figure) -> bool:
    """Whether what nobody is said to have done was done in the places of several bodies."""
    places = analysis.places_in(figure.end, sentence.end)[:2] if figure.rule == "groups-passive" else []
    if len(places) < 2 or places[0].body == places[1].body or analysis.mentions_in(sentence.start, figure.number.start):
        return False
    led = IN_PLACES.fullmatch(analysis.text, figure.end, places[0].start)
    return led is not None and AND_PLACE.fullmatch(analysis.text, places[0].end, places[1].start) is not None


def _names(analysis: Analysis, low: int, high: int, body: Body) -> bool:
    """Whether a slice names a body, or says "it" or "we" and so speaks of it."""
    named = [*analysis.mentions_in(low, high), *analysis.places_in(low, high)]
    return any(m.body == body for m in named) or IT.search(analysis.text, low, high) is not None


def _is_led_in_so(analysis: Analysis, sentence: Sentence) -> bool:
    """Whether a line of a list stands under words on the whole country: "Results nationally:"."""
    lead = analysis.lead_of(sentence.block) if sentence.block.kind == "bullet" else None
    if lead is None or not holds(analysis.view.folded[lead.start : lead.end], WORDS):
        return False
    wide = WIDE.search(analysis.text, lead.start, lead.end)
    named = [*analysis.mentions_in(lead.start, lead.end), *analysis.places_in(lead.start, lead.end)]
    return wide is not None and not any(m.body.kind in LOCAL_KINDS for m in named)


def is_of_others(analysis: Analysis, sentence: Sentence, figure: Figure, hints: Hints) -> bool:
    """Whether a sentence is about partners or agencies that no body is named for before the figure."""
    low, at = sentence.start, figure.number.start
    if "joined" in hints and _is_joint(analysis, sentence, figure):
        return True
    if "named-others" in hints and _is_of_named_others(analysis, sentence, figure):
        return True
    if "others" not in hints:
        return False
    opens = OTHERS_OPEN.match(analysis.text, low, at) or TOGETHER.match(analysis.text, low, at)
    return opens is not None and not analysis.mentions_in(low, at) and not analysis.places_in(low, opens.end())


def _is_joint(analysis: Analysis, sentence: Sentence, figure: Figure) -> bool:
    """Whether several bodies are said to have done what is counted between them."""
    named = [m for m in analysis.mentions_in(sentence.start, figure.number.start) if m.body.kind in ACTING_KINDS]
    joined = [(a, b) for a, b in pairwise(named) if a.body != b.body and listed(analysis, a, b)]
    if not joined:
        return False
    first, last = joined[0][0], joined[-1][1]
    opens = BETWEEN_THEM.search(analysis.text, sentence.start, first.start)
    behind = JOINTLY_BEHIND.match(analysis.text, figure.end, sentence.end)
    return any((opens, JOINTLY.match(analysis.text, last.end, figure.number.start), behind))


def _is_of_named_others(analysis: Analysis, sentence: Sentence, figure: Figure) -> bool:
    """Whether a partnership or council is said to have acted, and nobody else after it."""
    low, at = sentence.start, figure.number.start
    last = next(iter(analysis.mentions_in(low, at)[-1:]), None)
    if last is None or not holds(last.body.name.lower(), NAMED_OTHERS) or analysis.places_in(last.end, at):
        return False
    acts = OTHERS_ACT.match(analysis.text, last.end, at)
    apart = acts is None or CLAUSE.search(analysis.text, last.end, at)
    return not apart and not BY.match(analysis.text, figure.end, sentence.end)


def is_row_of_many(analysis: Analysis, first: tuple[int, int]) -> bool:
    """Whether a row is of the whole country, and not of a body whose name says so."""
    told = OF_MANY.search(analysis.text, *first)
    return told is not None and not any(m.start <= told.start() < m.end for m in analysis.mentions_in(*first))
