"""What holds for a whole document: how much of what it names, which years, whose areas."""

from __future__ import annotations

from bisect import bisect_left
from functools import cache

from flows.extraction.analysis.bodies.namesakes import KIND_WORDS
from flows.extraction.claims import Body
from flows.extraction.linking.entities import Entities, Entity
from flows.extraction.linking.features import Features, yes
from flows.extraction.programmes import area_for
from schemas import vocabularies


def of_document(document: Entities) -> Features:
    """How much a document names of each kind, and how much of it speaks of inspections."""
    found = {f"all {kind}": float(len(document.places(kind))) for kind in ("grade", "area", "organisation")}
    found["all bodies"] = float(len(document.bodies))
    found["sentences"] = float(len(document.analysis.sentences))
    found["share of inspection"] = len(document.places("inspection")) / max(1, len(document.tokens))
    found |= {f"share of {kind}": share for kind, share in document.share_of_kind.items()}
    found |= {f"speaks of {kind}": document.spoken_of(kind, -1, len(document.tokens)) for kind in KIND_WORDS}
    return found


def of_area(document: Entities, area: Entity | None) -> Features:
    """Which area it is, in whose inspections it is asked for, how often it is named."""
    kind = "fire-service" if document.is_on_fire else "territorial-force"
    code = "overall" if area is None else area_for(area.codes, kind)
    found = {f"code {code}": 1.0} | suits(code, kind, document)
    if area is not None:
        found["length"] = float(area.end - area.start)
        found["times named"] = float(document.times_named[area.code])
        found["share of all named"] = document.times_named[area.code] / max(1, len(document.areas))
        found[f"phrase {document.text[area.start : area.end].lower()}"] = 1.0
        found |= yes(
            ("in opening", any(area.code == other.code for other in document.opening_areas)),
            ("in heading", area.block.kind == "heading"),
            ("by a mere word", area.form == "word"),
        )
    return found


def suits(code: str, body_kind: str, document: Entities) -> Features:
    """Whether an area is one of a kind of body, and of its inspections at the time of a document."""
    published = document.analysis.document.published_on
    asked = _programmes(body_kind)
    now = [areas for areas, since in asked if not published or since <= published]
    return {
        "of the kind": 1.0 if any(code in areas for areas, _ in asked) else -1.0,
        "of the time": 1.0 if now and code in now[-1] else -1.0,
    }


@cache
def _programmes(body_kind: str) -> list[tuple[frozenset[str], str]]:
    """The areas that each programme of inspections of a kind of body asks for, and since when."""
    return [
        (frozenset(one.areas), one.valid_from or "") for one in vocabularies.programmes() if body_kind in one.body_kinds
    ]


def of_years(document: Entities, grade: Entity) -> Features:
    """How far behind the newest year of a document the years near a grade are."""
    places, years = document.years
    low, high = bisect_left(places, grade.sentence.start), bisect_left(places, grade.sentence.end)
    newest, before = document.newest_year, bisect_left(places, grade.start)
    found: Features = {}
    if low < high:
        nearest = min(range(low, high), key=lambda at: abs(places[at] - grade.start))
        found |= {"year in sentence": 1.0, "years behind newest": float(newest - years[nearest])}
    if before:
        found |= {"any year before": 1.0, "last year behind newest": float(newest - years[before - 1])}
    if newest and (published := document.analysis.document.published_on):
        found["newest behind publication"] = float(newest - int(published[:4]))
    return found


def kind_of(body: Body) -> str:
    """The kind of a body as inspections have it."""
    return "territorial-force" if body.kind == "special-force" else body.kind
