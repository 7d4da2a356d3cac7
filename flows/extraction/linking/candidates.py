"""The candidates of a grade: the areas and the bodies that it may belong to.

The choice is generous, because the judges can only choose among candidates. Bare lines narrow it: where a line holds
nothing but entities, only the areas and bodies in that line, or in the bare lines listed with it, are candidates.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Hashable, Iterable
from heapq import nlargest

from flows.extraction.analysis.text.layout import Block
from flows.extraction.claims import Body
from flows.extraction.linking.area_words import Likely
from flows.extraction.linking.entities import Entities, Entity
from flows.extraction.linking.entity import UNNAMED

# How many areas, and how many bodies, are candidates on either side of a grade.
MOST_AREAS, MOST_BODIES = 6, 4
# How many lines away from a grade the lines listed with it may be, and how many entities of a block are looked at.
MOST_LINES, MOST_IN_BLOCK = 50, 40
# How many entities on either side of a grade are looked at in its bare line, which may list every police force.
MOST_IN_LINE = 50
# From this probability on, an area that words only speak of is a candidate; so many of them are at most.
LEAST_UNNAMED, MOST_UNNAMED = 0.1, 2
# How many of the areas named in the title and the first sentence are candidates of every grade.
MOST_OPENING = 3


def areas_of(document: Entities, grade: Entity, likely: Likely) -> list[Entity | None]:
    """Return the areas a grade may be for, by position; last None for "no area named", unless bare lines decide.
    `likely`: the areas that the words around it speak of; the likeliest are candidates even if nothing names them."""
    if confined := _in_bare_lines(document, grade, "area"):
        return [part for entity in confined for part in document.parts.get(entity, [entity])]
    behind = bisect_left(document.places["area"], grade.token)
    areas = document.areas[max(0, behind - MOST_AREAS) : behind + MOST_AREAS]
    for block in (grade.block, *document.analysis.nearest_leads(grade.block), *_introduced(document, grade)):
        near = document.by_block.get(block.index, ())[:MOST_IN_BLOCK]
        areas += [part for entity in near if entity.kind == "area" for part in document.parts.get(entity, [entity])]
    areas += document.area_words.get(grade.sentence.index, ())[:MOST_IN_BLOCK]
    # Areas that the title names, or that the text names most, may be the subject of the whole document.
    areas += [*document.opening_areas[:MOST_OPENING], *document.areas_named_most, *document.unit_area]
    named = _nearest(document, grade, areas)
    return [*named, *_unnamed(document, grade, likely, named), None]


def _nearest(document: Entities, grade: Entity, areas: Iterable[Entity]) -> list[Entity]:
    """Return, by position, the places that name an area nearest to a grade: on either side, and in its lead-ins."""
    leads = document.analysis.nearest_leads(grade.block)
    nearest: dict[Hashable, Entity] = {}
    for area in sorted(areas, key=lambda area: abs(area.token - grade.token)):
        nearest.setdefault((area.codes, area.token > grade.token, area.block in leads), area)
    return sorted(nearest.values(), key=lambda area: area.token)


def _unnamed(document: Entities, grade: Entity, likely: Likely, named: Iterable[Entity]) -> list[Entity]:
    """Return the areas that the words around a grade speak of, placed at the grade, unless they are named near it."""
    known = {"overall", *(document.code_of(each) for each in named)}
    areas = nlargest(MOST_UNNAMED, likely, key=lambda code: likely[code])
    return [grade.read_as((a,), UNNAMED) for a in areas if likely[a] >= LEAST_UNNAMED and a not in known]


def bodies_of(document: Entities, grade: Entity) -> list[Body]:
    """Return the bodies a grade may belong to, by id: those near it or in its lead-ins, page owners and main bodies."""
    if confined := _in_bare_lines(document, grade, "body"):
        return _by_id(body for entity in confined for body in entity.bodies)
    bodies = [*document.analysis.owners, document.referent_at_grade.get(grade.start), *document.main_bodies]
    index, leads = grade.block.index, document.analysis.nearest_leads(grade.block)
    led = (block.index for block in (*leads, *_introduced(document, grade)))
    for block in (0, index - 1, index, index + 1, *led):
        bodies += [body for entity in document.by_block.get(block, ())[:MOST_IN_BLOCK] for body in entity.bodies]
    at, mentions = bisect_left(document.places["meant"], grade.token), document.body_mentions
    for nearest in (reversed(mentions[max(0, at - MOST_IN_BLOCK) : at]), mentions[at : at + MOST_IN_BLOCK]):
        bodies += [*dict.fromkeys(body for entity in nearest for body in entity.bodies)][:MOST_BODIES]
    return _by_id(body for body in bodies if body in document.bodies)


def _introduced(document: Entities, grade: Entity) -> list[Block]:
    """Return the blocks that the grade's block introduces, such as the items of its list."""
    behind = document.analysis.blocks[grade.block.index + 1 : grade.block.index + MOST_LINES]
    return [block for block in behind if grade.block in document.analysis.nearest_leads(block)]


def _by_id(bodies: Iterable[Body | None]) -> list[Body]:
    return sorted({body for body in bodies if body}, key=lambda body: body.body_id)


def _in_bare_lines(document: Entities, grade: Entity, kind: str) -> list[Entity]:
    """Return the entities of a kind in the grade's bare line, else in the bare lines listed with it; [] if not bare."""
    if document.bare[grade.block.index] is None:
        return []
    line = document.by_block[grade.block.index]
    at = bisect_left(line, grade.token, key=lambda entity: entity.token)
    own = [entity for entity in line[max(0, at - MOST_IN_LINE) : at + MOST_IN_LINE] if entity.kind == kind]
    return own or _listed_with(document, grade, kind)


def _listed_with(document: Entities, grade: Entity, kind: str) -> list[Entity]:
    """Return entities of the bare lines of `kind` below the grade, or above it if their run opens with `kind`."""
    first = grade.block.index
    while first > grade.block.index - MOST_LINES and _bare_kind(document, first - 1) in ("grade", kind):
        first -= 1
    step = 1 if _bare_kind(document, first) == "grade" else -1
    listed: list[Entity] = []
    block = grade.block.index + step
    while abs(block - grade.block.index) <= MOST_LINES and _bare_kind(document, block) == kind:
        listed += document.by_block[block]
        block += step
    return listed


def _bare_kind(document: Entities, block: int) -> str | None:
    return document.bare[block] if 0 <= block < len(document.bare) else None
