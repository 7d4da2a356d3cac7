"""Decide which bodies place names stand for: two forces joined by "and", or the only body that fits."""

from __future__ import annotations

from collections.abc import Iterable

from flows.extraction.analysis.bodies.mentions import Mention, bodies_of_place
from flows.extraction.analysis.bodies.namesakes import is_on_fire
from flows.extraction.analysis.text.view import View
from flows.extraction.claims import Body
from schemas import vocabularies

FORCE = frozenset({"territorial-force"})


def split_joined_places(view: View, items: list[Mention]) -> list[Mention]:
    """Return the mentions; in a text not about fire services, a fire service's place "A and B" becomes two forces."""
    if any(item.body.kind == "fire-service" and item.form != "place" for item in items) or is_on_fire(view.folded):
        return items
    found = []
    for item in items:
        first, joint, last = view.text[item.start : item.end].partition(" and ")
        forces = [body_of_places([place], view.folded, FORCE) for place in (first, last)]
        if item.form == "place" and item.body.kind == "fire-service" and forces[0] and forces[1]:
            end = item.start + len(first)
            found.append(Mention(item.start, end, forces[0], "place"))
            item = Mention(end + len(joint), item.end, forces[1], "place")
        found.append(item)
    return found


def body_of_places(places: Iterable[str], folded: str, kinds: frozenset[str]) -> Body | None:
    """Return the only current body of the kinds that the places can stand for, or None; `folded`: text in lower case.
    If there are several, only fire services count in a text about fire services, and only other bodies elsewhere."""
    named = {body for place in places for body in bodies_of_place(place) if body.kind in kinds}
    found = {body for body in named if vocabularies.bodies()[body.body_id].valid_to is None}
    if len(found) > 1:
        on_fire = is_on_fire(folded)
        found = {body for body in found if (body.kind == "fire-service") == on_fire}
    return found.pop() if len(found) == 1 else None
