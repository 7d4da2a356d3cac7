"""Lists: what stands side by side, and who else could claim what stands there."""

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
