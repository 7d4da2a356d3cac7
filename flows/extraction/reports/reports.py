"""What a document says of the inspection its grades come from: whose it is, when published, when inspected, on what."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice, pairwise

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.bodies.mentions import INSPECTED_KINDS
from flows.extraction.analysis.text.layout import Sentence
from flows.extraction.analysis.times.dates import parts_of
from flows.extraction.analysis.times.period_patterns import DATE, SEASONS
from flows.extraction.claims import Body
from flows.extraction.grades.areas.areas import Areas
from flows.extraction.grades.frames.again import COMPARED_WITH, said_again
from flows.extraction.grades.frames.asides import is_by_the_way
from flows.extraction.grades.frames.grades import Grade
from flows.extraction.grades.frames.times import DATE_OF_IT, NOW, RELATIVE, in_brackets, opens_next
from flows.extraction.grades.words.area_at import everyday
from flows.extraction.grades.words.area_words import AREA_GLUE, PILLAR_OF, SOC
from flows.extraction.grades.words.words import WINDOW
from flows.extraction.reports.dates import report_dates
from flows.extraction.reports.inspectorates import inspectorate_of
from flows.extraction.reports.told import ReportDates
from flows.extraction.reports.visits import inspected_in
from schemas import vocabularies

_WHEN = rf"{'|'.join(SEASONS)}|{DATE}"
# "in 2018 it was rated", "from a visit in 2022", "in the 2016 report, published in March 2017"; not "in 2022/23".
# Reads text in lower case.
EARLIER = re.compile(
    rf"\b(?:the|our|its|their)\s+(?P<named>(?:19|20)\d\d)\s+(?:(?:effectiveness|efficiency|legitimacy)\s+)?(?P<kind>inspection|report|assessment)|(?P<visit>\b(?:inspect\w+|visit\w*|"
    r"fieldwork)\s+)?(?:\b(?:in|from|since|of|back\s+in|(?:in|from|by)\s+an?(?=\s+(?:19|20)\d\d\s+(?:\w+\s+)?(?:report|inspection|assessment)\b)|on(?=\s+(?:19|20)\d\d,?\s+when\b)|in\s+its|in\s+the|from\s+the|report\s+of)\s+|"
    r"\((?=[\w\s:–“”\"‘’'-]+\)))"
    rf"(?P<when>(?:(?:{_WHEN})\s+)?(?:19|20)\d\d)\b(?!\s?[/–-]\s?\d|\s+(?:to|until)\s+(?:19|20)\d\d)",
)
# "G |in 2021, G again |in 2024": the year of this grade and no other.
OWN_YEAR = re.compile(r"[”\"’']?\s+(?:again\s+|once\s+more\s+)?(?:back\s+)?in\s+(?:[A-Za-z]+\s+)?20\d\d\b")
NO_YEAR = 9999
YEAR = re.compile(r"\b20\d\d\b(?!\s?[/–-]\s?\d)")
VISITS_OF = ("inspection", "assessment")
# "in 2021, when it was last inspected", "when the inspectors came in 2019": the year of a visit, not of its report.
VISITED = re.compile(r",?\s+when\s[^.;]{0,60}\b(?:inspected|visited|came|called)\b", re.IGNORECASE)
VISITS = re.compile(
    r"\b(?:inspectors|inspectorate|watchdog)\s+(?:\w+\s+)?(?:came|called|visited|went|looked)\b[^.;]{0,30}$",
    re.IGNORECASE,
)
# "G, its third such grade since 2017": the year of the first.
COUNTED_SINCE = re.compile(
    r"\b(?:such|second|third|fourth|fifth|highest|lowest|best|worst|first)\s+(?:[\w-]+\s+){0,3}$"
)
PILLARS = frozenset(
    {
        "effectiveness",
        "efficiency",
        "legitimacy",
        "leadership",
        "crime-data-integrity",
        "tackling-anti-social-behaviour",
    }
)
# The areas an opening names, where it is on one of them: more are those of an inspection of many.
MOST_BESIDE = 3
# "inspected how well the 43 police forces |protect …", "its inspection of how effective forces are at |Y", "a report
# that grades each force on its |Y": what a report on all of them is on. Reads text in lower case.
_ALL = r"(?:(?:all|the|every|each|of|england['’]s|\d\d|police|fire|and|rescue)\s+){0,6}"
_BODIES = r"(?:forces?|services?|brigades?)\s+(?:(?:in|of|across)\s+england(?:\s+and\s+wales)?\s+)?"
ON_ALL = re.compile(
    r"\b(?:(?:inspect(?:s|ed|ing)|examin(?:es|ed|ing)|assess(?:es|ed|ing)|test(?:s|ed)|look(?:s|ed)\s+(?:at|into)|reports?\s+on|"
    r"(?:inspections?|review|assessment)\s+of)\s+how\s+"
    rf"(?:(?:(?:well|effectively|far)\s+)?{_ALL}{_BODIES}|(?:good|effective|efficient)\s+{_ALL}{_BODIES}are\s+(?:at|in)\s+)|"
    r"(?:(?:reports?|inspections?|review|assessment)\s+(?:that|which)|has|have)\s+(?:grade[sd]|rate[sd]|judge[sd]|assess(?:es|ed)|rank(?:s|ed))\s+"
    rf"{_ALL}{_BODIES}(?:on|for)\s+(?:(?:its|their|the)\s+)?)"
)
# What each of these holds.
GRADING = ("how", "grade", "rate", "judge", "assess", "rank")
# "its reports on how |efficient each of the 43 forces is": the pillar that all were graded in.
PILLAR_OF_ALL = re.compile(
    rf"\bhow\s+(?P<manner>{'|'.join(PILLAR_OF)})\s+{_ALL}{_BODIES}(?:is|are|was|were)\b(?P<at>\s+(?:at|in)\s+)?"
)
# What says of an area in an opening that the text is on it.
LOOKED_AT = re.compile(
    r"\bhow\s+(?:well|good|effective|fair)|\binspect(?:ed|ion|ions)\b|\breports?\s+on\b|\blook(?:ed|s)?\s+(?:at|into)\b"
)
IN_PARTICULAR = re.compile(r"\s+(?:20\d\d\s+)?\(")


@dataclass(frozen=True, slots=True)
class Inspection:
    """The inspection a document is about. `topic` is the area it covers as a whole, None for one of many areas."""

    inspectorate: str | None
    report_published_on: str | None
    dates: ReportDates
    inspected_in: str | None
    topic: str | None
    regional: bool
    year: int | None


def inspection_of(analysis: Analysis, areas: Areas) -> Inspection:
    """The inspection a document is about, as far as it says so."""
    dates = report_dates(analysis)
    report = dates.newest
    inspectorate = inspectorate_of(analysis)
    written = analysis.document.published_on
    return Inspection(
        inspectorate=vocabularies.acronyms().get(inspectorate.body_id, inspectorate.name) if inspectorate else None,
        report_published_on=report,
        dates=dates,
        inspected_in=inspected_in(analysis, report),
        topic=topic_area(analysis, areas),
        regional=any(m.body.kind == "regional-unit" for m in analysis.mentions),
        year=int(report[:4]) if report else int(written[:4]) - 1 if written else None,
    )


def topic_area(analysis: Analysis, areas: Areas) -> str | None:
    """The area a document's inspection is about as a whole: what its headline and first sentences name."""
    opening = _opening(analysis)
    if not opening:
        return None
    end = opening[-1].end
    headline = areas.between(opening[0].start, opening[0].end)
    for whole, part in pairwise(headline):  # "PEEL: police effectiveness 2015 (vulnerability)"
        closed = analysis.text.startswith(")", part.end)
        if closed and whole.code in PILLARS and IN_PARTICULAR.fullmatch(analysis.text, whole.end, part.start):
            return part.code
    if on_all := next((code for each in opening if (code := _on_all(analysis, areas, each))), None):
        return on_all
    named = [{area.code for area in areas.plain(each.start, each.end)} - {"overall"} for each in opening]
    codes = set[str]().union(*named)
    bodies = [m.body for m in analysis.mentions_in(0, end) if m.body.kind in INSPECTED_KINDS]
    units = any(body.kind == "regional-unit" for body in bodies)
    units = units and (SOC in codes or bodies[0].kind == "regional-unit")
    if units or (SOC in codes and len(codes) <= MOST_BESIDE):
        return SOC
    # What comes first says what the rest is about.
    found = next((there & PILLARS for there in named if there), set())
    found = found if len(found) == 1 else (codes & PILLARS if len(codes) <= MOST_BESIDE else set())
    if not found and {area.code for area in areas.all} - {"overall"} == {SOC}:
        return SOC
    if not found and len(codes) == 1:
        alone = {area.code for area in areas.all if not everyday(area)} - {"overall", "other"} == codes
        found = codes if alone and _is_looked_at(analysis, areas, opening) else found
    return found.pop() if len(found) == 1 else None


