"""Make the claims of documents about disruptions from the figures that the judges link, each with its probability."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import partial
from typing import NamedTuple

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.times.periods import NO_TIME
from flows.extraction.claims import LIKELIER_THAN_NOT, Body, DisruptionClaim, Refusal, Verdicts
from flows.extraction.linking.asking import refuse_more
from flows.extraction.linking.figures.candidates import NEAR_DISTANCE
from flows.extraction.linking.figures.decoding import Linked, decoded
from flows.extraction.linking.figures.named import Naming
from flows.extraction.linking.figures.page import Page, can_hold_figures
from flows.extraction.linking.figures.steps import JUDGES, FigureWork, judge_all
from flows.extraction.linking.judges import MODELS, load_all

RULE = "linked"
# Returns the saved judges.
learned = partial(load_all, MODELS / "figures", JUDGES)
# Publish a claim from probability THRESHOLD on; say of one below it that it is refused from CONSIDERED on.
THRESHOLD, CONSIDERED = 0.7, 0.3
UNLIKELY = "right with a probability of {:.2f}, which is less than is published"
# What a number counts, if named behind the number: "86 |(24 per cent) of the disruptions".
COUNTED = re.compile(r"(?:\s*\([^()]{1,40}\))?(?:\s+(?:of|the|its|their|all|these|those|more)\b)*(?:[ -][\w’'&/-]+)?")
# Words that refer to a period named earlier.
TAKEN_UP = re.compile(
    r"\b(?:(?:in|over|during|for)\s+)?(?:the|that)\s+(?:same|previous|preceding|following)\s+(?:\w+\s+)?"
    r"(?:period|year|quarter|half|months?|weeks?|time)\b|\bthe\s+(?:year|quarter|month)\s+before\b"
)
OPERATION = re.compile(r"\bOperation\s+([A-Z][\w-]+)")


class LinkingInput(NamedTuple):
    """What linking needs of a document: its analysis, and the body that speaks in each quotation, by its start."""

    analysis: Analysis
    speakers: Mapping[int, Body | None]


def figures_of(documents: Sequence[LinkingInput]) -> list[Verdicts[DisruptionClaim]]:
    """Return the figures that each document states; doubtful figures are refused as well."""
    works = [work_of(each) for each in documents]
    if asked := [work for work in works if work is not None]:
        judge_all(asked, learned().decide, learned().names)
    return [_verdicts(work) if work else Verdicts([], [], []) for work in works]


def _verdicts(work: FigureWork) -> Verdicts[DisruptionClaim]:
    scored = [(claim, claim.probability or 0.0) for claim in claims_of(work, CONSIDERED)]
    return Verdicts(
        [claim for claim, probability in scored if probability >= THRESHOLD],
        [claim for claim, probability in scored if LIKELIER_THAN_NOT <= probability < THRESHOLD],
        [Refusal(claim.passage, "disruption", UNLIKELY.format(p)) for claim, p in scored if p < THRESHOLD],
    )


def work_of(given: LinkingInput) -> FigureWork | None:
    """Return the work on a document, not judged yet; None if it can hold no figure or has no body to link to."""
    if not can_hold_figures(given.analysis):
        return None
    page = Page(given.analysis, given.speakers)
    refuse_more(len(page.places), "numbers that may be figures")
    return FigureWork(page) if page.places and page.candidates["body"] else None


def claims_of(work: FigureWork, threshold: float) -> list[DisruptionClaim]:
    """Return the claims of a judged document with at least probability `threshold`, in order of position."""
    return [_claim(work.page, one) for one in decoded(work, threshold)]


def _claim(page: Page, one: Linked) -> DisruptionClaim:
    view, period = page.analysis.view, _words_of_period(page, one)
    candidates = [candidate for code in one.threats if (candidate := page.candidates["threat"].get(code))]
    threats = [named for candidate in candidates if (named := candidate.named.nearest(one.claim.place))]
    words = _words_of_threats(page, threats)
    start, end = passage_of(page, one, [*threats, *([period] if period else [])])
    return DisruptionClaim(
        rule=RULE,
        passage=view.passage(start, end),
        body=one.claim.body.key,
        threats=one.threats,
        threats_text=view.original(*words) if words else None,
        measure=one.measure,
        qualifier=one.claim.place.number.qualifier,
        **one.numbers,
        **one.marks,
        operation=_operation(page, one),
        period_start=one.period[0],
        period_end=one.period[1],
        period_text=view.original(period.start, period.end) if period else None,
        probability=one.probability,
    )


def _words_of_period(page: Page, one: Linked) -> Naming | None:
    """Return the words for a claim's period: in its sentence, else "the same period" there, else the nearest."""
    if one.period == NO_TIME:
        return None
    candidate, sentence = page.candidates["period"][one.period], one.claim.place.sentence
    named = candidate.named.nearest(one.claim.place)
    if named and sentence.start <= named.start < sentence.end:
        return named
    if reference := TAKEN_UP.search(page.folded, *_near_number(one)):
        return Naming(*reference.span(), page.token_at(reference.start()), one.period)
    return named or candidate.derived.nearest(one.claim.place)


def _words_of_threats(page: Page, namings: Sequence[Naming]) -> tuple[int, int] | None:
    """Return the slice from the first to the last naming in the sentence of the first naming; None without any."""
    if not namings:
        return None
    together = [one for one in namings if page.sentence_of[one.token] == page.sentence_of[namings[0].token]]
    return min(one.start for one in together), max(one.end for one in together)


def passage_of(page: Page, one: Linked, parts: Sequence[Naming]) -> tuple[int, int]:
    """Return the slice of a claim's sentence from the first word about the figure to the last, without words before the
    previous number or semicolon. In a table it is the row up to the figure, with the label of what is counted."""
    place, sentence = one.claim.place, one.claim.place.sentence
    if place.labels and sentence.start <= place.labels[0][0] < place.number.start:
        return place.labels[0][0], place.number.end
    before = page.places[place.index - 1].number.end if place.index else 0
    low = max(sentence.start, before, page.text.rfind(";", sentence.start, place.number.start) + 1)
    inside = [part for part in parts if low <= part.start < sentence.end]
    end = counted.end() if (counted := COUNTED.match(page.text, place.number.end, sentence.end)) else place.number.end
    return min([place.number.start, *(part.start for part in inside)]), max([end, *(part.end for part in inside)])


def _operation(page: Page, one: Linked) -> str | None:
    """Return the name of the operation nearest to a figure in its sentence; None if it names none."""
    named = OPERATION.finditer(page.text, *_near_number(one))
    nearest = min(named, key=lambda match: abs(match.start() - one.claim.place.number.start), default=None)
    return nearest[1] if nearest else None


def _near_number(one: Linked) -> tuple[int, int]:
    """Return the slice of a claim's sentence within `NEAR_DISTANCE` characters of its number."""
    place, sentence = one.claim.place, one.claim.place.sentence
    return max(sentence.start, place.number.start - NEAR_DISTANCE), min(sentence.end, place.number.end + NEAR_DISTANCE)
