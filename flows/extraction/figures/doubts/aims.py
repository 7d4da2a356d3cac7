"""Whether what stands in the infinitive was done: "helped to disrupt 14 gangs", not "given money to disrupt them"."""

from __future__ import annotations

import re

from flows.extraction.figures.words.hints import Hints
from flows.extraction.figures.words.types import Figure

# How far before a verb the words stand that say whether it was done.
LONGEST_GOVERNOR = 120
# The verbs of groups, in the infinitive or as a gerund, that open a figure.
INFINITIVE = re.compile(r"(?:disrupt|dismantle|take\s|break\s|bring\s|shut\s|put\s)(?!\w)", re.IGNORECASE)
GERUND = re.compile(r"(?:disrupt|dismantl|smash|frustrat|foil|thwart|break|tak|bring|shutt|putt)ing\b", re.IGNORECASE)
# "to |disrupt", "to find and |disrupt"
TO = re.compile(
    r"\bto\s+(?:\w+ly\s+|further\s+|also\s+|help\s+)?(?:\w+(?:,\s\w+)?\s+(?:and|or|then)\s+)?$", re.IGNORECASE
)
# "to make |14 disruptions"
TO_MAKE = re.compile(
    r"\bto\s+(?:\w+ly\s+|help\s+)?(?:make|achieve|deliver|record|lead|carry\s+out|secure|reach|hit|complete|conduct|manage|"
    r"support|produce|bring\s+about|claim|log)\s+(?:(?:just|only|some|over|about|around|nearly|almost|more\s+than|at\s+least|a\s+total\s+of|"
    r"as\s+many\s+as|another|a\s+further|the|its|an?)\s+){0,3}$",
    re.IGNORECASE,
)
# What came of it, with the words up to "to": "helped partners| to", "used new powers| to", "went on| to".
CAME_OF_IT = re.compile(
    r"\b(?:help(?:s|ed|ing)|manag(?:ed|es|ing)|(?<!be\s)able|enabl(?:ed|es|ing)|allow(?:ed|s|ing)|(?<!be\s)us(?:ed|ing)|led|went\s+on|gone\s+on|goes\s+on|"
    r"worked|continued|combined|joined\s+forces|teamed\s+up|came\s+together|collaborated|supported(?!\s+by)|assisted|support(?:ing)|took\s+action|"
    r"taken\s+action|acted|first|proceeded|succeeded|contributed|partnered|pulled\s+together|stepped\s+in)"
    r"(?:,?\s+(?!(?:attempt|bid|effort|aim|plan|quest|drive|power|fight|task|priority|order|need|hope|job|step|is|are|was|were|be|must)s?\b)[\w’'&-]+){0,8}?,?\s+$",
    re.IGNORECASE,
)
# "Its job is |disrupting", "dedicated to |dismantling", "a strategy of |disrupting"
MEANT = re.compile(
    r"\b(?:(?:job|role|task|aims?|goal|priority|priorities|mission|focus|work|purpose|objectives?|duty|remit|strategy|business|plan|challenge)\s+"
    r"(?:(?:now|here|always|there)\s+)?(?:is|was|of|are|includes?|remains?|for)|(?:dedicated|devoted|committed|close|approach|way|assigned|turn(?:ed|ing)?|attention)\s+to|"
    r"(?:focus\w*|working|works?|concentrat\w+|intent|bent|set|keen|lead(?:s|ing)?|targeted|centred|spent|spend(?:s|ing)?)\s+on|(?:aimed|directed)\s+at|"
    r"(?:need|means|charged|strateg\w+|charge|used|money|funding|cash|grant|responsibility|resources|capacity|budget)\s+(?:with|for|of))\s+(?:\w+ly\s+)?(?:\w+ing\s+(?:and|or)\s+)?$",
    re.IGNORECASE,
)


def is_meant(text: str, figure: Figure, low: int, hints: Hints) -> bool:
    """Whether a figure is only what somebody is to do, is at or has been given the means for."""
    if figure.rule == "groups-active":
        at, gerund = figure.start, GERUND.match(text, figure.start)
        if gerund:
            return MEANT.search(text, max(low, at - LONGEST_GOVERNOR), at) is not None
        to = TO.search(text, max(low, at - LONGEST_GOVERNOR), at) if INFINITIVE.match(text, at) else None
    elif figure.rule == "disruption-count" and "to-make" in hints:
        at = figure.number.start
        to = TO_MAKE.search(text, max(low, at - LONGEST_GOVERNOR), at)
    else:
        return False
    return to is not None and not CAME_OF_IT.search(text, max(low, to.start() - LONGEST_GOVERNOR), to.start())
