"""What tells of a time that a document names whether its report came out then, and which rating's report it was."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from flows.extraction.linking.dates import Day, Days, Likely, Stated
from flows.extraction.linking.entities import Entities
from flows.extraction.linking.features import Features, close, under, words, yes

# So many words on either side of a time are told with their place, and of its sentence without.
BESIDE, IN_SENTENCE, OF_LEAD = 4, 14, 12
# So many names and times of a block are looked through.
MOST_IN_BLOCK = 40
COUNTED = ("grade", "area", "meant", "inspection", "verb")


def of_document(document: Entities, days: Days) -> Features:
    """How many times a document names, and whose page it is."""
    publisher = document.analysis.publisher
    return {
        f"publisher {publisher.kind if publisher else 'unknown'}": 1.0,
        "times": float(len(days.values)),
        "all grades": float(len(document.grades)),
    }


def of_day(document: Entities, days: Days, day: Day) -> Features:
    """A time by itself: the words around it, what stands near it, and how it lies among the others."""
    values = days.values
    found = yes(
        (f"form {day.form}", True),
        (f"length {len(day.value)}", True),
        ("newest", day.value == values[-1]),
        ("oldest", day.value == values[0]),
        ("only", len(values) == 1),
    )
    found["times named"] = float(len(days.of_value[day.value]))
    found["rank from newest"] = float(len(values) - days.rank[day.value])
    if (published := document.analysis.document.published_on) and day.form != "own":
        found |= yes(
            ("is publication", published == day.value),
            ("month of publication", published[:7] == day.value[:7]),
            ("after publication", published[: len(day.value)] < day.value),
        )
        found["years before publication"] = float(int(published[:4]) - int(day.value[:4]))
        found["months before publication"] = float(_months(published) - _months(day.value))
    if day.block is None:
        return found
    tokens, analysis = document.tokens, document.analysis
    found[f"block {day.block.kind}"] = 1.0
    found["how far down"] = day.block.index / max(1, len(analysis.blocks))
    found["close to top"] = close(day.block.index)
    low, high = document.edges(day.sentence or day.block)
    before, behind = tokens[max(0, low) : day.first], tokens[day.last + 1 : high + 1]
    found |= words.beside(before, behind, BESIDE) | words.that_lead(document, day.block, 1, OF_LEAD)
    found |= {f"right before {' '.join(before[-2:])}": 1.0, f"right behind {' '.join(behind[:2])}": 1.0}
    found |= {f"before {word}": 1.0 for word in before[-IN_SENTENCE:]}
    found |= {f"behind {word}": 1.0 for word in behind[:IN_SENTENCE]}
    found["words before"], found["words behind"] = float(len(before)), float(len(behind))
    for kind in COUNTED:
        found[f"{kind} in sentence"] = float(document.count(kind, low - 1, high + 1))
        found[f"{kind} before"] = float(document.count(kind, low - 1, day.first))
    found["inspection near"] = float(document.count("inspection", max(-1, day.first - 40), day.last + 40))
    return found


def _months(value: str) -> int:
    month = int(value[5:7]) if len(value) > 4 else 6
    return int(value[:4]) * 12 + (month if month < 13 else 3 * (month - 20))


def of_stated(document: Entities, likely: Likely, stated: Stated) -> Features:
    """A rating beside all the times that may be its report's."""
    first, _ = document.edges(stated.at.sentence)
    tokens, at = document.tokens, stated.at.token
    before, behind = tokens[first:at], tokens[at + 1 : at + 4]
    found = {"earlier": stated.earlier, "likely": stated.probability, "best of all": likely.best}
    found["candidates"], found["bodies"] = float(len(likely.scores)), float(len(document.bodies))
    found |= yes(("in row", stated.at.block.kind == "row"), (f"area {stated.area}", True))
    found |= {f"before grade {word}": 1.0 for word in before[-IN_SENTENCE:]}
    found[f"sentence opens {' '.join(tokens[first : first + 2])}"] = 1.0
    return found | words.beside(before, behind, 3, "grade ")


def of_report(document: Entities, days: Days, stated: Stated, value: str | None, likely: Likely) -> Features:
    """How the places where a time is named stand to a rating; None is a report whose day is not said."""
    found = _said_beside(days, stated, value)
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
    found |= yes(("own day", days.of_value[value][-1].block is None), ("named", day is not None))
    if day is not None:
        found |= _place(document, days, stated, day) | {"score of nearest": likely.scores[day]}
        found |= under("best", _distance(stated, likely.top[value]))
    return found


def _said_beside(days: Days, stated: Stated, value: str | None) -> Features:
    """Whether the times of the same sentence, block and heading are, or may be, this one."""
    found: Features = {}
    lead = stated.at.block.lead
    near = {
        "sentence": days.in_sentence.get(stated.at.sentence.index, ()),
        "block": days.in_block.get(stated.at.block.index, ()),
        "lead": days.in_block.get(lead, ()) if lead is not None else (),
    }
    for name, every in near.items():
        if there := every[:MOST_IN_BLOCK]:
            agree = [day for day in there if value and (value.startswith(day.value) or day.value.startswith(value))]
            found[f"agrees in {name}"] = float(len(agree)) or -1.0
    return found


def _distance(stated: Stated, day: Day) -> Features:
    if day.block is None:
        return {}
    found = yes(
        ("same sentence", day.sentence is stated.at.sentence),
        ("same block", day.block is stated.at.block),
        ("leads", day.block.index == stated.at.block.lead),
        ("behind", day.first > stated.at.token),
        (f"form {day.form}", True),
        (f"block {day.block.kind}", True),
    )
    found["blocks on"] = float(day.block.index - stated.at.block.index)
    if day.sentence is not None:
        found["sentences on"] = float(day.sentence.index - stated.at.sentence.index)
    return found | {"close in words": close(day.first - stated.at.token)}


def _place(document: Entities, days: Days, stated: Stated, day: Day) -> Features:
    found = _distance(stated, day)
    low, high = sorted((day.first, stated.at.token))
    if day.first < stated.at.token:
        low = day.last
    for kind in ("grade", "area", "meant", "organisation", "comma", "semicolon", "stop", "but", "verb"):
        found[f"between {kind}"] = float(document.count(kind, low, high))
    found["times between"] = float(days.between(low, high))
    if day.sentence is stated.at.sentence:
        side = "behind" if day.first > stated.at.token else "before"
        between = document.tokens[low + 1 : high]
        found |= {f"{side} between {word}": 1.0 for word in between[:12]}
        if len(between) < 5:
            found[f"{side} path {' '.join(between)}"] = 1.0
    if day.block is not None:
        there = document.by_block.get(day.block.index, ())[:MOST_IN_BLOCK]
        found |= yes(
            ("body in its block", any(stated.body in one.bodies for one in there)),
            ("others in its block", any(one.kind == "body" and stated.body not in one.bodies for one in there)),
        )
    return found


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
