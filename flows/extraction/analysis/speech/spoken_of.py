"""Who in a clause is only spoken of, though named right before its verb: "the letter to NAME said", "BODY, they said".

The object of a preposition is no subject, unless those who speak for it stand before: "a spokesperson for BODY".
All of it reads text in lower case.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from flows.extraction.analysis.speech.namings import Naming

# "from" is no such preposition: it says whose words they are.
_PREPOSITIONS = """
on of about into for to in at against with within inside across among between towards regarding concerning near
outside around through under over by
"""
PREPOSITIONS = frozenset(_PREPOSITIONS.split())
# What may stand between one and a name.
_BEFORE_NAMES = "the neighbouring sir dame lord lady baroness dr prof professor mr mrs ms miss councillor cllr"
BEFORE_NAMES = frozenset(_BEFORE_NAMES.split())
# "|officers| at BODY", "|speaking| for BODY", "in a |statement| of BODY", "a letter |sent| by BODY": who speaks for it,
# and its own words.
_VOICES = """
officer officers detective detectives investigators official officials bosses chief chiefs leader leaders head heads
manager managers director directors members representative representatives police staff team crews firefighters speaking
behalf words statement statements comment comments response reply voice website tweet post message release letter email
update notice briefing blog issued published released posted written made shared sent
"""
VOICES = frozenset(_VOICES.split())
OF_VOICES = frozenset(["of", "for", "at", "in", "with", "within", "inside", "across", "by"])
# "the |report| by BODY": its own words too, but "of" it they are on it.
_REPORTS = (
    "report review study survey inspection findings summary analysis audit assessment research paper document page"
)
REPORTS = frozenset(_REPORTS.split())
# "For NAME, it is simple" opens with whose view it is.
OPENINGS = (("", "for"), ("according", "to"))
# "on BODY| and |OTHER"
JOINTS = (" and ", ", and ", " and the ", " & ", " or ")
LOOKED_BACK = 60


def is_object(folded: str, low: int, start: int) -> bool:
    """Whether what is named at a position is the object of a preposition behind another position."""
    words = folded[max(low, start - LOOKED_BACK) : start].split()
    while words and words[-1].rstrip(".") in BEFORE_NAMES:
        words.pop()
    if not words or (preposition := words.pop()) not in PREPOSITIONS:
        return False
    before = words[-1] if words else ""
    if before in VOICES or before.startswith("spokes"):
        return preposition not in OF_VOICES
    return preposition != "by" if before in REPORTS else (before, preposition) not in OPENINGS


def subjects(folded: str, low: int, namings: Iterable[Naming], titles: dict[int, int]) -> Iterator[Naming]:
    """Those of several namings that may be a subject; `titles` is where each title begins that ends at a position."""
    end, refused = low, False
    for naming in namings:
        start = titles.get(naming.start - 1, naming.start)
        refused = is_object(folded, low, start) or (refused and folded[end:start] in JOINTS)
        refused = refused and folded[naming.end : naming.end + 1] not in ("'", "’")
        end = naming.end
        if not refused:
            yield naming
