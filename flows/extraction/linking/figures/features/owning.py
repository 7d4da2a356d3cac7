"""Whose a figure is: whom the words "the force", "it", "we" take up near it, whose speech it stands in, whose page."""

from __future__ import annotations

from collections.abc import Iterator

from flows.extraction.analysis.bodies.bodies import INSPECTED_KINDS, POLICE_KINDS
from flows.extraction.analysis.reference.discourse import antecedent
from flows.extraction.analysis.reference.page_owners import main_body
from flows.extraction.claims import Body
from flows.extraction.linking.features import Features, close, yes
from flows.extraction.linking.figures.features.pairing import Pairing
from flows.extraction.linking.figures.named import Candidate, Place
from flows.extraction.linking.figures.page import Page

UNITS = frozenset({"regional-unit", "national-agency"})
KINDS = {"police": POLICE_KINDS, "inspected": INSPECTED_KINDS, "unit": UNITS}


def of_body(pairing: Pairing, candidate: Candidate) -> Iterator[Features]:
    """Whether a number is the body's by what takes it up, what speaks, what a sentence is about."""
    page, place, body = pairing.page, pairing.place, candidate.key
    yield _referred(page, place, body)
    quotation = page.analysis.quotation_at(place.number.start)
    if quotation and (speaker := page.speakers.get(quotation.start)):
        yield yes(
            ("speaker", speaker == body),
            ("another speaks", speaker != body),
        )


def about(page: Page, place: Place, body: Body) -> Features:
    """Whether a reference in a sentence would mean the body, or the page is on it."""
    found = {f"kind {body.kind}": 1.0}
    for name, meant in page.once(f"would mean {place.sentence.index}", lambda: _would_mean(page, place)):
        found[name] = 1.0 if meant == body else -1.0
    return found


def _would_mean(page: Page, place: Place) -> list[tuple[str, Body]]:
    """Whom a reference at the sentence's beginning would mean, for several kinds of body; whom the page is on."""
    found = []
    for name, kinds in KINDS.items():
        if meant := antecedent(page.analysis, place.sentence.start, kinds):
            found.append((f"{name} would be meant", meant))
        if main := main_body(page.analysis, kinds):
            found.append((f"{name} page is on", main))
    return found


def _referred(page: Page, place: Place, body: Body) -> Features:
    """Whether what refers to bodies in the sentence means it: before the number, behind, the sentence before."""
    sentence, at, index = place.sentence, place.number.start, place.sentence.index
    before = page.referred_in(sentence.start, at)
    behind = page.referred_in(at, sentence.end)
    above = page.referred_in(page.analysis.sentences[max(0, index - 1)].start, sentence.start)
    found: Features = {}
    for name, every in (("before", before[-1:]), ("behind", behind[:1]), ("above", above[-1:]), ("first", before[:1])):
        for one in every:
            meant = 1.0 if body in one.bodies else -1.0
            found |= {f"referred {name}": meant, f"referred {name} as {one.form}": meant}
            if name != "above":
                found[f"referred {name} close"] = meant * close(page.token_at(one.start) - place.token)
    return found
