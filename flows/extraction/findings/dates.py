"""Which report each grade of a text is from: the newest it tells of, one before that, or none that it dates."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.claims import Body
from flows.extraction.findings.days import cited_for, given_before, given_in, headed_date, opens_in, told_before
from flows.extraction.findings.finding import Dated, Finding, series_of
from flows.extraction.findings.sequels import carry_earlier, date_by_neighbours, date_told_again, part_from_earlier
from flows.extraction.findings.ties import tie_to_bodies
from flows.extraction.grades.frames.earlier import had_been_alone, is_of_last
from flows.extraction.grades.frames.grades import Grade
from flows.extraction.grades.frames.times import MOVED_FURTHER
from flows.extraction.grades.words.area_words import SOC
from flows.extraction.grades.words.words import WINDOW
from flows.extraction.reports.reports import OWN_YEAR, Inspection, earlier_report
from flows.extraction.reports.told import ReportDates

# The report of a body with grades in so many areas is no other body's.
MANY = 4
# So many grades that had been given are those of the report a text is on.
MANY_RETOLD = 3
# In a text on one body so many others are named in passing.
MOST_IN_PASSING = 4
OPENS_WITH_DATE = re.compile(r"\W*(?:back\s+|but\s+|and\s+)?in\s+(?:[A-Za-z]+\s+)?(?:19|20)\d\d\b", re.IGNORECASE)
# "in the same round", "on that same day": of the report told of before. Reads text in lower case, as the next does.
SAME = re.compile(
    r"\b(?:in|from|of|by|on)\s+(?:the|that|this)\s+(?:very\s+)?same\s+"
    r"(?:round|inspections?|reports?|exercise|batch|tranche|day)\b"
)
# Reports on many bodies: "the reports are part of an inspection of the 43 forces".
ON_MANY = re.compile(
    r"\b(?:the|these|national|its)\s+reports\b|\bnational\s+report\b|"
    r"\b(?:(?:each|all)\s+(?:of\s+)?(?:the\s+)?(?:\d\d\s+)?(?:police\s+)?|the\s+\d\d\s+(?:\w+\s+)?)(?:forces|services)\b"
)
# "in the 2018/19 inspection"
ROUND = re.compile(
    r"\b(?P<begins>20\d\d)\s?[/–-]\s?\d\d\s+(?:\w+\s+){0,2}(?:inspections?|rounds?|assessments?|reports?)\b"
)
CURRENTLY = re.compile(r"\b(?:currently|at\s+present|still)\s+(?:h[eo]lds?|has|is|rated|graded)\b", re.IGNORECASE)


def dated(analysis: Analysis, inspection: Inspection, findings: list[Finding]) -> list[Dated]:
    """Findings in their order, each with the date of its report."""
    current, newest = _current(findings), _newest(analysis, inspection, findings)
    passing = _in_passing(analysis, inspection.dates, findings)
    outdated, retold = outdated_in(findings), _retold(analysis.view.folded, findings, inspection.dates.newest)
    said_of = _dates_of(analysis, inspection, findings)
    undated = _undated(findings, [said.day for said in said_of])
    found = []
    for finding, said in zip(findings, said_of, strict=True):
        grade, earlier = finding.grade, said.day
        moved_to = grade.frame == "moved" and not grade.historic and not MOVED_FURTHER.match(analysis.text, grade.end)
        of_year = earlier is not None and finding.rule != "rating-table" and not moved_to
        historic = grade.historic or (of_year and _is_followed(analysis, inspection, finding, said, undated))
        report: str | None = finding.day
        if finding.day:
            historic = historic or finding in outdated
        elif historic and earlier is None and finding in retold:
            historic, report = False, _beside(analysis, inspection, finding)
        elif historic and _is_newest(analysis.text, finding, current):
            historic, report = False, _newest_report(inspection, earlier)
        elif historic or (earlier and (moved_to or of_year)):
            report = _report_of(inspection, earlier, _told(analysis, inspection, finding))
        else:
            report = _beside(analysis, inspection, finding)
            historic = _is_superseded(inspection, finding, report, newest)
            report = None if finding in passing else report
            if finding.year and len(finding.year) > 4:
                historic, report = False, inspection.dates.in_full(finding.year)
        if report is None and (grade.verb is not None or historic) and earlier != "":
            report = given_in(analysis, grade)
        elif report is None and earlier != "":
            report = opens_in(analysis, grade)
        if not finding.day and (cited := cited_for(analysis, grade)):
            report = cited
        found.append(Dated(finding, historic, report))
    carry_earlier(analysis, found)
    date_by_neighbours(analysis, found)
    _contrast(analysis, found)
    part_from_earlier(found, inspection.dates.newest)
    date_told_again(analysis, found)
    tie_to_bodies(analysis, inspection.dates, found)
    return found


def _contrast(analysis: Analysis, found: list[Dated]) -> None:
    """Make grades earlier ones whose year opens their sentence, where a text gives others in other areas undated."""
    undated: dict[tuple[Body, ...], set[str]] = defaultdict(set)
    for each in found:
        if each.report is None and not each.historic:
            undated[each.finding.group.bodies].add(each.finding.area.code)
    for each in found if undated else ():
        finding = each.finding
        if each.historic or not each.report or not undated.get(finding.group.bodies, set()) - {finding.area.code}:
            continue
        each.historic = bool(OPENS_WITH_DATE.match(analysis.text, finding.grade.sentence.start))


def _current(findings: list[Finding]) -> dict[Body, set[tuple[int, str]]]:
    """The sentences that give a body a grade that is no earlier one, and in which area each."""
    found: dict[Body, set[tuple[int, str]]] = defaultdict(set)
    for finding in findings:
        for body in finding.group.bodies if not finding.grade.historic else ():
            found[body].add((finding.grade.sentence.index, finding.area.code))
    return found


def _undated(findings: list[Finding], dates: list[str | None]) -> set[tuple[Body, str]]:
    """The series with a grade that is neither an earlier one nor said to be of an earlier year: one dated is older."""
    pairs = zip(findings, dates, strict=True)
    return {series for f, day in pairs if day is None and not f.grade.historic for series in series_of(f)}


def _is_followed(
    analysis: Analysis, inspection: Inspection, finding: Finding, said: Said, undated: set[tuple[Body, str]]
) -> bool:
    """Whether a newer grade or report than a dated grade's is told of, or its date opens its sentence in contrast."""
    text, dates, sentence, day = analysis.text, inspection.dates, finding.grade.sentence, said.day or ""
    if CURRENTLY.search(text, sentence.start, finding.grade.start):
        return False
    newer = (dates.newest and day < dates.newest[: len(day)]) or dates.in_full(day) in dates.others
    if newer and dates.on_fire is not None and dates.on_fire != _on_fire(finding):
        newer = _on_fire(finding) is None  # the newest is on another service
    if not day or (newer and not said.given) or not undated.isdisjoint(series_of(finding)):
        return True
    return any(OPENS_WITH_DATE.match(text, low, sentence.end) for low in (sentence.start, finding.grade.left))


