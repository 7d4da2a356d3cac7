"""Grades dated by a grade beside them: "It was also G at Y", "in the same month", "both from D", "N years earlier"."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import pairwise

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.reference.discourse import NUMBERS
from flows.extraction.claims import Body
from flows.extraction.findings.days import TAKES_UP
from flows.extraction.findings.finding import Dated, Finding
from flows.extraction.grades.frames.grades import Grade
from flows.extraction.grades.frames.times import HISTORIC
from flows.extraction.grades.groups.groups import Group
from flows.extraction.grades.words.words import WINDOW

# What makes a grade one of now, or dates it anew. Reads text in lower case, as all patterns here do.
OF_NOW = re.compile(
    r"\b(?:now|is|are|has|have|today|currently|since|this|latest|new|newest|until|then|later|before|after|next)\b|"
    r"\b(?:19|20)\d\d\b"
)
# "It was also G at Y": of the report that the sentence before tells of.
ALSO = re.compile(r"\W*(?:it|they|the\s(?:force|service|constabulary|unit|brigade))\s(?:was|were|had)\s+also\b")
# "…, a report says": of that report.
OF_ANOTHER = re.compile(r"\b(?:says?|said|according|reports?|inspectors)\b")
WAS = re.compile(r"\b(?:was|were|required|had|told)\b")
SAME_TIME = re.compile(r"\b(?:in|of)\s+(?:the|that)\s+(?:very\s+)?same\s+(?:month|year)\b")
# "a G for X and a G for Y, both from the report of D"
BOTH_FROM = re.compile(r"[^.;()]{0,70}?,?\s+(?:both|all|each)(?:\s+of\s+them)?\s+(?:from|in|of|dat(?:ed|ing))\s")
YEARS_EARLIER = re.compile(
    rf"\b(?P<number>{'|'.join(NUMBERS)})\s+years\s+(?:earlier\b(?!\s+than\b)|before(?:hand)?\b(?!\s+\w))"
)
SAME_CLAUSE = re.compile(r"[,;]?\s+(?:and|but|though|although|while|with)\b")
# "In 2019 it was G at Y| but |G at Z"
GOES_ON_UNDER = re.compile(
    r"[,;]?\s+(?:and|but|though|although|yet)\s+(?:(?:it|they|the\s\w+)\s+)?(?:(?:was|were|also|then|only|rated|graded|judged|as|an?)\s+)*[\"']?$"
)
OPENS_WITH_YEAR = re.compile(r"\W*(?:back\s+|but\s+|and\s+)?in\s+(?:[a-z]+\s+)?(?:19|20)\d\d\b")
NOWADAYS = re.compile(r"\b(?:now|today|this\s+(?:time|year))\b|\b(?:19|20)\d\d\b")
BEHIND = 90
# So many digits of a date are its year.
YEAR = 4
# How many findings of one sentence are looked at.
LATELY = 12
# How many sentences "four years earlier" stands behind that to which it is earlier, at most.
NEAR = 3


def date_by_neighbours(analysis: Analysis, found: list[Dated]) -> None:
    """Give grades without a date that of a grade beside them, where words say that it is of the same or so far back."""
    if all(each.report for each in found) or not any(each.report for each in found):
        return
    ordered = sorted(found, key=lambda each: each.finding.grade.start)
    now: dict[tuple[Body, ...], Dated] = {}
    before: Dated | None = None
    for each in ordered:
        bodies = each.finding.group.bodies
        if each.report is None and each.historic and bodies in now:
            each.report = _years_earlier(analysis, now[bodies], each)
        if before and before.report is None and each.report and _is_both_from(analysis, before, each):
            before.report = each.report
        elif before and each.report is None and before.report:
            _date_by(analysis, before, each)
        if each.report and not each.historic:
            now[bodies] = each
        before = each


def carry_earlier(analysis: Analysis, found: list[Dated]) -> None:
    """Make grades earlier ones that go on under the time of one: "In 2019 it was G at Y but G at Z".

    An earlier grade without a date that is told again with one is of the same report.
    """
    ordered = sorted(found, key=lambda each: each.finding.grade.start)
    for before, each in pairwise(ordered):
        if before.historic and not each.historic and _is_of_its_time(analysis, before, each):
            each.historic, each.report = True, each.report or before.report
    dates: dict[tuple[tuple[Body, ...], str, str], set[str]] = defaultdict(set)
    for each in found:
        if each.historic and each.report:
            dates[_told(each)].add(each.report)
    for each in found if dates else ():
        if each.historic and each.report is None and len(told := dates.get(_told(each), set())) == 1:
            each.report = next(iter(told))


def date_told_again(analysis: Analysis, found: list[Dated]) -> None:
    """Give grades without a date, in somebody's words, that of the same grade which the text gives with one before."""
    dates: dict[tuple[tuple[Body, ...], str, str], set[str | None]] = defaultdict(set)
    for each in found:
        if each.historic:
            continue
        told = dates[_told(each)]
        if each.report is None and len(told) == 1:
            each.report = next(iter(told)) if analysis.quotation_at(each.finding.grade.start) else None
        told.add(each.report)


