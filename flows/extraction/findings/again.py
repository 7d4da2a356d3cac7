"""Ratings of an earlier date that a text gives by saying of a grade that it was the same then."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.reference.discourse import NUMBERS
from flows.extraction.analysis.times.period_patterns import MONTHS
from flows.extraction.findings.finding import Finding
from flows.extraction.grades.frames.again import SO_THEN, said_again
from flows.extraction.grades.words.area_at import AreaAt
from flows.extraction.reports.reports import Inspection


def told_again(analysis: Analysis, inspection: Inspection, findings: Sequence[Finding]) -> list[Finding]:
    """The ratings of an earlier date that a text gives by saying of one that it was so then too."""
    told: dict[int, tuple[str, int] | None] = {}
    found = []
    for finding in findings:
        grade = finding.grade
        if grade.historic or finding.day or finding.year:
            continue
        if grade.start not in told:
            told[grade.start] = next(_again(analysis, inspection, finding), None)
        if then := told[grade.start]:
            again = replace(grade, historic=True, after=min(then[1], grade.sentence.end))
            area = AreaAt(finding.area.code, None, grade.start, grade.end)
            found.append(replace(finding, grade=again, area=area, day=inspection.dates.in_full(then[0])))
    return found


def _again(analysis: Analysis, inspection: Inspection, finding: Finding) -> Iterator[tuple[str, int]]:
    """When a grade is said to have been the same before, and where that is said."""
    folded, grade, sentence = analysis.view.folded, finding.grade, finding.grade.sentence
    others = analysis.triggers.within("grade", grade.end, sentence.end)
    matches = [said_again(folded, grade, min([sentence.end, *others[:1]]))]
    for following in analysis.sentences[sentence.index + 1 : sentence.index + 2] if not others else ():
        matches.append(SO_THEN.fullmatch(folded, following.start, following.end))
    for match in filter(None, matches):
        if day := _day(analysis, inspection, match):
            yield day, match.end()


def _day(analysis: Analysis, inspection: Inspection, match: re.Match[str]) -> str | None:
    """The EDTF year or month that is said, if it is before that of the report a text is on."""
    written = analysis.written
    newest = inspection.year or (written.year if written else None)
    if match["year"]:
        year = int(match["year"])
    elif written is None:
        return None
    else:
        year = written.year - (NUMBERS[match["ago"]] if match["ago"] else 1)
    if newest is None or year >= newest:
        return None
    return f"{year}-{MONTHS[match['month']]:02d}" if match["month"] else str(year)
