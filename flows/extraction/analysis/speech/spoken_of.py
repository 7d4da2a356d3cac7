"""Who in a clause is only spoken of, though named right before its verb: "the letter to NAME said".

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
# "|officers| at BODY", "|speaking| for BODY": who speaks for it.
_PEOPLE = """
officer officers detective detectives investigators official officials bosses chief chiefs leader leaders head heads
manager managers director directors members representative representatives police staff team crews firefighters speaking
"""
PEOPLE = frozenset(_PEOPLE.split())
OF_PEOPLE = frozenset(["of", "for", "at", "in", "with", "within", "inside", "across"])
# "in a |statement| of BODY", "a letter |sent| by BODY": its own words.
_WORKS = """
behalf words statement statements comment comments response reply voice website tweet post message release letter email
update notice briefing blog issued published released posted written made shared sent
"""
WORKS = frozenset(_WORKS.split())
OF_WORKS = frozenset(["of", "by"])
# "the |report| by BODY": its own words too, but "of" it they are on it.
_REPORTS = (
    "report review study survey inspection findings summary analysis audit assessment research paper document page"
)
REPORTS = frozenset(_REPORTS.split())
# "For NAME, it is simple" opens with whose view it is.
OPENINGS = (("", "for"), ("according", "to"))
LOOKED_BACK = 60


def is_object(folded: str, low: int, start: int) -> bool:
    """Whether what is named at a position is the object of a preposition behind another position."""
    words = folded[max(low, start - LOOKED_BACK) : start].split()
    if words and words[-1] == "the":
        words.pop()
    if not words or (preposition := words.pop()) not in PREPOSITIONS:
        return False
    before = words[-1] if words else ""
    if before in PEOPLE or before.startswith("spokes"):
        return preposition not in OF_PEOPLE
    if before in WORKS:
        return preposition not in OF_WORKS
    if before in REPORTS:
        return preposition != "by"
    return (before, preposition) not in OPENINGS


def subjects(folded: str, low: int, namings: Iterable[Naming], titles: dict[int, int]) -> Iterator[Naming]:
    """Those of several namings that may be a subject; `titles` is where each title begins that ends at a position."""
    for naming in namings:
        refused = is_object(folded, low, titles.get(naming.start - 1, naming.start))
        # "at NAME|'s request": not NAME is the object.
        if not refused or folded[naming.end : naming.end + 1] in ("'", "’"):
            yield naming
