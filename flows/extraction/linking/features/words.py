"""Words around a grade, and between it and what it may be of. A name with a word in it is that word's own feature."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice, takewhile

from flows.extraction.linking.entities import MARKS, Entities, Entity
from flows.extraction.linking.features import Features, close

# So many words between two entities are told; of more, those at either end.
REACH = 14
# So many words of what leads to a grade, and between it and the next.
MOST_OF_LEAD, MOST_OF_CLAUSE = 30, 20
BETWEEN = ("grade", "area", "body", "organisation", "person", *(mark for mark in MARKS if mark != "inspection"))


def around(document: Entities, one: Entity, most: int, prefix: str = "") -> Features:
    """The words right before and behind something, each with its place."""
    tokens, first = document.tokens, max(0, one.token - most)
    before, behind = tokens[first : one.token], tokens[one.last + 1 : one.last + 1 + most]
    near = [*enumerate(before, first - one.token), *enumerate(behind, 1)]
    return {f"{prefix}word {place:+d} {word}": 1.0 for place, word in near}


def around_grade(document: Entities, grade: Entity) -> Features:
    """The words around a grade, and those between it and the next on either side."""
    first, last = document.edges(grade.sentence)
    before, behind = document.tokens[first : grade.token], document.tokens[grade.last + 1 : last + 1]
    found = around_entity(document, grade, 40, 2)
    found |= {f"since the last grade {word}": 1.0 for word in _up_to_grade(reversed(before))}
    return found | {f"up to the next grade {word}": 1.0 for word in _up_to_grade(behind)}


def around_entity(document: Entities, one: Entity, most: int, leads: int) -> Features:
    """The words of a grade's or time's sentence, those right beside it, and those of some blocks that lead to it."""
    first, last = document.edges(one.sentence)
    before, behind = document.tokens[first : one.token], document.tokens[one.last + 1 : last + 1]
    found = around(document, one, 4)
    found |= {f"before {word}": 1.0 for word in before[-most:]} | {f"behind {word}": 1.0 for word in behind[:most]}
    for length in (2, 3):
        found[f"right before {' '.join(before[-length:])}"] = found[f"right behind {' '.join(behind[:length])}"] = 1.0
    found[f"sentence opens {' '.join(document.tokens[first : first + 2])}"] = 1.0
    for lead in document.leads(one.block)[:leads]:
        words = document.text[lead.start : lead.end].lower().split()[:MOST_OF_LEAD]
        found |= {f"led by {word}": 1.0 for word in words}
    return found


def between(document: Entities, grade: Entity, other: Entity) -> Features:
    """The words from a grade to something else: each, and both ends."""
    low, high = _between(grade, other)
    side = "behind" if other.token > grade.token else "before"
    words = document.tokens[low + 1 : high]
    if len(words) > 3 * REACH:
        return {}
    if len(words) > REACH:
        words = [*words[: REACH // 2], "…", *words[-REACH // 2 :]]
    found = {f"{side} between {word}": 1.0 for word in words}
    for length in (1, 2):
        found[f"{side} from {' '.join(words[:length])}"] = found[f"{side} to {' '.join(words[-length:])}"] = 1.0
    return found


def counts_between(document: Entities, grade: Entity, other: Entity) -> Features:
    """How many words, entities and marks stand between a grade and something else."""
    low, high = _between(grade, other)
    found = {f"between {what}": float(count) for what in BETWEEN if (count := document.count(what, low, high))}
    found["is behind"] = 1.0 if other.token > grade.token else -1.0
    found["close in words"] = close(high - low)
    found["words between"] = float(min(high - low, 100))
    return found


def _between(one: Entity, other: Entity) -> tuple[int, int]:
    """The last token of the first of two and the first of the second."""
    return (one.last, other.token) if one.token < other.token else (other.last, one.token)


def _up_to_grade(words: Iterable[str]) -> list[str]:
    """The words before the first grade, but no more than are told."""
    return list(islice(takewhile("<grade>".__ne__, words), MOST_OF_CLAUSE))