def _retold(folded: str, findings: list[Finding], newest: str | None) -> frozenset[Finding]:
    """The grades of a report that a text retells as what had been: so many that they are no aside, and none after."""
    now = {(body, f.area.code) for f in findings if not f.grade.historic for body in f.group.bodies}
    told = frozenset(
        finding
        for finding in findings
        if finding.grade.historic
        and finding.grade.frame != "moved"
        and not any((body, finding.area.code) in now for body in finding.group.bodies)
        and had_been_alone(folded, finding.grade.sentence.start, finding.grade.sentence.end)
        and not _of_earlier_round(folded, finding, newest)
    )
    sentences = {finding.grade.sentence for finding in told}
    beside = sum(finding.grade.sentence in sentences for finding in findings if not finding.grade.historic)
    return told if len(told) + beside >= MANY_RETOLD else frozenset()


def _of_earlier_round(folded: str, finding: Finding, newest: str | None) -> bool:
    """Whether a sentence names a round of inspections long before the newest report: "in the 2018/19 inspection"."""
    sentence = finding.grade.sentence
    low = max(sentence.start, finding.grade.start - WINDOW)
    found = ROUND.search(folded, low, finding.grade.start) if newest else None
    return bool(found and newest and int(found["begins"]) + 2 < int(newest[:4]))


def outdated_in(findings: list[Finding]) -> frozenset[Finding]:
    """The grades of a table that gives, of a later report, another of the same bodies in the same area."""
    newest: dict[tuple[tuple[Body, ...], str], str] = {}
    dated = [finding for finding in findings if finding.day]
    for finding in dated:
        series = (finding.group.bodies, finding.area.code)
        newest[series] = max(newest.get(series, ""), finding.day or "")
    return frozenset(f for f in dated if not newest[f.group.bodies, f.area.code].startswith(f.day or ""))


def _newest(analysis: Analysis, inspection: Inspection, findings: list[Finding]) -> dict[tuple[Body, str], set[int]]:
    """The blocks that grade a body by the newest report, which is the last that the text told of before."""
    found: dict[tuple[Body, str], set[int]] = defaultdict(set)
    newest = inspection.dates.newest
    for finding in findings if newest else ():
        last = inspection.dates.told(0, finding.grade.sentence.end)
        if last == newest == _beside(analysis, inspection, finding) and not finding.grade.historic:
            for series in series_of(finding):
                found[series].add(finding.grade.sentence.block.index)
    return found


