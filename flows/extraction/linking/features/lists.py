"""Features of lists: whether two candidates are items of one list, and which rivals are near."""

from __future__ import annotations

from flows.extraction.linking.entities import Entities, Entity
from flows.extraction.linking.features import Features, close

# The tokens that may stand between two items of one list.
_JOINTS = ", and & ; or the its at in for of both as well also how on to with police forces services constabulary"
JOINTS = frozenset(_JOINTS.split())
LONGEST = 60  # Items of one list are fewer tokens apart.


def side_by_side(document: Entities, one: Entity, other: Entity) -> bool:
    """Whether two entities of one kind are in one list: joined by commas and "and", or bullets with one lead-in."""
    low, high = sorted((one.token, other.token))
    if one is other:
        return False
    if one.block is other.block:
        allowed = JOINTS | {f"<{one.kind}>"}
        return high - low < LONGEST and all(token in allowed for token in document.tokens[low + 1 : high])
    return one.block.kind == other.block.kind == "bullet" and one.block.lead == other.block.lead


def neighbours(document: Entities, grade: Entity, other: Entity) -> Features:
    """Describe the rivals nearest to a link: other grades beside the candidate, other candidates beside the grade."""
    features: Features = {}
    distance = abs(grade.token - other.token)
    for step, side in ((-1, "before"), (1, "behind")):
        for kind, entity in (("grade", other), (other.kind, grade)):
            rival = document.next_to(kind, entity.token, step)
            if rival is None or rival is grade or rival is other:
                continue
            name = f"rival {'grade' if entity is other else 'one'} {side}"
            rival_distance = abs(rival.token - entity.token)
            features[name] = close(rival_distance)
            features[f"{name} nearer"] = 1.0 if rival_distance < distance else -1.0
            features[f"{name} in its sentence"] = 1.0 if rival.sentence is entity.sentence else -1.0
    return features
