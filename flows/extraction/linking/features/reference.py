"""Whom a text means: the body of a grade by its name, by "the force" or "it", by whose page it is."""

from __future__ import annotations

from bisect import bisect_left

from flows.extraction.claims import Body
from flows.extraction.linking.entities import Entities, Entity
from flows.extraction.linking.features import Features, close, layout, under, yes
from flows.extraction.linking.features.habit import kind_of
from flows.extraction.linking.features.lists import neighbours
from flows.extraction.linking.features.words import counts_between

# In so many mentions of a body a name that no other body has is counted.
MOST_BEFORE = 40


def last_mention(document: Entities, body: Body, grade: Entity) -> Entity | None:
    """Where a body is named last before a grade."""
    named = document.named_of[body]
    at = bisect_left(named, grade.token, key=lambda one: one.token)
    return named[at - 1] if at else None


def of_body(document: Entities, body: Body) -> Features:
    """How a document names a body: how often, where, and whether its page may be the body's."""
    named = document.named_of[body]
    found = yes(
        (f"kind {body.kind}", True),
        ("owner", body in document.owners),
        ("main", body in document.main_bodies[:1]),
    )
    found["named after its place"] = float(document.kin.get(body, 0))
    found["share of mentions"] = len(named) / max(1, len(document.named))
    found["mentions"] = float(len(named))
    found["share of its kind"] = document.share_of_kind.get(body.kind, 0.0)
    found["its kind spoken of"] = document.spoken_of(kind_of(body), -1, len(document.tokens))
    found["named by a name of its own"] = float(sum(len(one.bodies) == 1 for one in named[:MOST_BEFORE]))
    return found


def of_link(document: Entities, grade: Entity, body: Body) -> Features:
    """How the mentions of a body, and what refers to it, stand to a grade."""
    named = document.named_of[body]
    at = bisect_left(named, grade.token, key=lambda one: one.token)
    first, last = document.edges(grade.sentence)
    found = {"its kind spoken of in sentence": document.spoken_of(kind_of(body), first - 1, last + 1)}
    for side, one in (("last", named[at - 1] if at else None), ("next", named[at] if at < len(named) else None)):
        if one is not None:
            found |= under(side, _mention(document, grade, one))
    return found | _taken_up(document, grade, body)


def _mention(document: Entities, grade: Entity, one: Entity) -> Features:
    found = counts_between(document, grade, one) | layout.of_link(document, grade, one)
    found |= neighbours(document, grade, one)
    return found | yes((f"form {one.form}", True), ("one of several", len(one.bodies) > 1))


def _taken_up(document: Entities, grade: Entity, body: Body) -> Features:
    """Whether what refers to bodies in the sentence, and what a reference there would mean, is the body."""
    meant = document.taken_up.get(grade.start)
    found = {"would be meant": 1.0 if meant == body else -1.0} if meant else {}
    first, last = document.edges(grade.sentence)
    for step, side in ((-1, "before"), (1, "behind")):
        one = document.next_to("meant", grade.token, step)
        if one is not None:
            found[f"meant {side}"] = 1.0 if body in one.bodies else -1.0
            found[f"meant {side} as {one.form}"] = found[f"meant {side}"]
            found[f"meant {side} close"] = found[f"meant {side}"] * close(one.token - grade.token)
            found[f"meant {side} in sentence"] = found[f"meant {side}"] * (first <= one.token <= last)
    places = document.places("meant")
    inside = document.meant[bisect_left(places, first) : bisect_left(places, last + 1)]
    found["meant in sentence"] = float(sum(body in one.bodies for one in inside))
    return found
