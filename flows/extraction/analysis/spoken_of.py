"""Who in a clause is only spoken of, though named right before its verb: "the letter to NAME said", "BODY, they said".

The object of a preposition is no subject, unless those who speak for it stand before: "a spokesperson for BODY".
All of it reads text in lower case.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from flows.extraction.analysis.namings import Naming

# "from" and "by" are no such prepositions: they say whose words they are.
_PREPOSITIONS = """
on of about into for to in at against with within inside across among between towards regarding concerning
"""
PREPOSITIONS = frozenset(_PREPOSITIONS.split())
# What may stand between one and a name.
_BEFORE_NAMES = "the neighbouring sir dame lord lady baroness dr prof professor mr mrs ms miss councillor cllr"
BEFORE_NAMES = frozenset(_BEFORE_NAMES.split())
# "|officers| at BODY", "in a |statement| of BODY", "|according| to BODY": who speaks for it, or its own words.
_VOICES = """
officer officers detective detectives investigators official officials bosses chief chiefs leader leaders head heads
manager managers director directors members representative representatives police staff team crews firefighters
behalf speaking words statement view account response reply voice website according
"""
VOICES = frozenset(_VOICES.split())
# "on BODY| and |OTHER"
JOINTS = (" and ", ", and ", " and the ", " & ", " or ")
LOOKED_BACK = 60
# "BODY has failed|, the union |said", "…|, and a judge |said"
_OTHER = re.compile(
    r"[,;–—] (?:(?:and|but|while|as|when|where|so|because) )?"
    r"(?:the|an?|one|some|many|several|most|his majesty['’]s|her majesty['’]s) (?:[\w’'-]+ ){0,4}[\w’'-]+ \Z"
)
# What every match of it holds.
_DETERMINED = (" the ", " a ", " an ", " one ", " some ", " many ", " several ", " most ", " majesty")


def is_object(folded: str, low: int, start: int) -> bool:
    """Whether what is named at a position is the object of a preposition behind another position.

    "For NAME, it is simple" opens with whose view it is.
    """
    words = folded[max(low, start - LOOKED_BACK) : start].split()
    while words and words[-1].rstrip(".") in BEFORE_NAMES:
        words.pop()
    if not words or (preposition := words.pop()) not in PREPOSITIONS:
        return False
    return words[-1] not in VOICES and not words[-1].startswith("spokes") if words else preposition != "for"


def subjects(folded: str, low: int, namings: Iterable[Naming], titles: dict[int, int]) -> Iterator[Naming]:
    """Those of several namings that may be a subject; `titles` is where each title begins that ends at a position."""
    end, refused = low, False
    for naming in namings:
        start = titles.get(naming.start - 1, naming.start)
        refused = is_object(folded, low, start) or (refused and folded[end:start] in JOINTS)
        end = naming.end
        if not refused:
            yield naming


def has_other_subject(folded: str, end: int, verb: int) -> bool:
    """Whether behind a naming that ends at a position a clause begins whose subject is another: ", the judge |said"."""
    behind = folded[end:verb]
    return any(word in behind for word in _DETERMINED) and _OTHER.search(folded, end, verb) is not None
