"""Series that divide a count in its own sentence: "412 disruptions: drugs 210, fraud (61) and 12 others".

The count stands before a colon, a dash or a bracket. Behind it every number has a label that divides disruptions, all
of them before their numbers or all behind: otherwise the numbers count something else, or nobody knows whose they are.
"""

from __future__ import annotations

import re
from dataclasses import replace

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.numbers import Number
from flows.extraction.analysis.text.layout import Sentence
from flows.extraction.figures.numbers.shares import set_off
from flows.extraction.figures.words.labels import divides
from flows.extraction.figures.words.nouns import NOUN
from flows.extraction.figures.words.types import Figure

# What a series stands behind.
OPENER = re.compile(r":\s|\s\(|\s[–—-]\s")
# What stands between a piece and the next, and between a label and its number.
JOINT = re.compile(
    r"[\s,;)]*(?:\b(?:and|plus|with|of|as\s+follows)\b\s*)?(?:(?:just|only|about|some|another|a\s+further)\s+)*"
)
TO_NUMBER = re.compile(r"\s*[:(=–—-]?\s*(?:(?:just|only|about|some|in|at|on|with|for|to)\s+)*$", re.IGNORECASE)
TO_LABEL = re.compile(r"\s+(?:(?:for|against|in|on|of|to\s+do\s+with|under|were|was|concerned|involved|about)\s+)?")
# "and |others 129": what is left, which has no label of its own.
REST = re.compile(
    r"(?:all\s+|the\s+)?(?:others?|rest|remainder|remaining|unknown|miscellaneous|various)\b[^,;]{0,30}", re.IGNORECASE
)
NEXT_PIECE = re.compile(r"(?:[,;]|\band\b|\bplus\b)[^,;]*$", re.IGNORECASE)
LEAST = 2
# "BODY's disruptions in 2023 comprised |120 Pursue, 40 Prevent and nine Prepare"
COMPRISED = re.compile(
    rf"{NOUN}[^.;:()]{{0,60}}?\s(?:comprised|consisted\s+of|included|broke\s+down\s+(?:as|into)|(?:were|was)\s+(?:made\s+up\s+of|"
    r"split\s+into|divided\s+into|broken\s+down\s+(?:as|into)))\s+(?:(?:just|only|about|some)\s+)?$",
    re.IGNORECASE,
)

Slice = tuple[int, int]


def opener_of(text: str, start: int, end: int) -> int | None:
    """Where a series may begin behind a count that ends at `start`."""
    opener = OPENER.search(text, start, end)
    return opener.end() if opener else None


def _trimmed(text: str, start: int, end: int) -> Slice:
    """A label without the joint before it and the blanks and marks behind it."""
    joint = JOINT.match(text, start, end)
    start = joint.end() if joint else start
    return start, start + len(text[start:end].rstrip(" ,;.()\n"))


def _labels_before(text: str, at: int, numbers: list[Number], ends: list[int]) -> list[Slice]:
    """The label before each number: "drugs 210, fraud (61)"."""
    edges = [at, *ends[:-1]]
    found = []
    for start, number in zip(edges, numbers, strict=True):
        mark = TO_NUMBER.search(text, start, number.start)
        found.append(_trimmed(text, start, mark.start() if mark else number.start))
    return found


def _labels_behind(text: str, numbers: list[Number], ends: list[int], high: int) -> list[Slice]:
    """The label behind each number: "210 for drugs, 61 fraud"."""
    found = []
    for at, end in enumerate(ends):
        last = at + 1 == len(ends)
        until = high if last else numbers[at + 1].start
        joint = None if last else NEXT_PIECE.search(text, end, until)
        link = TO_LABEL.match(text, end, until)
        start = link.end() if link else end
        found.append(_trimmed(text, start, max(joint.start() if joint else until, start)))
    return found


def divided(analysis: Analysis, whole: Figure, numbers: list[Number], at: int, high: int) -> list[Figure]:
    """The figures of the series at a position that divides a count; none where a label does not."""
    text = analysis.text
    shares = {n.start: share for n in numbers if n.whole and (share := set_off(text, n, numbers)) and share.percent}
    counts = [n for n in numbers if n.whole]
    others = {share.start for share in shares.values()}
    if len(counts) < LEAST or any(n.start not in others for n in numbers if not n.whole):
        return []
    ends = [shares[n.start].end + 1 if n.start in shares else n.end for n in counts]
    for labels in (_labels_before(text, at, counts, ends), _labels_behind(text, counts, ends, high)):
        kept = [(label, n) for label, n in zip(labels, counts, strict=True) if not REST.fullmatch(text, *label)]
        if len(kept) >= LEAST and all(start < end and divides(analysis, (start, end)) for (start, end), _ in kept):
            return [_part(whole, n, label, shares.get(n.start)) for label, n in kept]
    return []


def divided_alone(analysis: Analysis, numbers: list[Number], sentence: Sentence) -> list[Figure]:
    """The figures of a series that says what disruptions were, not how many in all: "They comprised 12 Pursue …"."""
    made_of = COMPRISED.search(analysis.text, sentence.start, numbers[0].start)
    if made_of is None or made_of.end() != numbers[0].start or not numbers[0].whole:
        return []
    noun = Figure(numbers[0], "disruptions", "disruption-count", made_of.start(), made_of.end())
    series = divided(analysis, noun, numbers, made_of.end(), sentence.end)
    return [replace(figure, part_of=False, rule="disruption-count") for figure in series]


def _part(whole: Figure, number: Number, label: Slice, share: Number | None) -> Figure:
    rule = "groups-part" if "groups" in whole.measure else "disruption-part"
    start, end = min(label[0], number.start), max(label[1], number.end)
    percent = share.value if share else None
    return Figure(number, whole.measure, rule, start, end, share=percent, part_of=True, label=label)
