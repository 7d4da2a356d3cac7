"""Where a grade, and what it may be of, stand on the page: blocks, sentences, what leads to what."""

from __future__ import annotations

from flows.extraction.linking.entities import Entities, Entity
from flows.extraction.linking.features import Features, close, yes


def of_grade(document: Entities, grade: Entity) -> Features:
    """Which grade it is, how it is written, and its place."""
    written = document.text[grade.start : grade.end]
    return of_place(document, grade) | yes(
        (f"grade {grade.code}", True),
        (f"written {written}", True),
        ("capital", written[:1].isupper()),
        ("bare line", document.bare[grade.block.index] is not None),
    )


def of_place(document: Entities, one: Entity) -> Features:
    """The place of a grade or time in its sentence, block and document, and what else stands near it."""
    (first, last), block = document.edges(one.sentence), one.block
    found = yes(
        (f"block {block.kind}", True),
        ("quoted", one.is_quoted),
        ("in table", block.table is not None),
        ("opens", one.token == first),
        ("closes", one.token >= last - 1),
        ("in title", block.index == 0),
    )
    found["words before"], found["words behind"] = float(one.token - first), float(last - one.token)
    found["how far down"] = (one.sentence.index + 1) / len(document.analysis.sentences)
    for kind in ("grade", "area", "meant", "organisation", "inspection"):
        found[f"{kind} before in sentence"] = float(document.count(kind, first - 1, one.token))
        found[f"{kind} behind in sentence"] = float(document.count(kind, one.token, last + 1))
    found["inspection near"] = float(document.count("inspection", max(-1, one.token - 60), one.token + 60))
    for kind in ("grade", "area", "body", "organisation"):
        for step, side in ((-1, "before"), (1, "behind")):
            if other := document.next_to(kind, one.token, step):
                found[f"close {kind} {side}"] = close(other.token - one.token)
                found[f"close sentence of {kind} {side}"] = close(other.sentence.index - one.sentence.index)
    return found


def of_link(document: Entities, grade: Entity, other: Entity) -> Features:
    """How the blocks and sentences of a grade and of something else stand to each other."""
    leads, led = document.leads(grade.block), document.leads(other.block)
    found = yes(
        ("same sentence", grade.sentence is other.sentence),
        ("same block", grade.block is other.block),
        (f"blocks {grade.block.kind} {other.block.kind}", True),
        ("led by the grade", grade.block in led),
        ("led by the same", grade.block is not other.block and leads[:1] == led[:1] != []),
        ("quoted", other.is_quoted),
        ("in table", other.block.table is not None),
    )
    found["sentences on"] = float(other.sentence.index - grade.sentence.index)
    found["blocks on"] = float(other.block.index - grade.block.index)
    found["close in sentences"] = close(other.sentence.index - grade.sentence.index)
    return found | {"place in sentence": float(other.token - document.edges(other.sentence)[0])}