def _is_newest(text: str, finding: Finding, current: dict[Body, set[tuple[int, str]]]) -> bool:
    """Whether a grade of "the last inspection" is the newest a text gives of its bodies: it tells of none after it."""
    sentence = finding.grade.sentence
    if not is_of_last(text, sentence.start, sentence.end):
        return False
    return all(
        index == sentence.index and code != finding.area.code
        for body in finding.group.bodies
        for index, code in current[body]
    )


@dataclass(frozen=True, slots=True)
class Said:
    """The date said beside a grade that makes it one of an earlier report, empty where it is none of a report.

    `given`: it is when the grade was given, which need not have been followed by another.
    """

    day: str | None
    given: bool = False


def _dates_of(analysis: Analysis, inspection: Inspection, findings: list[Finding]) -> list[Said]:
    """What is said beside each grade of its date; a grade that a sentence gives again is of the same."""
    found, again = [], dict[tuple[int, Body, str, str], Said]()
    for finding in findings:
        said = Said(finding.year or earlier_report(analysis, finding.grade, inspection))
        if said.day is None:
            dates, grade = inspection.dates, finding.grade
            day = given_before(analysis, grade, dates.newest) or told_before(analysis, grade, dates)
            said = Said(day, given=True)
        key = (finding.grade.sentence.index, finding.group.bodies[0], finding.area.code, finding.grade.grade)
        if said.day:
            again.setdefault(key, said)
        elif again and not OWN_YEAR.match(analysis.text, finding.grade.end):
            said = again.get(key, said)
        found.append(said)
    return found


def _told(analysis: Analysis, inspection: Inspection, finding: Finding) -> str | None:
    sentence = finding.grade.sentence
    told = inspection.dates.told(sentence.block.start, sentence.end)
    return told or headed_date(analysis, inspection.dates, sentence.block)


def _beside(analysis: Analysis, inspection: Inspection, finding: Finding) -> str | None:
    sentence = finding.grade.sentence
    if not inspection.dates.told(sentence.block.start, sentence.end) and (
        headed := headed_date(analysis, inspection.dates, sentence.block)
    ):
        return headed
    return inspection.dates.beside(sentence.block.start, sentence.end, _on_fire(finding))


def _on_fire(finding: Finding) -> bool | None:
    """Whether a grade is of fire services, None where it is of them and of others."""
    kinds = {body.kind for body in finding.group.bodies}
    return "fire-service" in kinds if len(kinds) == 1 else None


def _is_superseded(
    inspection: Inspection, finding: Finding, report: str | None, graded: dict[tuple[Body, str], set[int]]
) -> bool:
    """Whether the report told of beside a grade is older than one that grades the same bodies elsewhere in the text."""
    newest = inspection.dates.newest
    if not report or not newest or report >= newest[: len(report)]:
        return False
    here = finding.grade.sentence.block.index
    return any(len(graded[series]) > (here in graded[series]) for series in series_of(finding))


def _in_passing(analysis: Analysis, dates: ReportDates, findings: list[Finding]) -> frozenset[Finding]:
    """The grades of bodies named in passing in a text on another body's report, which has many grades.

    What is said to be of the same inspection is no aside, and none is where a text tells of reports on many bodies.
    """
    if len(findings) <= MANY:
        return frozenset()
    areas: dict[Body, set[str]] = defaultdict(set)
    for finding in findings:
        for body in finding.group.bodies:
            areas[body].add(finding.area.code)
    named = {body for body, codes in areas.items() if len(codes) == 1}
    if len(named) > MOST_IN_PASSING or max(map(len, areas.values()), default=0) < MANY:
        return frozenset()
    beside = [f for f in findings if f.area.code != SOC and named.issuperset(f.group.bodies)]
    if not beside or _on_many(analysis, dates):
        return frozenset()
    return frozenset(f for f in beside if not _is_of_same(analysis.view.folded, f.grade))


def _is_of_same(folded: str, grade: Grade) -> bool:
    low, stop = max(grade.sentence.start, grade.start - WINDOW), min(grade.sentence.end, grade.end + WINDOW)
    return SAME.search(folded, low, stop) is not None


def _on_many(analysis: Analysis, dates: ReportDates) -> bool:
    """Whether the sentences that tell of the newest report, or the next one, say that it is on many bodies."""
    told = [analysis.sentence_at(date.at) for date in dates.current if date.day == dates.newest]
    for sentence in told:
        after = analysis.sentences[sentence.index + 1 : sentence.index + 2] if sentence else []
        if sentence and ON_MANY.search(analysis.view.folded, sentence.start, after[0].end if after else sentence.end):
            return True
    return False


def _newest_report(inspection: Inspection, earlier: str | None) -> str | None:
    dates = inspection.dates
    return dates.in_full(earlier) if earlier else dates.newest or dates.before()


def _report_of(inspection: Inspection, earlier: str | None, told: str | None) -> str | None:
    """The date of an earlier grade's report: the one beside it, else that of the only report before the newest."""
    if earlier == "":
        return None
    return inspection.dates.in_full(earlier) if earlier else inspection.dates.before(told)
