"""Features of lists: how items lie to their lead-in and to each other, and which rivals are near."""

from __future__ import annotations

from flows.extraction.analysis.text.layout import Block
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


def left_out(document: Entities, one: Entity, other: Entity) -> tuple[Block, Block]:
    """Return two blocks, between whose starts no distance counts: the first item of a list and the item with the later
    entity, if the earlier one stands in a lead-in of the list; else twice the later one's block. Thus all items, also
    those of lists inside the list, are as near to the lead-in as the first."""
    first, last = (one, other) if one.token < other.token else (other, one)
    is_led = last.block.kind == "bullet" and first.block in document.analysis.nearest_leads(last.block)
    return document.first_items[last.block.lead] if is_led else last.block, last.block


def tokens_between(document: Entities, one: Entity, other: Entity) -> list[tuple[int, int]]:
    """Return the slices of tokens between two entities, without the items that `left_out` leaves out."""
    low, high = (one.last + 1, other.token) if one.token < other.token else (other.last + 1, one.token)
    start, item = left_out(document, one, other)
    if start is item:
        return [(low, high)]
    return [(low, document.edges(start)[0]), (document.edges(item)[0], high)]


def distance(document: Entities, one: Entity, other: Entity) -> int:
    """Return the number of tokens from one entity to another, as `tokens_between` counts."""
    return 1 + sum(high - low for low, high in tokens_between(document, one, other))


def neighbours(document: Entities, grade: Entity, other: Entity) -> Features:
    """Describe the rivals nearest to a link: other grades beside the candidate, other candidates beside the grade."""
    features: Features = {}
    own, (start, item) = distance(document, grade, other), left_out(document, grade, other)
    for step, side in ((-1, "before"), (1, "behind")):
        for kind, entity in (("grade", other), (other.kind, grade)):
            rival = document.next_to(kind, entity.token, step)
            if rival is None or rival is grade or rival is other or (rival.block is start and start is not item):
                continue
            name = f"rival {'grade' if entity is other else 'one'} {side}"
            features[name] = close(rivals := distance(document, rival, entity))
            features[f"{name} nearer"] = 1.0 if rivals < own else -1.0
            features[f"{name} in its sentence"] = 1.0 if rival.sentence is entity.sentence else -1.0
    return features
