"""Documents -> the ratings that judges link, each with its probability; those of tables are given, and dated too."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.claims import Body, RatingClaim
from flows.extraction.findings.finding import Finding
from flows.extraction.findings.findings import passage_of, with_marks
from flows.extraction.linking import dating, steps
from flows.extraction.linking.dating import Dating, date_all
from flows.extraction.linking.decoding import Linked
from flows.extraction.linking.entities import Entities, Entity
from flows.extraction.linking.features.reference import mentions_of
from flows.extraction.linking.features.rows import Names, Table
from flows.extraction.linking.judges import Judge, load
from flows.extraction.linking.steps import Tabled, Work, judge_all
from flows.extraction.reports.inspectorates import inspectorate_of
from flows.extraction.reports.reports import programme_of
from flows.extraction.reports.visits import inspected_in
from schemas import vocabularies

# A claim, and the probability that it is right; None for those of tables, which are not judged.
Judged = tuple[RatingClaim, float | None]
RULE = "linked"
MODELS = Path(__file__).parent.parent / "models" / "ratings"
JUDGES = (*steps.JUDGES, *dating.JUDGES)
# A rating is claimed from this probability on.
THRESHOLD = 0.75


@dataclass(frozen=True, slots=True)
class Given:
    """What linking needs of a document: its analysis, who speaks where, and what its tables say."""

    analysis: Analysis
    speakers: Mapping[int, Body | None]
    tabled: Sequence[Finding]


def ratings_of(documents: Sequence[Given], threshold: float = THRESHOLD) -> list[list[Judged]]:
    """The ratings of some documents, those of their tables and those that are linked, in order of position."""
    works = [work_of(each) for each in documents]
    if not (asked := [work for work in works if work.grades or work.tabled]):
        return [[] for _ in documents]
    judges, names = learned()

    def decide(judge: str, table: Table, _: Sequence[object]) -> list[float]:
        return judges[judge].probabilities(table, names)

    judge_all(asked, decide, names)
    dated = {id(each.work): each for each in date_all(asked, decide, names)}
    return [
        claims_of(each, dated[id(work)], threshold) if id(work) in dated else []
        for each, work in zip(documents, works, strict=True)
    ]


def work_of(given: Given) -> Work:
    """A document with its candidates, not judged yet."""
    tabled = [
        Tabled(f.grade.start, f.grade.sentence, body, f.area.code, f.grade.grade, f.grade.historic, f.year)
        for f in given.tabled
        for body in f.group.bodies
    ]
    return Work(Entities(given.analysis, given.speakers), tabled)


@cache
def learned(models: Path = MODELS) -> tuple[Mapping[str, Judge], Names]:
    """The judges as they were learned, and the names of all features that any of them asks for."""
    judges = {name: load(models / f"{name}.json") for name in JUDGES}
    asked = dict.fromkeys(name for judge in judges.values() for name in judge.names)
    return judges, Names(tuple(asked), fixed=True)


def claims_of(given: Given, dated: Dating, threshold: float) -> list[Judged]:
    """The claims of a judged document that are likely enough, and those of its tables, in order of position."""
    analysis, work = given.analysis, dated.work
    told = _Told(analysis)
    reports = dated.reports()
    found = [
        told.linked(work, one, report)
        for one, report in zip(dated.linked, reports, strict=False)
        if one.probability >= threshold
    ]
    places = [(finding, body) for finding in given.tabled for body in finding.group.bodies]
    found += [
        told.tabled(finding, body, report)
        for (finding, body), report in zip(places, reports[len(dated.linked) :], strict=True)
    ]
    return sorted(found, key=lambda judged: judged[0].passage.start)


class _Told:
    """Makes the claims of a document."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        inspectorate = inspectorate_of(analysis)
        self.inspectorate = (
            vocabularies.acronyms().get(inspectorate.body_id, inspectorate.name) if inspectorate else None
        )
        self.regional = any(mention.body.kind == "regional-unit" for mention in analysis.mentions)

    def linked(self, work: Work, one: Linked, report: str | None) -> Judged:
        """A linked rating: its passage reaches from the first to the last of body, grade and area in its sentence."""
        grade, area = work.grades[one.rating.grade], one.rating.area
        sentence, at = grade.sentence, _mention(work, one)
        slices = [(grade.start, grade.end), *((each.start, each.end) for each in (area, at) if each)]
        inside = [(a, b) for a, b in slices if sentence.start <= a and b <= sentence.end]
        span = with_marks(self.analysis.text, min(a for a, _ in inside), max(b for _, b in inside))
        words = self.analysis.view.original(area.start, area.end) if area else None
        claim = self._claim(RULE, span, one.rating.body, one.rating.code, words, one.grade, report, past=one.historic)
        return claim, one.probability

    def tabled(self, finding: Finding, body: Body, report: str | None) -> Judged:
        """A rating of a table."""
        span, area, grade = passage_of(self.analysis.text, finding), finding.area, finding.grade
        day = finding.day or report
        claim = self._claim(finding.rule, span, body, area.code, area.words, grade.grade, day, past=grade.historic)
        return claim, None

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
            programme=programme_of(area, body, report, self.regional),
            report_published_on=report,
            inspected_in=None if past else inspected_in(self.analysis, report),
        )


def _mention(work: Work, one: Linked) -> Entity | None:
    """Where the body of a rating is named or referred to in the grade's sentence: the place nearest to the grade."""
    grade, body, document = work.grades[one.rating.grade], one.rating.body, work.document
    referring = [other for other in document.references if body in other.bodies]
    here = [other for other in (*mentions_of(document, body), *referring) if other.sentence is grade.sentence]
    return min(here, key=lambda other: abs(other.token - grade.token), default=None)
