"""Areas that are something else done with what was just named: "preventing crime … and investigating it"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest

from flows.extraction.analysis.text.area_lexicon import area_lexicon
from flows.extraction.analysis.text.stems import stem_of
from flows.extraction.analysis.text.view import View
from flows.extraction.grades.words.area_at import AreaAt

# "|investigating it", "|responds to them". It begins with a space, for the sake of speed.
OBJECT = re.compile(r" (?:it|them)\b(?!['’])")
VERB = re.compile(r"\b[a-z]+(?: (?:to|with|after))?\Z")
LONGEST_VERB = 30
# What is named stands no further before.
REACH = 160


def code_of_verb(verb: str, words: str) -> str | None:
    """The area of the words of another with a verb of its own: "investigating" for "preventing crime"."""
    rest = words.lower().split()
    slices = ((start, stop) for start in range(1, len(rest)) for stop in range(len(rest), start, -1))
    tried = (f"{verb.lower()} {' '.join(rest[start:stop])}" for start, stop in slices)
    return next((code for phrase in tried if (code := area_lexicon().code_of(phrase))), None)


def taken_up(view: View, named: list[AreaAt]) -> Iterator[AreaAt]:
    """What a text says is done with "it" or "them" right behind areas that name what that is, outside them."""
    folded = view.folded
    for area, following in zip_longest(named, named[1:]):
        words = area.words or ""
        line = folded.find("\n", area.end, area.end + REACH)
        stop = min(line if line > 0 else area.end + REACH, following.start if following else len(folded))
        if " " not in words or not OBJECT.search(folded, area.end, stop):
            continue
        for found in OBJECT.finditer(folded, area.end, stop):
            verb = VERB.search(folded, max(area.end, found.start() - LONGEST_VERB), found.start())
            if verb is None or stem_of(verb.group().partition(" ")[0])[0] not in area_lexicon().beginnings:
                continue
            if code := code_of_verb(verb.group(), words):
                yield AreaAt(code, view.original(verb.start(), found.end()), verb.start(), found.end())
