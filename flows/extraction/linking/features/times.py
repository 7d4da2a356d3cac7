"""Features of the dates a document names: whether a report came out then, and which rating's report that is."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence

from flows.extraction.analysis.text.layout import Block
from flows.extraction.analysis.times.dates import month_of
from flows.extraction.linking.dates import OWN, DateScores, Days, StatedRating
from flows.extraction.linking.entities import Entities, Entity
from flows.extraction.linking.features import Features, close, flags, layout, prefixed, words
from flows.extraction.linking.features.lists import distance

# Describe up to this many words of the sentence on either side.
IN_SENTENCE = 14
# Look at no more than this many names or dates of a block.
MOST_IN_BLOCK = 40


def of_document(document: Entities, days: Days) -> Features:
    """Describe how many dates and grades a document names, and what kind of body published it."""
    publisher = document.analysis.publisher
    return {
        f"publisher {publisher.kind if publisher else 'unknown'}": 1.0,
        "times": float(len(days.values)),
        "all grades": float(len(document.grades)),
    }


def of_day(document: Entities, days: Days, day: Entity) -> Features:
    """Describe a date by itself: its form and place, how often it is named, the words around it."""
    named = float(len(days.of_value[day.code]))
    features = {f"form {day.form}": 1.0, f"length {len(day.code)}": 1.0, "times named": named}
    if day.form == OWN:
        return features
    if published := document.analysis.document.published_on:
        features |= flags(
            ("is publication", published == day.code),
            ("month of publication", published[:7] == day.code[:7]),
            ("after publication", published[: len(day.code)] < day.code),
        )
        features["years before publication"] = float(int(published[:4]) - int(day.code[:4]))
        features["months before publication"] = float(_months(published) - _months(day.code))
    features["close to top"] = close(day.block.index)
    return features | layout.of_place(document, day) | words.around_entity(document, day, IN_SENTENCE, 1)


def _months(value: str) -> int:
    return int(value[:4]) * 12 + (month_of(value) or 6)  # a year alone counts as June


def of_stated(document: Entities, likely: DateScores, stated: StatedRating) -> Features:
    """Describe a rating, whichever date is the candidate for its report."""
    features = {"earlier": stated.earlier, "likely": stated.probability, "best of all": likely.best}
    features["candidates"], features["bodies"] = float(len(likely.scores)), float(len(document.bodies))
    features |= flags(("in row", stated.at.block.kind == "row"), (f"area {stated.area}", True))
    return features | prefixed("grade", words.around_entity(document, stated.at, IN_SENTENCE, 0))


def of_report(document: Entities, days: Days, stated: StatedRating, value: str | None, likely: DateScores) -> Features:
    """Describe a rating with a candidate date for its report; None: the document does not give the report's date."""
    features = _agreement(document, stated, value)
    if value is None:
        return features | {"none": 1.0}
    score = likely.of_value[value]
    features |= flags(
        (f"length {len(value)}", True),
        ("newest of likely", value >= likely.newest),
        ("oldest of likely", value <= likely.oldest),
        ("newer likely", likely.newest[:4] > value[:4]),
        ("older likely", likely.oldest[:4] < value[:4]),
    )
    features |= {"score": score, "behind best": likely.best - score}
    day = days.nearest(value, stated.at.token)
    features |= flags(("own day", days.of_value[value][-1].form == OWN), ("named", day is not None))
    if day is not None:
        features |= _place(document, stated, day) | {"score of nearest": likely.scores[day]}
        features |= prefixed("best", _distance(document, stated, likely.top[value]))
    return features


def _agreement(document: Entities, stated: StatedRating, value: str | None) -> Features:
    """Count the dates in a rating's sentence, block and lead-in that agree with a date; -1 if none does."""
    features: Features = {}
    here, lead = _times_in(document, stated.at.block), stated.at.block.lead
    near = {
        "sentence": [day for day in here if day.sentence is stated.at.sentence],
        "block": here,
        "lead": _times_in(document, document.analysis.blocks[lead]) if lead is not None else [],
    }
    for name, days in near.items():
        if days:
            agree = [day for day in days if value and (value.startswith(day.code) or day.code.startswith(value))]
            features[f"agrees in {name}"] = float(len(agree)) or -1.0
    return features


def _times_in(document: Entities, block: Block) -> list[Entity]:
    """Return the dates named in a block, in order, but no more than `MOST_IN_BLOCK`."""
    low, high = (bisect_left(document.times, edge, key=lambda day: day.start) for edge in (block.start, block.end))
    return document.times[low : min(high, low + MOST_IN_BLOCK)]


def _distance(document: Entities, stated: StatedRating, day: Entity) -> Features:
    """Describe how a place where a date is named lies relative to a rating."""
    features = layout.of_link(document, stated.at, day) | {"close in words": close(distance(document, stated.at, day))}
    return features | flags(
        ("leads", day.block.index == stated.at.block.lead),
        ("is behind", day.token > stated.at.token),
        (f"form {day.form}", True),
        (f"block {day.block.kind}", True),
    )


def _place(document: Entities, stated: StatedRating, day: Entity) -> Features:
    """Describe how the nearest mention of a date lies relative to a rating, and which bodies its block names."""
    there = document.by_block.get(day.block.index, ())[:MOST_IN_BLOCK]
    return _distance(document, stated, day) | flags(
        ("body in its block", any(stated.body in one.bodies for one in there)),
        ("others in its block", any(one.kind == "body" and stated.body not in one.bodies for one in there)),
    )


def among_all(pairs: Sequence[tuple[StatedRating, str | None]], scores: Sequence[float]) -> list[Features]:
    """Compare each pair with other dates of its rating, and with pairs of the same date and related ratings."""
    of_one: dict[StatedRating, list[float]] = defaultdict(list)
    alike: dict[tuple[str, object, str | None], list[float]] = defaultdict(list)
    for (stated, value), score in zip(pairs, scores, strict=True):
        of_one[stated].append(score)
        for name, part in _parts(stated):
            alike[name, part, value].append(score)
    ordered = {stated: sorted(group, reverse=True) for stated, group in of_one.items()}
    summed = {place: (sum(group), len(group), max(group)) for place, group in alike.items()}
    result = []
    for (stated, value), score in zip(pairs, scores, strict=True):
        best = ordered[stated]
        other = best[1] if score == best[0] and len(best) > 1 else best[0]
        features = {"score": score, "best other": other, "before best other": score - other}
        for name, part in _parts(stated):
            total, count, most = summed[name, part, value]
            features[f"mean of {name}"] = (total - score) / max(1, count - 1)
            features[f"most of {name}"] = most
        result.append(features | {"none": float(value is None)})
    return result


def _parts(stated: StatedRating) -> Sequence[tuple[str, object]]:
    return (
        ("time", stated.historic),
        ("body and time", (stated.body, stated.historic)),
        ("block and time", (stated.at.block.index, stated.historic)),
        ("sentence", stated.at.sentence.index),
    )
