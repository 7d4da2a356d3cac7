"""The claims of ratings: which body got which grade in which area. The main function is `ratings_of`.

Tables whose structure decides body and area give claims of rule `rating-table`. All other grades are linked by learned
judges (rule `linked`).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache, partial

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.grades import GRADE_LABEL, uses_ri
from flows.extraction.claims import LIKELIER_THAN_NOT, Body, RatingClaim, Refusal, Verdicts
from flows.extraction.linking import area_words, dating, steps
from flows.extraction.linking.asking import refuse_more
from flows.extraction.linking.dates import StatedRating
from flows.extraction.linking.dating import Dating, date_all
from flows.extraction.linking.entities import Entities, Entity
from flows.extraction.linking.entity import UNIT, UNNAMED
from flows.extraction.linking.inspections import inspected_in, inspectorate_of, visits_in
from flows.extraction.linking.judges import MODELS, load_all
from flows.extraction.linking.steps import RatingWork, judge_all
from flows.extraction.tables.ratings import tabled_ratings
from schemas.vocabularies.grading import area_for, programme_of, programmes_named

LINKED, TABLE = "linked", "rating-table"
# Words for an area more than this many tokens from the grade are left out of the passage and of `area_text`.
MOST_APART = 14
# What else a sentence may hold that is nothing but a grade: "Judgment: |.".
ALONE = re.compile(rf"\W*+(?:{GRADE_LABEL})?\W*+", re.IGNORECASE)
PAIRS = {"“": "”", "‘": "’", '"': '"', "(": ")"}
JUDGES = (*steps.JUDGES, *dating.JUDGES)
# Returns the saved judges.
learned = partial(load_all, MODELS / "ratings", JUDGES)
# A linked rating is claimed from this probability on.
THRESHOLD = 0.7


def ratings_of(
    analyses: Sequence[Analysis], speakers: Sequence[Mapping[int, Body | None]], threshold: float = THRESHOLD
) -> list[Verdicts[RatingClaim]]:
    """Return the ratings of each document, one claim per grade, body and area. `speakers`: as for `Entities`."""
    works = [
        work_of(analysis, who_speaks) if analysis.triggers.starts["grade"] or uses_ri(analysis) else None
        for analysis, who_speaks in zip(analyses, speakers, strict=True)
    ]
    if asked := [work for work in works if work and (work.grades or work.tabled)]:
        judge_all(asked, learned().decide, learned().names)
    dated = iter(date_all(asked, learned().decide, learned().names) if asked else ())
    return [_rated(next(dated), threshold) if work in asked else Verdicts([], [], []) for work in works]


def work_of(analysis: Analysis, speakers: Mapping[int, Body | None]) -> RatingWork:
    """Return a document with its grades and tables, not judged yet; raises `ReadingError` if it has too many grades."""
    work = RatingWork(Entities(analysis, speakers), tabled_ratings(analysis, speakers))
    refuse_more(len(work.grades) + len(work.tabled), "grades")
    model = area_words.load(MODELS / "ratings" / "area-words.json")
    words = [*area_words.words_of_grades(work.document, work.grades)]
    work.likely_areas, work.margins = [*map(model.likely_areas, words)], [*map(model.margins, words)]
    return work


def _rated(dated: Dating, threshold: float) -> Verdicts[RatingClaim]:
    """Turn a judged and dated document into claims, doubtful claims and refusals."""
    work = dated.work
    report_of = dict(zip(dated.stated, dated.reports(), strict=True))
    by_chance = sorted(dated.linked, key=lambda one: one.probability)
    # A fact may be stated several times: the report date of its likeliest statement counts.
    likeliest = {one.key: one for one in by_chance}
    report_of |= {one: report_of[likeliest[one.key]] for one in dated.linked}
    report_of |= {one: day for one in work.tabled if (day := work.tables.decided[one.number].day)}
    sure = [one for one in dated.linked if one.probability >= threshold]
    stated = {one.key for one in sure}
    maker = _Claims(work, report_of)
    sharing: dict[tuple[Entity, str], list[StatedRating]] = defaultdict(list)
    for one in sure:
        sharing[one.at, one.area].append(one)
    claims = [maker.linked(one, sharing[one.at, one.area]) for one in sure]
    claims += map(maker.tabled, work.tabled)
    doubtful = [one for one in dated.linked if LIKELIER_THAN_NOT <= one.probability < threshold]
    best = {one.at: one for one in by_chance}  # the likeliest rating of each grade
    claimed, graded = {one.at for one in sure}, zip(work.grades, work.scores["grade"], strict=True)
    return Verdicts(
        sorted(claims, key=lambda claim: claim.passage.start),
        [maker.linked(one, sharing[one.at, one.area]) for one in doubtful if one.key not in stated],
        [maker.refused(grade, likely, best.get(grade)) for grade, likely in graded if grade not in claimed],
    )


class _Claims:
    """Makes the claims and refusals of one document. `report_of`: the report date of each of its ratings."""

    def __init__(self, work: RatingWork, report_of: Mapping[StatedRating, str | None]) -> None:
        self.work, self.analysis, self.report_of = work, work.document.analysis, report_of
        self.inspected_in = cache(partial(inspected_in, visits_in(self.analysis, report_of)))
        self.inspectorate = inspectorate_of(self.analysis)
        self.programmes = programmes_named(self.analysis.view.folded)
        self.beside: dict[tuple[Body, str | None], set[str]] = defaultdict(set)
        for one, report in report_of.items():
            if one.probability >= THRESHOLD:  # a lower or higher threshold changes no claim
                self.beside[one.body, report].add(one.area)
        self.regional = any(mention.body.kind == "regional-unit" for mention in self.analysis.mentions)

    def linked(self, one: StatedRating, sharing: Sequence[StatedRating]) -> RatingClaim:
        """Return the claim of a linked rating; its passage spans grade, area and body in the sentence of the grade,
        and the area above a grade that stands alone. `sharing`: the ratings with the same grade word and area, whose
        bodies belong to the passage too."""
        area = _area_near(self.work, one)
        named = [_naming_near(self.work.document, each) for each in (one, *sharing)]
        slices = [(each.start, each.end) for each in (one.at, area, *named) if each]
        words = self.analysis.view.original(area.start, area.end) if area else None
        return self._claim(LINKED, slices, one, words)

    def tabled(self, one: StatedRating) -> RatingClaim:
        """Return the claim of a rating in a table."""
        entry = self.work.tables.decided[one.number]
        grade, area = entry.grade, entry.area
        slices = [(grade.start, max(grade.end, min(grade.after, grade.sentence.end)))]
        # The grade may lie outside of the row: in a cell that spans several rows.
        row, named = grade.sentence.block, [each for each in (entry.group, area) if each]
        slices += [(each.start, each.end) for each in named if row.start <= each.start and each.end <= row.end]
        return self._claim(TABLE, slices, one, area.words if area else None)

    def refused(self, grade: Entity, likely: float, best: StatedRating | None) -> Refusal:
        """Return a grade word that gives no claim, with the reason. `likely`: how likely it is an inspector's grade;
        `best`: its likeliest rating, if any."""
        why = f"likely to be no grade that inspectors gave ({likely:.0%} that it is one)"
        if best is not None:
            why = f"not sure enough: {best.body.name}, {best.area} ({best.probability:.0%})"
        elif likely >= LIKELIER_THAN_NOT:
            why = "no body and area that it is likely to be of, or told elsewhere"
        return Refusal(self.analysis.view.passage(grade.start, grade.end), LINKED, why)

    def _claim(self, rule: str, slices: Sequence[tuple[int, int]], one: StatedRating, words: str | None) -> RatingClaim:
        report = self.report_of[one]
        start, end = min(slices)[0], max(end for _, end in slices)
        named, beside = self.programmes, self.beside[one.body, report]
        return RatingClaim(
            rule=rule,
            passage=self.analysis.view.passage(*_with_marks(self.analysis.text, start, end)),
            body=one.body,
            area=one.area,
            area_text=words,
            grade=one.at.code,
            historic=one.historic,
            inspectorate=self.inspectorate,
            programme=programme_of(one.area, one.body.kind, report, regional=self.regional, named=named, beside=beside),
            report_published_on=report,
            inspected_in=None if one.historic else self.inspected_in(report or self.analysis.document.published_on),
            probability=one.probability if rule == LINKED else None,
        )


def _area_near(work: RatingWork, one: StatedRating) -> Entity | None:
    """Return the words for a rating's area nearest to its grade, within `MOST_APART`: in the grade's sentence or, if
    that is nothing but the grade, in the one above."""
    text, own, named = work.document.analysis.text, one.at.sentence, work.document.next_to
    first = own.index - bool(ALONE.fullmatch(text[own.start : one.at.start] + text[one.at.end : own.end]))
    areas = [work.ratings[one.number].area, *(named("area", one.at.token, step) for step in (-1, 1))]
    beside = [
        area
        for area in areas
        if area
        and area.form not in (UNIT, UNNAMED)
        and first <= area.sentence.index <= own.index
        and abs(area.token - one.at.token) <= MOST_APART
        and area_for(area.codes, one.body.kind) == one.area
    ]
    return min(beside, key=lambda area: abs(area.token - one.at.token), default=None)


def _with_marks(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a slice extended by one quotation mark or bracket on either side whose counterpart is inside it."""
    if start and text[start - 1] in PAIRS and PAIRS[text[start - 1]] in text[start : end + 1]:
        start -= 1
    if end < len(text) and any(text[end] == close and open_ in text[start:end] for open_, close in PAIRS.items()):
        end += 1
    return start, end


def _naming_near(document: Entities, one: StatedRating) -> Entity | None:
    """Return where a rating's body is named or referred to nearest to the grade, within the grade's sentence."""
    meant = document.between("meant", *document.edges(one.at.sentence))
    places = [entity for entity in meant if one.body in entity.bodies]
    return min(places, key=lambda e: (abs(e.token - one.at.token), e.kind == "reference"), default=None)
