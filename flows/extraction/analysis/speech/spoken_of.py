"""Who in a clause is only spoken of, though named right before its verb: "the letter to NAME said", "BODY, they said".

The object of a preposition is no subject, unless those who speak for it stand before: "a spokesperson for BODY".
All of it reads text in lower case, but for who is named by whose they are: "NAME's deputy, |OTHER, |said".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from flows.extraction.analysis.people.people import Person
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
# "on BODY| and |OTHER"
JOINTS = (" and ", ", and ", " and the ", " & ", " or ")
LOOKED_BACK = 60
# "BODY has failed|, the union |said", "…|, and a judge |said"
_OTHER = re.compile(
    r"[,;–—] (?:(?:and|but|while|as|when|where|so|because) )?"
    r"(?:the|an?|one|some|many|several|most|his majesty['’]s|her majesty['’]s) (?:[\w’'-]+ ){0,4}[\w’'-]+ \Z"
)
# "NAME| found a man who |said", "BODY| lost a case that |said"
_WHO = re.compile(r" ([a-z][\w-]+),? (?:who|that|which) (?:(?:has|had|have|also|later|then|once) ){0,2}\Z")
# "they met NAME|, who |said", "NAME|, who met the press and |said"
_ITS_OWN = re.compile(r", (who|which) (?:[^,“”\"]* )?\Z")
# What every match of `_OTHER` holds.
_DETERMINED = (" the ", " a ", " an ", " one ", " some ", " many ", " several ", " most ", " majesty")

# "NAME|'s colleague at the office, |OTHER, |said": whoever is named so speaks, and not whose they are.
_THEIRS = re.compile(r"['’]s? [^,.;:“”\"\n]{2,80}, (?=[A-Z])(?P<whose>[^,.;:“”\"\n]{2,80}),? (?:[a-z]+ ){0,2}\Z")
# "NAME, speaking at OTHER|'s school, |said"
_AT_THEIRS = re.compile(r"['’]s? [^,.;:“”\"\n]{2,80}, (?:[a-z]+ ){0,2}\Z")
# "NAME| of BODY, who |met OTHER, said"
_ASIDE = re.compile(
    r"(?: (?:of|from|at|for)(?: (?:[A-Z][\w’'&-]*|and|of|the|&)){1,8})?,?\s+(?:who|which)\b",
)


def is_object(folded: str, low: int, start: int) -> bool:
    """Whether what is named at a position is the object of a preposition behind another position."""
    words = folded[max(low, start - LOOKED_BACK) : start].split()
    while words and words[-1].rstrip(".") in BEFORE_NAMES:
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


def _subjects(folded: str, low: int, namings: Iterable[Naming], titles: dict[int, int]) -> Iterator[Naming]:
    """Those of several namings that may be a subject; `titles` is where each title begins that ends at a position."""
    end, refused = low, False
    for naming in namings:
        start = titles.get(naming.start - 1, naming.start)
        refused = is_object(folded, low, start) or (refused and folded[end:start] in JOINTS)
        refused = refused and folded[naming.end : naming.end + 1] not in ("'", "’")
        end = naming.end
        if not refused:
            yield naming


def may_speak(folded: str, low: int, verb: int, near: list[Naming], titles: dict[int, int]) -> list[Naming]:
    """Those of the namings before a verb that may be its subject: no objects, but "they met NAME, who |said"."""
    who = relative(folded, near[-1].end, verb) if near else None
    people = [naming for naming in near if isinstance(naming.speaker, Person)]
    if who == "which" or (who and people):
        return near if who == "which" else people
    return list(_subjects(folded, low, near, titles))


def relative(folded: str, end: int, verb: int) -> str | None:
    """The "who" or "which" behind a naming that ends at a position whose verb one is: "NAME|, who |said"."""
    found = _ITS_OWN.search(folded, end, verb) if ", wh" in folded[end:verb] else None
    return found[1] if found else None


def has_other_subject(folded: str, end: int, verb: int) -> bool:
    """Whether behind a naming that ends at a position a clause begins whose subject is another: ", the judge |said"."""
    behind = folded[end:verb]
    who = _WHO.search(folded, end, verb) if " who " in behind or " that " in behind or " which " in behind else None
    if who and who[1] not in WORKS:
        return True
    return any(word in behind for word in _DETERMINED) and _OTHER.search(folded, end, verb) is not None


def speaker_of(text: str, verb: int, near: list[Naming]) -> Naming | None:
    """Which of the namings before a verb, people among them, speaks: "NAME, who replaced OTHER, |said"."""
    people = [naming for naming in near if isinstance(naming.speaker, Person)]
    first, last = people[0], people[-1]
    if text[first.end : first.end + 1] in ("'", "’") and (theirs := _THEIRS.match(text, first.end, verb)):
        among = [naming for naming in near if naming.start >= theirs.start("whose")]
        return next((naming for naming in among if isinstance(naming.speaker, Person)), among[0] if among else None)
    theirs_too = text.startswith(("'", "’"), last.end) and text.startswith(", ", first.end)
    if theirs_too and _AT_THEIRS.match(text, last.end, verb):
        return first
    aside = _ASIDE.match(text, first.end) or text[last.end : verb].strip(" ") == ","
    return first if aside else last
