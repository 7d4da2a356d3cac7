"""The features of a quotation with a candidate for its speaker."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from functools import cache, partial
from operator import attrgetter

from flows.extraction.analysis.people.names import SPEAKS
from flows.extraction.analysis.people.people import Person
from flows.extraction.analysis.speech.namings import Naming, Speaker
from flows.extraction.analysis.speech.short_forms import gender_of
from flows.extraction.linking.features import Features, close, flags, prefixed
from flows.extraction.linking.features.rows import Parts
from flows.extraction.linking.speakers.candidates import Talk

# How many words on either side of a quotation or naming are features with their distance, and how many without.
BESIDE, AROUND = 3, 12
# Larger distances and counts are cut to this number.
MOST = 20.0
MARKS = "“”\"‘’'"
_START = attrgetter("start")


def describe(talk: Talk) -> Iterator[Parts]:
    """Yield the features of each candidate: each quotation with each of its possible speakers."""
    of_quotation, of_speaker = cache(partial(_of_quotation, talk)), cache(partial(_of_speaker, talk))
    for one in talk.candidates:
        yield of_quotation(one.number), of_speaker(one.speaker), _of_place(talk, one.number, one.speaker)


def _of_quotation(talk: Talk, number: int) -> Features:
    """Return the features of a quotation alone: its words, the words around it, and its place on the page."""
    analysis, quotation = talk.analysis, talk.quotations[number]
    start, end = quotation.start, quotation.end
    sentence = analysis.sentence_at(start)
    first, behind = talk.word_at(start), talk.word_at(end)
    found = flags(
        ("speech", quotation.speech),
        ("single marks", analysis.text[start] in "‘'"),
        (f"ends {analysis.text[start:end].strip(MARKS)[-1:]}", True),
        ("opens sentence", sentence is not None and sentence.start == start),
        ("opens block", sentence is not None and sentence.block.start == start),
        (f"in {sentence.block.kind if sentence else 'furniture'}", True),
    )
    found["close words"] = close(behind - first)
    found["close to quotation before"] = close(first - talk.word_at(talk.quotations[number - 1].end)) if number else 0.0
    if number + 1 < len(talk.quotations):
        found["close to quotation behind"] = close(talk.word_at(talk.quotations[number + 1].start) - behind)
    found |= _words(talk, "before", talk.words(first - AROUND, first)[::-1])
    found |= _words(talk, "behind", talk.words(behind, behind + AROUND))
    return found | {f"holds {word}": 1.0 for word in talk.words(first, min(behind, first + BESIDE))}


def _words(talk: Talk, side: str, words: list[str]) -> Features:
    """Return features of the words on one side, nearest first: the nearest by distance, all up to the line break."""
    line = words[: words.index("\n")] if "\n" in words else words
    found = {f"{side} {word}": 1.0 for word in line}
    found |= {f"{side} {at} {word}": 1.0 for at, word in enumerate(words[:BESIDE], 1)}
    return found


def _of_speaker(talk: Talk, speaker: Speaker) -> Features:
    """Return the features of a speaker alone: who it is, and how often it is named as speaking."""
    named, text = talk.of_speaker[speaker], talk.analysis.text
    found = flags((f"speaker is {'person' if isinstance(speaker, Person) else speaker.kind}", True))
    if isinstance(speaker, Person):
        found |= flags(
            ("speaker has role", bool(speaker.roles)),
            (f"speaker is called {gender_of(text, speaker)}", True),
            ("speaker has organisation", speaker.organisation is not None),
        )
    found["times named"] = float(len(named))
    found["times speaking"] = float(sum(SPEAKS.match(text, naming.end) is not None for naming in named))
    return found


def _of_place(talk: Talk, number: int, speaker: Speaker) -> Features:
    """Return features of the nearest namings of a speaker before and behind a quotation."""
    named, quotation = talk.of_speaker[speaker], talk.quotations[number]
    before = bisect_left(named, quotation.start, key=_START)
    behind = bisect_left(named, quotation.end, key=_START)
    found: Features = {"named before": min(MOST, before)}
    if before:
        found |= prefixed("before", _of_naming(talk, number, named[before - 1]))
    if behind < len(named):
        found |= prefixed("behind", _of_naming(talk, number, named[behind]))
    return found


def _of_naming(talk: Talk, number: int, naming: Naming) -> Features:
    """Return features of one naming of a speaker: its place, the words beside it and between, nearer names."""
    analysis, quotation = talk.analysis, talk.quotations[number]
    is_before = naming.start < quotation.start
    low, high = (naming.end, quotation.start) if is_before else (quotation.end, naming.start)
    sentence = analysis.sentence_at(naming.start)
    own = analysis.sentence_at(quotation.start if is_before else quotation.end - 1)
    first, end, left, right = map(talk.word_at, (naming.start, naming.end, low, high))
    found = flags((f"as {naming.form}", True), ("speaks", SPEAKS.match(analysis.text, naming.end) is not None))
    if sentence is not None and own is not None:
        block = sentence.block
        found |= flags(
            (f"in {block.kind}", True),
            ("same sentence", sentence is own),
            ("same block", block is own.block),
            ("opens sentence", sentence.start == naming.start),
        )
        found["sentences apart"] = min(MOST, float(abs(own.index - sentence.index)))
        found["blocks apart"] = min(MOST, float(abs(own.block.index - block.index)))
    near = talk.around[number][not is_before]
    nearer = {id(one.speaker): one for one in near if low <= one.start < high and one.speaker != naming.speaker}
    found["names nearer"] = float(len(nearer))
    found["people nearer"] = float(sum(isinstance(one.speaker, Person) for one in nearer.values()))
    found["verbs between"] = float(bisect_left(talk.verbs, high) - bisect_left(talk.verbs, low))
    found["close"] = close(right - left)
    found |= {f"-{at} {word}": 1.0 for at, word in enumerate(talk.words(first - BESIDE, first)[::-1], 1)}
    found |= {f"+{at} {word}": 1.0 for at, word in enumerate(talk.words(end, end + BESIDE), 1)}
    if right - left <= AROUND:
        found |= {f"between {word}": 1.0 for word in talk.words(left, right)}
    return found
