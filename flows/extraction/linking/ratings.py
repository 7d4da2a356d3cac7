"""Documents -> the ratings that judges link, each with its probability; those of tables are given, and dated too."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.text.layout import Sentence
from flows.extraction.claims import Body, RatingClaim, Refusal
from flows.extraction.linking import dating, steps
from flows.extraction.linking.dating import Dating, date_all
from flows.extraction.linking.decoding import Linked
from flows.extraction.linking.entities import Entities, Entity
from flows.extraction.linking.features.reference import mentions_of
from flows.extraction.linking.inspections import Visits, inspectorate_of
from flows.extraction.linking.judges import Learned, load_all
from flows.extraction.linking.steps import HalfOpen, Tabled, Work, judge_all
from flows.extraction.programmes import area_for, programme_of
from flows.extraction.tables.grades import Entry
from flows.extraction.tables.named import AreaAt
from flows.extraction.tables.ratings import TabledRatings
from schemas import vocabularies

LINKED, TABLE = "linked", "rating-table"
# Words for an area that stand farther from its grade, in tokens, name it by the way.
MOST_APART = 14
PAIRS = {"“": "”", "‘": "’", '"': '"', "(": ")"}
MODELS = Path(__file__).parent.parent / "models" / "ratings"
JUDGES = (*steps.JUDGES, *dating.JUDGES)
# A rating is claimed from this probability on; one that is likelier right than not is told as doubtful.
THRESHOLD, LIKELIER_THAN_NOT = 0.8, 0.5


@dataclass(frozen=True, slots=True)
class Given:
    """What linking needs of a document: its analysis, who speaks where, and what its tables say."""

    analysis: Analysis
    speakers: Mapping[int, Body | None]
    tabled: TabledRatings


@dataclass(frozen=True, slots=True)
class Rated:
    """The ratings of a document in order of position, those that are doubtful, and grades that are none."""

    claims: list[RatingClaim]
    doubtful: list[RatingClaim]
    refusals: list[Refusal]


def ratings_of(documents: Sequence[Given], threshold: float = THRESHOLD) -> list[Rated]:
    """The ratings of some documents, those of their tables and those that are linked."""
    works = [work_of(each) for each in documents]
    if not (asked := [work for work in works if work.grades or work.tabled]):
        return [Rated([], [], []) for _ in documents]
    judge_all(asked, learned().decide, learned().names)
    dated = {id(each.work): each for each in date_all(asked, learned().decide, learned().names)}
    return [
        _rated(each, dated[id(work)], threshold) if id(work) in dated else Rated([], [], [])
        for each, work in zip(documents, works, strict=True)
    ]


def work_of(given: Given) -> Work:
    """A document with its candidates, not judged yet."""
    document = Entities(given.analysis, given.speakers)
    tabled = [
        Tabled(e.grade.start, e.grade.sentence, body, area.code, e.grade.grade, e.grade.historic, e.year)
        for e, area, body in _decided(given.tabled)
    ]
    half_open = [_half_open(document, entry) for entry in given.tabled.open]
    return Work(document, tabled, half_open)


def _decided(tabled: TabledRatings) -> Iterator[tuple[Entry, AreaAt, Body]]:
    """The ratings that tables decide, each with its area and one of its bodies."""
    for entry in tabled.decided:
        if entry.area and entry.group:
            for body in entry.group.bodies:
                yield entry, entry.area, body


def _half_open(document: Entities, entry: Entry) -> HalfOpen:
    """A grade of a table as the linker takes it: its place among the tokens, and what the table says of it."""
    grade, area = entry.grade, entry.area
    known = {one.start: one for one in (*document.grades, *document.areas)}
    at = known.get(grade.start) or document.placed("grade", grade.start, grade.end, (grade.grade,))
    named = area and (known.get(area.start) or document.placed("area", area.start, area.end, (area.code,)))
    return HalfOpen(at, named or None, entry.group.bodies if entry.group else (), grade.historic)


def learned() -> Learned:
    """The judges of ratings."""
    return load_all(MODELS, JUDGES)


def _rated(given: Given, dated: Dating, threshold: float) -> Rated:
    """What is told of a judged document."""
    told, work, reports = _Told(given.analysis), dated.work, dated.reports()
    # However often a fact is stated, it is from one report: that of its likeliest statement.
    likeliest = {one.key: number for number, one in sorted(enumerate(dated.linked), key=lambda p: p[1].probability)}
    sharing: dict[tuple[int, str], list[Linked]] = defaultdict(list)
    for one in dated.linked:
        if one.probability >= threshold:
            sharing[one.rating.grade, one.rating.code].append(one)
    linked = [
        told.linked(work, one, sharing[one.rating.grade, one.rating.code], reports[likeliest[one.key]])
        for one in dated.linked
    ]
    decided = zip(_decided(given.tabled), reports[len(dated.linked) :], strict=True)
    claims = [claim for claim in linked if (claim.probability or 0.0) >= threshold]
    claims += [told.tabled(*each, report) for each, report in decided]
    stated = {one.key for one in dated.linked if one.probability >= threshold}
    doubtful = [
        claim
        for claim, one in zip(linked, dated.linked, strict=True)
        if LIKELIER_THAN_NOT <= one.probability < threshold and one.key not in stated
    ]
    refusals = [told.refused(work, number, dated.linked) for number in _unclaimed(dated, threshold)]
    return Rated(sorted(claims, key=lambda claim: claim.passage.start), doubtful, refusals)


def _unclaimed(dated: Dating, threshold: float) -> Iterator[int]:
    """The numbers of the grade words that give no claim."""
    claimed = {one.rating.grade for one in dated.linked if one.probability >= threshold}
    return (number for number in range(len(dated.work.grades)) if number not in claimed)


class _Told:
    """Makes the claims of a document."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self.visits = Visits(analysis)
        inspectorate = inspectorate_of(analysis)
        self.inspectorate = (
            vocabularies.acronyms().get(inspectorate.body_id, inspectorate.name) if inspectorate else None
        )
        self.regional = any(mention.body.kind == "regional-unit" for mention in analysis.mentions)

    def linked(self, work: Work, one: Linked, sharing: Sequence[Linked], report: str | None) -> RatingClaim:
        """A linked rating: its passage reaches from the first to the last of body, grade and area in its sentence.

        So do those of bodies that share its grade.
        """
        grade, area = work.grades[one.rating.grade], _area_beside(work, one)
        sentence, named = grade.sentence, [_mention(work, each) for each in (one, *sharing)]
        slices = [(grade.start, grade.end), *((each.start, each.end) for each in (area, *named) if each)]
        span = _with_marks(self.analysis.text, *_reach(slices, sentence))
        words = self.analysis.view.original(area.start, area.end) if area else None
        claim = self._claim(LINKED, span, one.rating.body, one.rating.code, words, one.grade, report, past=one.historic)
        return replace(claim, probability=one.probability)

    def tabled(self, entry: Entry, area: AreaAt, body: Body, report: str | None) -> RatingClaim:
        """A rating of a table; where the report of its row or column is said, it is that."""
        grade, group, text = entry.grade, entry.group, self.analysis.text
        slices = [(grade.start, max(grade.end, min(grade.after, grade.sentence.end)))]
        slices += [(one.start, one.end) for one in (group, area) if one]
        span = _with_marks(text, *_reach(slices, grade.sentence))
        day = entry.day or report
        return self._claim(TABLE, span, body, area.code, area.words, grade.grade, day, past=grade.historic)

    def refused(self, work: Work, number: int, linked: Sequence[Linked]) -> Refusal:
        """A grade word that gives no claim, and why."""
        grade, likely = work.grades[number], work.scores["grade"][number]
        best = max((one for one in linked if one.rating.grade == number), key=lambda o: o.probability, default=None)
        why = f"likely to be no grade that inspectors gave ({likely:.0%} that it is one)"
        if best is not None:
            why = f"not sure enough: {best.rating.body.name}, {best.rating.code} ({best.probability:.0%})"
        elif likely >= LIKELIER_THAN_NOT:
            why = "no body and area that it is likely to be of, or told elsewhere"
        return Refusal(self.analysis.view.passage(grade.start, grade.end), LINKED, why)

    def _claim(
        self,
        rule: str,
        span: tuple[int, int],
        body: Body,
        area: str,
        words: str | None,
        grade: str,
        report: str | None,
        *,
        past: bool,
    ) -> RatingClaim:
        return RatingClaim(
            rule=rule,
            passage=self.analysis.view.passage(*span),
            body=body,
            area=area,
            area_text=words,
            grade=grade,
            historic=past,
            inspectorate=self.inspectorate,
            programme=programme_of(area, body, report, regional=self.regional),
            report_published_on=report,
            inspected_in=None if past else self.visits.inspected_in(report),
        )


