"""Ratings: which body got which grade in which area. One grade at a time, its bodies and areas found around it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.layout import Sentence
from flows.extraction.claims import Body, RatingClaim, Refusal
from flows.extraction.grade_links import (
    COUNT_BEFORE,
    COUNTED,
    Context,
    Group,
    area_hits,
    areas_for,
    bodies_for,
)
from flows.extraction.grades import WORDS, Grade, code_of, grades_in
from flows.extraction.reports import (
    SOC,
    inspected_in,
    inspectorate_of,
    programme_of,
    report_published_on,
    topic_area,
)
from schemas import vocabularies

OTHER_SUBJECT = re.compile(
    r"\b(?:schools?|academy|college|nursery|hospitals?|care\s+homes?|prisons?|wards?|surgery|universit(?:y|ies)|probation|pupils|headteacher|Ofsted|Estyn|CQC)\b",
    re.IGNORECASE,
)
HIGHER = re.compile(
    r"\bthe\s+(?P<which>higher|highest|top|better|best|lower|lowest|worse|worst)\s+(?:grades?|ratings?|marks?|scores?|gradings?)\s+"
    r"(?:were|was|went|came|are|is)\s+(?:given\s+|awarded\s+)?(?=(?:for|to|in)\s)",
    re.IGNORECASE,
)
UNKNOWN_AREA = re.compile(r"[”\"’']?\s+(?:at|for)\s+(?P<area>(?:how\s+(?:well\s+)?it\s+)?[a-z]+(?:ing|s)\b[^.,;:()\n“”\"]{3,70})")
PAIRS = {"“": "”", "‘": "’", '"': '"', "(": ")"}
ALL_AREAS = re.compile(
    r"[”\"’']?\s*(?:in|across)\s+(?:all|every(?:\s+one)?)\s+(?:of\s+)?(?:its\s+|the\s+|their\s+)?(?:inspect\w+\s+)?(?:areas?|categories|respects)\b|[”\"’']?\s*(?:across\s+the\s+board|as\s+a\s+whole|overall)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Areas:
    """The areas of a grade as (code, the document's words), and whether they were taken from elsewhere."""

    pairs: tuple[tuple[str, str | None], ...]
    start: int
    end: int


def rating_claims(analysis: Analysis, speakers: dict[int, Body | None]) -> tuple[list[RatingClaim], list[Refusal]]:
    """Every grade a document states, one claim for each body and area it belongs to, and what was refused and why."""
    if not WORDS.search(analysis.text):
        return [], []
    refusals: list[Refusal] = []
    context = Context(analysis, speakers, {})
    found: list[tuple[Grade, Group, Areas]] = []
    topic = topic_area(analysis)
    for sentence in analysis.sentences:
        grades = _upper_grades(analysis, sentence) + grades_in(analysis, sentence, refusals)
        previous: Group | None = None
        for number, grade in enumerate(grades):
            low = grades[number - 1].end if number else sentence.start
            high = grades[number + 1].start if number + 1 < len(grades) else sentence.end
            linked = _link(context, grade, low, high, previous, topic, refusals)
            if linked:
                found.append((grade, *linked))
                previous = linked[0]
                for body in linked[0].bodies:
                    context.rated.setdefault(linked[1].pairs[0][0], set()).add(body.body_id)
    return _claims(context, found, topic), refusals


def _upper_grades(analysis: Analysis, sentence: Sentence) -> list[Grade]:
    """"The higher grades were for …": the better, or worse, of the grades that the sentences before name."""
    match = HIGHER.search(analysis.text, sentence.start, sentence.end)
    before = analysis.sentences[max(0, sentence.index - 6)].start
    named = {code_of(m["grade"]) for m in WORDS.finditer(analysis.text, before, sentence.start)}
    if not match or len(named) < 2:
        return []
    best = match["which"].lower() in ("higher", "highest", "top", "better", "best")
    grade = (min if best else max)(named, key=lambda code: vocabularies.grade_ranks()[code])
    return [
        Grade(
            start=match.start("which"),
            end=match.end(),
            grade=grade,
            frame="higher",
            sentence=sentence,
            left=match.start(),
            after=match.end(),
            verb=None,
            quoted=False,
            historic=False,
        )
    ]


def _link(
    context: Context, grade: Grade, low: int, high: int, previous: Group | None, topic: str | None, refusals: list[Refusal]
) -> tuple[Group, Areas] | None:
    """The bodies and areas of one grade; None, with the reason noted, where the text does not give them."""
    analysis, text = context.analysis, context.analysis.text

    def refuse(why: str) -> None:
        refusals.append(Refusal(analysis.view.passage(grade.start, grade.end), grade.frame, why))

    if OTHER_SUBJECT.search(text, grade.sentence.start, grade.sentence.end):
        return refuse("a grade of something else than a police or fire body")
    hits = area_hits(analysis, grade.sentence)
    own = areas_for(context, grade, hits, low, high)
    areas = _areas(context, grade, own)
    counted = COUNTED.match(text, grade.after) or COUNT_BEFORE.search(text[grade.left : grade.start])
    if areas is None and counted:
        return refuse("a number of areas without their names")
    key = areas.pairs[0][0] if areas else topic or "overall"
    group = bodies_for(context, grade, previous, key)
    if group is None:
        return refuse("no body it can be tied to")
    if areas is None:
        if grade.frame in ("judged-far", "copula") or (grade.frame == "requires" and group.form == "context"):
            return refuse("no area it can be tied to")
        if grade.frame == "list" and grade.sentence.block.kind in ("heading", "prose") and group.form == "context":
            return refuse("a grade on its own")
        areas = _context_areas(context, grade, group, topic)
    return group, areas


def _areas(context: Context, grade: Grade, own: list) -> Areas | None:  # type: ignore[type-arg]
    view, text = context.analysis.view, context.analysis.text
    if own:
        pairs = tuple(dict.fromkeys((hit.term.codes[0], view.original(hit.start, hit.end)) for hit in own))
        codes: dict[str, str | None] = {}
        for code, words in pairs:
            codes.setdefault(code, words)
        return Areas(tuple(codes.items()), own[0].start, own[-1].end)
    if ALL_AREAS.match(text, grade.after):
        return Areas((("overall", None),), grade.start, grade.end)
    unknown = UNKNOWN_AREA.match(text, grade.after)
    if unknown and grade.frame in ("judged", "quoted", "list") and unknown.end() <= grade.sentence.end:
        words = view.original(*unknown.span("area"))
        return Areas((("other", words),), *unknown.span("area"))
    return None


def _context_areas(context: Context, grade: Grade, group: Group, topic: str | None) -> Areas:
    """The area where its sentence does not name one: the list's, the sentence's before, or the whole inspection's."""
    analysis = context.analysis
    sentence = grade.sentence
    if any(body.kind == "regional-unit" for body in group.bodies):
        return Areas(((SOC, None),), grade.start, grade.end)
    lead = analysis.lead_of(sentence.block)
    while lead is not None:
        named = [hit for hit in analysis.areas if lead.start <= hit.start < lead.end and hit.term.codes[0] != "overall"]
        codes = list(dict.fromkeys(hit.term.codes[0] for hit in named))
        if len(codes) == 1:
            return Areas(((codes[0], analysis.view.original(named[0].start, named[0].end)),), grade.start, grade.end)
        lead = analysis.lead_of(lead) if lead.lead is not None and lead.lead < lead.index else None
    if sentence.index:
        before = analysis.sentences[sentence.index - 1]
        codes = list(dict.fromkeys(hit.term.codes[0] for hit in area_hits(analysis, before)))
        if codes == [SOC]:
            return Areas(((SOC, None),), grade.start, grade.end)
    return Areas(((topic or "overall", None),), grade.start, grade.end)


def _claims(context: Context, found: list[tuple[Grade, Group, Areas]], topic: str | None) -> list[RatingClaim]:
    analysis = context.analysis
    report = report_published_on(analysis)
    inspected = inspected_in(analysis, report)
    inspectorate = inspectorate_of(analysis)
    acronym = vocabularies.acronyms().get(inspectorate.body_id, inspectorate.name) if inspectorate else None
    regional = any(m.body.kind == "regional-unit" for m in analysis.mentions)
    claims = []
    for grade, group, areas in found:
        start, end = _passage(analysis.text, grade, group, areas)
        for body in group.bodies:
            for area, words in areas.pairs:
                code = SOC if area == "overall" and topic == SOC else area
                own_report = None if grade.historic else report
                claims.append(
                    RatingClaim(
                        rule=f"rating-{grade.frame}" if group.form != "context" else f"rating-{grade.frame}-context",
                        passage=analysis.view.passage(start, end),
                        body=body,
                        area=code,
                        area_text=words,
                        grade=grade.grade,
                        historic=grade.historic,
                        inspectorate=acronym,
                        programme=programme_of(code, body, own_report, regional),
                        report_published_on=own_report,
                        inspected_in=None if grade.historic else inspected,
                    )
                )
    return claims


def _passage(text: str, grade: Grade, group: Group, areas: Areas) -> tuple[int, int]:
    """The words that state it: from the first to the last of body, grade and area, inside the grade's sentence."""
    sentence = grade.sentence
    slices = [(grade.start, grade.end), (group.start, group.end), (areas.start, areas.end)]
    inside = [(a, b) for a, b in slices if sentence.start <= a and b <= sentence.end]
    return with_marks(text, min(a for a, _ in inside), max(b for _, b in inside))


def with_marks(text: str, start: int, end: int) -> tuple[int, int]:
    """A slice with the quotation mark or bracket that closes, or opens, one of its own."""
    if start and text[start - 1] in PAIRS and PAIRS[text[start - 1]] in text[start : end + 1]:
        start -= 1
    if end < len(text) and any(text[end] == close and open_ in text[start:end] for open_, close in PAIRS.items()):
        end += 1
    return start, end
