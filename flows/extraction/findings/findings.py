"""What was found of ratings, and the claims it makes: a grade of each body in an area, with its report's date."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.claims import RatingClaim
from flows.extraction.findings.dates import dated
from flows.extraction.findings.finding import SINGLE, Finding
from flows.extraction.grades.words.area_at import AreaAt
from flows.extraction.grades.words.area_words import SOC
from flows.extraction.reports.reports import Inspection, programme_of

PAIRS = {"“": "”", "‘": "’", '"': '"', "(": ")"}


def claims_of(analysis: Analysis, inspection: Inspection, found: list[Finding]) -> Iterator[RatingClaim]:
    """The claims that findings make, one for each body, with the date of the report each is from."""
    return (claim for claim, _ in judged_claims_of(analysis, inspection, found))


def judged_claims_of(
    analysis: Analysis, inspection: Inspection, found: list[Finding]
) -> Iterator[tuple[RatingClaim, float | None]]:
    """The claims that findings make, each with the probability of its finding; None where no judge was asked."""
    findings = [told for finding in found if (told := _in_full(finding, found))]
    others = {f.area.code for f in findings} - {"overall", "other"}
    for each in dated(analysis, inspection, findings):
        finding, grade, area = each.finding, each.finding.grade, each.finding.area
        judged = finding.probability is not None
        code = area.code if judged else _code_of(area, inspection.topic, others)
        historic = grade.historic if judged else each.historic
        for body in finding.group.bodies:
            claim = RatingClaim(
                rule=finding.rule,
                passage=analysis.view.passage(*_passage(analysis.text, finding)),
                body=body,
                area=code,
                area_text=area.words,
                grade=grade.grade,
                historic=historic,
                inspectorate=inspection.inspectorate,
                programme=programme_of(code, body, each.report, inspection.regional),
                report_published_on=each.report,
                inspected_in=None if historic or finding.day else inspection.inspected_in,
            )
            yield claim, finding.probability


def _code_of(area: AreaAt, topic: str | None, others: set[str]) -> str:
    """The area itself; for the whole of an inspection that is on one area only, that area."""
    if topic == SOC and area.code == "other" and not others - {SOC}:
        return SOC  # what it is graded for is part of that
    whole = area.code == "overall" and not (area.words or "").lower().startswith(("all ", "every "))
    return topic if topic in SINGLE and whole and len(others - {topic}) < 2 else area.code


def _passage(text: str, finding: Finding) -> tuple[int, int]:
    """The words that state it: the grade, with body and area if they stand inside its sentence or its list."""
    grade, group, sentence = finding.grade, finding.group, finding.grade.sentence
    inside = [(grade.start, max(grade.end, min(grade.after, sentence.end)))]
    if sentence.start <= group.start and (group.end <= sentence.end or group.form == "listed"):
        inside.append((group.start, group.end))
    if finding.rule == "rating-led" or (sentence.start <= finding.area.start and finding.area.end <= sentence.end):
        inside.append((finding.area.start, finding.area.end))
    return with_marks(text, min(a for a, _ in inside), max(b for _, b in inside))


def with_marks(text: str, start: int, end: int) -> tuple[int, int]:
    """A slice with the quotation mark or bracket that closes, or opens, one of its own."""
    if start and text[start - 1] in PAIRS and PAIRS[text[start - 1]] in text[start : end + 1]:
        start -= 1
    if end < len(text) and any(text[end] == close and open_ in text[start:end] for open_, close in PAIRS.items()):
        end += 1
    return start, end


def _in_full(finding: Finding, findings: list[Finding]) -> Finding | None:
    """A headline's short form of a grade that the text gives with its area: that area, or nothing when there are more.

    Only a headline, or the sentence below it, that names no area of the vocabulary is taken for a short form.
    """
    named = finding.grade.sentence.index > 1 or finding.rule == "rating-led"
    if (
        named
        or finding.probability is not None
        or (finding.area.code != "other" and (finding.area.code, finding.area.words) != ("overall", None))
    ):
        return finding
    bodies = set(finding.group.bodies)
    full = {
        other.area.code: other.area
        for other in findings
        if other.grade.grade == finding.grade.grade
        and other.grade is not finding.grade
        and not other.grade.historic
        and bodies <= set(other.group.bodies)
        and other.area.code not in ("overall", "other")
    }
    if len(full) > 1:
        return None
    area = next(iter(full.values()), None)
    return replace(finding, area=AreaAt(area.code, None, finding.grade.start, finding.grade.end)) if area else finding
