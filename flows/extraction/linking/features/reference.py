"""Features that link a grade to a body: where its name is, what "the force" or "it" refers to, whose page it is."""

from __future__ import annotations

from bisect import bisect_left

from flows.extraction.claims import Body
from flows.extraction.linking.entities import Entities, Entity
from flows.extraction.linking.features import Features, close, flags, layout, prefixed
from flows.extraction.linking.features.habit import kind_of
from flows.extraction.linking.features.lists import neighbours
from flows.extraction.linking.features.words import counts_between

# Look for unambiguous names in no more than this many mentions of a body.
MOST_BEFORE = 40


def last_mention(document: Entities, body: Body, grade: Entity) -> Entity | None:
    """Return the last mention of a body before a grade; None if there is none."""
    named = document.named_of[body]
    at = bisect_left(named, grade.token, key=lambda one: one.token)
    return named[at - 1] if at else None


def of_body(document: Entities, body: Body) -> Features:
    """Describe how a document names a body: how often, how clearly, and whether the page may be the body's own."""
    named = document.named_of[body]
    features = flags(
        (f"kind {body.kind}", True),
        ("owner", body in document.analysis.owners),
        ("main", body in document.main_bodies[:1]),
    )
    features["named after its place"] = float(document.bodies_by_namesake.get(body, 0))
    features["share of mentions"] = len(named) / max(1, len(document.named))
    features["mentions"] = float(len(named))
    features["share of its kind"] = document.share_of_kind.get(body.kind, 0.0)
    features["its kind spoken of"] = document.kind_word_share(kind_of(body), -1, len(document.tokens))
    features["named by a name of its own"] = float(sum(len(one.bodies) == 1 for one in named[:MOST_BEFORE]))
    return features


def of_link(document: Entities, grade: Entity, body: Body) -> Features:
    """Describe how the nearest mentions of a body, and references such as "the force", lie relative to a grade."""
    named = document.named_of[body]
    at = bisect_left(named, grade.token, key=lambda mention: mention.token)
    first, last = document.edges(grade.sentence)
    features = {"its kind spoken of in sentence": document.kind_word_share(kind_of(body), first - 1, last + 1)}
    for side, mention in (("last", named[at - 1] if at else None), ("next", named[at] if at < len(named) else None)):
        if mention is not None:
            features |= prefixed(side, _mention(document, grade, mention))
    return features | _references(document, grade, body)


def _mention(document: Entities, grade: Entity, mention: Entity) -> Features:
    features = counts_between(document, grade, mention) | layout.of_link(document, grade, mention)
    features |= neighbours(document, grade, mention)
    return features | flags((f"form {mention.form}", True), ("one of several", len(mention.bodies) > 1))


def _references(document: Entities, grade: Entity, body: Body) -> Features:
    """Describe whether the references in the grade's sentence, and one at the grade itself, would mean the body."""
    meant = document.referent_at_grade.get(grade.start)
    features = {"would be meant": 1.0 if meant == body else -1.0} if meant else {}
    first, last = document.edges(grade.sentence)
    for step, side in ((-1, "before"), (1, "behind")):
        if one := document.next_to("meant", grade.token, step):
            features[f"meant {side}"] = 1.0 if body in one.bodies else -1.0
            features[f"meant {side} as {one.form}"] = features[f"meant {side}"]
            features[f"meant {side} close"] = features[f"meant {side}"] * close(one.token - grade.token)
            features[f"meant {side} in sentence"] = features[f"meant {side}"] * (first <= one.token <= last)
    features["meant in sentence"] = float(sum(body in one.bodies for one in document.between("meant", first, last)))
    return features
