"""What a text says somebody is: the words of a role, the kind of title in it, and the body it is held at.

A role stands before a name ("Detective Superintendent NAME", "the chairman of the board, NAME"), after it ("NAME,
the unit's deputy head", "NAME (Chief Constable)") or in a clause of its own ("NAME, who chairs the panel").
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from flows.extraction.analysis.bodies.mentions import POLICE_KINDS
from flows.extraction.analysis.people.names import ADVERBS, SPEECH
from flows.extraction.analysis.text.lexicon import Hit, body_lexicon, title_lexicon
from flows.extraction.analysis.text.view import View
from flows.extraction.claims import Body
from schemas.vocabularies import Title

# Words before a title that belong to the role: "temporary", "newly elected", "T/".
_MODIFIERS = (
    "regional|temporary|acting|interim|deputy|assistant|associate|former|retired|then|outgoing|detective|senior|joint|vice|"
    "national|strategic|divisional|current|newly[- ]appointed|elected|chief|area|group|general|permanent|independent|"
    "policy|operations|route|duty"
)
# Reads text in lower case.
MODIFIERS = re.compile(rf"(?:(?:(?<!\w)(?:{_MODIFIERS})\s+)|(?<!\w)[ta](?:/|\.)\s*)+$")
# What the words before a title end with where the last of them may be a modifier.
LAST_OF_MODIFIERS = (*(f"{word.rpartition(']')[2]} " for word in _MODIFIERS.split("|")), "/", ".", "/ ", ". ")
# What every match of `FORMER` holds, in lower case.
_FORMER = ("former", "retired", "then", "previous", "predecessor", "ex-")
FORMER = re.compile(rf"(?i)\b(?:{'|'.join(_FORMER)})\b")
OF = re.compile(r"\s*,?\s+(?:of|for|at|from|in|with)\s+(?:the\s+)?")
# Where the words of a role end: at a mark, or before the verb whose subject the person is.
ROLE_END = re.compile(
    rf"[,:;()“”\"–—\n|]|\.(?=\s|$)|\s+(?=I\s|cc\b|and\s+an?\s+former\s+[A-Z]|for\s+(?:\w+\s+){{0,3}}years\b)|\s+(?={ADVERBS}(?:which|that|is|was|will|"
    r"today)?\s*"
    rf"(?:{SPEECH}|has|have|had|who|which|was|were|is|will|speaks?|spoke|speaking|took|visited|joined|met|attended|"
    r"wants?|hopes?|gave|stands?|stood|on behalf)\b)"
)
# A body that only a noun refers to: "the unit's", "its", ", whose", "of the force"; "his" is that of the person before.
_POSSESSOR = re.compile(
    r"(?i)\b(?:(?P<its>its|their|(?:whose|his|her|my|our)(?=\s+$))|(?:the|this|"
    r"our)\s+(?P<noun>[\w-]+(?:\s[\w-]+){0,3})['’]s?)\s+(?:[\w-]+\s+){0,3}$"
)
# One of the last words before a title ends so where a possessor stands there.
_POSSESSOR_ENDS = ("its", "their", "whose", "his", "her", "my", "our", "'", "’", "'s", "’s")
THE_NOUN = re.compile(r"(?:the|its|our)\s+(?P<noun>[A-Za-z][\w-]*(?:\s[a-z][\w-]*){0,3})")
OF_NOUN = re.compile(rf"\s*,?\s+(?:of|for|at|from)\s+{THE_NOUN.pattern}")
# "chief executive|, OPCC", "director| of assurance in the Commissioner's office"
THE_OFFICE = "commissioner's office"
OF_OFFICE = re.compile(
    r"(?: of [a-zA-Z]\w+(?: (?:and |& )?[a-zA-Z]\w+){0,2})?(?:,| of| at| in| from| for)? (?:the )?"
    r"(?:O[A-Z]?PF?CC\b|[Cc]ommissioner['’]s [Oo]ffice\b)"
)
LONGEST = 140

# "Kent |Police and Crime Panel chair|": a title that begins with a word of a body's name.
_POLICE = "police and crime panel "
_REACH = 40

OFFICE = frozenset({"commissioner-office"})
INSPECTORATE = frozenset({"inspectorate"})
AGENCIES = frozenset({"national-agency"})
FIRE = frozenset({"fire-service"})
# The bodies a title without a body can belong to, in the order they are tried.
BODIES_OF_TITLE = {
    "police-rank": (POLICE_KINDS | {"regional-unit"}, AGENCIES),
    "fire-rank": (FIRE,),
    "inspector": (INSPECTORATE,),
    "agency-head": (AGENCIES,),
    "commissioner": (OFFICE | POLICE_KINDS, FIRE),
}


def may_hold(kind: str, body: Body) -> bool:
    """Whether a body can be the one a kind of title belongs to; one of a kind without bodies of its own any can."""
    return kind not in BODIES_OF_TITLE or any(body.kind in kinds for kinds in BODIES_OF_TITLE[kind])


@dataclass(slots=True)
class Role:
    """A role given to a name: its words, the kind of title it holds, and the body it names.

    `title` is that title's full spelling. Where the role only refers to the body, `noun` is the word that does ("unit",
    or "its", "whose", "his") and `position` where it stands. `side`: where it stands, seen from the name.
    """

    text: str
    kind: str
    organisation: Body | None = None
    noun: str | None = None
    position: int = 0
    title: str | None = None
    side: str = ""


def titles_of(view: View) -> list[Hit]:
    """The titles of a view; of a panel named with its force's place only its chair's own: "Kent Police … |chair"."""
    found = []
    for hit in title_lexicon().find(view):
        found += _chair_alone(view, hit) if view.folded.startswith(_POLICE, hit.start, hit.end) else [hit]
    return found


def _chair_alone(view: View, hit: Hit) -> list[Hit]:
    """A panel's chair, without the panel where words before make it part of the name of one."""
    ends = hit.start + len("police")
    named = body_lexicon().find_in(view, max(0, hit.start - _REACH), ends)
    if not any(body.end == ends and body.start < hit.start for body in named):
        return [hit]
    return title_lexicon().find_in(view, hit.start + len(_POLICE), hit.end)


