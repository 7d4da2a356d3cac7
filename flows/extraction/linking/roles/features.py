"""The features of words that may state a person's role: the words, their title, and the text around and between."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from itertools import groupby
from operator import attrgetter

from flows.extraction.analysis.people.roles import title_of
from flows.extraction.linking.features import Features, close, flags
from flows.extraction.linking.features.beside import words_beside, words_in
from flows.extraction.linking.features.rows import Parts
from flows.extraction.linking.roles.candidates import Candidate, RoleWork

# How many words on either side of a slice are features, and how far away in characters they may stand.
BESIDE, REACH = 2, 30


def describe(work: RoleWork) -> Iterator[Parts]:
    """Yield the features of each candidate of a document."""
    for _, group in groupby(work.candidates, key=attrgetter("beside")):
        others = [*group]
        for one in others:
            yield _of_words(work, one), _of_title(work, one), _of_place(work, one, others)


def _of_words(work: RoleWork, one: Candidate) -> Features:
    """Return features of the words of a slice, the words beside it, and the words between it and the name."""
    text = work.analysis.text
    words = words_in(text, one.start, one.end)
    found = {f"word {word}": 1.0 for word in words}
    found |= {f"first {words[0]}": 1.0, f"last {words[-1]}": 1.0, "words": float(len(words))}
    found |= flags(("opens with a capital", text[one.start].isupper()))
    beside = words_beside(text, one.start, one.end, BESIDE, REACH)
    for side, nearest in zip(("before", "behind"), beside, strict=True):
        found |= {f"{side} {at} {word}": 1.0 for at, word in enumerate(nearest, 1)}
    between = words_in(text, *one.gap)
    return found | {f"{one.side} between {word}": 1.0 for word in between} | {"words between": float(len(between))}


def _of_title(work: RoleWork, one: Candidate) -> Features:
    """Return features of the title in a slice, of how its edges were found, and of other titles in it."""
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
    found["own words before title"] = float(work.analysis.text.count(" ", one.start, max(one.start, one.title.start)))
    found["own words behind title"] = float(work.analysis.text.count(" ", min(one.end, one.title.end), one.end))
    return found


def _of_place(work: RoleWork, one: Candidate, others: list[Candidate]) -> Features:
    """Return features of the names beside a slice, and of the other candidates at the same mention and side."""
    found = flags(("first naming", one.person.mentions[0][0] == one.place[0]))
    found["titles beside it"] = float(len({other.title.start for other in others if other.title}))
    at = bisect_left(work.places, one.place)
    for side, near in (("before", work.places[max(0, at - 1) : at]), ("behind", work.places[at + 1 : at + 2])):
        for first, last in near:
            low, high = (last, one.start) if side == "before" else (one.end, first)
            found[f"close to the name {side}"] = close(max(0, high - low) // 5)
    return found
