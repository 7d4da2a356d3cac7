"""Documents -> the ratings that judges link, each with its probability. Those of tables are given."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.claims import Body, RatingClaim
from flows.extraction.findings.dates import dated
from flows.extraction.findings.finding import Finding
from flows.extraction.findings.findings import with_marks
from flows.extraction.grades.frames.grades import Grade
from flows.extraction.grades.groups.groups import Group
from flows.extraction.grades.words.area_at import AreaAt
from flows.extraction.grades.words.hints import EVERY
from flows.extraction.linking.decoding import Linked, decoded
from flows.extraction.linking.entities import Entities, Entity
from flows.extraction.linking.features.reference import mentions_of
from flows.extraction.linking.features.rows import Names
from flows.extraction.linking.judges import Judge, load
from flows.extraction.linking.steps import JUDGES, Work, judge_all
from flows.extraction.reports.reports import Inspection, programme_of

RULE = "linked"
MODELS = Path(__file__).parent.parent / "models" / "ratings"
# A rating is claimed from this probability on: of those that judges of other families find so, 96 to 97 in 100 are right.
THRESHOLD = 0.75


@dataclass(frozen=True, slots=True)
class Given:
    """What linking needs of a document: its analysis, who speaks where, what its tables say, its inspection."""

    analysis: Analysis
    speakers: Mapping[int, Body | None]
    tabled: Sequence[RatingClaim]
    inspection: Inspection


def ratings_of(documents: Sequence[Given], threshold: float = THRESHOLD) -> list[list[tuple[RatingClaim, float]]]:
    """The ratings of some documents outside their tables, each with the probability that it is right."""
    works = [work_of(each) for each in documents]
    if not any(work.grades for work in works):
        return [[] for _ in works]
    judges, names = learned()
    judge_all(works, lambda judge, table, _: judges[judge].probabilities(table, names), names)
    return [claims_of(each, work, threshold) for each, work in zip(documents, works, strict=True)]


def work_of(given: Given) -> Work:
    """A document with its candidates, not judged yet."""
    known = {(claim.body, claim.area, claim.grade, claim.historic) for claim in given.tabled}
    return Work(Entities(given.analysis, given.speakers), known)


@cache
def learned(models: Path = MODELS) -> tuple[Mapping[str, Judge], Names]:
    """The judges as they were learned, and the names of all features that any of them asks for."""
    judges = {name: load(models / f"{name}.json") for name in JUDGES}
    asked = dict.fromkeys(name for judge in judges.values() for name in judge.names)
    return judges, Names(tuple(asked), fixed=True)


def claims_of(given: Given, work: Work, threshold: float) -> list[tuple[RatingClaim, float]]:
    """The claims of a judged document that are likely enough, with the date of the report that each is from."""
    linked = [one for one in decoded(work) if one.probability >= threshold]
    findings = [_finding(given.analysis, work, one) for one in linked]
    found = []
    for one, each in zip(linked, dated(given.analysis, given.inspection, findings), strict=True):
        area, body, inspection = each.finding.area, one.rating.body, given.inspection
        claim = RatingClaim(
            rule=RULE,
            passage=given.analysis.view.passage(*_passage(work, one)),
            body=body,
            area=area.code,
            area_text=area.words,
            grade=one.grade,
            historic=one.historic,
            inspectorate=inspection.inspectorate,
            programme=programme_of(area.code, body, each.report, inspection.regional),
            report_published_on=each.report,
            inspected_in=None if one.historic else inspection.inspected_in,
        )
        found.append((claim, one.probability))
    return found


def _finding(analysis: Analysis, work: Work, one: Linked) -> Finding:
    """A linked rating as what dates of reports are found for."""
    grade, area, body = work.grades[one.rating.grade], one.rating.area, one.rating.body
    at, sentence = _mention(work, one), grade.sentence
    start, end = (at.start, at.end) if at else (grade.start, grade.start)
    words = analysis.view.original(area.start, area.end) if area else None
    place = (area.start, area.end) if area else (grade.start, grade.end)
    return Finding(
        Grade(
            start=grade.start,
            end=grade.end,
            grade=grade.code,
            frame=RULE,
            sentence=sentence,
            left=sentence.start,
            after=grade.end,
            verb=grade.start,
            quoted=grade.is_quoted,
            historic=one.historic,
            right=sentence.end,
            hints=EVERY,
        ),
        Group(start, end, (body,), at.form if at else "context"),
        AreaAt(one.rating.code, words, *place),
        RULE,
    )


def _mention(work: Work, one: Linked) -> Entity | None:
    """Where the body of a rating is named or referred to in the grade's sentence: the place nearest to the grade."""
    grade, body, document = work.grades[one.rating.grade], one.rating.body, work.document
    referring = [other for other in document.references if body in other.bodies]
    here = [other for other in (*mentions_of(document, body), *referring) if other.sentence is grade.sentence]
    return min(here, key=lambda other: abs(other.token - grade.token), default=None)


def _passage(work: Work, one: Linked) -> tuple[int, int]:
    """The words that state it: from the first to the last of body, grade and area inside the grade's sentence."""
    grade, area = work.grades[one.rating.grade], one.rating.area
    named = [grade, *([at] if (at := _mention(work, one)) else [])]
    named += [area] if area and area.sentence is grade.sentence else []
    start, end = min(each.start for each in named), max(each.end for each in named)
    return with_marks(work.document.text, start, end)