class Titles:
    """The titles of a view, each with the modifiers before it, found by position."""

    def __init__(self, view: View, hits: list[Hit]) -> None:
        self.view = view
        self.hits = hits
        self.starts = [_start(view, hit) for hit in hits]

    def start_of(self, hit: Hit) -> int:
        """Where a title begins with its modifiers."""
        return self.starts[bisect_left(self.hits, hit.start, key=lambda one: one.start)]

    def after_last(self, start: int, end: int) -> int:
        """Where a run of words goes on after the last title in it: "Det Ch Insp |NAME", "Director of Threats |NAME"."""
        index = bisect_left(self.starts, start)
        if index and start < self.hits[index - 1].end < end:
            start = self.hits[index - 1].end + 1
        while index < len(self.starts) and self.starts[index] < end:
            if self.hits[index].end < end:
                start = self.hits[index].end + 1
            index += 1
        return start


def _start(view: View, hit: Hit) -> int:
    may = view.folded.endswith(LAST_OF_MODIFIERS, 0, hit.start)
    before = MODIFIERS.search(view.folded, max(0, hit.start - 60), hit.start) if may else None
    return before.start() if before else hit.start


def possessor_before(text: str, start: int) -> re.Match[str] | None:
    """The words before a title that refer to its body: "the unit's |head", "its |chair"."""
    low = max(0, start - 60)
    words = text[low:start].lower().split()[-4:]
    may = any(word.endswith(_POSSESSOR_ENDS) for word in words)
    return _POSSESSOR.search(text, low, start) if may else None


def noun_of(text: str, start: int, end: int) -> tuple[str | None, int]:
    """The noun that refers to the body of a title: before it ("the unit's", "its") or after it ("of the force")."""
    if before := possessor_before(text, start):
        return (before["its"] or before["noun"]).lower(), before.start()
    if office := OF_OFFICE.match(text, end):
        return THE_OFFICE, office.end()
    after = OF_NOUN.match(text, end)
    return (after["noun"], after.start("noun")) if after else (None, 0)


def is_former(words: str) -> bool:
    """Whether the words of a role say that somebody holds it no longer."""
    lowered = words.lower()
    return any(word in lowered for word in _FORMER) and FORMER.search(words) is not None


def canonical(hit: Hit) -> str:
    """The full spelling of a title."""
    title: Title = hit.term.codes[0]
    return title.canonical


def kind_of(hit: Hit) -> str:
    """The kind of a title: police-rank, commissioner, minister ..."""
    title: Title = hit.term.codes[0]
    return title.role_kind


def role_words(view: View, start: int, end: int, hit: Hit) -> str:
    """The role's words in a slice around a title, the title written out where the text abbreviates it."""
    title: Title = hit.term.codes[0]
    words = view.original(start, hit.start) if start < hit.start else ""
    name = view.original(hit.start, hit.end)
    if title.canonical.lower() != title.title.lower():
        name = title.canonical
    joint = "" if not words or words.endswith("/") else " "
    whole = words + joint + name + view.text[hit.end : end]
    return " ".join(whole.replace("T/", "Temporary ").replace("A/", "Acting ").split()).strip(" ,")


def role_end(text: str, start: int, end: int) -> int:
    """Where the words of a role end whose title is a slice: "head of economic crime|, told"."""
    stop = ROLE_END.search(text, end, start + LONGEST + 1)
    return stop.start() if stop else min(len(text), end if start + LONGEST < len(text) else len(text))
