"""The features of words that may state a person's role: the words, their title, and the text around and between."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import groupby
from operator import attrgetter

from flows.extraction.analysis.people.roles import is_former, title_of
from flows.extraction.linking.features import Features, close, flags
from flows.extraction.linking.features.beside import between, words_beside, words_in
from flows.extraction.linking.features.rows import Parts
from flows.extraction.linking.roles.candidates import BEFORE, BEHIND, Candidate, RoleWork

# How many words on either side of a slice are features, and how far away in characters they may stand.
BESIDE, REACH = 2, 30
# Up to this many words between a slice and the name are also one joint feature.
MOST_BETWEEN = 6
# A mark inside a slice.
MARKS = re.compile(r"[,:;()\n“”\"–—|]")


def describe(work: RoleWork) -> Iterator[Parts]:
    """Yield the features of each candidate of a document."""
    for _, group in groupby(work.candidates, key=attrgetter("beside")):
        others = [*group]
        for one in others:
            yield _of_words(work, one), _of_title(work, one), _of_place(work, one, others), _of_bodies(work, one)


def _of_words(work: RoleWork, one: Candidate) -> Features:
    """Return features of the words of a slice, the words beside it, and the words between it and the name."""
    text = work.analysis.text
    slice_, words = text[one.start : one.end], words_in(text, one.start, one.end)
    found = {f"word {word}": 1.0 for word in words}
    found |= {f"first {words[0]}": 1.0, f"last {words[-1]}": 1.0, "words": float(len(words))}
    found |= flags(
        ("opens with a capital", slice_[0].isupper()),
        ("has a mark", MARKS.search(slice_) is not None),
        ("is of the past", is_former(slice_)),
    )
    beside = words_beside(text, one.start, one.end, BESIDE, REACH)
    for side, nearest in zip(("before", "behind"), beside, strict=True):
        found |= {f"{side} {at} {word}": 1.0 for at, word in enumerate(nearest, 1)}
    found["names inside"] = float(work.names_in(one.start, one.end))
    found["names between"] = float(work.names_in(*one.gap))
    return found | between(one.side, words_in(text, *one.gap), MOST_BETWEEN)


def _of_title(work: RoleWork, one: Candidate) -> Features:
    """Return features of the title in a slice, of how its edges were found, and of other titles in it and beside it."""
    opens, ends = f"opens with {one.opens}", f"ends at {one.ends}"
    found = flags((opens, True), (ends, True), (f"{one.side}, {opens}, {ends}", True), (f"is {one.side}", True))
    if one.title is None:
        return found
    kind = title_of(one.title).role_kind
    found |= flags(
        (f"title {title_of(one.title).canonical.lower()}", True),
        (f"kind {kind}", True),
        (f"{kind} {one.side}, {opens}", True),
        (f"{kind} {one.side}, {ends}", True),
    )
    found["titles inside"] = float(len(work.titles_in(one.start, one.end)))
    found["titles between"] = float(len(work.titles_in(*one.gap)))
    found["own words before title"] = float(work.analysis.text.count(" ", one.start, max(one.start, one.title.start)))
    found["own words behind title"] = float(work.analysis.text.count(" ", min(one.end, one.title.end), one.end))
    return found


def _of_place(work: RoleWork, one: Candidate, others: list[Candidate]) -> Features:
    """Return features of where name and slice stand, and of the other candidates at the same mention and side."""
    analysis, start = work.analysis, one.place[0]
    text, sentence = analysis.text, analysis.sentence_at(start)
    found = flags(
        ("first naming", one.person.mentions[0][0] == start),
        ("in its sentence", analysis.index_at(start) == analysis.index_at(one.start)),
        ("in speech", analysis.quotation_at(one.start) is not None),
        ("name opens a line", start == 0 or text[start - 1] == "\n"),
        (f"named in {sentence.block.kind}" if sentence else "named in furniture", True),
        ("only one beside it", len(others) == 1),
    )
    at = bisect_left(work.places, one.place)
    for side, near in (("before", work.places[max(0, at - 1) : at]), ("behind", work.places[at + 1 : at + 2])):
        for first, last in near:
            low, high = (last, one.start) if side == "before" else (one.end, first)
            found[f"close to the name {side}"] = close(max(0, high - low) // 5)
            if 0 <= high - low < REACH:
                found[f"to the name {side} {' '.join(words_in(text, low, high))}"] = 1.0
    titles = {other.title.start for other in others if other.title}
    found["titles beside it"] = float(len(titles))
    if one.title:
        found |= flags(
            ("first title", one.side == BEHIND and one.title.start == min(titles)),
            ("last title", one.side == BEFORE and one.title.start == max(titles)),
        )
    return found


def _of_bodies(work: RoleWork, one: Candidate) -> Features:
    """Return features of the organisations and places in a slice and at its edges."""
    bodies, text = work.bodies, work.analysis.text
    before, behind = bodies.before(text, one.start), bodies.of(text, one.end)
    found = {f"has {mention.body.kind}": 1.0 for mention in bodies.mentions_in(one.start, one.end)}
    found |= flags(("has a body", bool(found)))
    if before:
        found[f"behind {before.body.kind}"] = 1.0
    if behind:
        found[f"goes on with {behind.kind}"] = 1.0
    return found
