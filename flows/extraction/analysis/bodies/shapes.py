"""Find organisations by shape: runs of capitalised words, and those with a word for a kind of organisation.

"Hull City Council" and "University of Essex" have such a word. A name never runs over a line, a number, a title or a
body of the vocabulary.
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
# Words that are not part of a name at the front of a run.
LEADING = frozenset(vocabularies.words("before-name"))
# Words for a kind of organisation that end a name ("Council"), or begin one before "of" or "for" ("University").
ENDS, OPENS = (frozenset(vocabularies.words(use)) for use in ("ends-name", "opens-name"))
# A name by an ending word needs a word outside this set: "Audit Committee" alone is part of a body, or could be any.
GENERIC = JOINTS.union(vocabularies.words("no-name"))
POSSESSIVE = ("’s", "'s")
# "Kent Police| Federation|": the name of a body that goes on to the name of another body.
GOES_ON = re.compile(rf"(?: [A-Z][\w-]*){{0,5}}? (?:{'|'.join(sorted(ENDS))})(?![\w-]|['’](?!s\b))")
_OPENING = rf"(?:{'|'.join(sorted(OPENS))}) (?:of|for) "
# Who holds the title before: "Professor| Ana Larch| of Hull University"
HOLDER = re.compile(rf"(?: (?!(?:{'|'.join(sorted(ENDS | OPENS))})\b){WORD}){{2,3}}(?= of [A-Z])")
# Where a run may be two names: "Hull Council| and |Leeds Council", "Teesside University|'s |Centre"
SPLIT = re.compile(r" (?:and|&) (?:the )?(?=[A-Z])|['’]s (?=[A-Z])")
# Joints before a name in a run: "Ana Larch| of the |Crime Directorate", "Easton| and the |Hull Partnership"
CUT = re.compile(rf" (?:(?:for|in|on|of the|and the) (?:the )?(?=[A-Z])|(?:of|at|from) (?:the )?(?={_OPENING}))")

Slice = tuple[int, int]


def without_capitals(text: str) -> str:
    """Return the text with lines in capitals put in title case ("Kent County Council"); of the same length."""
    return "\n".join(_as_name(line) if line.isupper() and " " in line else line for line in text.split("\n"))


def _as_name(line: str) -> str:
    return " ".join(low if (low := word.lower()) in JOINTS else word[:1] + low[1:] for word in line.split(" "))


def unknown_names(text: str, known: Iterable[Slice]) -> Iterator[Slice]:
    """Yield runs of capitalised words outside the known slices (titles, bodies), which may be names. If a run is split
    by "and" or a possessive, the parts are yielded too, after the whole."""
    return chain.from_iterable(_runs(text, known))


def beside_names(text: str, start: int, end: int) -> Slice:
    """Return the part of a title beside a name, with its holder: "|leader| of Hull Council", "|Dr Ana Larch| of Hull
    University", but nothing of "Hull |Council leader|"."""
    first, of = NAME_WORD.match(text, start), text.find(" of ", start, end)
    in_name = text.endswith("Office of the ", 0, start) or (first and first.group() in ENDS)
    holder = HOLDER.match(text, end)
    return start, start if in_name else of if of >= 0 else holder.end() if holder else end


def telling_names(text: str, known: Iterable[Slice]) -> Iterator[Slice]:
    """Yield, in order, the names with a word for a kind of organisation: several parts of a run, or the run."""
    for whole, *parts in _runs(text, known):
        found = [*filter(None, (_telling_name(text, *part) for part in parts))]
        name = _telling_name(text, *whole)
        yield from found if len(found) > 1 or name is None else [name]


def _telling_name(text: str, start: int, end: int) -> Slice | None:
    """Return the name at the end of a slice; None without a word of `ENDS` or `OPENS`, or with generic words only."""
    words = [*NAME_WORD.finditer(text, start, end)]
    opening = (word for word, following in pairwise(words) if word[0] in OPENS and following[0] in ("of", "for"))
    head = next(opening, words[-1] if words[-1][0] in ENDS else None)
    if head is None:
        return None
    cuts = [cut.end() for cut in CUT.finditer(text, start, end) if cut.end() <= head.start()]
    start = max([start, *cuts])
    own = [word[0] for word in words if start <= word.start() < head.start()]
    # "the Board's| Audit Committee|" is a part of a body, not a body.
    if (own[:1] and own[0].endswith(POSSESSIVE)) or text.endswith(tuple(f"{sign} " for sign in POSSESSIVE), 0, start):
        return None
    return (start, end) if head[0] in OPENS or not GENERIC.issuperset(own) else None


def _is_before_name(word: str) -> bool:
    """Whether a word at the front is no part of the name: "The", "and", "|Labour-run| Kent County Council"."""
    return word in LEADING or word in JOINTS or word in POSSESSIVE or word.partition("-")[2].islower()


def _runs(text: str, known: Iterable[Slice]) -> Iterator[list[Slice]]:
    """Yield each run of capitalised words outside the known slices, as a list: the whole run, then its parts."""
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
    """Return a slice and the parts that `SPLIT` makes of it, trimmed; only those of two words or more."""
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
