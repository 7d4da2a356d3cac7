"""Features from words: around a grade, and between a grade and a candidate. Each word is a feature of its own."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import islice, takewhile

from flows.extraction.analysis.remembered import cached
from flows.extraction.linking.entities import MARKS, Entities, Entity
from flows.extraction.linking.features import Features, close
from flows.extraction.linking.features.lists import tokens_between

# Describe all of up to this many words between two entities; of up to three times as many, those at either end.
MOST_BETWEEN = 14
# Describe at most this many words of a lead-in, and of the words between a grade and the next.
MOST_OF_LEAD, MOST_OF_CLAUSE = 30, 20
BETWEEN = ("grade", "area", "body", "organisation", "person", *(mark for mark in MARKS if mark != "inspection"))


def around(document: Entities, one: Entity, most: int, prefix: str = "") -> Features:
    """Describe up to `most` words on either side of an entity, each with its distance: "word -1 was"."""
    tokens, first = document.tokens, max(0, one.token - most)
    before, behind = tokens[first : one.token], tokens[one.last + 1 : one.last + 1 + most]
    near = [*enumerate(before, first - one.token), *enumerate(behind, 1)]
    return {f"{prefix}word {place:+d} {word}": 1.0 for place, word in near}


def around_grade(document: Entities, grade: Entity) -> Features:
    """Describe the words around a grade, and the words up to the next grade on either side."""
    first, last = document.edges(grade.sentence)
    before, behind = document.tokens[first : grade.token], document.tokens[grade.last + 1 : last + 1]
    features = around_entity(document, grade, 40, 2)
    features |= {f"since the last grade {word}": 1.0 for word in _up_to_grade(reversed(before))}
    return features | {f"up to the next grade {word}": 1.0 for word in _up_to_grade(behind)}


def around_entity(document: Entities, one: Entity, most: int, leads: int) -> Features:
    """Describe the words around an entity in its sentence, up to `most` a side, and in its first lead-ins."""
    first, last = document.edges(one.sentence)
    before, behind = document.tokens[first : one.token], document.tokens[one.last + 1 : last + 1]
    found = around(document, one, 4)
    found |= {f"before {word}": 1.0 for word in before[-most:]} | {f"behind {word}": 1.0 for word in behind[:most]}
    for length in (2, 3):
        found[f"right before {' '.join(before[-length:])}"] = found[f"right behind {' '.join(behind[:length])}"] = 1.0
    found[f"sentence opens {' '.join(document.tokens[first : first + 2])}"] = 1.0
    for lead in document.analysis.nearest_leads(one.block)[:leads]:
        words = document.text[lead.start : lead.end].lower().split()[:MOST_OF_LEAD]
        found |= {f"led by {word}": 1.0 for word in words}
    return found


def between(document: Entities, grade: Entity, other: Entity) -> Features:
    """Describe the words between a grade and a candidate; {} if they are too far apart."""
    side = "behind" if other.token > grade.token else "before"
    slices = tokens_between(document, grade, other)
    if sum(high - low for low, high in slices) > 3 * MOST_BETWEEN:
        return {}
    words = [word for low, high in slices for word in document.tokens[low:high]]
    if len(words) > MOST_BETWEEN:
        words = [*words[: MOST_BETWEEN // 2], *words[-MOST_BETWEEN // 2 :]]
    return {f"{side} between {word}": 1.0 for word in words}


def counts_between(document: Entities, grade: Entity, other: Entity) -> Features:
    """Count the words, entities and marks between a grade and a candidate."""
    slices, features = tokens_between(document, grade, other), Counter[str]()
    for low, high in slices:
        counts = zip(BETWEEN, _counts_before(document, low), _counts_before(document, high), strict=True)
        features.update({f"between {kind}": last - first for kind, first, last in counts if last > first})
    length = 1 + sum(high - low for low, high in slices)
    side, words = 1.0 if other.token > grade.token else -1.0, float(min(length, 100))
    return features | {"is behind": side, "close in words": close(length), "words between": words}


@cached
def _counts_before(document: Entities, token: int) -> list[int]:
    """Return how many of each of `BETWEEN` stand before a token, which many pairs have in common."""
    return [bisect_left(document.places[kind], token) for kind in BETWEEN]


def _up_to_grade(words: Iterable[str]) -> list[str]:
    """Return the words before the first grade, at most `MOST_OF_CLAUSE` of them."""
    return list(islice(takewhile("<grade>".__ne__, words), MOST_OF_CLAUSE))


def spoken_of(code: str, likely: Mapping[str, float], margins: Mapping[str, Mapping[str, float]]) -> Features:
    """Describe how likely the words around a grade speak of an area, and how much likelier than of others; also how
    much the words of each part (`margins`) speak for it."""
    own = likely.get(code, 0.0)
    others = max((share for area, share in likely.items() if area != code), default=0.0)
    of_parts = {f"spoken of {part}": margin[code] for part, margin in margins.items() if code in margin}
    return {"spoken of": own, "spoken of before others": own - others, **of_parts}