def _on_all(analysis: Analysis, areas: Areas, sentence: Sentence) -> str | None:
    """The one area in which a sentence says all bodies were inspected; None where it says so of several, or none."""
    near = analysis.view.folded[sentence.start : sentence.end]
    if not any(piece in near for piece in GRADING):
        return None
    said = ON_ALL.search(analysis.view.folded, sentence.start, sentence.end)
    named = areas.plain(said.end(), sentence.end) if said else []
    first = named[0] if said and named and named[0].start == said.end() else None
    if first is None:
        return _pillar_of_all(analysis, areas, sentence) if "how" in near else None
    others = [area for area in named[1:2] if AREA_GLUE.fullmatch(analysis.text, first.end, area.start)]
    return first.code if all(area.code == first.code for area in others) else None


def _pillar_of_all(analysis: Analysis, areas: Areas, sentence: Sentence) -> str | None:
    """The pillar that all bodies were graded in: "how efficient they are", and not "at" one thing alone."""
    said = PILLAR_OF_ALL.search(analysis.view.folded, sentence.start, sentence.end)
    if said is None:
        return None
    behind = areas.plain(said.end(), sentence.end) if said["at"] else []
    alone = behind and behind[0].start == said.end() and not analysis.text.startswith(" and ", behind[0].end)
    return None if alone else PILLAR_OF[said["manner"]]


