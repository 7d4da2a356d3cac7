"""Features for the body of a figure: whom references near it ("the force", "we") mean, who speaks, whose page it is."""

from __future__ import annotations

from collections.abc import Iterator

from flows.extraction.analysis.bodies.mentions import INSPECTED_KINDS, POLICE_KINDS
from flows.extraction.analysis.reference.discourse import antecedent
from flows.extraction.analysis.reference.page_owners import main_body
from flows.extraction.claims import Body
from flows.extraction.linking.features import Features, close
from flows.extraction.linking.figures.features.pairing import Pairing
from flows.extraction.linking.figures.named import Candidate, Place
from flows.extraction.linking.figures.page import Page

UNITS = frozenset({"regional-unit", "national-agency"})
KINDS = {"police": POLICE_KINDS, "inspected": INSPECTED_KINDS, "unit": UNITS}


def about(page: Page, place: Place, body: Body) -> Features:
    """Describe whether a reference in a number's sentence would mean a body, and whether the page is about the body."""
    features = {f"kind {body.kind}": 1.0}
    for name, meant in page.once(f"would mean {place.sentence.index}", lambda: _would_mean(page, place)):
        features[name] = 1.0 if meant == body else -1.0
    return features


def _would_mean(page: Page, place: Place) -> list[tuple[str, Body]]:
    """Return, for each group of kinds, the body that a reference at the sentence's start would mean, and the page's."""
    bodies = []
    for name, kinds in KINDS.items():
        if meant := antecedent(page.analysis, place.sentence.start, kinds):
            bodies.append((f"{name} would be meant", meant))
        if main := main_body(page.analysis, kinds):
            bodies.append((f"{name} page is on", main))
    return bodies


def of_body(pairing: Pairing, candidate: Candidate) -> Iterator[Features]:
    """Yield whether the references nearest to a number mean a body, and whether the body speaks the quotation there."""
    page, place, body = pairing.page, pairing.place, candidate.key
    sentence, at, index = place.sentence, place.number.start, place.sentence.index
    before = page.referred_in(sentence.start, at)
    behind = page.referred_in(at, sentence.end)
    above = page.referred_in(page.analysis.sentences[max(0, index - 1)].start, sentence.start)
    features: Features = {}
    for name, refs in (("before", before[-1:]), ("behind", behind[:1]), ("above", above[-1:]), ("first", before[:1])):
        for ref in refs:
            meant = 1.0 if ref.body == body else -1.0
            features |= {f"referred {name}": meant, f"referred {name} as {ref.form}": meant}
            if name != "above":
                features[f"referred {name} close"] = meant * close(page.token_at(ref.start) - place.token)
    quotation = page.analysis.quotation_at(at)
    if quotation and (speaker := page.speakers.get(quotation.start)):
        features["speaker" if speaker == body else "another speaks"] = 1.0
    yield features
