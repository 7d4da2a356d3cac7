"""Features that hold for a whole document: how much it names, which years it names, which areas fit its bodies."""

from __future__ import annotations

from bisect import bisect_left
from functools import cache

from flows.extraction.analysis.bodies.namesakes import KIND_WORDS
from flows.extraction.claims import Body
from flows.extraction.linking.entities import Entities, Entity
from flows.extraction.linking.features import Features
from schemas import vocabularies


def of_document(document: Entities) -> Features:
    """Describe how much a document names of each kind, and how much it speaks of inspections and kinds of body."""
    features = {f"all {kind}": float(len(document.places[kind])) for kind in ("grade", "area", "organisation")}
    features["all bodies"] = float(len(document.bodies))
    features["sentences"] = float(len(document.analysis.sentences))
    features["share of inspection"] = len(document.places["inspection"]) / max(1, len(document.tokens))
    features |= {f"share of {kind}": share for kind, share in document.share_of_kind.items()}
    features |= {f"speaks of {kind}": document.kind_word_share(kind, -1, len(document.tokens)) for kind in KIND_WORDS}
    return features


def of_area(document: Entities, area: Entity | None) -> Features:
    """Describe a candidate area of a grade: its code, where and how often it is named. None: no area is named."""
    code = document.code_of(area)
    features = {f"code {code}": 1.0} | suits(code, document.main_kind, document)
    if area is not None:
        features["length"] = float(area.end - area.start)
        features["times named"] = float(document.times_named[area.code])
        features["share of all named"] = document.times_named[area.code] / max(1, len(document.areas))
        features[f"phrase {document.text[area.start : area.end].lower()}"] = 1.0
        features["in opening"] = float(any(area.code == other.code for other in document.opening_areas))
        features["by a mere word"] = float(area.form == "word")
    return features


def suits(code: str, body_kind: str, document: Entities) -> Features:
    """Return as 1 or -1 whether a kind of body is ever inspected in an area, and was at the document's date."""
    published = document.analysis.document.published_on
    programmes = _programmes(body_kind)
    in_force = [areas for areas, since in programmes if not published or since <= published]
    return {
        "of the kind": 1.0 if any(code in areas for areas, _ in programmes) else -1.0,
        "of the time": 1.0 if in_force and code in in_force[-1] else -1.0,
    }


@cache
def _programmes(body_kind: str) -> list[tuple[frozenset[str], str]]:
    """Return the areas and the start date ("" if unknown) of each inspection programme for a kind of body."""
    return [
        (frozenset(one.areas), one.valid_from or "") for one in vocabularies.programmes() if body_kind in one.body_kinds
    ]


def of_years(document: Entities, grade: Entity) -> Features:
    """Describe how many years before the newest year of the document the years near a grade are."""
    places, years = document.years
    low, high = bisect_left(places, grade.sentence.start), bisect_left(places, grade.sentence.end)
    newest, before = document.newest_year, bisect_left(places, grade.start)
    features: Features = {}
    if low < high:
        nearest = min(range(low, high), key=lambda at: abs(places[at] - grade.start))
        features |= {"year in sentence": 1.0, "years behind newest": float(newest - years[nearest])}
    if before:
        features |= {"any year before": 1.0, "last year behind newest": float(newest - years[before - 1])}
    if newest and (published := document.analysis.document.published_on):
        features["newest behind publication"] = float(newest - int(published[:4]))
    return features


def kind_of(body: Body) -> str:
    """Return the kind of body under which inspections count a body: special forces count as territorial forces."""
    return "territorial-force" if body.kind == "special-force" else body.kind
