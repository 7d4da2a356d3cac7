"""Lists and order: what stands side by side, and what comes first, second, third of its kind in a sentence."""

from __future__ import annotations

from flows.extraction.linking.entities import Entities, Entity
from flows.extraction.linking.features import Features, close

# What may stand between two of one list.
_JOINTS = ", and & ; or the its at in for of both as well also how on to with police forces services constabulary"
JOINTS = frozenset(_JOINTS.split())
LONGEST = 60


def side_by_side(document: Entities, one: Entity, other: Entity) -> bool:
    """Whether two of a kind stand in one list: joined by commas and "and", or bullets under the same line."""
    low, high = sorted((one.token, other.token))
    if one is other:
        return False
    if one.block is other.block:
        allowed = JOINTS | {f"<{one.kind}>"}
        return high - low < LONGEST and all(token in allowed for token in document.tokens[low + 1 : high])
    return one.block.kind == other.block.kind == "bullet" and one.block.lead == other.block.lead


def ranks(document: Entities, grade: Entity, other: Entity) -> Features:
    """Which of its kind each is in its sentence, and whether that agrees, as in "A and B were good and adequate"."""
    (before, behind), (others_before, others_behind) = (_rank(document, one) for one in (grade, other))
    return {
        "rank of grade": float(before),
        "rank from last of grade": float(behind),
        "rank": float(others_before),
        "rank from last": float(others_behind),
        "ranks agree": 1.0 if before == others_before else -1.0,
        "last ranks agree": 1.0 if behind == others_behind else -1.0,
        "as many": 1.0 if before + behind == others_before + others_behind else -1.0,
    }


def _rank(document: Entities, one: Entity) -> tuple[int, int]:
    first, last = document.edges(one.sentence)
    return document.count(one.kind, first - 1, one.token), document.count(one.kind, one.token, last + 1)


def neighbours(document: Entities, grade: Entity, other: Entity) -> Features:
    """Who else could claim either: the grades beside what the grade may be of, and its like beside the grade."""
    found: Features = {}
    distance = abs(grade.token - other.token)
    for step, side in ((-1, "before"), (1, "behind")):
        for kind, of in (("grade", other), (other.kind, grade)):
            rival = document.next_to(kind, of.token, step)
            if rival is None or rival is grade or rival is other:
                continue
            name = f"rival {'grade' if of is other else 'one'} {side}"
            far = abs(rival.token - of.token)
            found[name] = close(far)
            found[f"{name} nearer"] = 1.0 if far < distance else -1.0
            found[f"{name} in its sentence"] = 1.0 if rival.sentence is of.sentence else -1.0
    return found