def _area_beside(work: Work, one: Linked) -> Entity | None:
    """The words for the area of a rating that stand nearest to its grade, in its sentence and not far from it."""
    grade, named = work.grades[one.rating.grade], work.document.next_to
    found = [one.rating.area, *(named("area", grade.token, step) for step in (-1, 1))]
    beside = [
        area
        for area in found
        if area
        and area.form != "unit"
        and area.sentence is grade.sentence
        and abs(area.token - grade.token) <= MOST_APART
        and area_for(area.codes, one.rating.body.kind) == one.rating.code
    ]
    return min(beside, key=lambda area: abs(area.token - grade.token), default=None)


def _reach(slices: Sequence[tuple[int, int]], sentence: Sentence) -> tuple[int, int]:
    """From the first to the last of some slices: the first one, that of the grade, and what stands in its sentence.

    A grade that stands in a cell over several rows is not in the lower ones.
    """
    inside = [slices[0]] + [part for part in slices[1:] if sentence.start <= part[0] and part[1] <= sentence.end]
    return min(start for start, _ in inside), max(end for _, end in inside)


def _with_marks(text: str, start: int, end: int) -> tuple[int, int]:
    """A slice with the quotation mark or bracket that closes, or opens, one of its own."""
    if start and text[start - 1] in PAIRS and PAIRS[text[start - 1]] in text[start : end + 1]:
        start -= 1
    if end < len(text) and any(text[end] == close and open_ in text[start:end] for open_, close in PAIRS.items()):
        end += 1
    return start, end


def _mention(work: Work, one: Linked) -> Entity | None:
    """Where the body of a rating is named or referred to in the grade's sentence: the place nearest to the grade."""
    grade, body, document = work.grades[one.rating.grade], one.rating.body, work.document
    referring = [other for other in document.references if body in other.bodies]
    here = [other for other in (*mentions_of(document, body), *referring) if other.sentence is grade.sentence]
    return min(here, key=lambda other: abs(other.token - grade.token), default=None)