def _told(each: Dated) -> tuple[tuple[Body, ...], str, str]:
    return each.finding.group.bodies, each.finding.area.code, each.finding.grade.grade


def _is_of_its_time(analysis: Analysis, before: Dated, each: Dated) -> bool:
    """Whether a grade goes on under the verb of the one before it, whose time stands before them both."""
    folded, first, grade = analysis.view.folded, before.finding.grade, each.finding.grade
    if grade.sentence is not first.sentence or first.frame == "moved":
        return False
    if before.finding.group.bodies != each.finding.group.bodies:
        return False
    joint = GOES_ON_UNDER.search(folded, first.end, grade.start)
    if joint is None or OF_NOW.search(folded, first.end, joint.start()):
        return False
    low = first.sentence.start
    if not OPENS_WITH_YEAR.match(folded, low, first.start) and not HISTORIC.search(folded, low, first.start):
        return False
    return not NOWADAYS.search(folded, grade.end, min(grade.right, grade.end + BEHIND))


def goes_on_earlier(folded: str, grade: Grade, group: Group, findings: list[Finding]) -> bool:
    """Whether "it was also G at Y" follows a sentence that gives the same bodies earlier grades alone."""
    sentence = grade.sentence
    if not findings or findings[-1].grade.sentence.index != sentence.index - 1:
        return False
    before = findings[-1].grade.sentence
    told = [finding for finding in findings[-LATELY:] if finding.grade.sentence is before]
    if not all(each.grade.historic and each.group.bodies == group.bodies for each in told):
        return False
    return bool(ALSO.match(folded, sentence.start, grade.start)) and not OF_NOW.search(
        folded, sentence.start, min(sentence.end, grade.end + BEHIND)
    )


def _years_earlier(analysis: Analysis, now: Dated, each: Dated) -> str | None:
    """The year of a grade that is said to have been given so many years before another one, told of shortly before."""
    grade, report = each.finding.grade, now.report or ""
    if grade.sentence.index - now.finding.grade.sentence.index > NEAR:
        return None
    low, stop = max(grade.sentence.start, grade.start - WINDOW), min(grade.sentence.end, grade.end + BEHIND)
    ago = YEARS_EARLIER.search(analysis.view.folded, low, stop)
    return str(int(report[:YEAR]) - NUMBERS[ago["number"]]) if ago else None


def _date_by(analysis: Analysis, before: Dated, each: Dated) -> None:
    """Give a grade the date of the grade before it in its paragraph."""
    folded, sentence = analysis.view.folded, each.finding.grade.sentence
    first = before.finding.grade.sentence
    if sentence.index - first.index > 1:
        return
    if first.block is not sentence.block and not ALSO.match(folded, sentence.start):
        return
    stop = min(sentence.end, each.finding.grade.end + BEHIND)
    if SAME_TIME.search(folded, max(sentence.start, before.finding.grade.end), stop) or _goes_on(
        analysis, before, each
    ):
        each.report = before.report


def _goes_on(analysis: Analysis, before: Dated, each: Dated) -> bool:
    """Whether a grade of the same body follows in the same sentence, or the next one, told of the same time."""
    folded, first, grade = analysis.view.folded, before.finding.grade, each.finding.grade
    if before.finding.group.bodies != each.finding.group.bodies or each.historic != before.historic:
        return False
    if before.finding.area.code == each.finding.area.code:
        return False
    if grade.sentence is first.sentence:
        told = folded[first.end : grade.start].replace((before.report or "")[:YEAR], "")
        return bool(SAME_CLAUSE.search(told)) and not OF_NOW.search(told)
    told = folded[grade.sentence.start : min(grade.sentence.end, grade.end + BEHIND)]
    if not TAKES_UP.match(told) or not WAS.search(told[: grade.start - grade.sentence.start]):
        return False
    return not OF_NOW.search(told) and not OF_ANOTHER.search(told)


def _is_both_from(analysis: Analysis, before: Dated, each: Dated) -> bool:
    """Whether the date behind the second of two grades of a body is said to be of both."""
    first, grade = before.finding.grade, each.finding.grade
    if grade.sentence is not first.sentence or before.finding.group.bodies != each.finding.group.bodies:
        return False
    return before.historic == each.historic and bool(
        BOTH_FROM.match(analysis.view.folded, grade.end, grade.sentence.end)
    )


def part_from_earlier(found: list[Dated], newest: str | None) -> None:
    """Undate grades of now that would be of the very report of an earlier grade of the same body in the same area."""
    before = {
        (body, each.finding.area.code, each.report): each.finding.grade.grade
        for each in found
        if each.historic and each.report
        for body in each.finding.group.bodies
    }
    for each in found if before else ():
        if each.historic or each.report in (None, newest):
            continue
        keys = [(body, each.finding.area.code, each.report) for body in each.finding.group.bodies]
        if any(before.get(key, each.finding.grade.grade) != each.finding.grade.grade for key in keys):
            each.report = None
