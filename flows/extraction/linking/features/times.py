"""What tells of a time that a document names whether its report came out then, and which rating's report it was."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence

from flows.extraction.analysis.text.layout import Block
from flows.extraction.linking.dates import OWN, Days, Likely, Stated
from flows.extraction.linking.entities import Entities, Entity
from flows.extraction.linking.features import Features, close, layout, under, words, yes

BETWEEN = ("grade", "area", "meant", "organisation", "time", "comma", "semicolon", "stop", "but", "verb")
# So many words of its sentence on either side are told.
IN_SENTENCE = 14
# So many names and times of a block are looked through.
MOST_IN_BLOCK = 40


def of_document(document: Entities, days: Days) -> Features:
    """How many times a document names, and whose page it is."""
    publisher = document.analysis.publisher
    return {
        f"publisher {publisher.kind if publisher else 'unknown'}": 1.0,
        "times": float(len(days.values)),
        "all grades": float(len(document.grades)),
    }


def of_day(document: Entities, days: Days, day: Entity) -> Features:
    """A time by itself: how it lies among the others, the words around it, and what stands near it."""
    values = days.values
    found = yes(
        (f"form {day.form}", True),
        (f"length {len(day.code)}", True),
        ("newest", day.code == values[-1]),
        ("oldest", day.code == values[0]),
        ("only", len(values) == 1),
    )
    found["times named"] = float(len(days.of_value[day.code]))
    found["rank from newest"] = float(len(values) - days.rank[day.code])
    if day.form == OWN:
        return found
    if published := document.analysis.document.published_on:
        found |= yes(
            ("is publication", published == day.code),
            ("month of publication", published[:7] == day.code[:7]),
            ("after publication", published[: len(day.code)] < day.code),
        )
        found["years before publication"] = float(int(published[:4]) - int(day.code[:4]))
        found["months before publication"] = float(_months(published) - _months(day.code))
    found["close to top"] = close(day.block.index)
    return found | layout.of_place(document, day) | words.around_entity(document, day, IN_SENTENCE, 1)


def _months(value: str) -> int:
    month = int(value[5:7]) if len(value) > 4 else 6
    return int(value[:4]) * 12 + (month if month < 13 else 3 * (month - 20))


def of_stated(document: Entities, likely: Likely, stated: Stated) -> Features:
    """A rating beside all the times that may be its report's."""
    found = {"earlier": stated.earlier, "likely": stated.probability, "best of all": likely.best}
    found["candidates"], found["bodies"] = float(len(likely.scores)), float(len(document.bodies))
    found |= yes(("in row", stated.at.block.kind == "row"), (f"area {stated.area}", True))
    return found | under("grade", words.around_entity(document, stated.at, IN_SENTENCE, 0))


def of_report(document: Entities, days: Days, stated: Stated, value: str | None, likely: Likely) -> Features:
    """How the places where a time is named stand to a rating; None is a report whose day is not said."""
    found = _said_beside(document, stated, value)
    if value is None:
        return found | {"none": 1.0}
    own = likely.of_value[value]
    found |= yes(
        (f"length {len(value)}", True),
        ("newest of likely", value >= likely.newest),
        ("oldest of likely", value <= likely.oldest),
        ("newer likely", likely.newest[:4] > value[:4]),
        ("older likely", likely.oldest[:4] < value[:4]),
    )
    found |= {"score": own, "behind best": likely.best - own, "rank": float(likely.rank(own))}
    if stated.year:
        found["year of column"] = 1.0 if value.startswith(stated.year[:4]) else -1.0
    day = days.nearest(value, stated.at.token)
    found |= yes(("own day", days.of_value[value][-1].form == OWN), ("named", day is not None))
    if day is not None:
        found |= _place(document, stated, day) | {"score of nearest": likely.scores[day]}
        found |= under("best", _distance(document, stated, likely.top[value]))
    return found


def _said_beside(document: Entities, stated: Stated, value: str | None) -> Features:
    """Whether the times of the same sentence, block and heading are, or may be, this one."""
    found: Features = {}
    here, lead = _times_in(document, stated.at.block), stated.at.block.lead
    near = {
        "sentence": [day for day in here if day.sentence is stated.at.sentence],
        "block": here,
        "lead": _times_in(document, document.analysis.blocks[lead]) if lead is not None else [],
    }
    for name, there in near.items():
        if there:
            agree = [day for day in there if value and (value.startswith(day.code) or day.code.startswith(value))]
            found[f"agrees in {name}"] = float(len(agree)) or -1.0
    return found


def _times_in(document: Entities, block: Block) -> list[Entity]:
    """The first times that a block names."""
    low, high = (bisect_left(document.times, edge, key=lambda day: day.start) for edge in (block.start, block.end))
    return document.times[low : min(high, low + MOST_IN_BLOCK)]


def _distance(document: Entities, stated: Stated, day: Entity) -> Features:
    """How the place where a time is named stands to a rating."""
    found = layout.of_link(document, stated.at, day) | {"close in words": close(day.token - stated.at.token)}
    return found | yes(
        ("leads", day.block.index == stated.at.block.lead),
        ("is behind", day.token > stated.at.token),
        (f"form {day.form}", True),
        (f"block {day.block.kind}", True),
    )


def _place(document: Entities, stated: Stated, day: Entity) -> Features:
    """How the place nearest to a rating where a time is named stands to it, and the words between."""
    there = document.by_block.get(day.block.index, ())[:MOST_IN_BLOCK]
    found = _distance(document, stated, day)
    low, high = sorted((day.token, stated.at.token))
    for kind in BETWEEN:
        found[f"between {kind}"] = float(document.count(kind, low, high))
    if day.sentence is stated.at.sentence:
        found |= words.between(document, stated.at, day)
    return found | yes(
        ("body in its block", any(stated.body in one.bodies for one in there)),
        ("others in its block", any(one.kind == "body" and stated.body not in one.bodies for one in there)),
    )


def among_all(pairs: Sequence[tuple[Stated, str | None]], scores: Sequence[float]) -> list[Features]:
    """How a time stands among the others of its rating, and how it suits the other ratings of its document."""
    of_one: dict[Stated, list[float]] = defaultdict(list)
    alike: dict[tuple[str, object, str | None], list[float]] = defaultdict(list)
    for (one, value), score in zip(pairs, scores, strict=True):
        of_one[one].append(score)
        for name, part in _parts(one):
            alike[name, part, value].append(score)
    ordered = {one: sorted(found, reverse=True) for one, found in of_one.items()}
    summed = {place: (sum(found), len(found), max(found)) for place, found in alike.items()}
    result = []
    for (one, value), score in zip(pairs, scores, strict=True):
        best = ordered[one]
        other = best[1] if score == best[0] and len(best) > 1 else best[0]
        here = {"score": score, "best other": other, "before best other": score - other}
        for name, part in _parts(one):
            total, count, most = summed[name, part, value]
            here[f"mean of {name}"] = (total - score) / max(1, count - 1)
            here[f"most of {name}"] = most
        result.append(here | {"none": float(value is None)})
    return result


def _parts(one: Stated) -> Sequence[tuple[str, object]]:
    return (
        ("time", one.historic),
        ("body and time", (one.body, one.historic)),
        ("block and time", (one.at.block.index, one.historic)),
        ("sentence", one.at.sentence.index),
    )
