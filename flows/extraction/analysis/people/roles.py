"""Roles of people: the words of a role, the title in it with its modifiers, and the body it is held at.

A role stands before a name ("Detective Superintendent NAME", "the chairman of the board, NAME"), after it ("NAME,
the unit's deputy head", "NAME (Chief Constable)") or in a clause of its own ("NAME, who chairs the panel").
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from flows.extraction.analysis.people.names import ADVERBS, SPEECH
from flows.extraction.analysis.text.lexicon import Hit
from flows.extraction.analysis.text.view import View
from flows.extraction.claims import Body
from schemas.vocabularies import Title

# Words before a title that belong to the role; `MODIFIERS` adds the short forms "T/" and "A/".
_MODIFIERS = (
    "regional|temporary|acting|interim|deputy|assistant|associate|former|retired|then|outgoing|detective|senior|joint|vice|"
    "national|strategic|divisional|current|newly[- ]appointed|elected|chief|area|group|general|permanent|independent|"
    "policy|operations|route|duty"
)
# Reads text in lower case.
MODIFIERS = re.compile(rf"(?:(?:(?<!\w)(?:{_MODIFIERS})\s+)|(?<!\w)[ta](?:/|\.)\s*)+$")
FORMER = re.compile(r"(?i)\b(?:former|retired|then|previous|predecessor|ex-)\b")
OF = re.compile(r"\s*,?\s+(?:of|for|at|from|in|with)\s+(?:the\s+)?")
# The end of a role: a punctuation mark, or the verb whose subject is the person.
ROLE_END = re.compile(
    rf"[,:;()“”\"–—\n|]|\.(?=\s|$)|\s+(?={ADVERBS}(?:which|that|is|was|will|today)?\s*"
    rf"(?:{SPEECH}|has|have|had|who|which|was|were|is|will)\b)"
)
LONGEST = 140  # characters from the start of a title to the end of the role


@dataclass(slots=True)
class Role:
    """A role given to a person: its words, the kind of its title ("" without a title) and its body, if any. `title`:
    the full spelling of the title in it."""

    text: str
    kind: str
    organisation: Body | None = None
    title: str | None = None


class Titles:
    """The titles of a view, looked up by position; each begins (`starts`) with the modifiers before it."""

    def __init__(self, view: View, hits: list[Hit]) -> None:
        self.hits = hits
        self.starts = [_start_with_modifiers(view, hit) for hit in hits]

    def after_last(self, start: int, end: int) -> int:
        """Return the position behind the last title in a slice ("Det Ch Insp |NAME"); `start` if it has no title."""
        first, last = (bisect_left(self.starts, edge) for edge in (start, end))
        ends = [hit.end for hit in self.hits[max(0, first - 1) : last] if start < hit.end < end]
        return ends[-1] + 1 if ends else start


def _start_with_modifiers(view: View, hit: Hit) -> int:
    before = MODIFIERS.search(view.folded, max(0, hit.start - 60), hit.start)
    return before.start() if before else hit.start


def is_former(words: str) -> bool:
    """Whether the words of a role say that the person no longer holds it."""
    return FORMER.search(words) is not None


def title_of(hit: Hit) -> Title:
    """Return the title of the vocabulary behind a hit; its kind is police-rank, commissioner, minister …"""
    title: Title = hit.term.codes[0]
    return title


def role_words(view: View, start: int, end: int, hit: Hit) -> str:
    """Return the words of a role in a slice around a title, with an abbreviated title written out."""
    title = title_of(hit)
    words = view.original(start, hit.start) if start < hit.start else ""
    name = view.original(hit.start, hit.end)
    if title.canonical.lower() != title.title.lower():
        name = title.canonical
    joint = "" if not words or words.endswith("/") else " "
    whole = words + joint + name + view.text[hit.end : end]
    return " ".join(whole.replace("T/", "Temporary ").replace("A/", "Acting ").split()).strip(" ,")


def role_end(text: str, start: int, end: int) -> int:
    """Return where the role ends whose title is `start` to `end`: "head of economic crime|, told"."""
    stop = ROLE_END.search(text, end, start + LONGEST + 1)
    return stop.start() if stop else end if start + LONGEST < len(text) else len(text)
