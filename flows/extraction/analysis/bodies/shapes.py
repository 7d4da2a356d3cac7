"""Organisations outside the vocabulary, told by the shape of their names: "Hull City Council", "University of Essex".

A shape is a run of capitalised words that holds a word for what the organisation is. It never runs over a line, a
number, a title or a person's name, and a body of the vocabulary at its end is that body and no more.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator

from flows.extraction.analysis.text.lexicon import Hit
from schemas import vocabularies

WORD = r"[A-Z][\w’'-]*"
JOINT = r"(?:and|&|of|for|in|on)"
JOINTS = frozenset({"and", "&", "of", "for", "in", "on", "the"})
RUN = re.compile(rf"[A-Z](?<![\w’'-].)[\w’'-]*(?: (?:{JOINT} (?:the )?)?{WORD}|, Fire and Crime)+")
# What ends a name: "Hull City Council"; the whole of a head may be several words.
HEAD = re.compile(
    r"\b(?:Agency|Authority|Commission|Association|Federation|Union|Council|Task ?[Ff]orce|Directorate|Department|"
    r"Partnership|Foundation|Institute|University|Committee|Alliance|Inspectorate|Ombudsman|Trust|Charity|Board|Panel|"
    r"College|Resilience Centre(?: for (?:the )?[A-Z]\w+)?|(?:Rape Crisis|Sexual Abuse|Women['’]s|Advice|Law) Centre|"
    r"Refuge|Women['’]s Aid|Boxing Club|Hub|Assembly|(?<!Coastguard )(?:Search and|Mountain) Rescue(?! Service)|"
    r"Air Ambulance|Victim Services|CIC|Ltd|plc|LLP|Consulting|Housing Association|"
    r"(?:Ambulance|Probation|Prison|Prosecution|Health|Border|Rescue|Coastguard) Service)(?![\w-]|['’](?!s\b))"
)
# What begins a name: "University of Essex", "Department for Transport"
OPENS = re.compile(
    rf"(?:University|Institute|Association|Council|Federation|Commission|College|Department|Ministry|Office|Bank|Cent(?:re|er)|"
    rf"Institution) (?:of|for) (?:the )?{WORD}(?: of {WORD})?(?:(?: |, | and | & ){WORD}){{0,4}}"
)
# Words at the front of a run that are no part of a name there.
LEADING = frozenset(vocabularies.words("before-name"))
FIRST_WORD = re.compile(r"[\w’'-]+|&")
# "|Labour-run| Kent County Council", "the |Board's| Audit Committee": whose or what a name's owner is, no part of it.
BESIDE_NAME = re.compile(
    r"[\w’'-]+-(?:controlled|run|led|based|backed|owned|held|funded)|"
    r"(?:Board|Authority|Council|Committee|Panel|Commissioner|Force|Service|Agency|Government|Department|Assembly|Unit)"
    r"['’]s"
)
# Boards and committees that these words alone name are a body's own, or stand for many.
GENERIC = frozenset(vocabularies.words("no-name"))
# Parts of a body, unless a place or body in the name says whose.
PARTS = re.compile(r"(?:Directorate|Department|Task ?[Ff]orce)$")
# "Police and Crime Panel", "Fire and Rescue Authority" belong together though a body's name may end inside.
TOGETHER = re.compile(r"(?:, Fire)? and Crime (?:Panel|Board)| (?:and|&) Rescue Authority")
# "the University's |Centre for …|"
OWNED_PART = re.compile(r"['’]s ")
OWNED = re.compile(r"['’]s $")
BEHIND_JOINT = re.compile(r" (?:of|at|from|in) (?:the )?$")
CUT = re.compile(r" (?:for|in|on|of the) (?:the )?(?=[A-Z])")
AND = re.compile(r" (?:and|&) (?:the )?(?=[A-Z])")
# From one head straight to the next: "Ambulance Service| NHS Foundation |Trust"
ON = re.compile(rf"(?: {WORD})* ")
AFTER_TITLE = re.compile(r"[^\n]*? (?:of|for|at|from) (?:the )?(?=[A-Z])")

# "HMICFRS |Fire and Rescue Service| inspections": behind a body
NO_BODY = ["Rescue", "Service"]
SMALL = frozenset({"AND", "OF", "FOR", "THE", "IN", "ON"})

Slice = tuple[int, int]


def without_capitals(text: str) -> str:
    """A text of the same length whose lines in capitals are written as names are: "Kent County Council"."""
    lines = text.split("\n")
    if not any(line.isupper() and " " in line for line in lines):
        return text
    return "\n".join(_as_name(line) if line.isupper() and " " in line else line for line in lines)


def _as_name(line: str) -> str:
    words = line.split(" ")
    return " ".join(word.lower() if word in SMALL else word[:1] + word[1:].lower() for word in words)


def unknown_names(text: str, known: Iterable[Slice]) -> Iterator[Slice]:
    """The slices of capitalised words that are no title and no known body: they may be names that no vocabulary has.

    Of names joined by "and" each part is one, too.
    """
    taken = sorted(known)
    starts = [start for start, _ in taken]
    for run in RUN.finditer(text):
        low, at = run.start(), max(0, bisect_left(starts, run.start()) - 1)
        for start, end in [*taken[at : bisect_left(starts, run.end())], (run.end(), run.end())]:
            if end > low:
                yield from _parts(text, low, min(start, run.end()))
                low = end


def _parts(text: str, low: int, high: int) -> Iterator[Slice]:
    """A slice, and its parts around each "and", without words that are no part of a name."""
    cuts = [low, *(at for joint in AND.finditer(text, low, high) for at in joint.span()), high]
    for start, end in dict.fromkeys([(low, high), *zip(cuts[::2], cuts[1::2], strict=True)]):
        words = [*FIRST_WORD.finditer(text, start, end)] if end > start else []
        while words and (words[0].group() in LEADING or words[0].group() in JOINTS):
            del words[0]
        while words and words[-1].group() in JOINTS:
            del words[-1]
        if len(words) > 1:
            yield words[0].start(), words[-1].end()


class Shapes:
    """Finds names by shape in a text where titles and names of the vocabulary (`bodies`, `places`) are known."""

    def __init__(self, text: str, titles: list[Hit], bodies: list[Slice], places: list[Slice]) -> None:
        self.text = text
        self._titles = sorted((hit.start, hit.end) for hit in titles)
        self._bodies = sorted(bodies)
        self._all = sorted([*bodies, *places])
        self._ends = {end for _, end in bodies}

    def find(self) -> Iterator[Slice]:
        """The slices of names outside the vocabulary, in order."""
        for run in RUN.finditer(self.text):
            low, high = run.span()
            if self._in_body(low, high):
                continue
            for start, end in self._names(low, high):
                if start >= low and self._stands(start, end):
                    yield start, end
                    low = end

    def _in_body(self, start: int, end: int) -> bool:
        """Whether a slice is nothing but a body of the vocabulary, or a part of one."""
        index = bisect_right(self._bodies, (start, end)) - 1
        # One of the same slice, or one that begins before it.
        return any(low <= start and end <= high for low, high in self._bodies[max(0, index) : index + 2])

    def _names(self, low: int, high: int) -> Iterator[Slice]:
        """The slices of a run that have the shape, each from where its name begins."""
        last = low
        for head in HEAD.finditer(self.text, low, high):
            opened = OPENS.match(self.text, head.start(), high)
            start = self._begin(last, head.start())
            joined = opened and BEHIND_JOINT.search(self.text, max(start, head.start() - 10), head.start())
            if opened and (start == head.start() or joined):
                yield head.start(), self._without_s(opened.end())
            elif opened and start < head.start():
                last = self._without_s(opened.end())
                yield start, last
            elif start < head.start() and not self._goes_on(head.end(), high):
                yield start, head.end()
                last = head.end() + 1
        for opened in OPENS.finditer(self.text, low, high):
            if not HEAD.match(self.text, opened.start()) and not OWNED.search(self.text, low, opened.start()):
                yield opened.start(), self._without_s(opened.end())

    def _without_s(self, end: int) -> int:
        """Where a name ends that may stand in the possessive: "Department for Transport|'s"."""
        return end - 2 if self.text.endswith(("’s", "'s"), 0, end) else end

    def _goes_on(self, end: int, high: int) -> bool:
        """Whether a name goes on after a head to another one, with no joint between."""
        following = HEAD.search(self.text, end, high)
        return bool(following and ON.fullmatch(self.text, end, following.start()))

    def _begin(self, low: int, head: int) -> int:
        """Where a name begins whose head stands at a position: after titles, and words that are no part of it."""
        text = self.text
        index = bisect_left(self._titles, (low, 0))
        while index < len(self._titles) and self._titles[index][0] < head:
            end = self._titles[index][1]
            after = AFTER_TITLE.match(text, end, head)
            low = max(low, after.end() if after else head)
            index += 1
        for cut in CUT.finditer(text, low, head):
            low = cut.end()
        for joint in AND.finditer(text, low, head):
            two = joint.start() in self._ends and not TOGETHER.match(text, joint.start())
            two = two or joint[0].endswith("the ")
            if two or HEAD.search(text, low, joint.start()):
                low = joint.end()
        while low < head and (word := FIRST_WORD.match(text, low, head)):
            if word.group() not in LEADING and not BESIDE_NAME.fullmatch(word.group()):
                break
            low = word.end() + 1
        return low

    def _stands(self, start: int, end: int) -> bool:
        """Whether a slice is a name of its own: no body of the vocabulary, nor one with words before it."""
        words = self.text[start:end].split()
        near = max(0, bisect_right(self._bodies, (start, end)) - 2)
        for index in range(near, len(self._bodies)):
            low, high = self._bodies[index]
            if low >= end:
                break
            longer = low == start and words[-2:] != NO_BODY
            longer = longer and bool(HEAD.search(self.text, high, end))
            if high > start and (high >= end or low < start or (low == start and not longer)):
                return False
        index = bisect_left(self._all, (start, 0))
        place = index < len(self._all) and self._all[index][0] < end
        if PARTS.search(words[-1]) and (not place or OWNED_PART.match(self.text, self._all[index][1])):
            return False
        owned = not place and words[0].endswith(("’s", "'s"))  # "Stormont's Justice Committee"
        return len(words) > 1 and not all(word.strip(",") in GENERIC for word in words[owned:-1])