def _is_looked_at(analysis: Analysis, areas: Areas, opening: list[Sentence]) -> bool:
    """Whether an opening says of the area it names that inspectors looked at it, or how well that is done."""
    named = (each for each in opening if any(area.code != "overall" for area in areas.plain(each.start, each.end)))
    return any(LOOKED_AT.search(analysis.view.folded, each.start, each.end) for each in named)


def _opening(analysis: Analysis) -> list[Sentence]:
    """The headline and the first sentences of a text, without captions and other lines between that are none."""
    headline = analysis.sentences[:1]
    told = (each for each in analysis.sentences[1:12] if analysis.text[each.end - 1] in ".!?”\"’'")
    return [*headline, *islice(told, 3)]


# Behind a grade and its year: what follows is newer.
LATER = re.compile(
    r"\b(?:since|now|later|subsequent\w*|latest|newest|most\s+recent|published|ha(?:s|ve)\s+become|became)\b"
)


def earlier_report(analysis: Analysis, grade: Grade, inspection: Inspection) -> str | None:
    """The EDTF date of an earlier report that a grade is said to come from, by a year before the document's own.

    Empty where the year is only that of a visit.
    """
    low, high = max(grade.left, grade.start - WINDOW), min(grade.right, grade.end + WINDOW // 2)
    text, found = analysis.text, []
    bracket = in_brackets(text, grade.sentence.start, grade.start)
    low = low if bracket is None else bracket
    near = text[low:high]
    if not ("20" in near or "19" in near) or NOW.search(text, low, grade.start):
        return None
    again = said_again(analysis.view.folded, grade, grade.sentence.end)
    has_own = OWN_YEAR.match(text, grade.end, grade.sentence.end)
    for match in EARLIER.finditer(analysis.view.folded, low, high):
        before = match.end() <= grade.start
        if before and (has_own or DATE_OF_IT.search(text[low : match.start()])):
            continue
        if COUNTED_SINCE.search(text, low, match.start()) and not (
            before and text.startswith((", when", " when"), match.end())
        ):
            continue
        if before and _of_grade_before(analysis, low, match, grade.start):
            continue
        if not before and " since " in text[grade.end : match.start()]:
            continue  # "G, a drop since it was last visited in 2022"
        if not before and COMPARED_WITH.search(
            text, grade.end, match.start("when") if match["when"] else match.start()
        ):
            continue
        if again and again.start() <= match.start() < again.end():
            continue  # "G, as it was in 2019"
        if not before and _of_next(analysis, grade, match.start()):
            continue
        parts = parts_of(match["when"] or match["named"])
        newest = inspection.year or (NO_YEAR if grade.historic else _newest_year(analysis, grade))
        margin = not grade.historic and bool(match["visit"] or match["kind"] in VISITS_OF)
        if parts.year and parts.year < newest - margin:
            day = f"{parts.year}-{parts.month:02d}" if parts.month else str(parts.year)
            visit = VISITED.match(text, match.end(), high) or VISITS.search(text, low, match.start())
            fuller = inspection.dates.in_full(day)
            found.append(day if not visit else fuller if fuller != day else "")
    return max(found, key=len, default=None)


def _of_grade_before(analysis: Analysis, low: int, year: re.Match[str], at: int) -> bool:
    """Whether a year before a grade is that of another one: "G in 2019, it has since …, and was judged |G"."""
    folded = analysis.view.folded
    graded = analysis.triggers.any_within("grade", low, year.start())
    later = graded and LATER.search(folded, year.end(), at) is not None
    return later or (graded and is_by_the_way(folded, low, year.start(), year.end(), at))


def _of_next(analysis: Analysis, grade: Grade, at: int) -> bool:
    """Whether a year is that of the grade behind it: "G for Y, where in 2021 it had been G", "and in 2021 was G"."""
    if not (RELATIVE.search(analysis.view.folded, grade.end, at) or opens_next(analysis.view.folded, grade.end, at)):
        return False
    return analysis.triggers.any_within("grade", at, grade.sentence.end)


def _newest_year(analysis: Analysis, grade: Grade) -> int:
    """The newest year of a sentence: in "G in 2018, G in 2021 and G in 2023" it tells which grades came before."""
    return max(map(int, YEAR.findall(analysis.text, grade.sentence.start, grade.sentence.end)), default=0)


def programme_of(area: str, body: Body, report: str | None, regional: bool) -> str | None:
    """The programme a grade belongs to, by the kind of body, the area and the day of the report; None when open."""
    day = {10: report, 7: f"{report}-28"}.get(len(report or ""))
    if day is None:
        return None
    found = [
        p
        for p in vocabularies.programmes()
        if body.kind in p.body_kinds
        and area in p.areas
        and (p.valid_from or "") <= day
        and day[: len(p.valid_to or "")] <= (p.valid_to or "")  # a whole year or month, where it is no day
    ]
    units = [p.programme for p in found if "regional-unit" in p.body_kinds]
    others = [p.programme for p in found if p.programme not in units]
    if regional and units:
        return units[0]
    return others[0] if len(others) == 1 else units[0] if units and not others else None
