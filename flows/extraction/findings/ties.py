"""Days of reports that are on certain bodies alone, which no grade of another body is dated with."""

from __future__ import annotations

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.claims import Body
from flows.extraction.findings.finding import Dated
from flows.extraction.grades.words.area_words import SOC
from flows.extraction.reports.subjects import bodies_reported_on
from flows.extraction.reports.told import ReportDates


def tie_to_bodies(analysis: Analysis, dates: ReportDates, found: list[Dated]) -> None:
    """Date grades with the report on their own body where a text tells apart whose report came out when."""
    days: dict[str, list[frozenset[Body]]] = {}
    for date in (*dates.current, *dates.earlier):
        days.setdefault(date.day, []).append(bodies_reported_on(analysis, date.at))
    alone = {day: frozenset[Body]().union(*told) for day, told in days.items() if all(told)}
    for each in found if alone else ():
        bodies = alone.get(each.report or "")
        if bodies is None or _is_of(each, bodies):
            continue
        own = [day for day, others in alone.items() if _is_of(each, others)]
        each.report = own[0] if len(own) == 1 else None


def _is_of(each: Dated, bodies: frozenset[Body]) -> bool:
    """Whether a report on certain bodies can hold a grade: that on a regional unit grades its forces, too."""
    if not bodies.isdisjoint(each.finding.group.bodies):
        return True
    return each.finding.area.code == SOC and any(body.kind == "regional-unit" for body in bodies)
