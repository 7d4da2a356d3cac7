"""Grades that took the place of others: re-graded since, in a later round, on a later line of a history in dates."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection
from dataclasses import replace
from functools import cached_property
from itertools import pairwise

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.times.dates import parts_of
from flows.extraction.analysis.times.period_patterns import DATE
from flows.extraction.claims import Body
from flows.extraction.findings.finding import Finding
from flows.extraction.findings.sequels import goes_on_earlier
from flows.extraction.findings.years import is_round, parts_of_years
from flows.extraction.grades.doubts.bygone import first_published, is_bygone
from flows.extraction.grades.frames.earlier import retold
from flows.extraction.grades.frames.grades import Grade
from flows.extraction.grades.groups.groups import Group
from flows.extraction.grades.words.area_at import AreaAt
from flows.extraction.grades.words.rounds import rounds_in

# What tells, before a grade, that it is newer than one before. Reads text in lower case.
_REPORT = r"(?:cycle|inspection|report|round|visit|assessment|grade|grading|rating|verdict|judge?ment|letter|look)"
ANEW = re.compile(
    r"\b(?:re-?(?:graded|rated|assessed|inspected|judged)|up-?graded|down-?graded|replaced\s+(?:by|with)|"
    r"(?:was|been|is|has|had)\s+(?:since\s+)?(?:lifted|raised|improved|climbed|moved|gone|risen|fallen|dropped|slipped)|"
    rf"lifts|raises|(?:a|the|its|their|our|that|this)\s+(?:subsequent|later|next|following|newest|new|second|third|return|follow-up)\s+{_REPORT}|"
    r"(?:rose|rises|fell|falls|climbed|climbs|dropped|drops|slipped|slips)\s+(?:\w+\s+){0,4}to\s+(?:an?\s+)?[\"']?$|"
    r"the\s+(?:latest|most\s+recent)|since\s+then|(?:has|have)\s+since|by\s+20\d\d|this\s+time|(?:\w+\s+)years\s+(?:on|later)|now)\b"
)
# "Rated G at Y in 2019, it has since …, and was judged G at Z and G at Y".
LATER = re.compile(r"\b(?:has|have)\s+since\b|\bsince\s+then\b|\bmost\s+recent|\blatest\b")
# What tells, before a grade, that another came after it.
FIRST = re.compile(
    r"\bfirst\s+(?:inspected|graded|rated|judged|placed|assessed|given|visited|put|reported|inspection|assessment|report)\b|\bat\s+first\b|\boriginally\b"
)
# A line of a history begins with its date: "2018 – …", "December 2020: …".
DATED = re.compile(rf"\W*(?P<date>{DATE})\s*[:–—|-](?!\s?\d)", re.IGNORECASE)
LONGEST_DATE = 60
# How many lines without a date may stand between two that have one.
APART = 3
# How many ratings before may be those that a grade took the place of, and how many sentences.
LATELY, NEAR = 40, 3


class Successors:
    """What takes the place of what in a text: by rounds it counts, by lines that begin with dates, by words."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis

    @cached_property
    def _newest_round(self) -> int:
        folded = self.analysis.view.folded
        if "round" not in folded and "cycle" not in folded:
            return 0
        return max(rounds_in(folded, 0, len(folded)), default=0)

    @cached_property
    def _tells_first(self) -> bool:
        folded = self.analysis.view.folded
        return ("first" in folded or "originally" in folded) and FIRST.search(folded) is not None

    @cached_property
    def days(self) -> dict[int, str]:
        """The EDTF dates of lines of a history, by the index of their block; none where only one line has a date.

        And the years of the parts of a page that years head.
        """
        found = {}
        for block in self.analysis.blocks:
            if not self.analysis.triggers.any_within("digit", block.start, block.start + LONGEST_DATE):
                continue
            match = DATED.match(self.analysis.text, block.start, block.end)
            parts = parts_of(match["date"]) if match else None
            if parts and parts.year:
                day = parts.first_day() if parts.day else None
                short = f"{parts.year}-{parts.month:02d}" if parts.month else str(parts.year)
                found[block.index] = day.isoformat() if day else short
        near = {index for pair in pairwise(found) if pair[1] - pair[0] <= APART for index in pair}
        return parts_of_years(self.analysis) | {index: day for index, day in found.items() if index in near}

    def of_earlier_round(self, grade: Grade) -> bool:
        """Whether the round that a sentence names before a grade is followed by a later one in the text."""
        if self._newest_round < 2:
            return False
        before = rounds_in(self.analysis.text, grade.left, grade.start)
        return bool(before) and before[-1] < self._newest_round

    def is_anew(self, grade: Grade) -> bool:
        """Whether a grade is told to have come after another."""
        others = self.analysis.triggers.within("grade", grade.left, grade.start)
        low = others[-1] if others else grade.left
        return ANEW.search(self.analysis.view.folded, low, grade.start) is not None

    def taken_over(self, grade: Grade, group: Group, findings: list[Finding]) -> list[AreaAt]:
        """The areas of the last grade of the same bodies, which another without an area has taken the place of."""
        if grade.frame == "moved" or not findings or not self.is_anew(grade):
            return []
        last = findings[-1].grade
        between = grade.sentence.index - last.sentence.index
        if between and self.analysis.areas_in(grade.sentence.start, grade.sentence.end):
            return []  # it says of what it is, in words that are not understood
        told = [finding for finding in findings[-LATELY:] if finding.grade is last]
        if between > NEAR or any(finding.group.bodies != group.bodies for finding in told):
            return []
        if last.grade == grade.grade or any(finding.area.code == "overall" for finding in told):
            return []
        return [AreaAt(finding.area.code, None, grade.start, grade.end) for finding in told]

    def had_been(self, grade: Grade, group: Group, codes: Collection[str], findings: list[Finding]) -> bool:
        """Whether "it was G in 2019" tells of what another grade has taken the place of, or goes on with such."""
        if goes_on_earlier(self.analysis.view.folded, grade, group, findings) or is_bygone(self.analysis, grade):
            return True
        others = [
            one.grade
            for one in findings[-LATELY:]
            if one.area.code in codes and not one.grade.historic and one.group.bodies == group.bodies
        ]
        if any(other.sentence is not grade.sentence for other in others) and self._is_first(grade):
            return True
        if all(other.grade == grade.grade for other in others):
            return False
        return retold(self.analysis.view.folded, grade.sentence.start, grade) is not None

    def outdate(self, findings: list[Finding], found: list[Finding]) -> None:
        """Make earlier grades those that newly found ones are told to have taken the place of."""
        newer = {(body, one.area.code): one for one in found if not one.grade.historic for body in one.group.bodies}
        if not newer:
            return
        new = found[0].grade
        graded = {body for body, _ in newer}
        for finding in findings[-LATELY:]:
            if finding.grade.historic or finding.grade is new or graded.isdisjoint(finding.group.bodies):
                continue
            same = next(
                (newer[key] for body in finding.group.bodies if (key := (body, finding.area.code)) in newer), None
            )
            other = same is not None and same.grade.grade != finding.grade.grade
            if (other and self._is_later(finding.grade, new)) or (
                (same or finding.grade.sentence is not new.sentence) and self._is_first(finding.grade)
            ):
                finding.grade = replace(finding.grade, historic=True)

    def _is_later(self, told: Grade, new: Grade) -> bool:
        """Whether a grade is told to have come after one before it, wherever between them that is said."""
        if told.sentence is new.sentence and LATER.search(self.analysis.view.folded, told.end, new.start):
            return True
        return self.is_anew(new)

    def _is_first(self, grade: Grade) -> bool:
        """Whether a grade is told to have been the first of several."""
        folded = self.analysis.view.folded
        return self._tells_first and FIRST.search(folded, grade.sentence.start, grade.start) is not None

    def date(self, findings: list[Finding]) -> None:
        """Give the grades of a history in dates the dates of their lines, and make all but the newest earlier ones.

        And all of a page that says it was written years before.
        """
        if findings and first_published(self.analysis):
            for finding in findings:
                finding.grade = replace(finding.grade, historic=True)
        if not self.days:
            return
        dated = [
            (f, day)
            for f in findings
            if not f.grade.historic and not f.day and (day := self.days.get(f.grade.sentence.block.index))
        ]
        newest: dict[Body, str] = defaultdict(str)
        for finding, day in dated:
            finding.day = None if is_round(day) else day
            for body in finding.group.bodies:
                newest[body] = max(newest[body], day)
        for finding, day in dated:
            if all(day < newest[body] for body in finding.group.bodies):
                finding.grade = replace(finding.grade, historic=True)
