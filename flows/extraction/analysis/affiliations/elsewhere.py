"""Who holds a rank in a body that the text names and no vocabulary knows: a force abroad, a regiment.

Such a body is said right behind the name, "Sergeant NAME of the Royal Anglian Regiment", or right before the title,
"Swedish Police Inspector NAME", "UN Commissioner NAME". It is no reason to take the force that the text is on.
"""

from __future__ import annotations

import re

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.people.people import Person

RANKS = frozenset({"police-rank", "commissioner"})
# "NAME| of the |Royal Anglian Regiment"
_OF_THE = re.compile(r",? (?:of|from) the (?P<body>[A-Z][\w’'-]+(?: (?:(?:and|of|de|&) )?[A-Z][\w’'-]+){0,4})")
# What a part of a force has in its name, in lower case; one in capitals alone is a part of one too: "of the CID".
_PART = re.compile(
    r"unit|team|divis|department|command|squad|group|section|branch|directorate|bureau|offic|operation|hub|cent|"
    r"district|cid\b|investigat|crim|polic(?:e|ing)\b|road|traffic|response|neighbourhood|borough|area|force|service|constab|"
    r"homicide|protect|intelligence|standards|station|county|city|task|patrol|murder|major|serious|special|support|"
    r"north|south|east|west|met\b|safe|victim|fraud|economic|drug|rural|public|partnership|programme|custody|control"
)
# "|Swedish Police| Chief Inspector NAME", "|National Police| Commander NAME"
_POLICE = re.compile(
    r"\b(?:National|Federal|Dutch|French|German|(?!Scot|Brit|Engl|Corn|Ir)[A-Z][a-z]+(?:ian|ish|ese)) Police(?P<end>)"
    r"(?: [A-Z][\w/.]*){1,4} \Z"
)
# "|UN |Commissioner NAME"
_ACRONYM = re.compile(r"(?<![\w/.&-])(?!\w*P?F?CC\b)[A-Z]{2,5}(?P<end>) (?:(?:Deputy|Assistant) )?Commissioner \Z")
# "Chief Inspector Sir |NAME": the head of an inspectorate, and no rank of the police.
_HEADS = re.compile(r"\bChief Inspector,? (?:Sir|Dame) \Z", re.IGNORECASE)
_REACH = 70


def is_elsewhere(analysis: Analysis, person: Person) -> bool:
    """Whether a text says of somebody with a rank that they hold it in a body that is not known."""
    if not person.kinds & RANKS:
        return False
    return any(_before(analysis, start) or _behind(analysis, end) for start, end, _ in person.mentions)


def _behind(analysis: Analysis, end: int) -> bool:
    """Whether a name that ends at a position goes on with a body: "NAME| of the Royal Anglian Regiment"."""
    of = _OF_THE.match(analysis.text, end)
    if of is None or _PART.search(of["body"].lower()) or of["body"].isupper():
        return False
    low, high = of.start("body"), of.end()
    return not (analysis.mentions_in(low, high) or analysis.places_in(low, high))


def _before(analysis: Analysis, start: int) -> bool:
    """Whether the title before a name that starts at a position stands behind a body: "Greek Police Sergeant |NAME"."""
    text, low = analysis.text, max(0, start - _REACH)
    if text.endswith((" Sir ", " Dame "), low, start) and _HEADS.search(text, low, start):
        return True
    for pattern, word in ((_POLICE, " Police "), (_ACRONYM, "Commissioner ")):
        found = pattern.search(text, low, start) if word in text[low:start] else None
        if found:
            near = analysis.mentions_in(max(0, found.start() - _REACH), found.end("end"))
            return not any(mention.end >= found.end("end") for mention in near)
    return False
