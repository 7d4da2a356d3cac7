"""Documents -> the ratings that judges link, each with its probability. Those of tables are given."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.claims import Body, RatingClaim
from flows.extraction.findings.finding import Finding
from flows.extraction.findings.findings import judged_claims_of
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
from flows.extraction.reports.reports import Inspection

# A claim, and the probability that it is right; None for those of tables, which are not judged.
Judged = tuple[RatingClaim, float | None]
RULE = "linked"
MODELS = Path(__file__).parent.parent / "models" / "ratings"
# A rating is claimed from this probability on: of those that cross-validation finds so, 96 to 97 in 100 are right.
THRESHOLD = 0.75


@dataclass(frozen=True, slots=True)
class Given:
    """What linking needs of a document: its analysis, who speaks where, what its tables say, and its inspection."""

    analysis: Analysis
    speakers: Mapping[int, Body | None]
    tabled: Sequence[Finding]
    inspection: Inspection


def ratings_of(documents: Sequence[Given], threshold: float = THRESHOLD) -> list[list[Judged]]:
    """The ratings of some documents, those of their tables and those that are linked, in order of position."""
    works = [work_of(each) for each in documents]
    asked = [work for work in works if work.grades]
    if asked:
        judges, names = learned()
        judge_all(asked, lambda judge, table, _: judges[judge].probabilities(table, names), names)
    return [claims_of(each, work, threshold) for each, work in zip(documents, works, strict=True)]


def work_of(given: Given) -> Work:
    """A document with its candidates, not judged yet."""
    told = [(one, one.grade) for one in given.tabled]
    known = {(body, one.area.code, grade.grade, grade.historic) for one, grade in told for body in one.group.bodies}
    return Work(Entities(given.analysis, given.speakers), known)


@cache
def learned(models: Path = MODELS) -> tuple[Mapping[str, Judge], Names]:
    """The judges as they were learned, and the names of all features that any of them asks for."""
    judges = {name: load(models / f"{name}.json") for name in JUDGES}
    asked = dict.fromkeys(name for judge in judges.values() for name in judge.names)
    return judges, Names(tuple(asked), fixed=True)


def claims_of(given: Given, work: Work, threshold: float) -> list[Judged]:
    """The claims of a judged document that are likely enough, and those of its tables; all are dated together."""
    linked = [_finding(given.analysis, work, one) for one in decoded(work) if one.probability >= threshold]
    findings = sorted([*given.tabled, *linked], key=lambda finding: finding.grade.start)
    return list(judged_claims_of(given.analysis, given.inspection, findings))


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
        probability=one.probability,
    )


def _mention(work: Work, one: Linked) -> Entity | None:
    """Where the body of a rating is named or referred to in the grade's sentence: the place nearest to the grade."""
    grade, body, document = work.grades[one.rating.grade], one.rating.body, work.document
    referring = [other for other in document.references if body in other.bodies]
    here = [other for other in (*mentions_of(document, body), *referring) if other.sentence is grade.sentence]
    return min(here, key=lambda other: abs(other.token - grade.token), default=None)
