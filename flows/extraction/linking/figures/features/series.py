"""Features of a number among those around it: how likely they are figures, and how it continues from the last one."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from math import log1p

from flows.extraction.analysis.remembered import cached
from flows.extraction.linking.features import Features, close, prefixed
from flows.extraction.linking.figures.features.numbers import clause
from flows.extraction.linking.figures.named import Place
from flows.extraction.linking.figures.page import Page

LIKELY_FIGURE = 0.5  # above it, a number counts as a figure
# Look at no more than this many numbers on either side.
NUMBERS_AROUND = 30


def of_series(page: Page, place: Place, scores: Sequence[float]) -> Iterator[Features]:
    """Yield the features of a number among those around it. `scores`: the probability of each number so far."""
    likely = page.once("likely", lambda: [other.index for other in page.places if scores[other.index] > LIKELY_FIGURE])
    at = bisect_left(likely, place.index)
    last = page.places[likely[at - 1]] if at else None
    yield {"score": scores[place.index]} | _around(page, place, scores) | (_since(place, last) if last else {})
    where = "first" if last is None else "next" if last.index == place.index - 1 else "later"
    yield prefixed(where, dict.fromkeys(continuation_words(page, place), 1.0))


def _around(page: Page, place: Place, scores: Sequence[float]) -> Features:
    """Describe the probabilities of the numbers beside a number, and in its sentence, block, column and list."""
    at, places = place.index, page.places
    features = {f"score {step:+d}": scores[at + step] for step in (-2, -1, 1, 2) if 0 <= at + step < len(places)}
    near = [other for other in places[max(0, at - NUMBERS_AROUND) : at + NUMBERS_AROUND] if other is not place]
    alike = {
        "block": [other for other in near if other.block is place.block],
        "sentence before": [other for other in near if other.sentence.index == place.sentence.index - 1],
        "table": [o for o in near if place.column >= 0 and o.column >= 0 and o.block.table is place.block.table],
        "column": [o for o in near if place.column == o.column >= 0 and o.block.table is place.block.table],
        "list": [other for other in near if place.leads and other.leads[:1] == place.leads[:1]],
    }
    for name, others in alike.items():
        if others:
            of_others = [scores[other.index] for other in others]
            features[f"best of {name}"], features[f"mean of {name}"] = max(of_others), sum(of_others) / len(of_others)
    features["best of all"] = page.once("best score", lambda: max(scores))
    features["sum of all"] = page.once("sum of scores", lambda: sum(scores))
    return features


def _since(place: Place, last: Place) -> Features:
    """Describe how a number lies relative to the last one that is likely a figure."""
    return {
        "last figure in block": float(last.block is place.block),
        "close last figure": close(place.token - last.token),
        "close sentence of last figure": close(place.sentence.index - last.sentence.index),
        "last figure is larger by": log1p(last.number.value) - log1p(place.number.value),
    }


@cached
def continuation_words(page: Page, place: Place) -> list[str]:
    """Return the words that show how a number continues from the one before."""
    tokens = page.tokens
    left, right = [*page.before(place, 4)[::-1], *["<"] * 4], [*page.behind(place, 7), *[">"] * 4]
    found = [f"-1 {left[0]}", f"-2 {left[1]} {left[0]}", f"-3 {left[2]} {left[1]}", f"+1 {right[0]}"]
    found += [f"+1 {right[0]} {right[1]}", f"+2 {right[1]} {right[2]}", f"opens {page.opening(place)}"]
    found += [f"in {place.block.kind}", "at all"]
    found += [f"clause {word}" for word in dict.fromkeys(clause(page, place))]
    before = page.places[place.index - 1] if place.index else None
    if before and before.sentence is place.sentence:
        between = tokens[before.token + 1 : place.token]
        found.append(f"between {' '.join(between) if len(between) < 6 else 'more'}")
        found += [f"between one {word}" for word in dict.fromkeys(between)]
    return found
