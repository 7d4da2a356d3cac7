"""Features of position: which block and sentence a grade and its candidates stand in, and how these blocks relate."""

from __future__ import annotations

from flows.extraction.linking.entities import Entities, Entity
from flows.extraction.linking.features import Features, close, flags
from flows.extraction.linking.features.lists import left_out


def of_grade(document: Entities, grade: Entity) -> Features:
    """Describe a grade: its code, how it is spelt, and its place."""
    spelling = document.text[grade.start : grade.end]
    return of_place(document, grade) | {f"grade {grade.code}": 1.0, f"written {spelling}": 1.0}


def of_place(document: Entities, one: Entity) -> Features:
    """Describe the place of a grade or time in its sentence, block and document, and the entities near it."""
    (first, last), block = document.edges(one.sentence), one.block
    features = flags(
        (f"block {block.kind}", True),
        ("quoted", one.is_quoted),
        ("in table", block.table is not None),
        ("in title", block.index == 0),
    )
    features["words before"], features["words behind"] = float(one.token - first), float(last - one.token)
    features["how far down"] = (one.sentence.index + 1) / len(document.analysis.sentences)
    for kind in ("grade", "area", "meant", "organisation", "inspection", "another"):
        features[f"{kind} before in sentence"] = float(document.count(kind, first - 1, one.token))
        features[f"{kind} behind in sentence"] = float(document.count(kind, one.token, last + 1))
    features["inspection near"] = float(document.count("inspection", max(-1, one.token - 60), one.token + 60))
    for kind in ("grade", "area", "body", "organisation"):
        for step, side in ((-1, "before"), (1, "behind")):
            if other := document.next_to(kind, one.token, step):
                features[f"close {kind} {side}"] = close(other.token - one.token)
                features[f"close sentence of {kind} {side}"] = close(other.sentence.index - one.sentence.index)
    return features


def of_link(document: Entities, grade: Entity, other: Entity) -> Features:
    """Describe how the block and sentence of a candidate lie relative to the block and sentence of a grade or time."""
    leads, led = document.analysis.nearest_leads(grade.block), document.analysis.nearest_leads(other.block)
    features = flags(
        ("same sentence", grade.sentence is other.sentence),
        ("same block", grade.block is other.block),
        (f"blocks {grade.block.kind} {other.block.kind}", True),
        ("led by the grade", grade.block in led),
        ("led by the same", grade.block is not other.block and leads[:1] == led[:1] != []),
        ("quoted", other.is_quoted),
        ("in table", other.block.table is not None),
    )
    sentences, blocks = other.sentence.index - grade.sentence.index, other.block.index - grade.block.index
    start, item = left_out(document, grade, other)
    if start is not item:
        side, index_at = 1 if blocks > 0 else -1, document.analysis.index_at
        sentences -= side * (index_at(item.start) - index_at(start.start))
        blocks -= side * (item.index - start.index)
    features |= {"sentences on": float(sentences), "blocks on": float(blocks), "close in sentences": close(sentences)}
    return features | {"place in sentence": float(other.token - document.edges(other.sentence)[0])}
