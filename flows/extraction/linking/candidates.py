"""What could belong together: each grade with the areas and the bodies that it may be of.

Generous: what is no candidate can never be found. Where a line says nothing but its grade, its area and its body, or
lines of one kind follow a line with a grade, these alone are candidates.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from flows.extraction.analysis.text.layout import Block
from flows.extraction.claims import Body
from flows.extraction.linking.entities import Entities, Entity

# So many areas on either side of a grade, and bodies.
MOST_AREAS, MOST_BODIES = 6, 4
# So many lines of a list belong to one of its lines, and so many entities of a block are looked at.
MOST_LINES, MOST_IN_BLOCK = 15, 40
# A line may list all forces there are, but no more belong to one grade.
MOST_IN_LINE = 50
# So many areas of the opening.
MOST_OPENING = 3


def grades_of(document: Entities) -> list[Entity]:
    """The grade words that are no part of a table: those of tables are decided by what heads them."""
    return [grade for grade in document.grades if grade.block.table is None]


def areas_of(document: Entities, grade: Entity) -> list[Entity | None]:
    """The areas that a grade may be of; None stands for one that is not named, or for the whole of an inspection."""
    if confined := _confined(document, grade, "area"):
        return [part for one in confined for part in document.parts.get(one, [one])]
    behind = bisect_left(document.places("area"), grade.token)
    found = document.areas[max(0, behind - MOST_AREAS) : behind + MOST_AREAS]
    for block in (grade.block, *document.leads(grade.block), *_hanging(document, grade)):
        near = document.by_block.get(block.index, ())[:MOST_IN_BLOCK]
        found += [part for one in near if one.kind == "area" for part in document.parts.get(one, [one])]
    found += document.area_words.get(grade.sentence.index, ())[:MOST_IN_BLOCK]
    # What the title names, or the text names most, may be what all of it is on.
    found += [*document.opening_areas[:MOST_OPENING], *document.areas_named_most, *document.unit_area]
    return [*sorted(dict.fromkeys(found), key=lambda area: area.token), None]


def bodies_of(document: Entities, grade: Entity) -> list[Body]:
    """The bodies that a grade may be of: those near it, in what leads to it or hangs on it, and whose page it is."""
    if confined := _confined(document, grade, "body"):
        return _in_order(body for one in confined for body in one.bodies)
    found = [*document.owners, document.taken_up.get(grade.start), *document.main_bodies]
    index, leads = grade.block.index, document.leads(grade.block)
    led = (block.index for block in (*leads, *_hanging(document, grade)))
    for block in (0, index - 1, index, index + 1, *led):
        found += [body for one in document.by_block.get(block, ())[:MOST_IN_BLOCK] for body in one.bodies]
    at = bisect_left(document.places("meant"), grade.token)
    before, behind = document.meant[max(0, at - MOST_IN_BLOCK) : at], document.meant[at : at + MOST_IN_BLOCK]
    for nearest in (reversed(before), behind):
        found += [*dict.fromkeys(body for one in nearest for body in one.bodies)][:MOST_BODIES]
    return _in_order(body for body in found if body in document.bodies)


def _hanging(document: Entities, grade: Entity) -> list[Block]:
    """The blocks that a grade's block introduces, as the items of its list."""
    behind = document.analysis.blocks[grade.block.index + 1 : grade.block.index + MOST_LINES]
    return [block for block in behind if grade.block in document.leads(block)]


def _in_order(bodies: Iterable[Body | None]) -> list[Body]:
    return sorted({body for body in bodies if body}, key=lambda body: body.body_id)


def _confined(document: Entities, grade: Entity, kind: str) -> list[Entity]:
    """The entities of a kind that a grade's bare line holds, or the bare lines that belong to it."""
    if document.bare[grade.block.index] is None:
        return []
    line = document.by_block[grade.block.index]
    at = bisect_left(line, grade.token, key=lambda one: one.token)
    own = [one for one in line[max(0, at - MOST_IN_LINE) : at + MOST_IN_LINE] if one.kind == kind]
    return own or _listed(document, grade, kind)


def _listed(document: Entities, grade: Entity, kind: str) -> list[Entity]:
    """The lines of a kind that follow a grade's line, or precede it where a run of such lines begins with one."""
    first = grade.block.index
    while first > grade.block.index - MOST_LINES and _only_kind(document, first - 1) in ("grade", kind):
        first -= 1
    step = 1 if _only_kind(document, first) == "grade" else -1
    found: list[Entity] = []
    block = grade.block.index + step
    while abs(block - grade.block.index) <= MOST_LINES and _only_kind(document, block) == kind:
        found += document.by_block[block]
        block += step
    return found


def _only_kind(document: Entities, block: int) -> str | None:
    return document.bare[block] if 0 <= block < len(document.bare) else None
