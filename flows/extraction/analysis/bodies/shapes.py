"""Organisations outside the vocabulary: capitalised words that may be a name, and those that say what they name.

"Hull City Council" and "University of Essex" hold a word for what they are. A name never runs over a line, a number, a
title or a body of the vocabulary.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import chain, dropwhile, pairwise

from schemas import vocabularies

WORD = r"[A-Z][\w’'-]*"
JOINT = r"(?:and|&|of|for|in|on)"
JOINTS = frozenset({"and", "&", "of", "for", "in", "on", "the"})
RUN = re.compile(rf"[A-Z](?<![\w’'-].)[\w’'-]*(?: (?:{JOINT} (?:the )?)?{WORD}|, Fire and Crime)+")
NAME_WORD = re.compile(r"[\w’'-]+|&")
# Words at the front of a run that are no part of a name there.
LEADING = frozenset(vocabularies.words("before-name"))
# What ends a name, and what begins one before "of" or "for".
ENDS, OPENS = (frozenset(vocabularies.words(use)) for use in ("ends-name", "opens-name"))
# Boards and committees that these words alone name are a body's own, or stand for many.
GENERIC = JOINTS.union(vocabularies.words("no-name"))
POSSESSIVE = ("’s", "'s")
# "Kent Police| Federation|": a body's name that goes on, by a few words, to one of another.
GOES_ON = re.compile(rf"(?: [A-Z][\w-]*){{0,5}}? (?:{'|'.join(sorted(ENDS))})(?![\w-]|['’](?!s\b))")
_OPENING = rf"(?:{'|'.join(sorted(OPENS))}) (?:of|for) "
# "Hull Council| and |Leeds Council", "Teesside University|'s |Centre"
SPLIT = re.compile(r" (?:and|&) (?:the )?(?=[A-Z])|['’]s (?=[A-Z])")
# What stands before a name: "Ana Larch| of the |Crime Directorate", "Easton| and the |Hull Partnership"
CUT = re.compile(rf" (?:(?:for|in|on|of the|and the) (?:the )?(?=[A-Z])|(?:of|at|from) (?:the )?(?={_OPENING}))")

Slice = tuple[int, int]


def without_capitals(text: str) -> str:
    """A text of the same length whose lines in capitals are written as names are: "Kent County Council"."""
    return "\n".join(_as_name(line) if line.isupper() and " " in line else line for line in text.split("\n"))


def _as_name(line: str) -> str:
    return " ".join(low if (low := word.lower()) in JOINTS else word[:1] + low[1:] for word in line.split(" "))


def unknown_names(text: str, known: Iterable[Slice]) -> Iterator[Slice]:
    """The slices of capitalised words that are no title and no known body: they may be names that no vocabulary has.

    Of names joined by "and", or that belong to one another, each part is one, too.
    """
    return chain.from_iterable(_runs(text, known))


def beside_names(text: str, start: int, end: int) -> Slice:
    """What of a title is no part of a name: "|leader| of Hull Council", nothing of "Hull |Council leader|"."""
    first, of = NAME_WORD.match(text, start), text.find(" of ", start, end)
    in_name = text.endswith("Office of the ", 0, start) or (first and first.group() in ENDS)
    return start, start if in_name else of if of >= 0 else end


def telling_names(text: str, known: Iterable[Slice]) -> Iterator[Slice]:
    """Those of them that say what they name, in order: all parts of several that do, else the whole."""
    for whole, *parts in _runs(text, known):
        found = [*filter(None, (_named(text, *part) for part in parts))]
        name = _named(text, *whole)
        yield from found if len(found) > 1 or name is None else [name]


def _named(text: str, start: int, end: int) -> Slice | None:
    """The name that ends a slice, by a word for an organisation at either end; None without a word of its own."""
    words = [*NAME_WORD.finditer(text, start, end)]
    opening = (one for one, then in pairwise(words) if one[0] in OPENS and then[0] in ("of", "for"))
    head = next(opening, words[-1] if words[-1][0] in ENDS else None)
    if head is None:
        return None
    cuts = [cut.end() for cut in CUT.finditer(text, start, end) if cut.end() <= head.start()]
    start = max([start, *cuts])
    own = [word[0] for word in words if start <= word.start() < head.start()]
    # "the Board's| Audit Committee|": a part of a body.
    if (own[:1] and own[0].endswith(POSSESSIVE)) or text.endswith(tuple(f"{sign} " for sign in POSSESSIVE), 0, start):
        return None
    return (start, end) if head[0] in OPENS or not GENERIC.issuperset(own) else None


def _is_before_name(word: str) -> bool:
    """Whether a word is no part of the name that it stands before: "The", "and", "|Labour-run| Kent County Council"."""
    return word in LEADING or word in JOINTS or word in POSSESSIVE or word.partition("-")[2].islower()


def _runs(text: str, known: Iterable[Slice]) -> Iterator[list[Slice]]:
    """Each run of capitalised words outside known slices, with its parts."""
    taken = sorted(known)
    starts = [start for start, _ in taken]
    for run in RUN.finditer(text):
        low, at = run.start(), max(0, bisect_left(starts, run.start()) - 1)
        for start, end in [*taken[at : bisect_left(starts, run.end())], (run.end(), run.end())]:
            if end > low:
                if parts := _parts(text, low, min(start, run.end())):
                    yield parts
                low = end


def _parts(text: str, low: int, high: int) -> list[Slice]:
    """A slice, and the parts that joints split it into, without words that are no part of a name."""
    cuts = [low, *(at for joint in SPLIT.finditer(text, low, high) for at in joint.span()), high]
    found = []
    for start, end in dict.fromkeys([(low, high), *zip(cuts[::2], cuts[1::2], strict=True)]):
        every = NAME_WORD.finditer(text, start, end) if end > start else ()
        words = [*dropwhile(lambda word: _is_before_name(word.group()), every)]
        while words and words[-1].group() in JOINTS:
            del words[-1]
        if len(words) > 1:
            found.append((words[0].start(), words[-1].end() - 2 * words[-1].group().endswith(POSSESSIVE)))
    return found
